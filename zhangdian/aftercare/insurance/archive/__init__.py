"""Paper that the store keeps: files with their place and loans, policies kept for customers, spot checks."""
