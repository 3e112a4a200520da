"""Urging: which step of what is due has been reached, who is told, and what one message says of it all."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.rows import worded
from zhangdian.foundation.kernel.sight import opened
from zhangdian.management.duties import in_force, second
from zhangdian.management.duties.models import DueItem, Duty, Reach, Step, Urging, UrgingRule
from zhangdian.management.duties.watching import due
from zhangdian.people.messaging import outbox
from zhangdian.people.messaging.models import Channel, Message, Purpose
from zhangdian.people.messaging.occasions import occasion
from zhangdian.people.organization import queries as organization
from zhangdian.people.organization.models import Deputy, Person, Store
from zhangdian.people.organization.roles import Role, role_named, superiors_of

NEWS = timedelta(hours=24)
"""So long after its instant a step is still told; what is longer past is read in the figures of the month."""
URGED = occasion("duties.urged", "职责催办", Purpose.STAFF, "{what}", good_for=timedelta(hours=14))
MOST_MINUTES = 7 * 24 * 60
TOLD = {
    Step.ABOVE: "已报再上一级",
    Step.SUPERIOR: "已报上级",
    Step.BALL: "已告知挡住的人",
    Step.AT: "催办 1 次",
    Step.BEFORE: "提醒过",
}
"""The steps in words, the furthest first."""
LISTED = 3
"""Duties that a message names; of the rest it says how many."""
HOLDERS = {
    "配件": Role.PARTS_MANAGER,
    "车间": Role.WORKSHOP_SUPERVISOR,
    "前台": Role.FRONT_DESK_SUPERVISOR,
}
"""Who answers inside for what a superior names as the one who holds it up."""


@dataclass(frozen=True)
class Rule:
    """How long before or after the hour a step is taken, and by which way it is told."""

    minutes: int
    channel: str = ""
    robot: str = ""
    stands: bool = True
    own: UrgingRule | None = None

    @property
    def way(self) -> str:
        """站内, 企业微信群 车间, 按各人选的."""
        return f"{Channel(self.channel).label} {self.robot}".strip() if self.channel else "按各人选的"

    def instant(self, step: str, item: DueItem) -> datetime:
        """When the step is reached; of one that is held up, who holds it hears at once."""
        away = timedelta(minutes=self.minutes)
        return item.due_at - away if step == Step.BEFORE else item.due_at + away


EXAMPLES = {
    Step.BEFORE: Rule(30),
    Step.AT: Rule(0),
    Step.SUPERIOR: Rule(60),
    Step.ABOVE: Rule(240),
    Step.BALL: Rule(0),
}
"""Example values, in force until the store sets its own."""


class Rules:
    """The rules of a store on a day: of one duty, else of its kind, else of all, else the example."""

    def __init__(self, own: Iterable[UrgingRule]) -> None:
        self.own = {(each.covers, each.step): each for each in own}

    def of(self, item: DueItem, step: Step) -> Rule:
        written = item.duty or item.edition
        kind = written.kind if written else ""
        for covers in (item.code, kind):
            if (covers, step.value) in self.own:
                return self.at(covers, step)
        return self.at("", step)

    def at(self, covers: str, step: Step) -> Rule:
        """The rule that is written for exactly these, else the example."""
        found = self.own.get((covers, step.value))
        if found is None:
            return EXAMPLES[step]
        return Rule(found.minutes, found.channel, found.robot, found.stands, found)

    def written_for(self, covers: str) -> list[tuple[Step, Rule]]:
        """What holds for all duties, step by step; of a kind or a duty only what the store has written."""
        steps = [step for step in Step if not covers or (covers, step.value) in self.own]
        return [(step, self.at(covers, step)) for step in steps]

    def longest(self) -> timedelta:
        """The longest time that any of them looks before or behind."""
        written = [each.minutes for each in EXAMPLES.values()] + [each.minutes for each in self.own.values()]
        return timedelta(minutes=max(written))


def rules_on(ctx: Any) -> Rules:
    """The rules of today; one query."""
    return Rules(in_force.urging_rules_on(ctx, ctx.today))


@dataclass(frozen=True)
class Told:
    """One step of one item for one reader, not told yet."""

    item: DueItem
    step: Step
    post: Role
    reader: str
    person: Person | None
    channel: Channel
    mailbox: str = ""

    @property
    def key(self) -> tuple[int, str, str]:
        return self.item.pk, self.step.value, self.reader


@dataclass
class Crew:
    """Who does which post's work today, who stands in for whom, and how each is reached."""

    on_duty: dict[Role, list[Person]]
    deputies: list[Deputy]
    reaches: dict[int, Reach]
    present: dict[int, Person] = field(init=False)

    def __post_init__(self) -> None:
        self.present = {each.pk: each for people in self.on_duty.values() for each in people}

    def holding(self, item: DueItem) -> list[Person]:
        """Who does it today: he whose own it is, or who stands in for him, or who fills the post."""
        if item.person_id is None:
            return self.on_duty[Role(item.role)]
        if item.person_id in self.present:
            return [self.present[item.person_id]]
        return [
            self.present[each.deputy_id]
            for each in self.deputies
            if each.principal_id == item.person_id and each.deputy_id in self.present
        ]

    def line_above(self, item: DueItem) -> list[tuple[Role, list[Person]]]:
        """The posts above that somebody fills today who does not hold the item himself, the nearest first."""
        own = {item.person_id, *(each.pk for each in self.holding(item))}
        line = [
            (post, [each for each in self.on_duty[post] if each.pk not in own])
            for post in superiors_of(item.role)
        ]
        return [(post, people) for post, people in line if people]

    def readers(self, item: DueItem, step: Step) -> tuple[Role, list[Person]]:
        """The post that hears of a step, and who fills it; nobody where there is none."""
        if step in (Step.BEFORE, Step.AT):
            return Role(item.role), self.holding(item)
        if step is Step.BALL:
            post = HOLDERS.get(item.held_by) or role_named(item.held_by)
            return (post, self.on_duty[post]) if post else (Role(item.role), [])
        line = self.line_above(item)
        nth = 0 if step is Step.SUPERIOR else 1
        return line[nth] if len(line) > nth else (Role(item.role), [])


