"""The ledger of policies: entered, checked by another, changed, cancelled, filed."""
