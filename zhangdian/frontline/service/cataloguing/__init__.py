"""The labour catalogue, kits, bays and inspection items: facts of the trade as dated rows."""