def crew_of(ctx: Any) -> Crew:
    """Six queries."""
    reaches = {each.person_id: each for each in Reach.objects.of(ctx)}
    return Crew(organization.on_duty(ctx), organization.deputies_on(ctx), reaches)


@dataclass
class Look:
    """What this look of the clock has to tell: new steps, and who waits for his message of the hour."""

    new: list[Told]
    untold: dict[tuple[str, str], list[Urging]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.new or self.untold)

    @property
    def digest(self) -> str:
        """A twin of this look has the same."""
        keys = [
            *(each.key for each in self.new),
            *(each.pk for some in self.untold.values() for each in some),
        ]
        return hashlib.sha256(";".join(sorted(map(str, keys))).encode()).hexdigest()[:40]


def look_of(ctx: Any) -> Look:
    """Steps that have been reached and are still news; a constant number of queries."""
    rules = rules_on(ctx)
    items = open_items(ctx, rules.longest())
    if not items:
        return Look([])
    known = set(Urging.objects.of(ctx).filter(item__in=items).values_list("item_id", "step", "reader"))
    shown = {each.item.pk for each in due.with_proof(ctx, [each for each in items if not each.excused])}
    crew: Crew | None = None
    new = []
    for item in items:
        for step in steps_of(item):
            rule = rules.of(item, step)
            if item.pk in shown or not rule.stands or not is_news(ctx.now, item, step, rule):
                continue
            crew = crew or crew_of(ctx)
            new += [each for each in told_by(rule, crew, item, step) if each.key not in known]
    return Look(new, untold(ctx))


def open_items(ctx: Any, longest: timedelta) -> list[DueItem]:
    """What is neither done nor let off, about its hour; what somebody holds up stands among it."""
    rows = DueItem.objects.of(ctx).filter(done_at=None, due_at__gte=ctx.now - longest - NEWS)
    near = rows.filter(Q(excused="") | Q(excused=DueItem.Excused.PREVENTED), due_at__lte=ctx.now + longest)
    told = near.annotate(is_said_done=Exists(second.looks_at()))
    return list(told.select_related("duty", "edition", "person").order_by("due_at", "pk"))


def steps_of(item: DueItem) -> Iterable[Step]:
    """Who holds the ball hears of what is held up, and nobody over the holder.

    What the holder says is done waits for those above him: he is not urged any more.
    """
    if item.excused:
        return (Step.BALL,)
    above = (Step.SUPERIOR, Step.ABOVE)
    return above if getattr(item, "is_said_done", False) else (Step.BEFORE, Step.AT, *above)


def is_news(now: datetime, item: DueItem, step: Step, rule: Rule) -> bool:
    """A reminder is one until the hour; other steps are for a day after their instant."""
    at = rule.instant(step, item)
    if step is Step.BALL:
        return now < item.due_at + NEWS
    return at <= now < (item.due_at if step is Step.BEFORE else at + NEWS)


def told_by(rule: Rule, crew: Crew, item: DueItem, step: Step) -> Iterator[Told]:
    """One for the group, or one for each who fills the post, by the way of the rule or of his own choice."""
    post, people = crew.readers(item, step)
    if rule.channel == Channel.WECOM and people:
        yield Told(item, step, post, f"robot:{rule.robot}", None, Channel.WECOM)
        return
    for person in people:
        channel, mailbox = way_to(crew.reaches.get(person.pk), rule.channel)
        yield Told(item, step, post, f"person:{person.pk}", person, channel, mailbox)


