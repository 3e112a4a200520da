"""Tests of matters that are reported up, a file for each action."""
