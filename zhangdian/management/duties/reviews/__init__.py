"""The yearly management review: what it must have before it, and the general manager's signature."""
