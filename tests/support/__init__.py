"""What the tests stand on: a database of their own, and what the machine has."""
