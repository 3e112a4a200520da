"""What is written down of the maker's cars and campaigns."""

from datetime import date
from decimal import Decimal

from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers import (
    entered,
    recalls,
)
from zhangdian.people.customers.actions import DESKS
from zhangdian.people.customers.models import (
    Energy,
    ModelTerms,
    Recall,
    RecallVin,
    VehicleModel,
    VehicleRecall,
    codes,
)
from zhangdian.people.organization.roles import Role

CATALOGUE = (
    Role.GENERAL_MANAGER,
    Role.SERVICE_MANAGER,
    Role.SALES_MANAGER,
    Role.TECHNICAL_DIRECTOR,
    Role.WARRANTY_CLERK,
    Role.INFORMATION_CONSULTANT,
)


# The maker's catalogue ----------------------------------------------------------------------------


@action("登记车型", by=CATALOGUE, opens=VehicleModel, by_clock=True)
def add_model(
    ctx: Act,
    *,
    code: str,
    series: str,
    variant: str,
    energy: Energy,
    power: str = "",
    gearbox: str = "",
    drive: str = "",
    seats: int = 5,
    from_year: int | None = None,
    to_year: int | None = None,
) -> VehicleModel:
    """A variant that the maker builds; its terms are set beside it."""
    if VehicleModel.objects.of(ctx).filter(code=code.strip().upper()).exists():
        raise Refusal(f"车型代码 {code} 已经登记")
    model = VehicleModel(
        code=code.strip().upper(),
        series=series.strip(),
        variant=variant.strip(),
        energy=energy,
        power=power,
        gearbox=gearbox,
        drive=drive,
        seats=seats,
        from_year=from_year,
        to_year=to_year,
        acted_at=ctx.now,
    )
    model.save()
    return model


@action("登记车型条款", by=CATALOGUE, by_clock=True)
def set_model_terms(
    ctx: Act,
    model: VehicleModel,
    *,
    since: date,
    first_service_km: int | None = None,
    first_service_months: int | None = None,
    interval_km: int | None = None,
    interval_months: int | None = None,
    spark_plug_km: int | None = None,
    gearbox_oil_km: int | None = None,
    brake_fluid_months: int | None = None,
    cabin_filter_months: int | None = None,
    coolant_months: int | None = None,
    high_voltage_check_months: int | None = None,
    warranty_months: int | None = None,
    warranty_km: int | None = None,
    battery_warranty_months: int | None = None,
    battery_warranty_km: int | None = None,
    oil_litres: Decimal | None = None,
    oil_grade: str = "",
    daily_km_mean: int | None = None,
) -> None:
    """What the maker prescribes from a day on; what held before stays for the cars sold then."""
    ModelTerms(
        model=model,
        since=since,
        first_service_km=first_service_km,
        first_service_months=first_service_months,
        interval_km=interval_km,
        interval_months=interval_months,
        spark_plug_km=spark_plug_km,
        gearbox_oil_km=gearbox_oil_km,
        brake_fluid_months=brake_fluid_months,
        cabin_filter_months=cabin_filter_months,
        coolant_months=coolant_months,
        high_voltage_check_months=high_voltage_check_months,
        warranty_months=warranty_months,
        warranty_km=warranty_km,
        battery_warranty_months=battery_warranty_months,
        battery_warranty_km=battery_warranty_km,
    ).save()
    model.oil_litres = model.oil_litres if oil_litres is None else oil_litres
    model.oil_grade = oil_grade or model.oil_grade
    model.daily_km_mean = daily_km_mean or model.daily_km_mean


# Recalls ------------------------------------------------------------------------------------------


@action("登记召回", by=CATALOGUE, opens=Recall, by_clock=True)
def record_recall(
    ctx: Act,
    *,
    campaign_no: str,
    name: str,
    kind: Recall.Kind,
    model_codes: list[str],
    from_year: int | None = None,
    to_year: int | None = None,
    vins: list[str] | None = None,
    operation_code: str = "",
    minutes: int = 0,
    stop_sale: bool = False,
    remark: str = "",
) -> Recall:
    """A campaign of the maker, by its list of VINs, else by model and year; laid on the cars we know."""
    recall = Recall(
        campaign_no=campaign_no.strip().upper(),
        name=name.strip(),
        kind=kind,
        model_codes=codes(model_codes),
        from_year=from_year,
        to_year=to_year,
        by_vin=bool(vins),
        operation_code=operation_code.strip().upper(),
        minutes=minutes,
        stop_sale=stop_sale,
        opened_on=ctx.today,
        remark=remark,
        acted_at=ctx.now,
    )
    if not vins and not recall.model_codes:
        raise Refusal("召回要有车架号清单，或至少一个车型代码")
    recall.save()
    numbers = sorted({entered.vin_of(ctx, text) for text in vins or ()})
    RecallVin.objects.add_many(RecallVin(recall=recall, vin=number) for number in numbers)
    recalls.lay_campaign(ctx, recall, numbers)
    return recall


@action("结束召回活动", by=CATALOGUE)
def close_recall(ctx: Act, recall: Recall) -> None:
    """The maker ended the campaign; what was done stays with each car."""
    if recall.closed_on:
        raise Refusal(f"这个活动 {recall.closed_on:%Y-%m-%d} 已结束")
    recall.closed_on = ctx.today


UNDONE = (
    VehicleRecall.State.OPEN,
    VehicleRecall.State.TOLD,
    VehicleRecall.State.BOOKED,
    VehicleRecall.State.UNREACHABLE,
    VehicleRecall.State.REFUSED,
)


@action("告知召回", by=DESKS, moves=(UNDONE, VehicleRecall.State.TOLD))
def tell_recall(ctx: Act, one: VehicleRecall, *, how: str) -> None:
    """The owner was told the defect, what to do meanwhile, and the remedy: a legal duty, no advertising."""
    one.told_at, one.remark = ctx.now, how.strip()


@action("召回无法联系", by=DESKS, moves=(UNDONE, VehicleRecall.State.UNREACHABLE))
def miss_recall(ctx: Act, one: VehicleRecall, *, how: str) -> None:
    """The owner could not be reached."""
    one.remark = how.strip()


@action("客户拒绝召回", by=DESKS, moves=(UNDONE, VehicleRecall.State.REFUSED))
def refuse_recall(ctx: Act, one: VehicleRecall, *, words: str) -> None:
    """The owner does not want it now, in his own words; it is offered again at each visit."""
    if not words.strip():
        raise Refusal("客户拒绝召回要记下他的原话")
    one.remark = words.strip()


@action(
    "完成召回",
    by=(Role.WARRANTY_CLERK, Role.SERVICE_ADVISOR, Role.SERVICE_MANAGER, Role.TECHNICAL_DIRECTOR),
    moves=(UNDONE, VehicleRecall.State.DONE),
)
def finish_recall(ctx: Act, one: VehicleRecall, *, done_on: date, paper: str) -> None:
    """Done elsewhere, or before this system stood: the paper that shows it is named."""
    if done_on > ctx.today:
        raise Refusal(f"完成日期 {done_on:%Y-%m-%d} 还没到：请核对")
    if not paper.strip():
        raise Refusal("要写明在哪里做的、凭什么单据")
    one.done_on, one.remark = done_on, paper.strip()
