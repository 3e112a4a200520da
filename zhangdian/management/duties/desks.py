"""What waits of duties: one line for all that one walk or one act proves, and what a round found."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from zhangdian.foundation.ui.queues import Task, queue
from zhangdian.foundation.ui.waits import Waits
from zhangdian.management.duties import cases, reported, samples, second, walks
from zhangdian.management.duties.appraisal import departments
from zhangdian.management.duties.models import (
    Appraisal,
    Attendee,
    Decision,
    DepartmentScore,
    DueItem,
    Matter,
    Meeting,
    Objection,
)
from zhangdian.management.duties.owing import owed_by
from zhangdian.management.duties.posts import HEADS
from zhangdian.management.duties.timetables import (
    ANSWER,
    BY_ITSELF,
    DECISION,
    DRAWN,
    MATTER,
    RELEASE,
    ROUND,
    SECOND,
)
from zhangdian.management.duties.watching import urging
from zhangdian.people.organization.roles import LEADERS, Role

SHOWN, MOST = 20, 200
A_DAY = timedelta(days=1)
TOGETHER = ("role", "due_at", "proofs")
PLACES = {
    "duties.read_exceptions": ("看例外", "duties:exceptions"),
    "cashier.close_day": ("日结", "cashier:cashdays"),
    "care.submit_summary": ("写总结", "care:month"),
    "parts.close_count": ("盘点", "parts:stockcounts"),
    "parts.count_shelf": ("盘点", "parts:stockcounts"),
    "insurance.prepare_day": ("备名单", "insurance:renewals"),
}
"""Proof → what stands on the button, and the page on which it is given."""


SHOWN_BY_THEIR_ROOM = (
    "reports.submit_report",
    "reports.submit_report reports.deliver_unwritten",
    "organization.witness_hand_over",
    "insurance.record_renewal_call insurance.record_unreached_renewal",
    "insurance.file_policy",
    "duties.follow_dates",
    "training.hand_in organization.record_certificate",
    MATTER,
    "care.answer_inquiry",
)
"""Proofs of what stands on Today already, line by line, in a queue of its own."""


SINGLY = {
    DECISION: ("办", "会上定的"),
    RELEASE: ("评分", "考核"),
    ANSWER: ("答复", "考核异议"),
    SECOND: ("办", "上报的事"),
}
"""Proof of what no written duty says → what stands on the button, and of what sort it is."""


def mine(ctx: Any) -> Any:
    """Open items of this person and of the posts that he fills, but what its room shows him itself."""
    items = DueItem.objects.of(ctx).unproved(ctx.now).filter(owed_by(ctx)).exclude(Exists(second.looks_at()))
    return items.exclude(proofs__in=SHOWN_BY_THEIR_ROOM)


def lines_of_mine(ctx: Any) -> Any:
    """The first of those that one act proves by the same hour: so many lines stand on the page."""
    before = DueItem.objects.of(ctx).unproved(ctx.now).filter(pk__lt=OuterRef("pk"), case_id=None)
    same = before.filter(**{name: OuterRef(name) for name in TOGETHER})
    first_of_post = Q(person=None) & ~Exists(same.filter(person=None))
    first_of_his = Q(person__isnull=False) & ~Exists(same.filter(person=OuterRef("person")))
    alone = Q(case_id__isnull=False) | Q(proofs__in=BY_ITSELF)
    return mine(ctx).filter(alone | first_of_post | first_of_his)


@queue("到期职责", Role.values, lambda ctx: Waits(lines_of_mine(ctx), Q(due_at__lt=ctx.now), SHOWN))
def duties_of_mine(ctx: Any) -> list[Task]:
    """What is due now: duties that one walk or one act proves stand in one line."""
    items = urging.with_steps(second.sent_back(mine(ctx))).order_by("due_at", "pk")
    items = items.select_related("duty", "edition", "appraisal", "objection")
    together: dict[Any, list[DueItem]] = {}
    for item in items[:MOST]:
        alone = item.pk if item.proofs in BY_ITSELF or item.case_id else None
        key = (alone, item.person_id, *(getattr(item, name) for name in TOGETHER))
        together.setdefault(key, []).append(item)
    lines = list(together.values())[:SHOWN]
    return [task_of(some) for some in lines]


def task_of(items: list[Any]) -> Task:
    first = items[0]
    told = first.told
    if first.words:
        return singly(first, told)
    verb, url_name = PLACES.get(first.proofs.split()[0], ("看", "duties:my_post"))
    url = reverse(url_name)
    if first.proofs == ROUND:
        verb, url = "走一圈", f"{reverse('duties:walk')}?role={first.role}"
    if first.proofs in BY_ITSELF:
        verb = {SECOND: "报做好", DRAWN: "抽查"}.get(first.proofs, "拍照")
        url = reverse("duties:dueitem", args=[first.pk])
    if first.case_id:
        verb, url = "去办", cases.address_of(first) or reverse("duties:dueitem", args=[first.pk])
    more = f"等 {len(items)} 条" if len(items) > 1 else ""
    back = getattr(first, "sent_back", None)
    remark = f"退回：{back}" if back else f"职责 {first.code}"
    if first.proofs == ROUND:
        remark = f"{first.sentence}{more}"
    return Task(
        title=f"{first.get_role_display()}巡查"
        if first.proofs == ROUND
        else first.sentence.removesuffix("(推定)"),
        url=url,
        verb=verb,
        due=first.due_at,
        plate=first.case_text,
        remark=f"{told} · {remark}" if told else remark,
    )


def singly(item: DueItem, told: str) -> Task:
    """What no written duty says: what a meeting decided, a sheet to be scored, an objection."""
    verb, kind = SINGLY[item.proofs]
    back = getattr(item, "sent_back", None)
    kind = f"{kind} · 退回：{back}" if back else kind
    return Task(
        title=item.sentence,
        url=place_of(item),
        verb=verb,
        due=item.due_at,
        remark=f"{told} · {kind}" if told else kind,
    )


def place_of(item: DueItem) -> str:
    """Where it is done."""
    if item.proofs == RELEASE:
        return reverse("duties:appraisal", args=[item.appraisal.pk])
    if item.proofs == ANSWER:
        return reverse("duties:appraisal", args=[item.objection.appraisal_id])
    return reverse("duties:dueitem", args=[item.pk])


@queue(
    "上报待答复",
    Role.values,
    lambda ctx: Waits(reported.waiting_for(ctx), Q(item__due_at__lt=ctx.now), SHOWN),
)
def matters_to_answer(ctx: Any) -> list[Task]:
    """What was reported to my posts and waits for an answer."""
    return [
        Task(
            title=each.what,
            url=reverse("duties:matter", args=[each.pk]),
            verb="答复",
            due=each.item.due_at,
            plate=each.about_text,
            remark=f"{each.reported_by} {each.kind}",
        )
        for each in reported.waiting_for(ctx).select_related("item", "reported_by", "kind")[:SHOWN]
    ]


@queue("上报要补充", Role.values, lambda ctx: Waits(reported.sent_back_to(ctx), most=SHOWN))
def matters_to_complete(ctx: Any) -> list[Task]:
    """What I reported and was asked more about."""
    return [
        matter_task(each, "补充") for each in reported.sent_back_to(ctx).select_related("answered_by")[:SHOWN]
    ]


@queue("上报有答复", Role.values, lambda ctx: Waits(reported.answered_to(ctx), most=SHOWN))
def matters_answered(ctx: Any) -> list[Task]:
    """What I reported and was answered, until I have read it."""
    return [
        matter_task(each, "看") for each in reported.answered_to(ctx).select_related("answered_by")[:SHOWN]
    ]


def matter_task(matter: Matter, verb: str) -> Task:
    return Task(
        title=matter.what,
        url=reverse("duties:matter", args=[matter.pk]),
        verb=verb,
        since=matter.answered_at,
        remark=f"{matter.answered_by}：{matter.answer}",
    )


@queue("待复核", Role.values, lambda ctx: Waits(second.waiting_for(ctx), Q(item__due_at__lt=ctx.now), SHOWN))
def looks_of_mine(ctx: Any) -> list[Task]:
    """What others say they have done: it counts when somebody of my post has looked."""
    rows = second.waiting_for(ctx).select_related("item__duty", "item__edition", "said_by")[:SHOWN]
    return [
        Task(
            title=each.item.sentence.removesuffix("(推定)"),
            url=reverse("duties:dueitem", args=[each.item_id]),
            verb="复核",
            due=each.item.due_at,
            remark=f"{each.said_by}：{each.words}",
        )
        for each in rows
    ]


@queue("抽查到我", Role.values, lambda ctx: Waits(samples.told_to(ctx), most=SHOWN))
def faults_of_my_work(ctx: Any) -> list[Task]:
    """What a sample found not in order of his own work: to be read."""
    rows = samples.told_to(ctx).select_related("item", "judged_by")[:SHOWN]
    return [
        Task(
            title=f"{each.title}：{each.words}",
            url=reverse("duties:dueitem", args=[each.item_id]),
            verb="看",
            since=each.judged_at,
            remark=f"{each.item.get_role_display()} {each.judged_by} 抽查不合格",
        )
        for each in rows
    ]


@queue("催办", LEADERS, lambda ctx: Waits(urging.carried_up(ctx), late=True, most=1))
def carried_up_to_me(ctx: Any) -> list[Task]:
    """One line for all that was carried up to this post: the list tells each."""
    told = {each.item_id: each for each in urging.carried_up(ctx).order_by("-at")[:MOST]}
    if not told:
        return []
    since = min(each.at for each in told.values())
    return [
        Task(
            title=f"{len(told)} 条职责报到您这里",
            url=reverse("duties:urged"),
            verb="看",
            since=since,
            tone="late",
        )
    ]


@queue("巡查问题", HEADS, lambda ctx: Waits(faults_of_mine(ctx), most=SHOWN))
def faults_to_mend(ctx: Any) -> list[Task]:
    """What a round found and nobody has mended: it waits for the post that walked it."""
    return [
        Task(
            title=f"{fault.point}：{fault.words}",
            url=reverse("duties:rounds"),
            verb="整改",
            since=fault.round.ended_at,
            remark=f"{fault.round.get_role_display()} {fault.round.walker}",
        )
        for fault in faults_of_mine(ctx).select_related("round__walker", "point")[:SHOWN]
    ]


def faults_of_mine(ctx: Any) -> Any:
    return walks.unmended(ctx).filter(round__role__in=ctx.roles)


@queue("会议", Role.values, lambda ctx: Waits(to_sign_in(ctx), Q(begins_at__lt=ctx.now), SHOWN))
def meetings_to_sign_in(ctx: Any) -> list[Task]:
    """Meetings of today to which I am called."""
    return [
        Task(
            title=str(meeting),
            url=reverse("duties:meeting", args=[meeting.pk]),
            verb="签到",
            due=meeting.begins_at,
            remark=f"{meeting.leader} 主持",
        )
        for meeting in to_sign_in(ctx).select_related("leader")[:SHOWN]
    ]


def to_sign_in(ctx: Any) -> Any:
    me = Attendee.objects.filter(meeting=OuterRef("pk"), person=ctx.person_id, came_at=None, excused="")
    rows = Meeting.objects.of(ctx).filter(Exists(me), state=Meeting.State.OPEN)
    return rows.filter(begins_at__gte=ctx.midnight, begins_at__lt=ctx.midnight + A_DAY).order_by("begins_at")


@queue("决定待确认", HEADS, lambda ctx: Waits(to_confirm(ctx), most=SHOWN))
def decisions_to_confirm(ctx: Any) -> list[Task]:
    """What was decided in my meetings and its owner says is done."""
    return [
        Task(
            title=each.item.sentence,
            url=reverse("duties:meeting", args=[each.meeting_id]),
            verb="去看",
            since=each.item.done_at,
            remark=f"{each.item.person}：{each.how_done}",
        )
        for each in to_confirm(ctx).select_related("item__person")[:SHOWN]
    ]


def to_confirm(ctx: Any) -> Any:
    rows = Decision.objects.of(ctx).filter(meeting__leader=ctx.person_id, item__done_at__isnull=False)
    return rows.filter(confirmed_at=None).exclude(item__person=ctx.person_id).order_by("item__done_at")


@queue("考核", Role.values, lambda ctx: Waits(to_sign(ctx), Q(object_until__lt=ctx.now), SHOWN))
def appraisals_to_sign(ctx: Any) -> list[Task]:
    """His own sheet that lies before him: to be signed, or objected to."""
    return [
        Task(
            title=f"{each.month.first.month} 月考核出来了",
            url=reverse("duties:appraisal", args=[each.pk]),
            verb="看",
            due=each.object_until,
            remark="签字，或者对某一项提异议",
        )
        for each in to_sign(ctx).select_related("month").order_by("object_until", "pk")[:SHOWN]
    ]


def to_sign(ctx: Any) -> Any:
    waits = Objection.objects.filter(appraisal=OuterRef("pk"), outcome="")
    mine = Appraisal.objects.of(ctx).filter(person=ctx.person_id, state=Appraisal.State.RELEASED)
    return mine.filter(~Exists(waits))


@queue("考核签字", LEADERS, lambda ctx: Waits(to_agree(ctx), most=SHOWN))
def appraisals_to_agree(ctx: Any) -> list[Task]:
    """Sheets that their people have signed and that wait for the post above."""
    return [
        Task(
            title=f"{each.person} {each.month.first.month} 月考核",
            url=reverse("duties:appraisal", args=[each.pk]),
            verb="签字",
            since=each.signed_at,
            remark="本人已签" if each.signed_at else f"本人没签：{each.unsigned_because}",
        )
        for each in to_agree(ctx).select_related("person", "month").order_by("pk")[:SHOWN]
    ]


def to_agree(ctx: Any) -> Any:
    rows = Appraisal.objects.of(ctx).filter(state=Appraisal.State.SIGNED, above__in=ctx.roles)
    return rows.exclude(person=ctx.person_id)


@queue("部门考核", departments.HEADS, lambda ctx: Waits(to_answer(ctx), most=SHOWN))
def departments_to_answer(ctx: Any) -> list[Task]:
    """The month of a department that he leads and has not answered to."""
    return [
        score_task(each, "答复") for each in to_answer(ctx).select_related("month").order_by("pk")[:SHOWN]
    ]


def to_answer(ctx: Any) -> Any:
    led = departments.led_by(ctx)
    return DepartmentScore.objects.of(ctx).filter(state=DepartmentScore.State.WAITING, department__in=led)


@queue("部门考核待签", [Role.GENERAL_MANAGER], lambda ctx: Waits(to_sign_off(ctx), most=SHOWN))
def departments_to_sign(ctx: Any) -> list[Task]:
    """What the heads have answered."""
    return [
        score_task(each, "签字") for each in to_sign_off(ctx).select_related("month").order_by("pk")[:SHOWN]
    ]


def to_sign_off(ctx: Any) -> Any:
    return DepartmentScore.objects.of(ctx).filter(state=DepartmentScore.State.ANSWERED)


def score_task(score: DepartmentScore, verb: str) -> Task:
    return Task(
        title=f"{score.get_department_display()} {score.month.first.month} 月部门考核",
        url=reverse("duties:departmentscore", args=[score.pk]),
        verb=verb,
        since=score.month.opened_at,
    )
