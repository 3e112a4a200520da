"""What a month of lost renewals teaches: counted by reason, explained, bettered, approved."""
