"""A store's own ledger of customers and vehicles: tried, taken in by chunks, undone."""
