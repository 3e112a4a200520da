"""What is proved by looking at a few records that the system drew."""
