"""Handing over before an account closes, or a post changes hands."""
