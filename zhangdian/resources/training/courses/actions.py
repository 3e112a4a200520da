"""A course is opened for posts, its steps and terms change by editions, people are enrolled by name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.people.organization import superiors
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.queries import himself
from zhangdian.people.organization.roles import Role
from zhangdian.resources.training import learning, queries
from zhangdian.resources.training.models import Course, CoursePost, CourseSteps, Enrolment
from zhangdian.resources.training.places import PLACES
from zhangdian.resources.training.posts import KEEPERS, OVERSEERS

State, Days = Course.State, Course.Days
LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class CourseRow:
    """One course of a list: an example that the store changes."""

    name: str
    posts: tuple[Role, ...]
    topics: tuple[str, ...]
    count: int
    pass_percent: int
    certificate: str
    steps: str = ""
    due_days: int = Days.MONTH
    valid_months: int = 12
    retest_days: int = Days.MONTH
    pause_hours: int = 24
    place: str = ""


@action("载入课程示例", by=KEEPERS, by_clock=True)
def load_courses(ctx: Act, *, rows: Sequence[CourseRow]) -> None:
    """The house's examples; a course that is there already is left as it is."""
    there = set(Course.objects.of(ctx).values_list("name", flat=True))
    fresh = [row for row in rows if row.name not in there]
    if not fresh:
        raise Refusal("这些课程门店都有了：要改请逐门改")
    for row in fresh:
        course = Course(store_id=ctx.store_id, acted_at=ctx.now, example=True)
        write(course, row)
        give_posts(ctx, course, row.posts)
        if row.steps:
            add_steps(ctx, course, row.steps, "", None)


def write(course: Course, row: CourseRow) -> None:
    """What a course asks, refused where nobody could pass it."""
    topics = list(dict.fromkeys(each.strip() for each in row.topics if each.strip()))
    if len(row.name.strip()) < 2:
        raise Refusal("请给课程起个名字")
    if not topics:
        raise Refusal("请选考哪些科目")
    if not (1 <= row.count <= 100 and 1 <= row.pass_percent <= 100):
        raise Refusal("题数和及格线请填 1 到 100")
    if row.valid_months > 120 or row.pause_hours > 720:
        raise Refusal("证书最多管 120 个月，重考最多隔 720 小时")
    if not row.certificate.strip():
        raise Refusal("请写通过后发什么证书")
    if row.place and row.place not in PLACES:
        raise Refusal("没有这个地方：请重新选在哪里用")
    course.name, course.topics = row.name.strip(), "\n".join(topics)
    course.count, course.pass_percent, course.certificate = (
        row.count,
        row.pass_percent,
        row.certificate.strip(),
    )
    course.due_days, course.valid_months = Days(row.due_days), row.valid_months
    course.retest_days, course.pause_hours = Days(row.retest_days), row.pause_hours
    course.place = row.place
    course.save()


def give_posts(ctx: Act, course: Course, posts: Iterable[Role]) -> None:
    """These posts and no others from today; what was asked before stays written."""
    wanted = {str(post) for post in posts}
    there = {each.role: each for each in CoursePost.objects.filter(course=course, ended_on=None)}
    for role in sorted(set(there) - wanted):
        there[role].ended_on = ctx.today
        there[role].save()
    CoursePost.objects.add_many(
        CoursePost(course=course, role=role, since=ctx.today) for role in sorted(wanted - set(there))
    )


@action("开课", by=KEEPERS, opens=Course)
def open_course(
    ctx: Act,
    *,
    name: str,
    topics: Sequence[str],
    count: int,
    pass_percent: int,
    certificate: str,
    posts: Sequence[Role] = (),
    due_days: int = Days.MONTH,
    valid_months: int = 12,
    retest_days: int = Days.MONTH,
    pause_hours: int = 24,
    place: str = "",
) -> Course:
    """Whoever holds one of the posts has it to pass, without being told one by one (RNW-19)."""
    row = CourseRow(
        name,
        tuple(posts),
        tuple(topics),
        count,
        pass_percent,
        certificate,
        due_days=due_days,
        valid_months=valid_months,
        retest_days=retest_days,
        pause_hours=pause_hours,
        place=place,
    )
    course = Course(store_id=ctx.store_id, acted_at=ctx.now)
    write(course, row)
    give_posts(ctx, course, row.posts)
    refuse_thin(ctx, course)
    return course


