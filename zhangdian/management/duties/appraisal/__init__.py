"""Appraisal: what a post is measured by, and each person's month from the events behind it."""
