"""From the gate to the end of the walk-around."""
