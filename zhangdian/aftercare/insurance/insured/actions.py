"""The month's insured rate is drawn up, each difference explained, the rate confirmed (RNW-30)."""

from datetime import date

from zhangdian.aftercare.insurance.insured import counting
from zhangdian.aftercare.insurance.insured.counting import Car, Counted
from zhangdian.aftercare.insurance.models import RateCheck, RateGap
from zhangdian.aftercare.insurance.posts import QUOTERS, RENEWERS
from zhangdian.aftercare.insurance.standards import GAPS_BY_CAR
from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.people.organization import rates
from zhangdian.people.organization.queries import himself

State = RateCheck.State
Side = RateGap.Side
SHORTEST = 2
NAMED = ("vehicle", "delivered")


def car_of(gap: RateGap) -> Car:
    return Car(gap.vehicle_id, gap.delivered_id)


@action("比对投保率", by=QUOTERS, by_clock=True, opens=RateCheck)
def draw_up_rate_check(ctx: Act, *, month: date) -> RateCheck:
    """Cars served and sold in a month that is over: insured by the ledger, insured by the insurers' lists."""
    month = month.replace(day=1)
    if month >= ctx.today.replace(day=1):
        raise Refusal(f"{month:%Y-%m} 还没过完：下月 1 日再核对")
    counted = counting.count(ctx, month)
    made = RateCheck(
        store_id=ctx.store_id,
        month=month,
        cars=counted.cars,
        system=counted.system,
        listed=counted.listed,
        unverified=counted.unverified,
        drawn_at=ctx.now,
        acted_at=ctx.now,
    )
    made.save()
    lay_down(ctx, made, counted)
    return made


def lay_down(ctx: Act, check: RateCheck, counted: Counted) -> None:
    """A row for each car that only one count has; what was said of it stays, and follows it to its file."""
    laid = list(check.gaps.order_by("pk"))
    known = {car_of(each): each for each in laid}
    for delivered, vehicle in counting.files_of(ctx, laid).items():
        if Car(vehicle) not in known:
            filed = known[Car(vehicle)] = known.pop(Car(None, delivered))
            filed.vehicle_id, filed.delivered_id = vehicle, None
    for car, each in known.items():
        side = counted.gaps.get(car)
        each.gone = side is None
        if side is not None and side != each.side:
            each.side, each.because, each.said_by, each.said_at = side, "", None, None
    RateGap.objects.change_many(known.values(), [*NAMED, "gone", "side", "because", "said_by", "said_at"])
    RateGap.objects.add_many(
        RateGap(rate_check=check, vehicle_id=car.vehicle, delivered_id=car.delivered, side=side)
        for car, side in counted.gaps.items()
        if car not in known
    )


@action("重新比对", by=QUOTERS, within={State.DRAFT})
def redraw_rate_check(ctx: Act, check: RateCheck) -> None:
    """After policies were entered or lists brought; reasons of what still differs stay."""
    counted = counting.count(ctx, check.month)
    check.cars, check.system, check.listed = counted.cars, counted.system, counted.listed
    check.unverified, check.drawn_at = counted.unverified, ctx.now
    lay_down(ctx, check, counted)


@action("写差异原因", by=QUOTERS)
def explain_rate_gap(ctx: Act, gap: RateGap, *, why: str) -> None:
    """Why one count has this car and the other has not; written again, the later word counts."""
    if gap.rate_check.state != State.DRAFT:
        raise Refusal("这个月的投保率已经确认：要改请先重开")
    if gap.gone:
        raise Refusal("这台车两边已经一致，不用写原因")
    if len(why.strip()) < SHORTEST:
        raise Refusal("请写原因")
    gap.because, gap.said_by, gap.said_at = why.strip(), himself(ctx), ctx.now
    gap.save()


@action("其余的一并写原因", by=QUOTERS, within={State.DRAFT})
def explain_other_gaps(ctx: Act, check: RateCheck, *, side: Side, why: str) -> None:
    """The first ones have a reason each; the rest of one side may have one together (store_truth.md §2)."""
    if len(why.strip()) < SHORTEST:
        raise Refusal("请写原因")
    most = int(rates.measure_of(ctx, GAPS_BY_CAR))
    standing = list(check.gaps.filter(gone=False).order_by("pk"))
    if left := sum(not each.because for each in standing[:most]):
        raise Refusal(f"前 {most} 台要逐台写，还有 {left} 台没写")
    rest = [each for each in standing[most:] if not each.because and each.side == side]
    if not rest:
        raise Refusal("这一边没有还没写原因的车")
    for each in rest:
        each.because, each.said_by, each.said_at = why.strip(), himself(ctx), ctx.now
    RateGap.objects.change_many(rest, ["because", "said_by", "said_at"])


@action("确认投保率", by=RENEWERS, moves=(State.DRAFT, State.CONFIRMED))
def confirm_rate_check(ctx: Act, check: RateCheck, *, remark: str = "") -> None:
    """The rate stands as it is now, and each difference has its reason (RNW-30)."""
    counted, standing = counting.count(ctx, check.month), list(check.gaps.filter(gone=False))
    before = (check.cars, check.system, check.listed, {car_of(each): each.side for each in standing})
    if before != (counted.cars, counted.system, counted.listed, counted.gaps):
        raise Refusal("比对以后又登记了保单或换了清单，数不一样了：请先“重新比对”")
    if left := sum(not each.because for each in standing):
        raise Refusal(f"还有 {left} 台车没写差异原因", [Missing(f"{left} 台车的差异原因", "续保专员")])
    check.confirmed_by, check.confirmed_at, check.remark = himself(ctx), ctx.now, remark.strip()


@action("重开投保率", by=RENEWERS, moves=(State.CONFIRMED, State.DRAFT))
def reopen_rate_check(ctx: Act, check: RateCheck, *, why: str) -> None:
    """What was confirmed was wrong: it is compared and confirmed anew."""
    if len(why.strip()) < SHORTEST:
        raise Refusal("请写为什么重开")
    check.confirmed_by = check.confirmed_at = None
    check.reopened_because = why.strip()
