"""The store of the data is founded: house, people, rates, catalogues, accounts, and what lies before."""

import hashlib
from collections.abc import Callable
from datetime import time, timedelta
from decimal import Decimal

from django.contrib.auth.hashers import make_password

from zhangdian.aftercare.insurance.renewals.actions import set_call_plan
from zhangdian.doors.simulation import history
from zhangdian.doors.simulation.actions import take_over_history, take_over_renewals
from zhangdian.doors.simulation.stocking import stock_further, stock_store, teach_store
from zhangdian.doors.simulation.tables import number, table, values
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.foundation.kernel.figures import FIGURES
from zhangdian.foundation.kernel.models import Claim
from zhangdian.management.duties import cases, reviewing, timetables, written
from zhangdian.management.duties.actions import load_duties
from zhangdian.management.duties.appraisal import schemes
from zhangdian.management.duties.appraisal.actions import load_schemes
from zhangdian.management.duties.matters import kinds as matter_kinds
from zhangdian.management.duties.matters.actions import load_matter_kinds
from zhangdian.management.duties.models import Duty
from zhangdian.management.duties.reviews.actions import load_review_inputs
from zhangdian.management.duties.watching.actions import load_case_rules, load_timetables
from zhangdian.people.organization import goals
from zhangdian.people.organization.access.actions import enrol_device
from zhangdian.people.organization.leaving.actions import ThingRow, set_things_to_return
from zhangdian.people.organization.models import Person, Store
from zhangdian.people.organization.queries import holders, holders_of_each
from zhangdian.people.organization.roles import Role, role_named
from zhangdian.people.organization.staff.actions import import_staff
from zhangdian.people.organization.staff.ledgers import STAFF
from zhangdian.people.organization.stores.actions import found_store, set_store_rate
from zhangdian.people.organization.targets.actions import (
    Goal,
    Share,
    acknowledge_targets,
    set_targets,
    split_target,
)
from zhangdian.resources.cashier.actions import open_account
from zhangdian.resources.training.models import Course, SittingItem
from zhangdian.resources.training.sittings.actions import begin_test, give_answer, hand_in

PASSWORD = "zhangdian2026"
TOKEN = "demo"
CODE = "01"
RATES = {
    "mechanical": "机电工时",
    "diagnosis": "诊断工时",
    "high_voltage": "高压工时",
    "body": "钣喷工时",
    "warranty": "索赔工时",
    "internal": "内部工时",
}
"""Rates of the data, as the store names them."""
DEVICES = (("车间看板机", "workshop"), ("技师手机", "workshop"), ("配件窗口机", "parts"))
TERM_DAYS = 30
CALLED_AHEAD = (35, 15, 5)
"""Days before the end of a cover."""

Told = Callable[[str, float], None]
"""Hears what is being done, and how far the whole is (0 to 1)."""


def quiet(what: str, share: float) -> None:
    """Nobody listens."""


def found(seed: str, cars: int | None = None, told: Told = quiet, code: str = CODE) -> Context:
    """Found the store at the present instant of the house's clock; tells the clock acting in it."""
    ctx = enter_people(seed, told, code)
    furnish(ctx, seed, cars, told)
    return ctx


def enter_people(seed: str, told: Told = quiet, code: str = CODE) -> Context:
    """The house, who works in it, and by what each post is appraised."""
    told("开店、员工、目录", 0)
    facts = {row["key"]: row["value"] for row in table("store")}
    store: Store = found_store(
        Context(0, kind=ActorKind.CLOCK),
        token=f"{TOKEN}:{seed}" if code == CODE else f"{TOKEN} {code}",
        code=code,
        name=facts["store_name"],
        legal_name=facts["legal_name"],
        manufacturer=facts["manufacturer"],
        parts_company=facts["parts_company"],
        service_department=facts["service_department"],
        city=facts["city"],
        phone=facts["phone"],
        complaint_phone=facts["complaint_phone"],
        rescue_phone=facts["rescue_phone"],
    ).subject
    ctx = Context(store.pk, kind=ActorKind.CLOCK)
    employ(ctx)
    load_schemes(ctx, rows=list(schemes.shipped()))
    return ctx


def furnish(ctx: Context, seed: str, cars: int | None = None, told: Told = quiet) -> None:
    """Rates, catalogues, duties with their times, targets, customers with their cars, accounts."""
    for name, words in RATES.items():
        set_store_rate(ctx, key=words, value=values("store")[f"labour_rate_{name}"], unit="元/h")
    set_store_rate(ctx, key="喷漆每幅", value=values("store")["paint_price_panel"], unit="元/幅")
    for name, department in DEVICES:
        enrol_device(ctx, name=name, department=department, key_digest=device_digest(seed, name))
    stock_store(ctx)
    stock_further(ctx)
    teach_store(ctx)
    take_first_tests(ctx)
    if not Duty.objects.exists():
        load_duties(ctx, rows=list(written.rows()), since=ctx.today)
    load_timetables(ctx, rows=list(timetables.shipped()), points=list(timetables.shipped_points()))
    load_case_rules(ctx, rows=list(cases.shipped()))
    load_matter_kinds(ctx, rows=list(matter_kinds.shipped()))
    load_review_inputs(ctx, rows=list(reviewing.shipped()))
    things = [ThingRow(row["what_zh"], role_named(row["role"]) or "") for row in table("things_to_return")]
    set_things_to_return(ctx, rows=things)
    aim(ctx)
    take_over(ctx, seed, cars or history.active_cars(), told)
    call_ahead(ctx)
    take_over_renewals(ctx, seed=seed)
    open_accounts(ctx)


