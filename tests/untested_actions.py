"""What the proofs for every action leave out. These lists only shrink: a name is taken out, never put in."""

WITHOUT_A_TEST = frozenset(
    {
        "customers.fail_trial",
        "customers.finish_import",
        "customers.finish_trial",
        "customers.finish_undo",
        "customers.undo_chunk",
        "service.load_bays",
        "service.load_inspection_items",
        "service.load_kits",
        "service.load_operations",
        "simulation.take_over_history",
    }
)
"""Actions without a file `tests/test_<action>.py` in their room or stage."""

WITHOUT_A_RECORD = frozenset(
    {
        "care.FollowUpSummary",
        "customers.CustomerExport",
        "customers.ImportRun",
        "parts.SupplierReturn",
        "service.Advice",
        "service.Appointment",
        "service.ProgressNote",
    }
)
"""Kinds of subjects of which the lived-in store of the tests has none."""
