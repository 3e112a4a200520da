"""What follows from a visit or a sale."""
