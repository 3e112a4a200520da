"""Care: the call within three days at the agreed hour, and complaints that cannot be lost."""
