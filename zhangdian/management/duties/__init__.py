"""Duties: every line of a job description, and what of the program carries it."""
