"""What the maker builds, prescribes and calls back."""
