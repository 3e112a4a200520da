"""Taking the written duties into the house's books."""

from collections.abc import Sequence
from datetime import date

from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.management.duties.models import Duty
from zhangdian.management.duties.written import DutyRow
from zhangdian.people.organization.roles import STAFF_OFFICE

WORDS = ("source", "posts", "posts_english", "sentence", "kind", "area", "does", "check_that")


@action("载入职责", by=STAFF_OFFICE, by_clock=True)
def load_duties(ctx: Act, *, rows: Sequence[DutyRow], since: date) -> None:
    """Rows that are new or read otherwise hold from a day on; what was signed before stays as it read."""
    if len({row.code for row in rows}) != len(rows):
        raise Refusal("清单里有重复的编号：请核对")
    known = {duty.code: duty for duty in Duty.objects.of(ctx).on(since)}
    changed = [
        Duty(code=row.code, since=since, **{name: getattr(row, name) for name in WORDS})
        for row in rows
        if row.code not in known
        or any(getattr(row, name) != getattr(known[row.code], name) for name in WORDS)
    ]
    if not changed:
        raise Refusal("和现在的职责一字不差：没有要载入的")
    Duty.objects.add_many(changed)
