"""Gateways: the ways out of the house, each behind one small protocol."""
