"""The till: shifts, payments, on account, and the day's close."""

from datetime import date, time
from decimal import Decimal

from zhangdian.doors.simulation.durations import TILL
from zhangdian.doors.simulation.engine import Course, Worker
from zhangdian.doors.simulation.tables import rate
from zhangdian.doors.simulation.world import Visit, World
from zhangdian.foundation.kernel import clock, rows
from zhangdian.people.organization.roles import Role
from zhangdian.resources.cashier import actions as cashier
from zhangdian.resources.cashier import passes, queries
from zhangdian.resources.cashier.models import AccountCustomer, CashDay, CashierShift, Means, Receivable

FLOAT = Decimal("500.00")
WAYS = ((Means.SCAN, 76.0), (Means.CARD, 10.6), (Means.CASH, 8.1), (Means.TRANSFER, 5.3))
CLOSED_AT = time(18, 5)


def pay(visit: Visit) -> Course:
    """The customer's bill is paid, or a company's put on its account."""
    world, luck = visit.world, visit.luck
    cashier_: Worker = yield world.turn("till", visit.rank)
    try:
        yield world.later(luck.minutes(*TILL))
        unpaid = ("settled_at", "voided_at", "on_account_at")
        for owed in rows.find(
            Receivable, empty=unpaid, purpose_type="service.repairorder", purpose_id=visit.pk
        ):
            if account := account_of(visit):
                yield from put_on_account(visit, owed, account)
            else:
                take(visit, cashier_, owed)
    finally:
        world.release(cashier_)
    visit.look()


def account_of(visit: Visit) -> AccountCustomer | None:
    if visit.car is None or not visit.car.company:
        return None
    found: AccountCustomer | None = AccountCustomer.objects.filter(
        store=visit.world.store_id, name=visit.car.owner, closed_on=None
    ).first()
    return found


def put_on_account(visit: Visit, owed: Receivable, account: AccountCustomer) -> Course:
    """Companies with an account pay by the month; beyond the limit finance signs."""
    supervisor = visit.world.somebody(Role.FRONT_DESK_SUPERVISOR, Role.SERVICE_MANAGER)
    shown = passes.drawn(visit.world.context(supervisor), owed, passes.ON_ACCOUNT)
    done = visit.world.do(
        cashier.approve_on_account, supervisor, owed.pk, account=account, reason="月结单位", gate_pass=shown
    )
    if done.waits_for_signature:
        yield from visit.world.signed_by_others(done.subject, 6)


def take(visit: Visit, by: Worker, owed: Receivable) -> None:
    world, luck = visit.world, visit.luck
    stand_at_the_till(world, by)
    means = luck.one(WAYS) if visit.comes_himself else Means.LINK
    if means is Means.CASH and owed.balance > 6000:
        means = Means.TRANSFER
    tendered = None
    if means is Means.CASH:
        tendered = (owed.balance / 100).to_integral_value(rounding="ROUND_CEILING") * 100
    world.do(
        cashier.take_payment,
        by,
        owed.pk,
        means=means,
        amount=owed.balance,
        tendered=tendered,
        gate_pass=passes.drawn(world.context(by), owed, f"{means.label}收清"),
        trade_no="" if means is Means.CASH else f"{world.today:%Y%m%d}{owed.pk:010d}",
    )


def stand_at_the_till(world: World, by: Worker) -> None:
    """Her drawer is open before she takes the first money."""
    if by.person_id in world.shifts:
        return
    if not CashierShift.objects.filter(cashier=by.person_id, state=CashierShift.State.OPEN).exists():
        world.do(cashier.open_shift, by, float_amount=FLOAT)
    world.shifts.add(by.person_id)


def day_at_the_till(world: World, day: date) -> Course:
    """Open in the morning, counted and closed in the evening."""
    yield clock.instant(day, time(8, 10))
    for worker in world.roster.holding(Role.CASHIER):
        if world.roster.is_there(worker, day):
            stand_at_the_till(world, worker)
    yield clock.instant(day, CLOSED_AT)
    for shift in CashierShift.objects.filter(store=world.store_id, state=CashierShift.State.OPEN).order_by(
        "pk"
    ):
        close(world, shift)
    yield clock.instant(day, time(18, 20))
    close_day(world, day)


def close(world: World, shift: CashierShift) -> None:
    by = world.roster.workers[shift.cashier_id]
    expected = queries.expected_in_drawer(world.context(by), shift)
    off = Decimal("0.00")
    if world.luck.happens(rate("cash_drawer_difference_days") / 2):
        off = Decimal(world.luck.choice(("-1.00", "2.00", "-5.00", "0.50")))
    counted = [
        cashier.Counted(
            means,
            amount + (off if means is Means.CASH else 0),
            "找零误差" if off and means is Means.CASH else "",
        )
        for means, amount in expected.items()
    ]
    done = world.try_to(cashier.close_shift, by, shift.pk, counted=counted)
    if done and done.waits_for_signature:
        world.begin(world.signed_by_others(done.subject, 4))
    world.shifts.discard(by.person_id)


def close_day(world: World, day: date) -> None:
    for cash_day in CashDay.objects.filter(
        store=world.store_id, state=CashDay.State.OPEN, day__lte=day
    ).order_by("day"):
        cash = queries.booked_by_means(world.clock, cash_day=cash_day)[Means.CASH] or Decimal(0)
        deposited = max(Decimal(0), cash)
        by = world.somebody(Role.FRONT_DESK_SUPERVISOR, Role.FINANCE_MANAGER)
        world.try_to(
            cashier.close_day,
            by,
            cash_day.pk,
            deposited=deposited,
            deposit_slip=f"JK{cash_day.day:%Y%m%d}" if deposited else "",
        )
