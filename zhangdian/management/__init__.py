"""Whether the store does what it promised."""
