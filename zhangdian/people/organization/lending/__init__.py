"""Lending one's signature for a time."""
