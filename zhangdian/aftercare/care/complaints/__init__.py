"""Complaints: heard by anybody, taken, answered, and closed only with the customer's own answer."""
