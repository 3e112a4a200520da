"""Accident repairs that insurers sent to the store, beside the premium placed with them."""
