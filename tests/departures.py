"""Where the tree departs from its own rules. These lists only shrink: a line is taken out, never put in."""

FURNITURE: frozenset[str] = frozenset()
"""Files that import one that stands behind them, and stages that import one another."""

HIDDEN_IMPORTS: frozenset[str] = frozenset()
"""Functions that import inside."""

TEMPLATE_LINKS: frozenset[str] = frozenset()
"""Templates that name a page of a room above."""

PAST_THE_ORM = frozenset(
    {
        # the rows of every act: INSERT, UPDATE and the ORM's own SELECT, worded once from the model's fields
        "foundation/kernel/rows.py: execute() of built SQL",
        "foundation/kernel/rows.py: executemany() of built SQL",
        # methods of ours that have this name
        "foundation/ui/filters.py: raw()",
        "foundation/ui/listing.py: raw()",
        # counts at most a thousand rows of the queryset's own SQL
        "foundation/ui/paging.py: execute() of built SQL",
    }
)
"""Ways to the database past the querysets."""
