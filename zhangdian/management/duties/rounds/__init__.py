"""Rounds: one walk proves many duties; what is not in order stays until somebody has mended it."""
