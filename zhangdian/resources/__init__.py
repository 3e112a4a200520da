"""What the store keeps and accounts for."""
