"""SQLite as this house uses it: one writer at a time, in the order in which they asked (decisions/0015)."""
