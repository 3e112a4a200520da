"""Which notices somebody may see, who has read, who is to read, and which open cars a part concerns."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhangdian.foundation.kernel.rows import worded
from zhangdian.frontline.service.models import PartLine, RepairOrder
from zhangdian.management.notices.models import (
    Notice,
    NoticeKind,
    NoticePart,
    NoticeQuestion,
    ReadReceipt,
)
from zhangdian.people.organization import superiors
from zhangdian.people.organization.models import Person, Tenure
from zhangdian.people.organization.queries import in_force
from zhangdian.people.organization.roles import STAFF_OFFICE, Department, Role
from zhangdian.resources.parts.models import Part, RequisitionLine

MOST_AFFECTED = 200
A_DAY = timedelta(days=1)
ORDER = RepairOrder._meta.label_lower


def held_on(today: Any) -> Q:
    """Notices that have not come to their last day."""
    return Q(ends_on__isnull=True) | Q(ends_on__gte=today)


def standing(ctx: Any) -> Any:
    """What stands today: neither corrected, withdrawn nor over."""
    return Notice.objects.of(ctx).filter(held_on(ctx.today), state=Notice.State.STANDING)


def fits(posts: Iterable[str], departments: Iterable[str], today: Any) -> Q:
    """The condition of a tenure by which its holder is one of the readers."""
    seat = Q(role__in=list(posts)) | Q(person__department__in=list(departments))
    return seat & in_force(today) & Q(person__disabled_at=None)


def people_in(ctx: Any, posts: Iterable[Role], departments: Iterable[Department]) -> list[Person]:
    """Who holds one of these posts, or sits in one of these departments and holds any; one query."""
    held = Tenure.objects.of(ctx).filter(fits(posts, departments, ctx.today))
    found = Person.objects.filter(pk__in=held.values("person")).order_by("employee_no")
    return list(found)


def by_kind_of_mine(ctx: Any) -> Q:
    """Notices of kinds that one of his posts publishes."""
    mine = Q(pk__in=[])
    for role in ctx.roles:
        mine |= Q(publisher_codes__contains=f" {role} ")
    return Q(kind__in=NoticeKind.objects.of(ctx).filter(mine).values("pk"))


def notices_open_to(ctx: Any) -> QuerySet[Any]:
    """What he is to read, published, may publish, or people below him are to read; the office sees all."""
    rows: QuerySet[Any] = Notice.objects.of(ctx)
    if ctx.roles.intersection(STAFF_OFFICE):
        return rows
    to_me = ReadReceipt.objects.filter(notice=OuterRef("pk"), person=ctx.person_id)
    found = Q(published_by=ctx.person_id) | by_kind_of_mine(ctx) | Q(Exists(to_me))
    if below := superiors.roles_below(ctx):
        people = Tenure.objects.of(ctx).filter(in_force(ctx.today), role__in=below).values("person")
        found |= Q(Exists(ReadReceipt.objects.filter(notice=OuterRef("pk"), person__in=people)))
    return rows.filter(found)


def counts_of(outer: str = "pk") -> QuerySet[Any]:
    """Receipts of a notice that count: of people who are still here."""
    return ReadReceipt.objects.filter(notice=OuterRef(outer), person__disabled_at=None).order_by()


def unread_by(ctx: Any) -> Any:
    """What this person is still to read, the nearest hour first."""
    rows = ReadReceipt.objects.of(ctx).filter(person=ctx.person_id, read_at=None)
    over = Q(notice__ends_on__isnull=True) | Q(notice__ends_on__gte=ctx.today)
    return rows.filter(over, notice__state=Notice.State.STANDING).order_by("read_by", "pk")


def questions_to(ctx: Any) -> Any:
    """Questions that wait for him: about what he published, or what somebody gone did and he may publish."""
    rows = NoticeQuestion.objects.of(ctx).filter(answered_at=None)
    gone = Q(receipt__notice__published_by__disabled_at__isnull=False)
    kinds = Q()
    for role in ctx.roles:
        kinds |= Q(receipt__notice__kind__publisher_codes__contains=f" {role} ")
    mine = Q(receipt__notice__published_by=ctx.person_id) | (gone & kinds)
    return rows.filter(mine, receipt__notice__state=Notice.State.STANDING).order_by("asked_at", "pk")


def late_below(ctx: Any) -> Any:
    """Notices that somebody whose nearest superior he is has not read in time."""
    return standing(ctx).filter(Exists(late_of_mine(ctx, counts_of()))).order_by("read_by", "pk")


def late_of_mine(ctx: Any, receipts: Any) -> Any:
    """Of these receipts those past their hour, of people who report to one of his posts."""
    held = Tenure.objects.of(ctx).filter(in_force(ctx.today), role__in=superiors.next_below(ctx))
    below = held.exclude(person=ctx.person_id).values("person")
    return receipts.filter(read_at=None, read_by__lt=ctx.now, person__in=below)


def names_late_below(ctx: Any, notices: Iterable[Notice]) -> dict[int, list[str]]:
    """Of each of these notices who of them has not read it; one query."""
    here = ReadReceipt.objects.of(ctx).filter(person__disabled_at=None)
    rows = late_of_mine(ctx, here.filter(notice__in=[each.pk for each in notices]))
    found: dict[int, list[str]] = {}
    for notice, name in rows.order_by("person__employee_no").values_list("notice_id", "person__name"):
        found.setdefault(notice, []).append(name)
    return found


# ---- newcomers ---------------------------------------------------------------------------------------------


@worded
def _seats(ctx: Any, today: Any) -> Any:
    held = Tenure.objects.of(ctx).filter(in_force(today), person__disabled_at=None)
    return held.order_by("person_id", "pk").values_list("person_id", "role", "person__department")


def newcomers(ctx: Any) -> list[tuple[Notice, int]]:
    """Who fits a notice that stands and was never asked to read it; three queries."""
    notices = list(standing(ctx).filter(~Q(posts="") | ~Q(department_codes="")).order_by("pk"))
    if not notices:
        return []
    asked = set(
        ReadReceipt.objects.of(ctx)
        .filter(notice__in=[each.pk for each in notices])
        .order_by()
        .values_list("notice_id", "person_id")
    )
    by_post: dict[str, set[int]] = {}
    by_department: dict[str, set[int]] = {}
    for person, role, department in _seats(ctx, ctx.today):
        by_post.setdefault(role, set()).add(person)
        by_department.setdefault(department, set()).add(person)
    found = []
    for notice in notices:
        fitting: set[int] = set()
        for code in notice.posts.split():
            fitting |= by_post.get(code, set())
        for code in notice.department_codes.split():
            fitting |= by_department.get(code, set())
        fitting.discard(notice.published_by_id)
        found += [(notice, key) for key in sorted(fitting) if (notice.pk, key) not in asked]
    return found


# ---- all read ----------------------------------------------------------------------------------------------


def read_by_all(ctx: Any, keys: Iterable[int]) -> dict[int, int]:
    """Notice → the entry of the last reading, of those that all who were asked at first have read.

    One query; who came later has an hour of his own.
    """
    rows = ReadReceipt.objects.of(ctx).filter(notice__in=list(keys), person__disabled_at=None)
    rows = rows.exclude(why=ReadReceipt.Why.NEWCOMER)
    waits, last = set(), {}
    for notice, at, entry in rows.order_by("read_at", "pk").values_list("notice_id", "read_at", "read_entry"):
        if at is None:
            waits.add(notice)
        else:
            last[notice] = entry
    return {notice: entry for notice, entry in last.items() if notice not in waits}


# ---- the open cars that a part concerns --------------------------------------------------------------------


@dataclass(frozen=True)
class Affected:
    """One car with the part on its order: what stands about it, and whose it is."""

    order: RepairOrder
    parts: tuple[str, ...]
    signed: bool

    @property
    def says(self) -> str:
        return "已签字，没发料" if self.signed else "估价，没签字"


def affected_by(ctx: Any, parts: Iterable[int]) -> list[Affected]:
    """Open orders with one of these parts that is not signed, or signed and not issued; two queries."""
    keys = list(parts)
    if not keys:
        return []
    lines = PartLine.objects.of(ctx).filter(
        part__in=keys,
        voided_at=None,
        line__voided_at=None,
        line__declined_at=None,
        order__exited_at=None,
        order__voided_at=None,
        order__statement_signed_at=None,
    )
    rows = list(
        lines.select_related("order__advisor", "line", "part").order_by("order_id", "pk")[:MOST_AFFECTED]
    )
    if not rows:
        return []
    issued = _issued(ctx, {row.order_id for row in rows}, keys)
    found: dict[int, list[Any]] = {}
    for row in rows:
        if not issued.get((row.order_id, row.part_id)):
            found.setdefault(row.order_id, []).append(row)
    return [
        Affected(
            some[0].order,
            tuple(dict.fromkeys(f"{each.part.part_no} {each.name}" for each in some)),
            all(each.line.authorized_at for each in some),
        )
        for some in found.values()
    ]


def _issued(ctx: Any, orders: Iterable[int], parts: Iterable[int]) -> dict[tuple[int, int], bool]:
    """(order, part) → whether all that was asked of it for the order has been issued."""
    rows = RequisitionLine.objects.of(ctx).filter(
        requisition__purpose_type=ORDER, requisition__purpose_id__in=list(orders), part__in=list(parts)
    )
    left: dict[tuple[int, int], int] = {}
    for order, part, wanted, voided, issued, returned in rows.order_by("pk").values_list(
        "requisition__purpose_id", "part_id", "wanted", "voided", "issued", "returned"
    ):
        open_pieces = wanted - voided - (issued - returned)
        left[order, part] = left.get((order, part), 0) + open_pieces
    return {key: pieces <= 0 for key, pieces in left.items()}


def parts_of(notice: Notice) -> list[Part]:
    """The parts that it is about; one query."""
    rows = NoticePart.objects.filter(notice=notice).select_related("part").order_by("pk")
    return [each.part for each in rows]


def told_of_insurers(ctx: Any, insurers: Any) -> list[Notice]:
    """What stands about these insurers, or about all of them, and he may see; one query."""
    about = Q(insurer__in=insurers) | Q(insurer=None, kind__about=NoticeKind.About.INSURER)
    rows = notices_open_to(ctx).filter(about, held_on(ctx.today), state=Notice.State.STANDING)
    return list(rows.select_related("insurer", "kind").order_by("-effective_on", "-pk")[:10])
