"""Reports: delivered by the clock or written by their author, read, returned, answered; their plans."""

from datetime import date, time

from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.papers import freeze
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.management.reports.kinds import AUTHORS, KINDS, Period, ReportKind
from zhangdian.management.reports.making import REPORT
from zhangdian.management.reports.models import Report, ReportPlan
from zhangdian.management.reports.plans import plans_on
from zhangdian.management.reports.sections import section_of, sights_of
from zhangdian.people.organization.gates import acts_on_own_device
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.queries import himself
from zhangdian.people.organization.roles import LEADERS, STAFF_OFFICE, Role, superiors_of

State = Report.State
PLANNERS = [*STAFF_OFFICE, Role.SERVICE_MANAGER, Role.FINANCE_MANAGER]
MOST_SECTIONS = 30


@action("系统交报表", by=[], by_clock=True, opens=Report)
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


@action("请负责人写报表", by=[], by_clock=True, opens=Report)
def open_draft(ctx: Act, *, code: str, first: date, last: date, person: Person | None) -> Report:
    """The time is over of which it tells: its figures are there, its author adds his words by its hour."""
    report = open_report(ctx, code, first, last)
    report.written, report.person = True, person
    report.save()
    return report


@action("到点自动交报表", by=[], by_clock=True, within={State.DRAFT})
def deliver_unwritten(ctx: Act, report: Report, *, page: str, content: str) -> None:
    """Its hour is over and its author has written nothing: the figures go without him, and that shows."""
    report.made_at, report.content_text = ctx.now, content
    freeze(ctx, REPORT, report, page)


@action("到点的报表没做成", by=[], by_clock=True, within={State.DRAFT})
def note_failed_draft(ctx: Act, report: Report, *, why: str) -> None:
    """Its figures cannot be made: the office and its author see it until they are."""
    report.failed_because = why[:200]


def open_report(ctx: Act, code: str, first: date, last: date) -> Report:
    plan = plans_on(ctx, ctx.today)[code]
    guarded = sights_of(plan.kind.sections)
    return Report(
        store_id=ctx.store_id,
        code=code,
        title=plan.kind.title,
        first=first,
        last=last,
        receiver=plan.kind.receiver,
        author=plan.kind.author,
        sights="".join(f"|{name}|" for name in guarded),
        due_at=plan.due_at(last, ctx.standing.zone),
        acted_at=ctx.now,
    )


@action("交报表", by=AUTHORS, within={State.DRAFT}, gates=[acts_on_own_device])
def submit_report(ctx: Act, report: Report, *, words: str, proposal: str, page: str, content: str) -> None:
    """The author adds what the figures mean and what he will do; then it is frozen and delivered."""
    refuse_another_author(ctx, report, "交")
    if not words.strip():
        raise Refusal("请写分析：数字说明了什么，一两句也行")
    report.words, report.proposal = words.strip(), proposal.strip()
    report.made_at, report.made_by, report.content_text = ctx.now, himself(ctx), content
    freeze(ctx, REPORT, report, page)


@action("重做报表", by=AUTHORS, within={State.FAILED}, gates=[acts_on_own_device])
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


@action("批注", by=LEADERS, within={State.NEW, State.ANSWERED})
def remark_report(ctx: Act, report: Report, *, words: str) -> None:
    """The receiver has read it and says what he thinks of it (SA-29); the author reads that beside it."""
    refuse_another_reader(ctx, report)
    if not words.strip():
        raise Refusal("批注要写字；没有话要说就按“看过”")
    report.remark = words.strip()
    report.read_at, report.read_by = ctx.now, himself(ctx)


@action("退回提问", by=LEADERS, within={State.NEW, State.ANSWERED})
def return_report(ctx: Act, report: Report, *, question: str) -> None:
    """Something in it is not clear, or not enough: it goes back to its author with a question."""
    refuse_another_reader(ctx, report)
    if not question.strip():
        raise Refusal("退回要写清楚问什么")
    report.question, report.asked_at = question.strip(), ctx.now
    report.answer, report.answered_at = "", None


@action("答复报表", by=AUTHORS, within={State.RETURNED}, gates=[acts_on_own_device])
def answer_report(ctx: Act, report: Report, *, words: str) -> None:
    """The author, or who stands above him, says what the receiver asked."""
    refuse_another_author(ctx, report, "答复")
    if not words.strip():
        raise Refusal("请写答复")
    report.answer, report.answered_at = words.strip(), ctx.now


