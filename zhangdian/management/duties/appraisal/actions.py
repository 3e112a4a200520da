"""Schemes are set by the office director; the clock opens each person's month, and its sheet is settled."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.action import ANYBODY, Act, Signatures, action
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.management.duties import owing, timetables
from zhangdian.management.duties.appraisal import departments, points, reckoning, schemes, settling, sheets
from zhangdian.management.duties.appraisal.reckoning import Month
from zhangdian.management.duties.appraisal.schemes import SchemeRow, ShippedScheme
from zhangdian.management.duties.models import (
    Appraisal,
    AppraisalLine,
    AppraisalMonth,
    DepartmentScore,
    Objection,
    Scheme,
)
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.queries import himself
from zhangdian.people.organization.roles import LEADERS, REPORTS_TO, STAFF_OFFICE, Role

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


# ---- the month is opened ----------------------------------------------------------------------------------


@action("开考核月", by_clock=True, opens=AppraisalMonth)
def open_month(ctx: Act, *, first: date) -> AppraisalMonth:
    """A month that is over is appraised; there is one of each."""
    if clock.month_end(first) >= ctx.today:
        raise Refusal(f"{first:%Y-%m} 还没过完：下个月初出单")
    month = AppraisalMonth(
        store_id=ctx.store_id, first=first.replace(day=1), opened_at=ctx.now, acted_at=ctx.now
    )
    month.save()
    departments.compile_for(ctx, month)
    return month


@action("出考核单", by=STAFF_OFFICE, by_clock=True, within={AppraisalMonth.State.OPEN})
def open_appraisals(ctx: Act, month: AppraisalMonth, *, people: Sequence[Person]) -> None:
    """A sheet for each of these who had a post with a scheme and has none yet; whoever asks how often."""
    of = Month(ctx, month.first)
    wanted = {person.pk for person in people}
    subjects = [each for each in sheets.without_sheet(ctx, month, of) if each.person.pk in wanted]
    if not subjects and ctx.person_id is not None:
        raise Refusal("这些人已经有考核单，或者那个月没有要考核的岗位")
    sheets.open_for(ctx, month, subjects, of)


# ---- the sheet is settled ---------------------------------------------------------------------------------

State = Appraisal.State


@action("评分", by=LEADERS, within={State.SCORING})
def score_line(ctx: Act, line: AppraisalLine, *, score: int, ground: str = "") -> None:
    """One to five by whoever stands above; off the middle in a sentence for what."""
    appraisal = line.appraisal
    settling.refuse_others(ctx, appraisal)
    if line.kind != AppraisalLine.Kind.SCORED:
        raise Refusal(f"“{line}”从记录里算：不用打分")
    if not 1 <= score <= schemes.BEST:
        raise Refusal("请打 1 到 5 分")
    if score != reckoning.MIDDLE and not ground.strip():
        raise Refusal(f"{score} 分高于或低于 3 分：请写一句依据，本人会看到")
    line.value, line.because, line.scored_by = Decimal(score), ground.strip(), himself(ctx)
    line.points = points.points_of(line.weight, line.value, line.full, line.zero)
    line.save()
    settling.retotal(appraisal)


@action(
    "发出考核单",
    by=LEADERS,
    moves=(State.SCORING, State.RELEASED),
    gates=[settling.he_stands_above, settling.everything_is_scored],
)
def release_appraisal(ctx: Act, appraisal: Appraisal) -> None:
    """The person reads it, and may object to a line until a day."""
    last = ctx.today + timedelta(days=sheets.measure(ctx, sheets.OBJECTED_WITHIN))
    appraisal.released_at, appraisal.released_by = ctx.now, himself(ctx)
    appraisal.object_until = sheets.end_of_day(ctx, last)
    owing.prove(ctx, appraisal.item)


@action("收回考核单", by=LEADERS, moves=(State.RELEASED, State.SCORING), gates=[settling.he_stands_above])
def take_back_appraisal(ctx: Act, appraisal: Appraisal, *, why: str) -> None:
    """What was released by mistake, as long as nobody has objected to it."""
    if appraisal.objections.exists():
        raise Refusal("本人已经提了异议：请在答复里改，不再收回")
    ctx.notes["why"] = why.strip()
    appraisal.released_at = appraisal.released_by = appraisal.object_until = None
    sheets.owe_again(appraisal.item)


@action("提异议", by=ANYBODY, within={State.RELEASED})
def object_to_line(ctx: Act, line: AppraisalLine, *, reason: str) -> None:
    """The person says what he does not agree with; the answer has a day (lessons 12)."""
    appraisal = line.appraisal
    if (missing := settling.it_is_his_own.missing(ctx, appraisal)) is not None:
        raise Refusal(str(missing), [missing])
    if not reason.strip():
        raise Refusal("请写为什么不同意")
    if appraisal.object_until and ctx.now > appraisal.object_until:
        raise Refusal("提异议的日子过了：有话请写在签字的“本人的话”里，或找办公室主任")
    if Objection.objects.filter(line=line).exists():
        raise Refusal("这一项已经提过异议：答复在这一项下面")
    if not appraisal.above:
        raise Refusal("店里没有人在他上面：请找总经理或董事会当面说")
    due_at = sheets.answer_by(ctx)
    words = f"答复异议：{appraisal.person.name} {appraisal.month.first.month} 月“{line.label}”"
    item = owing.owe(ctx, f"KY{line.pk}", appraisal.above, words, due_at, timetables.ANSWER)
    Objection(
        appraisal=appraisal,
        line=line,
        reason=reason.strip(),
        objected_at=ctx.now,
        asked=appraisal.above,
        due_at=due_at,
        item=item,
    ).save()


@action("撤回异议", by=ANYBODY, within={State.RELEASED})
def withdraw_objection(ctx: Act, objection: Objection) -> None:
    """He does agree; nobody owes an answer any more."""
    if (missing := settling.it_is_his_own.missing(ctx, objection.appraisal)) is not None:
        raise Refusal(str(missing), [missing])
    if not objection.is_open:
        raise Refusal("已经答复：不用撤回")
    objection.outcome, objection.answered_at = Objection.Outcome.WITHDRAWN, ctx.now
    objection.save()
    owing.let_go(objection.item, "本人撤回了异议")


def seen_by_the_next(
    ctx: Act,
    objection: Objection,
    *,
    outcome: Objection.Outcome,
    reason: str,
    points: Decimal | None = None,
) -> Signatures | None:
    """Nobody answers alone for what he scored himself."""
    settling.refuse_who_may_not_answer(ctx, objection)
    settling.refuse_points(objection.line, outcome, points)
    above = settling.second_pair_of_eyes(ctx, objection)
    return Signatures((above,), settling.told(objection, outcome, reason, points)) if above else None


@action("答复异议", by=LEADERS, within={State.RELEASED}, needs=seen_by_the_next)
def answer_objection(
    ctx: Act,
    objection: Objection,
    *,
    outcome: Objection.Outcome,
    reason: str,
    points: Decimal | None = None,
) -> None:
    """Upheld, or other points; either with a reason, and what stood there stays visible."""
    settling.refuse_who_may_not_answer(ctx, objection)
    settling.refuse_points(objection.line, outcome, points)
    refuse_blank(reason)
    objection.outcome, objection.answer = outcome, reason.strip()
    objection.answered_at, objection.answered_by = ctx.now, himself(ctx)
    objection.save()
    if outcome == Objection.Outcome.CORRECTED:
        objection.line.corrected = points
        objection.line.save()
        settling.retotal(objection.appraisal)
    owing.prove(ctx, objection.item)


@action("异议上交", by_clock=True, within={State.RELEASED})
def carry_objection_up(ctx: Act, objection: Objection) -> None:
    """Unanswered at its day: the next post above is asked, and has its own day."""
    if not objection.is_open or objection.due_at >= ctx.now:
        raise Refusal("还没到期，或者已经答复")
    above = sheets.next_above(ctx, objection.asked, [objection.appraisal.person_id])
    if above is None:
        raise Refusal("上面没有人了")
    late = objection.item
    late.closes_at = ctx.now
    late.save()
    objection.asked, objection.due_at = above, sheets.answer_by(ctx)
    objection.raised += 1
    code = f"KY{objection.line_id}-{objection.raised}"
    objection.item = owing.owe(ctx, code, above, late.words, objection.due_at, timetables.ANSWER)
    objection.save()


@action(
    "本人签字",
    by=ANYBODY,
    moves=(State.RELEASED, State.SIGNED),
    gates=[settling.it_is_his_own, settling.nothing_is_objected],
)
def sign_appraisal(ctx: Act, appraisal: Appraisal, *, words: str = "") -> None:
    """He has read it; what he has to say stands beside."""
    appraisal.signed_at, appraisal.answer = ctx.now, words.strip()


@action(
    "记本人没签",
    by=LEADERS,
    moves=(State.RELEASED, State.SIGNED),
    gates=[settling.he_stands_above, settling.nothing_is_objected],
)
def note_unsigned(ctx: Act, appraisal: Appraisal, *, why: str) -> None:
    """He has left, is away, or does not want to: said by his superior when the days to object are over."""
    if appraisal.object_until and ctx.now <= appraisal.object_until:
        raise Refusal("提异议的日子还没过：等过了再记")
    if not why.strip():
        raise Refusal("请写为什么没签")
    appraisal.unsigned_because = why.strip()


@action("上级签字", by=LEADERS, moves=(State.SIGNED, State.AGREED), gates=[settling.he_stands_above])
def agree_appraisal(ctx: Act, appraisal: Appraisal) -> None:
    """The superior signs what the person has signed."""
    appraisal.agreed_at, appraisal.agreed_by = ctx.now, himself(ctx)


@action(
    "退回重签",
    by=STAFF_OFFICE,
    moves=((State.SIGNED, State.AGREED), State.RELEASED),
    gates=[settling.the_month_is_open],
)
def reopen_appraisal(ctx: Act, appraisal: Appraisal, *, why: str) -> None:
    """Something was wrong after all: it lies before the person again, with new days to object."""
    if ctx.person_id == appraisal.person_id:
        raise Refusal("自己的考核单请总经理退", [Missing("退回重签", "总经理")])
    AppraisalMonth.objects.of(ctx).filter(pk=appraisal.month_id, state="open").lock().get()
    ctx.notes["why"] = why.strip()
    last = ctx.today + timedelta(days=sheets.measure(ctx, sheets.OBJECTED_WITHIN))
    appraisal.object_until = sheets.end_of_day(ctx, last)
    appraisal.signed_at = appraisal.agreed_at = appraisal.agreed_by = None
    appraisal.unsigned_because = ""


@action("考核归档", by=STAFF_OFFICE, moves=(AppraisalMonth.State.OPEN, AppraisalMonth.State.CLOSED))
def close_month(ctx: Act, month: AppraisalMonth) -> None:
    """Everybody's sheet is signed: nothing of the month changes any more."""
    left = Appraisal.objects.of(ctx).filter(month=month).exclude(state=State.AGREED)
    if count := left.count():
        names = settling.names_of(left.select_related("person").order_by("person__employee_no"))
        raise Refusal(f"还有 {count} 张没签完：{names}")
    month.closed_at = ctx.now


