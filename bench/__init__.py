"""What the house costs beside the raw database (design.md §6)."""
