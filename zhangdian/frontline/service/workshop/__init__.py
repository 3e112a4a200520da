"""Dispatch, clock, findings and extra work."""
