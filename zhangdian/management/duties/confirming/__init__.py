"""What another person looks at before it counts as done."""
