"""Reports: made at their hours, written by their authors, read in the morning, now and then returned."""

from datetime import date, time, timedelta

from zhangdian.doors.simulation import chance
from zhangdian.doors.simulation.engine import Course, Worker
from zhangdian.doors.simulation.world import World
from zhangdian.foundation.kernel import clock, papers
from zhangdian.management.reports import jobs, making
from zhangdian.management.reports.actions import (
    answer_report,
    read_report,
    return_report,
    submit_report,
)
from zhangdian.management.reports.models import Report
from zhangdian.people.organization.roles import Role

HOURS = (time(8, 35), time(10, 5), time(16, 0), time(17, 5), time(17, 50), time(18, 5), time(18, 35))
READ_AT = time(9, 10)
FORGOTTEN, LATE, RETURNED = 0.04, 0.06, 0.02
"""Shares of what is not written, written after its hour, and returned with a question."""
WORDS = (
    "和上一期差不多，忙的是上午",
    "预约的客户多了，等的时间短了",
    "下午集中到店，有两台交晚了",
    "返工比上一期少，制动项目还要盯",
    "数字正常",
)
OF_INSURANCE = (
    "出单不多，先把名单里快到期的打完",
    "报价发出去以后回访跟得上，谈的人在比价",
    "和上一期差不多，客户多在到期前一个月才定",
)
PROPOSALS = ("", "", "上午多排一个人", "每天 15 点核对一次承诺时间", "班会上讲一遍做法")
QUESTIONS, ANSWERS = (
    ("比上一期差在哪里？", "这几台为什么晚？"),
    ("已逐台核对，是等配件", "人手不够，下周调班"),
)


def day_of_reports(world: World, day: date) -> Course:
    """The clock looks at each hour; what lies there is read once a day by who is at work."""
    world.begin(read(world, day), clock.instant(day, READ_AT))
    for hour in HOURS:
        yield clock.instant(day, hour)
        jobs.deliver_due(world.clock)
        for draft in Report.objects.of(world.clock).filter(state=Report.State.DRAFT, due_at__gte=world.now):
            luck = chance.of(world.seed, "draft", draft.pk)
            author = author_of(world, draft)
            if author and not luck.happens(FORGOTTEN) and clock.day(draft.due_at) == day:
                late = luck.uniform(20, 90) if luck.happens(LATE) else -luck.uniform(2, 25)
                world.begin(write(world, draft.pk, author), draft.due_at + timedelta(minutes=late))


def author_of(world: World, draft: Report) -> Worker | None:
    """Whose it is; of a post's, one who is at work."""
    if draft.person_id:
        return world.roster.workers.get(draft.person_id)
    return world.somebody(Role(draft.author))


def write(world: World, key: int, author: Worker) -> Course:
    """The author looks at the figures for some minutes, and says what they mean."""
    luck = chance.of(world.seed, "written", key)
    yield world.later(luck.uniform(2, 6))
    by = world.context(author)
    draft = Report.objects.of(by).select_related("person").get(pk=key)
    if draft.state != Report.State.DRAFT:
        return
    insurance = draft.code.startswith("insurance")
    words = luck.choice(OF_INSURANCE if insurance else WORDS)
    proposal = "" if insurance else luck.choice(PROPOSALS)
    made = making.draft_again(by, draft, words, proposal)
    page = papers.render(by, making.REPORT, made)
    content = making.kept(made.content)
    world.do(submit_report, author, key, words=words, proposal=proposal, page=page, content=content)


def read(world: World, day: date) -> Course:
    """Each receiver reads what lies with him; a few are returned and answered the same day."""
    rows = Report.objects.of(world.clock).filter(state__in=(Report.State.NEW, Report.State.ANSWERED))
    for key, receiver, author, person, made_by in rows.order_by("due_at", "pk").values_list(
        "pk", "receiver", "author", "person", "made_by"
    ):
        luck = chance.of(world.seed, "reads", key, day)
        reader = world.somebody(Role(receiver))
        if not world.roster.at_work(reader, world.now) or reader.person_id in (person, made_by):
            continue
        yield world.later(luck.uniform(0.5, 2))
        if luck.happens(RETURNED):
            world.do(return_report, reader, key, question=luck.choice(QUESTIONS))
            answers = world.roster.workers[person] if person else world.somebody(Role(author))
            yield world.later(luck.uniform(20, 60))
            world.do(answer_report, answers, key, words=luck.choice(ANSWERS))
        else:
            world.do(read_report, reader, key)
