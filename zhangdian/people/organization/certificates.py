"""Certificates: which papers somebody holds on a day, and which run out soon."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.context import Context
from zhangdian.foundation.kernel.dates import RecordDate, record_date
from zhangdian.foundation.kernel.rows import worded
from zhangdian.people.organization.models import Certificate, Person

GRADES = ("汽车维修工五级", "汽车维修工四级", "汽车维修工三级", "汽车维修技师二级", "汽车维修高级技师一级")
ANY_GRADE = "|".join(GRADES)
HIGH_GRADE = "|".join(GRADES[2:])
"""三级 (高级工) and above."""

HIGH_VOLTAGE = "低压电工作业(高压作业资格)"
LIFT = "举升机操作"
WELDING = "焊接与热切割作业"
DRIVING = "驾驶证"
NEVER_EXTENDED = frozenset({HIGH_VOLTAGE, LIFT, WELDING, DRIVING})
"""Life depends on them: no superior may extend them (store_truth.md §1.6)."""
EXTENSION = timedelta(days=14)
WARN_DAYS = (60, 30, 7)
EXTENDED_FROM = timedelta(days=7)
"""So long before its end a paper may be extended at the earliest."""


ENDS = "organization.certificate.expires_on"


def newer() -> Any:
    """A paper of the same kind and person that holds longer."""
    rows = Certificate.objects.filter(person=OuterRef("person"), kind=OuterRef("kind"), voided_at=None)
    return rows.filter(Q(expires_on__isnull=True) | Q(expires_on__gt=OuterRef("expires_on")))


def followed(ctx: Any, keys: Iterable[int]) -> dict[int, int]:
    """Paper → the entry that recorded the one that took its place."""
    first = newer().order_by("pk").values("entry")[:1]
    rows = Certificate.objects.of(ctx).filter(pk__in=keys, voided_at=None).annotate(by=first)
    return dict(rows.exclude(by=None).order_by("pk").values_list("pk", "by"))


def declare_dates() -> None:
    record_date(
        RecordDate(
            ENDS,
            "证书有效期到",
            counts=Q(voided_at=None, person__disabled_at=None),
            stands=~Q(Exists(newer())),
            reads=("person",),
            followed=followed,
        )
    )


def may_be_extended(paper: Certificate, on: date) -> bool:
    """Whether a superior could help on a day; by whom is the action's question."""
    fit = paper.kind not in NEVER_EXTENDED and paper.voided_at is None and paper.extended_until is None
    return fit and paper.expires_on is not None and paper.expires_on <= on + EXTENDED_FROM


def valid_on(on: date) -> Q:
    """The condition of a paper that holds on a day, by itself or extended."""
    return Q(expires_on__isnull=True) | Q(expires_on__gte=on) | Q(extended_until__gte=on)


@worded
def _held(ctx: Context | Act, people: Iterable[int], on: date) -> Any:
    rows = Certificate.objects.of(ctx).filter(valid_on(on), person__in=people, voided_at=None)
    return rows.values_list("person_id", "kind")


def give(person: Person, kind: str, number: str, issued_on: date, expires_on: date | None) -> Certificate:
    """A paper that the house itself gives, inside the act by which it was earned."""
    paper = Certificate(person=person, kind=kind, number=number, issued_on=issued_on, expires_on=expires_on)
    paper.save()
    return paper


def take_back(ctx: Act, paper: Certificate, reason: str) -> None:
    """What it was given for does not count any more."""
    if paper.voided_at is None:
        paper.voided_at, paper.void_reason = ctx.now, reason
        paper.save()


def held_by(ctx: Context | Act, people: Iterable[Person], on: date) -> dict[int, set[str]]:
    """Kinds of papers that hold on a day, by the key of their person, in one query."""
    held: dict[int, set[str]] = {person.pk: set() for person in people}
    for person_id, kind in _held(ctx, held, on):
        held[person_id].add(kind)
    return held


def holds_certificate(ctx: Context | Act, person: Person | int, kind: str, on: date) -> bool:
    """Whether a person holds a paper of this kind on a day."""
    rows = Certificate.objects.of(ctx).filter(valid_on(on), person=person, kind=kind, voided_at=None)
    return bool(rows.exists())


def holders_of(ctx: Context | Act, kind: str, on: date) -> set[int]:
    """Keys of the people who hold a paper of this kind on a day: who may be sent to such work."""
    rows = Certificate.objects.of(ctx).filter(valid_on(on), kind=kind, voided_at=None)
    return set(rows.values_list("person_id", flat=True))


def lapsing(ctx: Context | Act, within_days: int) -> list[Certificate]:
    """Papers that run out within so many days, or have run out, and that no later one replaces."""
    rows = Certificate.objects.of(ctx).filter(
        voided_at=None, expires_on__isnull=False, person__disabled_at=None
    )
    newest: dict[tuple[int, str], Certificate] = {}
    ends = Coalesce("extended_until", "expires_on")
    for row in rows.annotate(ends=ends).order_by("ends", "pk").select_related("person"):
        newest[row.person_id, row.kind] = row
    until = ctx.today + timedelta(days=within_days)
    return [row for row in newest.values() if row.last_day is not None and row.last_day <= until]