@action("改课程", by=KEEPERS, within={State.RUNNING})
def change_course(
    ctx: Act,
    course: Course,
    *,
    name: str,
    topics: Sequence[str],
    count: int,
    pass_percent: int,
    certificate: str,
    posts: Sequence[Role] = (),
    due_days: int = Days.MONTH,
    valid_months: int = 12,
    retest_days: int = Days.MONTH,
    pause_hours: int = 24,
    place: str = "",
) -> None:
    """From now on other posts have it, or other terms; papers that were drawn keep theirs."""
    row = CourseRow(
        name,
        tuple(posts),
        tuple(topics),
        count,
        pass_percent,
        certificate,
        due_days=due_days,
        valid_months=valid_months,
        retest_days=retest_days,
        pause_hours=pause_hours,
        place=place,
    )
    write(course, row)
    give_posts(ctx, course, row.posts)
    refuse_thin(ctx, course)


def refuse_thin(ctx: Act, course: Course) -> None:
    """A course whose test cannot be drawn would stand on everybody's list for nothing."""
    there = sum(queries.topics_with_counts(ctx).get(topic, 0) for topic in course.topic_list)
    if there < course.count:
        raise Refusal(
            f"这些科目一共只有 {there} 题，抽不出 {course.count} 题：请先补题，或少抽几题",
            [Missing("写试题", "内训师或部门经理", "training.write_question")],
        )


@action("写步骤", by=KEEPERS, within={State.RUNNING})
def write_steps(
    ctx: Act, course: Course, *, text: str, what_changed: str = "", since: date | None = None
) -> None:
    """The procedure, step by step, from a day on; what stood before stays readable (NBI-04)."""
    add_steps(ctx, course, text, what_changed, since)


def add_steps(ctx: Act, course: Course, text: str, what_changed: str, since: date | None) -> None:
    lines = [each.strip() for each in text.splitlines() if each.strip()]
    if not lines:
        raise Refusal("步骤至少写一步，一行一步")
    last = CourseSteps.objects.filter(course=course).order_by("-number").first()
    begins = since or ctx.today
    if begins > ctx.today + LONGEST:
        raise Refusal("从哪天起请在一年以内")
    if last and last.lines == lines:
        raise Refusal("没有改动：请改了再存")
    if last and not what_changed.strip():
        raise Refusal("新的一版要写改了什么")
    CourseSteps(
        course=course,
        number=last.number + 1 if last else 1,
        since=begins,
        text="\n".join(lines),
        what_changed=what_changed.strip() if last else "",
    ).save()


@action("停开课程", by=KEEPERS, moves=(State.RUNNING, State.ENDED))
def end_course(ctx: Act, course: Course, *, why: str) -> None:
    """Nobody has it to pass any more; certificates that it gave hold until their day."""
    if len(why.strip()) < 2:
        raise Refusal("停开要写原因")
    course.ended_why = why.strip()


@action("恢复课程", by=KEEPERS, moves=(State.ENDED, State.RUNNING))
def reopen_course(ctx: Act, course: Course) -> None:
    """Its posts have it to pass again."""
    course.ended_why = ""


@action("报名学习", by=OVERSEERS, within={State.RUNNING})
def enrol_person(ctx: Act, course: Course, *, person: Person, due_on: date) -> None:
    """Somebody learns it whose post does not ask for it; a keeper anybody, others the people below them."""
    if person.disabled_at is not None:
        raise Refusal(f"{person.name}的账号已停用：请换一个人")
    if not ctx.roles.intersection(KEEPERS) and not superiors.stands_above(ctx, person):
        raise Refusal(f"由内训师、部门经理或{person.name}的上级报名", [Missing("报名学习", "内训师")])
    if not ctx.today <= due_on <= ctx.today + LONGEST:
        raise Refusal("哪天前通过请在今天以后、一年以内")
    if learning.due_days_of(ctx, {course.pk: course}, [person.pk]):
        raise Refusal(f"{course}已经是{person.name}的课：不用再报")
    Enrolment(course=course, person=person, due_on=due_on, enrolled_by=himself(ctx)).save()


@action("取消报名", by=OVERSEERS)
def end_enrolment(ctx: Act, enrolment: Enrolment, *, why: str) -> None:
    """He need not pass it any more; what he passed stays."""
    if not ctx.roles.intersection(KEEPERS) and not superiors.stands_above(ctx, enrolment.person):
        raise Refusal(
            f"由内训师、部门经理或{enrolment.person.name}的上级取消", [Missing("取消报名", "内训师")]
        )
    if enrolment.ended_at is not None:
        raise Refusal("已经取消了")
    if len(why.strip()) < 2:
        raise Refusal("取消要写原因")
    enrolment.ended_at, enrolment.ended_why = ctx.now, why.strip()
    enrolment.save()