def refuse_another_author(ctx: Act, report: Report, what: str) -> None:
    """A person's own report is his; else its author's post or one above it."""
    author = Role(report.author)
    if report.person_id:
        if report.person_id != ctx.person_id:
            raise Refusal(f"这是{report.person}自己的报表", [Missing(f"{what}报表", str(report.person))])
    elif not ctx.roles & {author, *superiors_of(author)}:
        raise Refusal(f"由{author.label}{what}", [Missing(f"{what}报表", str(author.label))])


def refuse_another_reader(ctx: Act, report: Report) -> None:
    receiver = Role(report.receiver)
    if report.person_id == ctx.person_id or report.made_by_id == ctx.person_id:
        raise Refusal("自己写的报表由别人看", [Missing("看报表", str(receiver.label))])
    if not ctx.roles & {receiver, *superiors_of(receiver)}:
        raise Refusal(f"这份报表交给{receiver.label}看", [Missing("看报表", str(receiver.label))])


# ---- plans ------------------------------------------------------------------------------------------------


@action("改报表安排", by=PLANNERS)
def set_report_plan(
    ctx: Act, *, code: str, receiver: Role, due: str, on: int, sections: list[str], stands: bool
) -> None:
    """From today on another hour, receiver or content, or no more; what was delivered stays as it was."""
    plan = plans_on(ctx, ctx.today).get(code)
    if plan is None:
        raise Refusal("没有这份报表：请从列表里选")
    refuse_receiver(receiver)
    refuse_day(plan.kind.period, on)
    refuse_sections(plan.kind, receiver, sections)
    found = ReportPlan.objects.of(ctx).filter(code=code, since=ctx.today).first()
    row = found or ReportPlan(store_id=ctx.store_id, code=code, since=ctx.today)
    as_shipped = code in KINDS and set(sections) == set(KINDS[code].sections)
    row.receiver, row.due, row.on, row.stands = receiver, hour_of(due), on, stands
    row.sections = "" if as_shipped else " ".join(sections)
    if plan.made_here:
        row.title, row.author = plan.kind.title, plan.kind.author
        row.period, row.written = plan.kind.period, plan.kind.written
    row.save()


@action("新增报表", by=PLANNERS)
def add_report(
    ctx: Act,
    *,
    title: str,
    author: Role,
    receiver: Role,
    period: Period,
    due: str,
    on: int,
    sections: list[str],
    written: bool,
) -> None:
    """A report of the store's own: whose, to whom, of which time, when, and what stands in it."""
    title = title.strip()
    if not title:
        raise Refusal("请给报表起个名字")
    if any(plan.kind.title == title for plan in plans_on(ctx, ctx.today).values()):
        raise Refusal(f"已经有叫《{title}》的报表：请换个名字，或改那一份的安排")
    if author not in AUTHORS:
        raise Refusal(f"{Role(author).label}不写报表：请选管理岗位，或顾问、结算、客服、质检、库管")
    refuse_receiver(receiver)
    refuse_day(period, on)
    kind = ReportKind(
        f"own-{ctx.entry_id}", title, author, receiver, period, hour_of(due), tuple(sections), on, written
    )
    refuse_sections(kind, receiver, sections)
    ReportPlan(
        store_id=ctx.store_id,
        code=kind.code,
        since=ctx.today,
        receiver=receiver,
        due=kind.due,
        on=on,
        sections=" ".join(sections),
        title=title,
        author=author,
        period=period,
        written=written,
    ).save()


def refuse_receiver(receiver: Role) -> None:
    if receiver not in LEADERS:
        raise Refusal(f"{Role(receiver).label}没有下属，不收报表：请交给管理岗位")


def refuse_day(period: Period, on: int) -> None:
    if on not in period.days:
        says = "周报选 1 到 7，周一是 1" if period is Period.LAST_WEEK else "月报选 1 到 28 日"
        raise Refusal(says if len(period.days) > 1 else "每天的报表不选哪天")


def refuse_sections(kind: ReportKind, receiver: Role, codes: list[str]) -> None:
    """What is unknown, told of nobody, or shut to its author or its receiver."""
    if not codes:
        raise Refusal("请至少选一项内容")
    if len(codes) > MOST_SECTIONS:
        raise Refusal(f"一份报表最多 {MOST_SECTIONS} 项：请分成两份")
    for code in codes:
        found = section_of(code)
        if found is None:
            raise Refusal("有一项内容不认识：请从列表里选")
        if kind.each and not found.own_of(kind.author):
            raise Refusal(f"《{found.label}》说的是全店，放不进个人的报表")
        for role in (kind.author, receiver):
            if not found.open_to(role):
                raise Refusal(f"《{found.label}》有{Role(role).label}不能看的数字：请去掉它，或换人")


def hour_of(text: str) -> time:
    try:
        return time.fromisoformat(text.strip())
    except ValueError as error:
        raise Refusal(f"{text} 不是几点几分：请写成 08:30") from error