def aim(ctx: Context) -> None:
    """What the general manager aims at this month and the next, split among the people of each department."""
    leads = Context(ctx.store_id, holders(ctx, Role.GENERAL_MANAGER)[0].pk)
    rows = [Goal(row["figure"], number(row["value"])) for row in table("targets")]
    for month in (ctx.month, clock.month_end(ctx.month) + timedelta(days=1)):
        set_targets(leads, month=month, rows=rows)
    for target in goals.targets_in_force(ctx):
        people = goals.people_for(ctx, target.of, goals.splits_to(target)) if target.of.additive else []
        if people:
            even = goals.in_proportion(target.value, [Decimal(1)] * len(people), target.of.step)
            shares = [Share(part, person=each) for each, part in zip(people, even, strict=True)]
            split_target(leads, target, rows=shares)
    know_targets(ctx)


def know_targets(ctx: Context) -> None:
    """Everybody has said that he knows what is asked of him, but for one: his head still sees the name."""
    posts = {Role(post) for each in FIGURES.values() for post in each.posts}
    held = {each.pk: each for some in holders_of_each(ctx, posts).values() for each in some}
    late = max((each.pk for each in holders(ctx, Role.RENEWAL_SPECIALIST)), default=0)
    for key in sorted(held.keys() - {late}):
        who = Context(ctx.store_id, key)
        if mine := list(goals.to_acknowledge(who)):
            acknowledge_targets(who, targets=mine)


WRONG = (0, 3, 1)
"""So many questions the insurance desks answered wrong when they took their first test."""


def take_first_tests(ctx: Context) -> None:
    """Three of the insurance desks have taken the test on the clauses: one of them did not pass."""
    course = Course.objects.of(ctx).get(certificate="车险条款")
    desks = [*holders(ctx, Role.NEW_CAR_INSURANCE), *holders(ctx, Role.RENEWAL_SPECIALIST)]
    for person, wrong in zip(desks, WRONG, strict=False):
        who = Context(ctx.store_id, person.pk)
        sitting = begin_test(who, course).subject
        items = SittingItem.objects.filter(sitting=sitting).select_related("edition").order_by("order")
        for item in items:
            right = item.edition.right
            other = next(letter for letter, _ in item.edition.choices if letter != right[0])
            give_answer(who, item, given=other if item.order <= wrong else right)
        hand_in(who, sitting)


def call_ahead(ctx: Context) -> None:
    """The desk's own plan: three calls a car in the mean, the first when its customer may decide."""
    leads = Context(ctx.store_id, holders(ctx, Role.FI_MANAGER)[0].pk)
    set_call_plan(leads, days=CALLED_AHEAD, hour=time(9))


def employ(ctx: Context) -> None:
    """All 116 in one act; two of them hold their post by a dated exception."""
    entrants = STAFF.rows(table("staff"))
    import_staff(
        ctx,
        rows=[each.row for each in entrants],
        password_hash=make_password(PASSWORD),
        pin_digests=[each.pin_digest for each in entrants],
        exceptions_until=clock.day(clock.now()) + timedelta(days=330),
    )
    # Nobody hands out the demo's passwords one by one, so nobody must change them at once.


def device_digest(seed: str, name: str) -> str:
    return hashlib.sha256(f"{seed}:{name}".encode()).hexdigest()


def take_over(ctx: Context, seed: str, cars: int, told: Told) -> None:
    for first, count in history.chunks(cars):
        told("接管客户与车辆", first / cars)
        take_over_history(ctx, seed=seed, first=first, count=count)


def open_accounts(ctx: Context) -> None:
    """Fleets and units that pay by the month: the companies of the sample, the first twenty-three."""
    finance = Person.objects.of(ctx).get(employee_no="E007")
    by = Context(ctx.store_id, finance.pk)
    plates: dict[str, list[str]] = {}
    for row in table("vehicles"):
        if row["owner_kind"] == "company":
            plates.setdefault(row["owner_name_zh"], []).append(row["plate"])
    for name in list(plates)[: int(values()["on_account_customers"])]:
        open_account(by, name=name, credit_limit=Decimal(30_000), term_days=TERM_DAYS)


def seed_of_demo() -> str | None:
    """The seed with which the store of this database was founded, if it is a demo: by its very first act."""
    first = Claim.objects.order_by("pk").values_list("token", flat=True).first() or ""
    begun = f"clock:0:{TOKEN}:"
    return first.removeprefix(begun) if first.startswith(begun) else None
