"""Numbered documents: received in ranges, each number in one person's hands, used, counted."""
