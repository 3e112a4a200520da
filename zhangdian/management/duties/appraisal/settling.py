"""Who scores, answers and signs a sheet: those above, never for himself; what an answer changes."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.gates import stops
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.management.duties.appraisal import points, reckoning, sheets
from zhangdian.management.duties.models import Appraisal, AppraisalLine, Objection
from zhangdian.people.organization import queries
from zhangdian.people.organization.roles import Role, superiors_of


def who_is_above(appraisal: Appraisal) -> str:
    """The posts that may, the nearest first, in words."""
    first = appraisal.above or next(iter(superiors_of(appraisal.role)), "")
    return str(Role(first).label) if first else "上级"


@stops("由他的上级来做", fixed=True)
def he_stands_above(ctx: Any, appraisal: Appraisal) -> Missing | None:
    who = who_is_above(appraisal)
    if ctx.person_id == appraisal.person_id:
        return Missing("自己的考核单由上级评", who)
    if not ctx.roles & set(superiors_of(appraisal.role)):
        return Missing(f"这张考核单由{who}或其上级来做", who)
    return None


@stops("是他自己的", fixed=True)
def it_is_his_own(ctx: Any, appraisal: Appraisal) -> Missing | None:
    if ctx.person_id == appraisal.person_id:
        return None
    return Missing(f"由{appraisal.person}本人来做", str(appraisal.person))


@stops("没有等答复的异议", fixed=True)
def nothing_is_objected(ctx: Any, appraisal: Appraisal) -> Missing | None:
    waiting = appraisal.objections.filter(outcome="").select_related("line").first()
    if waiting is None:
        return None
    return Missing(f"“{waiting.line}”的异议还没答复", str(Role(waiting.asked).label))


@stops("都评过了", fixed=True)
def everything_is_scored(ctx: Any, appraisal: Appraisal) -> Missing | None:
    kind = AppraisalLine.Kind.SCORED
    left = appraisal.lines.filter(kind=kind, value=None).values_list("label", flat=True)
    return Missing(f"还没评：{'、'.join(left)}", who_is_above(appraisal)) if left else None


@stops("当月还没归档", fixed=True)
def the_month_is_open(ctx: Any, appraisal: Appraisal) -> Missing | None:
    if appraisal.month.state == "open":
        return None
    return Missing("这个月已经归档：不再改")


def refuse_others(ctx: Act, appraisal: Appraisal) -> None:
    """For acts on a part of the sheet: those above only."""
    if (missing := he_stands_above.missing(ctx, appraisal)) is not None:
        raise Refusal(str(missing), [missing])


def retotal(appraisal: Appraisal) -> None:
    """The sum of its lines as they stand now."""
    appraisal.total = reckoning.total_of(list(appraisal.lines.all()))
    appraisal.save()


# ---- answers ----------------------------------------------------------------------------------------------


def refuse_who_may_not_answer(ctx: Act, objection: Objection) -> None:
    """The post that is asked now, or one above it; after its day the next one, never himself."""
    refuse_others(ctx, objection.appraisal)
    asked = Role(objection.asked)
    if not ctx.roles & {asked, *superiors_of(asked)}:
        who = str(asked.label)
        raise Refusal(f"已经上交：由{who}答复", [Missing("答复异议", who, "duties.answer_objection")])
    if not objection.is_open:
        raise Refusal(f"已经答复：{objection.get_outcome_display()}")


def second_pair_of_eyes(ctx: Act, objection: Objection) -> Role | None:
    """Who looks at an answer to a line that the answering person scored himself: the next above him; where
    there is none the office; nobody where he is the first of the house and the office's own sheet is meant.
    """
    if objection.line.scored_by_id != ctx.person_id:
        return None
    appraisal = objection.appraisal
    but = [appraisal.person_id, ctx.person_id]
    mine = next((role for role in superiors_of(appraisal.role) if role in ctx.roles), appraisal.role)
    above = sheets.next_above(ctx, mine, but)
    if above is None and any(each.pk not in but for each in queries.holders(ctx, Role.OFFICE_DIRECTOR)):
        return Role.OFFICE_DIRECTOR
    return above


def told(objection: Objection, outcome: Objection.Outcome, reason: str, new: Decimal | None) -> str:
    """What a signer reads: whose line, what stood there, what will."""
    line = objection.line
    change = (
        f"{line.stands} 改为 {new} 分" if outcome == Objection.Outcome.CORRECTED else f"维持 {line.stands} 分"
    )
    return f"{objection.appraisal}“{line}”{change}。异议：{objection.reason}；答复：{reason}"


def refuse_points(line: AppraisalLine, outcome: Objection.Outcome, new: Decimal | None) -> None:
    if outcome == Objection.Outcome.WITHDRAWN:
        raise Refusal("撤回由本人来做：请选维持或改分")
    if outcome == Objection.Outcome.UPHELD:
        if new is not None:
            raise Refusal("维持就不填分；要改分请选改分")
        return
    if new is None or new != new.quantize(points.POINT) or not 0 <= new <= line.weight:
        raise Refusal(f"请填改后的得分：0 到 {line.weight}，最多一位小数")
    if new == line.stands:
        raise Refusal(f"现在就是 {line.stands} 分：不改请选维持")


def overdue(ctx: Any) -> Iterable[Objection]:
    """Objections whose day has gone by and that somebody higher can be asked to answer."""
    rows = Objection.objects.of(ctx).filter(outcome="", due_at__lt=ctx.now)
    return list(rows.select_related("appraisal__person", "line").order_by("due_at", "pk"))


def names_of(rows: Any, most: int = 5) -> str:
    names = [str(each.person) for each in rows[: most + 1]]
    return "、".join(names[:most]) + ("等" if len(names) > most else "")


def month_words(first: date) -> str:
    return f"{first.year} 年 {first.month} 月"
