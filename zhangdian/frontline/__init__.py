"""Where the customer stands before us."""
