"""From the customer’s words to the signed order."""