def way_to(reach: Reach | None, ruled: str = "") -> tuple[Channel, str]:
    """By which way somebody is reached: as a rule says, else as he chose; mail needs his mailbox."""
    mailbox = opened(reach.mailbox) if reach else ""
    channel = Channel(ruled or (reach.channel if reach else Channel.PAGE))
    return (Channel.PAGE if channel is Channel.EMAIL and not mailbox else channel), mailbox


# ---- written down and told -------------------------------------------------------------------------


def write_down(ctx: Act, look: Look) -> list[Urging]:
    """Each step for each reader, once for ever."""
    return Urging.objects.add_many(
        Urging(
            store_id=ctx.store_id,
            item=each.item,
            step=each.step,
            at=ctx.now,
            post=each.post,
            reader=each.reader,
            person=each.person,
            channel=each.channel,
            mailbox=each.mailbox if each.channel is Channel.EMAIL else "",
        )
        for each in look.new
    )


@worded
def _unwritten(ctx: Any, since: datetime) -> Any:
    rows = Urging.objects.of(ctx).filter(message=None, at__gt=since, item__done_at=None)
    rows = rows.exclude(channel=Channel.PAGE).select_related("item__duty", "item__edition", "person")
    return rows.order_by("pk")


def untold(ctx: Any) -> dict[tuple[str, str], list[Urging]]:
    """What still stands and nobody was written about, by way and reader, of readers whose hour is free."""
    waiting: dict[tuple[str, str], list[Urging]] = defaultdict(list)
    for each in _unwritten(ctx, ctx.now - NEWS):
        if not each.item.excused or each.step == Step.BALL:
            waiting[each.channel, each.reader].append(each)
    if not waiting:
        return {}
    busy = Urging.objects.of(ctx).filter(at__gt=ctx.now - 2 * NEWS).exclude(message=None)
    full = busy.filter(Q(message__period=hour_of(ctx)) | Q(message__state=Message.State.WAITING))
    for key in set(full.values_list("channel", "reader")):
        waiting.pop(key, None)
    return dict(waiting)


def hour_of(ctx: Any) -> str:
    """The hour for which a reader gets one message at most."""
    return f"{clock.local(ctx.now, ctx.standing.zone):%Y-%m-%dT%H}"


def write_to_readers(ctx: Act, store: Store) -> None:
    """One message an hour to each, with all that he has not been told; quiet hours are the outbox's."""
    for (channel, _), some in sorted(untold(ctx).items()):
        message = outbox.put(
            ctx,
            URGED,
            to=reader_of(some[0]),
            subject=store,
            channel=Channel(channel),
            values={"what": words_of(some)},
            period=hour_of(ctx),
        )
        for each in some:
            each.message = message
        Urging.objects.change_many(some, ["message"])


def reader_of(urging: Urging) -> outbox.Reader:
    if urging.person is None:
        return outbox.Robot(urging.reader.partition(":")[2])
    return outbox.Mailbox(opened(urging.mailbox)) if urging.channel == Channel.EMAIL else urging.person


def words_of(some: list[Urging]) -> str:
    """All of an hour in one text: the first duties by name, of the rest how many, by the gravest step."""
    gravest = {each.item_id: each for each in sorted(some, key=lambda each: (ORDER[each.step], each.at))}
    told = list(gravest.values())
    named = [f"{each.item.get_role_display()} {each.item.code} {each.item.sentence}" for each in told]
    steps = "、".join(dict.fromkeys(str(each.get_step_display()) for each in told))
    more = f"；还有 {len(named) - LISTED} 条" if len(named) > LISTED else ""
    return f"{steps}：{'；'.join(named[:LISTED])}{more}。请打开掌店的催办列表"


ORDER = {step.value: number for number, step in enumerate(Step)}
"""The later a step, the graver."""


def covers_in_words(covers: str) -> str:
    """全部职责, 定期, WSM-05."""
    if not covers:
        return "全部职责"
    return str(Duty.Kind(covers).label) if covers in Duty.Kind.values else covers


# ---- asked by pages --------------------------------------------------------------------------------


def with_steps(items: Any) -> Any:
    """Due items with the furthest step that was taken of each, in words; empty where none was."""
    farthest = Case(*(When(step=step, then=place) for place, step in enumerate(TOLD)))
    taken = Urging._base_manager.filter(item=OuterRef("pk")).order_by(farthest)
    words = Case(*(When(step=step, then=Value(words)) for step, words in TOLD.items()))
    return items.annotate(told=Coalesce(Subquery(taken.values(words=words)[:1]), Value("")))


def carried_up(ctx: Any) -> Any:
    """What was carried up to this person's posts in the last week and still stands."""
    rows = Urging.objects.of(ctx).filter(step__in=[Step.SUPERIOR, Step.ABOVE, Step.BALL])
    mine = rows.filter(Q(post__in=ctx.roles) | Q(person=ctx.person_id), item__done_at=None)
    standing = Q(item__excused="") | Q(step=Step.BALL, item__excused=DueItem.Excused.PREVENTED)
    return mine.filter(standing, at__gt=ctx.now - timedelta(days=7))
