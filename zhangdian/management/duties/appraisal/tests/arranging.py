"""Schemes of the shop, and sheets of November at each of their steps."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.context import Context
from zhangdian.management.duties.appraisal import actions, jobs, schemes
from zhangdian.management.duties.appraisal.schemes import SchemeRow
from zhangdian.management.duties.models import Appraisal, AppraisalLine, Objection, Scheme
from zhangdian.people.organization.roles import Role

DUTIES = SchemeRow("duties", 60, Decimal(100), Decimal(0))
SCORED = SchemeRow("scored", 40, Decimal(5), Decimal(0), label="态度")


def with_schemes(shop: Shop) -> None:
    """As the house ships them."""
    actions.load_schemes(shop.office_director, rows=list(schemes.shipped()))


def a_scheme(
    shop: Shop,
    role: Role = Role.SERVICE_ADVISOR,
    rows: Sequence[SchemeRow] = (DUTIES, SCORED),
    *,
    since: date | None = None,
) -> Scheme:
    """The office director sets it, from this month on."""
    made: Scheme = actions.set_scheme(
        shop.office_director, role=role, since=since or shop.today, rows=list(rows), reason="按本店定"
    ).subject
    return made


def the_month_ends(shop: Shop) -> None:
    """The first of December, a little after midnight: the clock opens November."""
    shop.at(datetime(2026, 12, 1, 0, 30, tzinfo=clock.CHINA))
    jobs.open_for_store(shop.clock)


def sheet_of(shop: Shop, name: str = "service_advisor") -> Appraisal:
    """The newest sheet of somebody."""
    found: Appraisal = Appraisal.objects.filter(person=shop.person(name)).latest("pk")
    return found


def opened(
    shop: Shop, name: str = "service_advisor", rows: Sequence[SchemeRow] = (DUTIES, SCORED)
) -> Appraisal:
    """November of an advisor, opened by the clock."""
    a_scheme(shop, rows=rows)
    the_month_ends(shop)
    return sheet_of(shop, name)


def line_of(appraisal: Appraisal, order: int = 2) -> AppraisalLine:
    """A line of a sheet; the second is scored."""
    found: AppraisalLine = appraisal.lines.get(order=order)
    return found


def released(shop: Shop, score: int = 3, ground: str = "", **how: Any) -> Appraisal:
    """Scored by the supervisor of the front desk, and sent to its person."""
    appraisal = opened(shop, **how)
    actions.score_line(shop.front_desk_supervisor, line_of(appraisal), score=score, ground=ground)
    actions.release_appraisal(shop.front_desk_supervisor, again(appraisal))
    found: Appraisal = again(appraisal)
    return found


def objected(shop: Shop, reason: str = "那两天我在外面接车", order: int = 2) -> Objection:
    """The advisor objects to a line."""
    appraisal = released(shop, 2, "两次没有礼貌用语")
    actions.object_to_line(shop.service_advisor, line_of(appraisal, order), reason=reason)
    found: Objection = Objection.objects.latest("pk")
    return found


def answer(who: Context, objection: Objection, new: str | None = None, reason: str = "核对过记录") -> Any:
    """Upheld, or other points."""
    outcome = Objection.Outcome.CORRECTED if new else Objection.Outcome.UPHELD
    points = Decimal(new) if new else None
    return actions.answer_objection(who, objection, outcome=outcome, reason=reason, points=points)


def signed(shop: Shop) -> Appraisal:
    """Signed by its person."""
    appraisal = released(shop)
    actions.sign_appraisal(shop.service_advisor, appraisal, words="同意")
    found: Appraisal = again(appraisal)
    return found


def again(record: Any) -> Any:
    return type(record).objects.get(pk=record.pk)
