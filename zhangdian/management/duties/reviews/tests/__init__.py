"""Tests of the management review, a file for each action."""
