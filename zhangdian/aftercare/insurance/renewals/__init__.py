"""The desk of renewals: who is due, whose he is, what was said, what became of it."""
