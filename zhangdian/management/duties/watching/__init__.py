"""Watching duties: what is due on a day, what proves it, and what does not count."""
