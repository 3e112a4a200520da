"""The one outbox: everything that leaves the house by message, to customers and to staff."""
