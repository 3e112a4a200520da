"""The practice store: opened and closed by the general manager, entered by whoever learns."""
