"""Schemes are set by the office director, month by month."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from zhangdian.foundation.kernel.action import Act, Signatures, action
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.management.duties.appraisal import schemes
from zhangdian.management.duties.appraisal.schemes import SchemeRow, ShippedScheme
from zhangdian.management.duties.models import Scheme
from zhangdian.people.organization.roles import REPORTS_TO, STAFF_OFFICE, Role

# ---- what a post is appraised by --------------------------------------------------------------------------


@action("载入示例方案", by=STAFF_OFFICE, by_clock=True)
def load_schemes(ctx: Act, *, rows: Sequence[ShippedScheme]) -> None:
    """A store begins with the house's examples, of posts that have no scheme yet; then they are its own."""
    known = set(Scheme.objects.of(ctx).values_list("role", flat=True))
    new = [each for each in rows if each.role not in known]
    if not new:
        raise Refusal("这些岗位都有方案了：要改请逐个岗位改")
    for each in new:
        lines = schemes.lines_from(each.rows, each.role)
        month = ctx.today.replace(day=1)
        schemes.begin(ctx, each.role, month, schemes.EXAMPLE, lines, is_example=True)


def of_his_own_post(ctx: Act, *, role: Role, reason: str, **_: Any) -> Signatures | None:
    """Nobody sets alone by what he himself is measured: his superior signs."""
    if role not in ctx.roles or role not in REPORTS_TO:
        return None
    return Signatures((REPORTS_TO[role],), f"改自己岗位（{role.label}）的考核方案：{reason}")


@action("定考核方案", by=STAFF_OFFICE, opens=Scheme, needs=of_his_own_post)
def set_scheme(ctx: Act, *, role: Role, since: date, rows: Sequence[SchemeRow], reason: str) -> Scheme:
    """What a post is appraised by from a month on; weights make a hundred, past months keep theirs."""
    refuse_blank(reason)
    return schemes.begin(ctx, role, since.replace(day=1), reason, schemes.lines_from(rows, role))


@action("停用考核方案", by=STAFF_OFFICE, opens=Scheme, needs=of_his_own_post)
def drop_scheme(ctx: Act, *, role: Role, since: date, reason: str) -> Scheme:
    """From a month on nobody is appraised in this post; what was appraised stays."""
    refuse_blank(reason)
    last = Scheme.objects.of(ctx).filter(role=role).order_by("-number").first()
    if last is None or not last.stands:
        raise Refusal(f"{role.label}没有在用的方案：不用停")
    return schemes.begin(ctx, role, since.replace(day=1), reason, [])


def refuse_blank(reason: str) -> None:
    if not reason.strip():
        raise Refusal("请写为什么改")
