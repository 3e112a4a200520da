"""Insurers' lists of policies: brought, compared with the ledger, worked off."""
