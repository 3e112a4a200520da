"""Reports: delivered at their hour, read or returned with a question, answered, made again."""

from datetime import date, time

from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.papers import freeze
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.management.reports.kinds import KINDS
from zhangdian.management.reports.making import REPORT
from zhangdian.management.reports.models import Report, ReportPlan
from zhangdian.management.reports.plans import plans_on
from zhangdian.people.organization.queries import himself
from zhangdian.people.organization.roles import LEADERS, STAFF_OFFICE, Role, superiors_of

State = Report.State
PLANNERS = [*STAFF_OFFICE, Role.SERVICE_MANAGER, Role.FINANCE_MANAGER]


@action("交报表", by=[], by_clock=True, opens=Report)
def deliver_report(ctx: Act, *, code: str, first: date, last: date, page: str, content: str) -> Report:
    """At its hour the report is frozen as it was made, and lies in the receiver's inbox."""
    report = open_report(ctx, code, first, last)
    report.made_at, report.content_text = ctx.now, content
    report.save()
    freeze(ctx, REPORT, report, page)
    return report


@action("报表没做成", by=[], by_clock=True, opens=Report)
def note_failed_report(ctx: Act, *, code: str, first: date, last: date, why: str) -> Report:
    """One report that could not be made stops no other; the office and its author see it until it is made."""
    report = open_report(ctx, code, first, last)
    report.failed_because = why[:200]
    report.save()
    return report


def open_report(ctx: Act, code: str, first: date, last: date) -> Report:
    plan = plans_on(ctx, ctx.today)[code]
    return Report(
        store_id=ctx.store_id,
        code=code,
        title=plan.kind.title,
        first=first,
        last=last,
        receiver=plan.receiver,
        author=plan.kind.author,
        due_at=plan.due_at(last, ctx.standing.zone),
        acted_at=ctx.now,
    )


@action("重做报表", by=[*LEADERS, Role.CASHIER], within={State.FAILED})
def make_report_again(ctx: Act, report: Report, *, page: str, content: str) -> None:
    """What hindered it is gone: its author or the office makes the same period with what is known now."""
    if not ctx.roles & {*STAFF_OFFICE}:
        refuse_another_author(ctx, report, "重做")
    report.made_at, report.content_text = ctx.now, content
    freeze(ctx, REPORT, report, page)


@action("看过", by=LEADERS, within={State.NEW, State.ANSWERED})
def read_report(ctx: Act, report: Report) -> None:
    """The receiver has read it; whoever stands above him may, the author may not."""
    refuse_another_reader(ctx, report)
    report.read_at, report.read_by = ctx.now, himself(ctx)


@action("退回提问", by=LEADERS, within={State.NEW, State.ANSWERED})
def return_report(ctx: Act, report: Report, *, question: str) -> None:
    """Something in it is not clear, or not enough: it goes back to its author with a question."""
    refuse_another_reader(ctx, report)
    if not question.strip():
        raise Refusal("退回要写清楚问什么")
    report.question, report.asked_at = question.strip(), ctx.now
    report.answer, report.answered_at = "", None


@action("答复报表", by=[*LEADERS, Role.CASHIER], within={State.RETURNED})
def answer_report(ctx: Act, report: Report, *, words: str) -> None:
    """The author, or who stands above him, says what the receiver asked."""
    refuse_another_author(ctx, report, "答复")
    if not words.strip():
        raise Refusal("请写答复")
    report.answer, report.answered_at = words.strip(), ctx.now


def refuse_another_author(ctx: Act, report: Report, what: str) -> None:
    author = Role(report.author)
    if not ctx.roles & {author, *superiors_of(author)}:
        raise Refusal(f"由{author.label}{what}", [Missing(f"{what}报表", str(author.label))])


def refuse_another_reader(ctx: Act, report: Report) -> None:
    receiver = Role(report.receiver)
    if not ctx.roles & {receiver, *superiors_of(receiver)}:
        raise Refusal(f"这份报表交给{receiver.label}看", [Missing("看报表", str(receiver.label))])


@action("改报表安排", by=PLANNERS)
def set_report_plan(ctx: Act, *, code: str, receiver: Role, due: str, stands: bool) -> None:
    """From today on another hour, another receiver, or no more; what was delivered stays as it was."""
    if code not in KINDS:
        raise Refusal("没有这份报表：请从列表里选")
    if receiver not in LEADERS:
        raise Refusal(f"{Role(receiver).label}没有下属，不收报表：请交给管理岗位")
    found = ReportPlan.objects.of(ctx).filter(code=code, since=ctx.today).first()
    row = found or ReportPlan(store_id=ctx.store_id, code=code, since=ctx.today)
    row.receiver, row.due, row.stands = receiver, hour_of(due), stands
    row.save()


def hour_of(text: str) -> time:
    try:
        return time.fromisoformat(text.strip())
    except ValueError as error:
        raise Refusal(f"{text} 不是几点几分：请写成 08:30") from error
