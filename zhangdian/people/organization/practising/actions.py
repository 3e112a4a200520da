"""A practice store is opened, furnished, entered and ended; nothing in it is ever deleted (RNW-27)."""

from datetime import timedelta

from zhangdian.foundation.kernel.action import ANYBODY, Act, action
from zhangdian.foundation.kernel.models import RuleWeight
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.people.organization import limits, practice, queries, rates, requirements
from zhangdian.people.organization.gates import acts_on_own_device
from zhangdian.people.organization.models import (
    AuthorityLimit,
    Person,
    PostRequirement,
    Store,
    StoreRate,
    Tenure,
)
from zhangdian.people.organization.roles import Role

COPIED = ("manufacturer", "parts_company", "service_department", "city", "opens", "service_from")
WHO = Role.GENERAL_MANAGER


@action("开练习店", by=[WHO], gates=[acts_on_own_device])
def open_practice_store(ctx: Act) -> None:
    """A store of its own beside the real one, with its rules, rates and limits; the clock furnishes it."""
    own: Store = Store.objects.of(ctx).lock().here(ctx.store_id)
    made = Store(
        code=practice.free_code(),
        name=practice.marked(own.name, 60),
        legal_name=practice.marked(own.legal_name, 80),
        practises=own,
        service_until=own.service_until,
        acted_at=ctx.now,
        **{name: getattr(own, name) for name in COPIED},
    )
    made.save()
    PostRequirement.objects.add_many(requirements.house_requirements(made, ctx.today))
    AuthorityLimit.objects.add_many(
        AuthorityLimit(
            store=made,
            role=each.role,
            since=ctx.today,
            **{name: getattr(each, name) for name in limits.COLUMNS},
        )
        for each in limits.limits_on(ctx, ctx.today).values()
    )
    StoreRate.objects.add_many(
        StoreRate(store=made, key=each.key, value=each.value, unit=each.unit, since=ctx.today)
        for each in rates.rates_on(ctx, ctx.today).values()
    )
    RuleWeight.objects.add_many(
        RuleWeight(store=made, rule=each.rule, weight=each.weight)
        for each in RuleWeight.objects.of(ctx).order_by("rule")
    )
    ctx.touch(own)


@action("布置练习店", by_clock=True)
def note_practice_furnished(ctx: Act) -> None:
    """What is needed to practise stands in it: from now on it may be entered."""
    store = standing_here(ctx)
    store.furnished_at = ctx.now
    store.save()
    ctx.touch_reference(Store, ctx.store_id)


@action("关练习店", by=[WHO], gates=[acts_on_own_device])
def close_practice_store(ctx: Act) -> None:
    """Nobody comes in any more; what was practised stays as it is, and a fresh one may be opened."""
    store = standing_here(ctx)
    store.practice_ended_at = ctx.now
    store.save()
    ctx.touch_reference(Store, ctx.store_id)


@action("去练习店", by=ANYBODY, gates=[acts_on_own_device])
def enter_practice_store(ctx: Act) -> None:
    """Who he is there is made once; each time he has there the posts that he holds here himself, no other."""
    store = standing_here(ctx)
    if store.furnished_at is None:
        raise Refusal("练习店还在布置，一两分钟后再进")
    own: Person = Person.objects.of(ctx).lock().here(ctx.person_id)
    posts = set(queries.posts_of(ctx, [own])[own.pk])
    if not posts:
        raise Refusal("您在本店只代理别人的岗位：练习店里只有自己的岗位能练")
    himself = practice.himself_in(store, own.pk).lock().first() or made_for(ctx, store, own)
    held = {each.role: each for each in Tenure.objects.filter(person=himself, until=None)}
    for role, tenure in held.items():
        if role not in posts:
            tenure.until = max(tenure.since, ctx.today - timedelta(days=1))
            tenure.save()
    Tenure.objects.add_many(
        Tenure(person=himself, store=store, role=role, since=ctx.today)
        for role in sorted(posts)
        if role not in held
    )


def made_for(ctx: Act, store: Store, own: Person) -> Person:
    """With no password, no card and no telephone: nobody comes in as him but he himself."""
    made = Person(
        store=store,
        employee_no=f"{store.code}-{own.pk}",
        name=own.name,
        department=own.department,
        team=own.team,
        practice_of=own,
        employed_from=ctx.today,
        acted_at=ctx.now,
    )
    made.set_unusable_password()
    made.save()
    return made


def standing_here(ctx: Act) -> Store:
    """The practice store of this one, locked."""
    found = practice.standing(ctx.store_id)
    if found is None:
        missing = Missing("练习店", WHO.label, "organization.open_practice_store")
        raise Refusal("本店没有练习店：请总经理在“门店”的“练习店”里开一家", [missing])
    store: Store = Store.objects.of(ctx).lock().here(found.pk)
    return store
