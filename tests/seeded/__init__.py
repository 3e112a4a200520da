"""Bugs put in on purpose: for each there is a test that sees it."""
