"""Visits booked ahead."""
