"""Crashes: what was begun is wholly done or was never begun."""
