"""Which insurers the store works with, and those that it has approved, from a day until a day."""
