"""The month's lost renewals: drafted by the clock, explained with measures, approved or returned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhangdian.aftercare.insurance.losses import queries
from zhangdian.aftercare.insurance.models import DeskWord, Improvement, LostAnalysis, LostCount, LostGroup
from zhangdian.aftercare.insurance.posts import KEEPERS, RENEWERS
from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.queries import himself
from zhangdian.people.organization.roles import Role

State = LostAnalysis.State
SHORTEST = 10


@dataclass(frozen=True)
class Measure:
    """What is to be done about one reason."""

    reason: DeskWord
    text: str
    owner: Person
    due_on: date


@action("起草战败分析", by=RENEWERS, by_clock=True, opens=LostAnalysis)
def draft_lost_analysis(ctx: Act, *, month: date) -> LostAnalysis:
    """The lost renewals of a month that is over, by reason, beside the month before (RNW-21)."""
    month = month.replace(day=1)
    if month >= ctx.today.replace(day=1):
        raise Refusal(f"{month:%Y-%m} 还没过完：下月 1 日再总结")
    counts, before = queries.by_reason(ctx, month), queries.by_reason(ctx, month - queries.MONTH)
    analysis = LostAnalysis(
        store_id=ctx.store_id, month=month, lost=sum(counts.values()), drawn_at=ctx.now, acted_at=ctx.now
    )
    analysis.save()
    LostCount.objects.add_many(
        LostCount(
            analysis=analysis, reason_id=reason, count=counts.get(reason, 0), before=before.get(reason, 0)
        )
        for reason in sorted(counts.keys() | before.keys())
    )
    lay_down_groups(ctx, analysis)
    return analysis


def lay_down_groups(ctx: Act, analysis: LostAnalysis) -> None:
    """The same cars by where they went, by the difference in price and by who called them."""
    bands = queries.bands_of(ctx)
    now, then = (
        queries.grouped(ctx, month, bands) for month in (analysis.month, analysis.month - queries.MONTH)
    )
    LostGroup.objects.add_many(
        LostGroup(analysis=analysis, by=by, order=order, name=name, count=now[key], before=then[key])
        for key in sorted(now.keys() | then.keys())
        for by, order, name in [key]
    )


@action("提交战败分析", by=RENEWERS, moves=(State.DRAFT, State.SUBMITTED))
def submit_lost_analysis(
    ctx: Act, analysis: LostAnalysis, *, text: str, measures: Sequence[Measure] = ()
) -> None:
    """To the finance and insurance manager, with at least one measure (RNW-21, RNW-22)."""
    if len(text.strip()) < SHORTEST:
        raise Refusal("请写几句分析：为什么战败，和上个月比怎么样")
    if not measures and analysis.lost:
        raise Refusal("至少要有一条改善措施：针对哪个原因，做什么，谁负责，哪天完成")
    for each in measures:
        if each.reason.kind != DeskWord.Kind.LOST:
            raise Refusal(f"“{each.reason}”不是战败原因：请从列表里选")
        if not each.text.strip():
            raise Refusal("改善措施要写做什么")
        if each.due_on < ctx.today:
            raise Refusal(f"完成日期 {each.due_on} 已经过了：请选以后的日子")
        if each.owner.disabled_at is not None:
            raise Refusal(f"{each.owner}的账号已停用：请换一位负责人")
    analysis.text, analysis.written_by, analysis.written_at = text.strip(), himself(ctx), ctx.now
    analysis.decided_by = analysis.decided_at = None
    Improvement.objects.add_many(
        Improvement(
            analysis=analysis,
            reason=each.reason,
            text=each.text.strip(),
            owner=each.owner,
            due_on=each.due_on,
        )
        for each in measures
    )


@action("批准战败分析", by=KEEPERS, moves=(State.SUBMITTED, State.APPROVED))
def approve_lost_analysis(ctx: Act, analysis: LostAnalysis, *, remark: str = "") -> None:
    """From here on the measures are owed by those who are named."""
    refuse_own(ctx, analysis)
    analysis.decided_by, analysis.decided_at, analysis.remark = himself(ctx), ctx.now, remark.strip()


@action("退回战败分析", by=KEEPERS, moves=(State.SUBMITTED, State.DRAFT))
def return_lost_analysis(ctx: Act, analysis: LostAnalysis, *, why: str) -> None:
    """It is written anew; what was proposed stays in the books, and is owed by nobody."""
    refuse_own(ctx, analysis)
    if not why.strip():
        raise Refusal("请写退回哪里不行")
    proposed = list(analysis.improvements.filter(dropped=False))
    for each in proposed:
        each.dropped = True
    Improvement.objects.change_many(proposed, ["dropped"])
    analysis.decided_by, analysis.decided_at, analysis.remark = himself(ctx), ctx.now, why.strip()


def refuse_own(ctx: Act, analysis: LostAnalysis) -> None:
    if analysis.written_by_id == ctx.person_id:
        above = Role.GENERAL_MANAGER.label
        raise Refusal(f"自己写的分析由{above}来批", [Missing("批战败分析", above)])


@action("交改善结果", by=(*RENEWERS, *KEEPERS))
def finish_improvement(ctx: Act, improvement: Improvement, *, result: str) -> None:
    """Whoever owes it says what came of it; the next month's analysis shows it beside the figures."""
    if improvement.analysis.state != State.APPROVED or improvement.dropped:
        raise Refusal("这条措施还没有批准，不用交结果")
    if improvement.done_at is not None:
        raise Refusal("结果已经交过了")
    if improvement.owner_id != ctx.person_id and not ctx.roles & set(KEEPERS):
        raise Refusal(f"这条由{improvement.owner}负责", [Missing("交改善结果", str(improvement.owner))])
    if len(result.strip()) < 4:
        raise Refusal("请写结果：做了什么，效果怎么样")
    improvement.result, improvement.done_at = result.strip(), ctx.now
    improvement.save()
