"""Knows nothing of cars: the kernel of actions and journal, and the pages' shell."""
