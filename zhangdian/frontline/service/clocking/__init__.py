"""Technicians' clocks afterwards: what was forgotten is told, what was wrong is corrected by signature."""
