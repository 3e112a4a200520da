"""Matters that are reported up: what, what is proposed, and what the post above answers."""
