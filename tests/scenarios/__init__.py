"""Whole visits."""
