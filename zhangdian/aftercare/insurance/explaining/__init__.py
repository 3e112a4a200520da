"""Clauses explained to a customer, and his own word or sign that they were."""
