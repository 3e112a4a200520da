"""Hand-overs: opened for somebody, their things, and what keeps an account from closing."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.models import Entry
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.people.organization import belongings, queries, rates, superiors
from zhangdian.people.organization.models import (
    HandedRow,
    HandOver,
    HandOverThing,
    Person,
    Tenure,
    ThingToReturn,
)
from zhangdian.people.organization.roles import STAFF_OFFICE, Role

State, Why = HandOver.State, HandOver.Why
DAYS = rates.standard("离职交接 几天内交清", 3, "天")


def open_to(ctx: Any) -> QuerySet[Any]:
    """His own, those he receives or witnessed, those of the people below him; the office sees all."""
    rows: QuerySet[Any] = HandOver.objects.of(ctx)
    if ctx.roles.intersection(STAFF_OFFICE):
        return rows
    mine = Q(person=ctx.person_id) | Q(receiver=ctx.person_id) | Q(witness=ctx.person_id)
    below = Tenure.objects.of(ctx).filter(role__in=superiors.roles_below(ctx))
    of_now = Q(person__in=below.filter(queries.in_force(ctx.today)).values("person"))
    # Who is gone holds no post any more: whoever stood above him sees it.
    of_once = Q(person__disabled_at__isnull=False, person__in=below.values("person"))
    return rows.filter(mine | of_now | of_once)


def may_look(ctx: Any, person: Person) -> bool:
    """He himself, whoever stands above him, the office, and who takes over from him."""
    if ctx.person_id == person.pk or ctx.roles.intersection(STAFF_OFFICE):
        return True
    if superiors.stands_above(ctx, person):
        return True
    if person.disabled_at is not None and superiors.stood_above(ctx, person):
        return True
    return bool(open_to(ctx).filter(person=person, state__in=HandOver.UNDER_WAY).exists())


def under_way(ctx: Any, person: Person) -> HandOver | None:
    """The one that is not finished."""
    rows = HandOver.objects.of(ctx).filter(person=person, state__in=HandOver.UNDER_WAY)
    found: HandOver | None = rows.select_related("receiver").first()
    return found


def open_for(
    ctx: Act, person: Person, receiver: Person, why: str, *, role: str = "", remark: str = ""
) -> HandOver:
    """With the things that the store's list has for his posts; due in so many days."""
    if receiver.pk == person.pk:
        raise Refusal("接收人不能是移交人自己：请换一个人")
    if receiver.disabled_at is not None:
        raise Refusal(f"{receiver.name}的账号已停用，不能接收：请换一个人")
    days = int(rates.measure_of(ctx, DAYS))
    opened = HandOver(
        store_id=ctx.store_id,
        person=person,
        receiver=receiver,
        why=why,
        role=role,
        opened_at=ctx.now,
        due_on=ctx.today + timedelta(days=days),
        remark=remark.strip()[:300],
        acted_at=ctx.now,
    )
    opened.save()
    posts = [role] if role else [str(post) for post in posts_of(ctx, person)]
    HandOverThing.objects.add_many(
        HandOverThing(hand_over=opened, order=number, what=what)
        for number, what in enumerate(things_for(ctx, posts, everybody=not role), 1)
    )
    ctx.draw_number(opened, "number", "JJ")
    return opened


def posts_of(ctx: Any, person: Person) -> list[Role]:
    return queries.posts_of(ctx, [person])[person.pk]


def things_for(ctx: Any, posts: Sequence[str], *, everybody: bool = True) -> list[str]:
    """What the store's list asks back of these posts, each once."""
    his = Q(role__in=posts) | Q(role="") if everybody else Q(role__in=posts)
    rows = ThingToReturn.objects.of(ctx).filter(his, stands=True).order_by("role", "pk")
    return list(dict.fromkeys(rows.values_list("what", flat=True)))


def take(ctx: Act, hand_over: HandOver, kind: belongings.Belonging, rows: Sequence[Any], to: Any) -> None:
    """Written down row by row: the paper lists it, and the record tells from whom it came."""
    HandedRow.objects.add_many(
        HandedRow(
            hand_over=hand_over,
            kind=kind.name,
            record_type=each._meta.label_lower,
            record_id=each.pk,
            title=kind.tells(each).title[:120],
            receiver=to,
            at=ctx.now,
        )
        for each in rows
    )


def refuse_what_stands(ctx: Act, person: Person, why: str) -> None:
    """An account closes when nothing stands in its name and what he had of the store is signed back."""
    missing = []
    for each in belongings.counted(ctx, person):
        how = each.kind.ends or f"交给{'或'.join(post.label for post in each.kind.posts[:2]) or '接手的人'}"
        said = f"名下还有{each.kind.label} {each.count} {each.kind.unit}"
        missing.append(Missing(f"{said}：{how}", "上级或办公室主任", "organization.open_hand_over"))
    if not is_signed_back(ctx, person):
        missing.append(
            Missing("物品交接没有签完：移交人、接收人、监交人都要签", "上级", "organization.open_hand_over")
        )
    if missing:
        said = "；".join(each.what for each in missing)
        raise Refusal(f"{person.name}还没交清，不能{why}：{said}。请到他的“名下事项”里办交接", missing)


def is_signed_back(ctx: Any, person: Person) -> bool:
    """Nothing to give back, or a hand-over of all that he has was finished since he came."""
    if under_way(ctx, person):
        return False
    if not things_for(ctx, [str(post) for post in posts_of(ctx, person)]):
        return True
    done = HandOver.objects.of(ctx).filter(person=person, state=State.DONE, role="")
    return bool(done.filter(done_at__gte=came_at(ctx, person)).exists())


def came_at(ctx: Any, person: Person) -> datetime:
    """When his account was opened last: a hand-over of an earlier time says nothing."""
    opened = Entry.objects.filter(
        root_type=person._meta.label_lower, root_id=person.pk, action="organization.enable_person"
    )
    last = opened.order_by("-id").values_list("at", flat=True).first()
    return last or datetime.min.replace(tzinfo=UTC)
