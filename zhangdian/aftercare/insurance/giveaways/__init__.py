"""Commission passed on to a customer: the forms, the two signatures, what was given."""
