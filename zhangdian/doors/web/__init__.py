"""The pages' front door: home, search, health, the root of all addresses."""
