"""People at their screens: a real server, a real browser."""
