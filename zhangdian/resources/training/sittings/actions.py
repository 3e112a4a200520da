"""A test is begun, answered question by question, handed in once and marked; what was wrong is void."""

from datetime import timedelta
from secrets import SystemRandom
from typing import Any

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.action import ANYBODY, Act, action
from zhangdian.foundation.kernel.gates import stops
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.people.organization import certificates
from zhangdian.people.organization.models import Certificate
from zhangdian.people.organization.queries import himself
from zhangdian.resources.training import learning, queries
from zhangdian.resources.training.models import Course, QuestionEdition, Sitting, SittingItem
from zhangdian.resources.training.posts import KEEPERS

State = Sitting.State
CHANCE = SystemRandom()


@stops("自己的卷子自己答", fixed=True)
def it_is_his_own(ctx: Any, sitting: Sitting) -> Missing | None:
    if ctx.person_id == sitting.person_id:
        return None
    return Missing(f"这份卷子由{sitting.person}自己答", str(sitting.person))


@action("开始考试", by=ANYBODY, within={Course.State.RUNNING}, opens=Sitting)
def begin_test(ctx: Act, course: Course) -> Sitting:
    """The paper is drawn now and stays as it is, whatever becomes of the bank."""
    if not learning.is_his(ctx, course):
        raise Refusal(f"{course}不是您岗位的课：要学请找{learning.who_enrols(ctx)}报名")
    refuse_too_early(ctx, course)
    drawn = draw(ctx, course)
    sitting = Sitting(
        store_id=ctx.store_id,
        course=course,
        person=himself(ctx),
        asked=len(drawn),
        pass_percent=course.pass_percent,
        begun_at=ctx.now,
        acted_at=ctx.now,
    )
    sitting.save()
    SittingItem.objects.add_many(
        SittingItem(sitting=sitting, order=place, edition_id=key) for place, key in enumerate(drawn, 1)
    )
    return sitting


def refuse_too_early(ctx: Act, course: Course) -> None:
    """One paper at a time; after a test that was not passed a pause; no test while the paper holds long."""
    taken = Sitting.objects.of(ctx).filter(course=course, person=ctx.person_id).exclude(state=State.VOID)
    last = taken.order_by("-begun_at", "-pk").first()
    if last is not None and last.is_open:
        raise Refusal(f"您有一份没交的{course}卷子：请先答完交卷")
    if last is not None and last.state == State.FAILED:
        again = last.again_from(timedelta(hours=course.pause_hours))
        if again is not None and again > ctx.now:
            when = clock.local(again, ctx.standing.zone)
            raise Refusal(f"上次没过，{when:%m-%d %H:%M} 以后再考：先把错题看一遍")
    paper = held(ctx, course)
    if paper is None or (paper.last_day is not None and paper.last_day < ctx.today):
        return
    if paper.expires_on is None:
        raise Refusal(f"您的“{course.certificate}”长期有效：不用再考")
    opens = paper.expires_on - timedelta(days=course.retest_days)
    if opens > ctx.today:
        raise Refusal(f"您的“{course.certificate}”到 {paper.expires_on} 有效，{opens} 起可以重考")


def held(ctx: Act, course: Course) -> Certificate | None:
    person = ctx.person_id or 0
    return learning.papers_held(ctx, [course.certificate], [person]).get((person, course.certificate))


def draw(ctx: Act, course: Course) -> list[int]:
    """Editions by chance, of each topic as many as of the others while it has them."""
    topics = course.topic_list
    rows = queries.in_use(ctx, topics).order_by("pk").values_list("topic", "edition")
    by_topic: dict[str, list[int]] = {topic: [] for topic in topics}
    for topic, edition in rows:
        by_topic[topic].append(edition)
    there = sum(map(len, by_topic.values()))
    if there < course.count:
        raise Refusal(
            f"题库里{'、'.join(topics)}一共 {there} 题，抽不出 {course.count} 题：请内训师补题",
            [Missing("写试题", "内训师或部门经理", "training.write_question")],
        )
    for some in by_topic.values():
        CHANCE.shuffle(some)
    drawn: list[int] = []
    while len(drawn) < course.count:
        for some in by_topic.values():
            if some and len(drawn) < course.count:
                drawn.append(some.pop())
    CHANCE.shuffle(drawn)
    return drawn


@action("作答", by=ANYBODY, within={State.OPEN})
def give_answer(ctx: Act, item: SittingItem, *, given: str) -> None:
    """Kept as it is given; until the paper is handed in it may be another."""
    if ctx.person_id != item.sitting.person_id:
        raise Refusal(f"这份卷子由{item.sitting.person}自己答")
    letters = "".join(sorted(set(given.strip().upper())))
    if unknown := set(letters) - {letter for letter, _ in item.edition.choices}:
        raise Refusal(f"没有选项 {''.join(sorted(unknown))}：请在列出的里选")
    if item.edition.sort != QuestionEdition.Sort.SEVERAL and len(letters) > 1:
        raise Refusal(f"{item.edition.get_sort_display()}题只选一个")
    item.given = letters
    item.save()


@action("交卷", by=ANYBODY, within={State.OPEN}, gates=[it_is_his_own])
def hand_in(ctx: Act, sitting: Sitting) -> None:
    """Marked at once; who passes has the certificate in his file by the same act (NBI-04, RNW-18)."""
    items = queries.items_of(sitting)
    if blank := [str(each.order) for each in items if not each.given]:
        raise Refusal(f"第 {'、'.join(blank[:12])} 题还没答：答完再交")
    for each in items:
        each.is_right = each.given == each.edition.right
    SittingItem.objects.change_many(items, ["is_right"])
    sitting.handed_in_at, sitting.right = ctx.now, sum(bool(each.is_right) for each in items)
    if sitting.is_enough:
        give_certificate(ctx, sitting)


def give_certificate(ctx: Act, sitting: Sitting) -> None:
    course, before = sitting.course, held(ctx, sitting.course)
    until = course.good_until(ctx.today, before.expires_on if before else None)
    sitting.certificate = certificates.give(
        sitting.person, course.certificate, f"KS{sitting.pk}", ctx.today, until
    )


@action("作废考试", by=KEEPERS, within={State.OPEN, State.PASSED, State.FAILED})
def void_test(ctx: Act, sitting: Sitting, *, why: str) -> None:
    """Somebody else answered, or the paper was wrong: it never counted, nor does its certificate."""
    if sitting.person_id == ctx.person_id:
        raise Refusal("自己的考试请别人作废", [Missing("作废考试", learning.who_enrols(ctx))])
    if len(why.strip()) < 2:
        raise Refusal("作废要写原因")
    sitting.voided_at, sitting.voided_by, sitting.void_why = ctx.now, himself(ctx), why.strip()
    if sitting.certificate is not None:
        certificates.take_back(ctx, sitting.certificate, f"考试作废：{why.strip()}"[:200])
