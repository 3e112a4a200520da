"""Meetings: the agenda makes itself of what is open, what was decided becomes due."""
