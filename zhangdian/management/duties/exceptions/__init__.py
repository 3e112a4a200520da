"""What went on after a question: every chip that was given stands on the superior's list next morning."""
