"""Watching the watchers: what the descriptions leave out, and evidence that may be worth nothing."""
