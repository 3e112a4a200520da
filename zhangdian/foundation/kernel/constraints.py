"""The sentence of a constraint that was about to be broken: a race ends in words, not in an error page."""

import re
from functools import cache

from django.apps import apps
from django.db import IntegrityError, models


@cache
def _sentences() -> tuple[dict[str, str], dict[tuple[str, frozenset[str]], str]]:
    by_name: dict[str, str] = {}
    by_columns: dict[tuple[str, frozenset[str]], str] = {}
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            message = str(constraint.violation_error_message or "")
            if message == str(constraint.default_violation_error_message):
                continue
            by_name[constraint.name] = message
            if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
                columns = frozenset(str(model._meta.get_field(f).column) for f in constraint.fields)  # type: ignore[union-attr]
                by_columns[model._meta.db_table, columns] = message
    return by_name, by_columns


def sentence_of(error: IntegrityError) -> str | None:
    """What the broken constraint says to a person, if it says anything."""
    by_name, by_columns = _sentences()
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    if name:
        return by_name.get(name)
    text = str(error)
    if hit := re.search(r"CHECK constraint failed: (\w+)", text):
        return by_name.get(hit.group(1))
    if hit := re.search(r"UNIQUE constraint failed: (.+)$", text):
        if index := re.match(r"index '(\w+)'", hit.group(1)):
            return by_name.get(index.group(1))
        cells = [cell.strip().split(".") for cell in hit.group(1).split(",")]
        return by_columns.get((cells[0][0], frozenset(cell[1] for cell in cells)))
    return None