# ---- departments ------------------------------------------------------------------------------------------

Score = DepartmentScore.State


@action(
    "部门答复",
    by=departments.HEADS,
    moves=((Score.WAITING, Score.ANSWERED), Score.ANSWERED),
    gates=[departments.he_leads_the_department],
)
def answer_department(ctx: Act, score: DepartmentScore, *, words: str) -> None:
    """The head says what there is to say to his figures; again, as long as nobody has signed (OFD-03)."""
    if not words.strip():
        raise Refusal("请写部门的话：没达到的怎么办，达到的靠什么")
    score.answer, score.answered_at, score.answered_by = words.strip(), ctx.now, himself(ctx)


@action("签部门考核", by=[Role.GENERAL_MANAGER], moves=((Score.WAITING, Score.ANSWERED), Score.SIGNED))
def sign_department(ctx: Act, score: DepartmentScore) -> None:
    """The general manager has seen it; a missing answer is told, and goes on only with a reason."""
    if score.answered_at is None:
        label = score.get_department_display()
        ctx.ask("department_has_answered", f"{label}还没答复", ("当面说过了", "负责人不在", "等不及了"))
    score.signed_at, score.signed_by = ctx.now, himself(ctx)


def refuse_blank(reason: str) -> None:
    if not reason.strip():
        raise Refusal("请写为什么改")
