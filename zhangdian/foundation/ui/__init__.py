"""The page shell, lists, forms and papers of every room: how the house looks, and nothing of what it does."""
