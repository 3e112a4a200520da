"""The doors of the house: looking at them, and what is posted there."""
