"""Ways into the house."""
