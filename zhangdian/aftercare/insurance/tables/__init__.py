"""Rates by edition, rules of underwriting, limits of authority: all entered from a day on."""
