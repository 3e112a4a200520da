"""What people do to customers and vehicles, in the order of the work."""

from datetime import date
from enum import StrEnum

from zhangdian.foundation.kernel.action import ANYBODY, Act, Signatures, action
from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.kernel.sight import PersonalText, opened
from zhangdian.people.customers import (
    consents,
    entered,
    gates,
    people,
    queries,
    readings,
    recalls,
    vehicles,
)
from zhangdian.people.customers.models import (
    Consent,
    Contact,
    Customer,
    MileageReading,
    Referral,
    Vehicle,
    VehicleModel,
)
from zhangdian.people.customers.sights import SPEAKS_WITH_CUSTOMERS
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import MANAGERS, Role

DESKS: tuple[Role, ...] = (
    *SPEAKS_WITH_CUSTOMERS,
    Role.GUIDE,
    Role.LOUNGE_HOST,
    Role.SHOWROOM_HOST,
    Role.WORKSHOP_SUPERVISOR,
    Role.TECHNICAL_DIRECTOR,
)
"""Posts that write down who comes with which car."""
HEADS = (*MANAGERS, Role.FRONT_DESK_SUPERVISOR, Role.SHOWROOM_SUPERVISOR)
UNMASK_A_DAY = 30
"""Looks a day at what one's post does not see; more needs the supervisor (reliability.md R16a)."""


class PersonalField(StrEnum):
    """Fields of a customer that are masked for those whose post does not ask for them."""

    PHONE = "phone"
    ID_NUMBER = "id_number"
    ADDRESS = "address"

    @property
    def label(self) -> str:
        return {"phone": "电话", "id_number": "身份证号", "address": "地址"}[self.value]


# Customers ----------------------------------------------------------------------------------------


@action("登记客户", by=DESKS, opens=Customer, by_clock=True)
def register_customer(
    ctx: Act,
    *,
    kind: Customer.Kind,
    name: PersonalText,
    phone: PersonalText = "",
    called: PersonalText = "",
    id_number: PersonalText = "",
    credit_code: str = "",
    address: PersonalText = "",
    advisor: Person | None = None,
    member: bool = False,
    reminder: Customer.Reminder | None = None,
    remark: PersonalText = "",
) -> Customer:
    """A person or company we have not served yet; the same name with the same number is the same customer."""
    customer = Customer(store_id=ctx.store_id, pool=people.pool_of(ctx), kind=kind, acted_at=ctx.now)
    people.write(
        ctx,
        customer,
        name=name,
        phone=phone,
        called=called,
        id_number=id_number,
        credit_code=credit_code,
        address=address,
        remark=remark,
    )
    people.refuse_twin(ctx, customer)
    customer.advisor, customer.member, customer.reminder = advisor, member, reminder or ""
    customer.save()
    return customer


@action("修改客户", by=DESKS, gates=[gates.customer_stands, gates.customer_is_in_use])
def change_customer(
    ctx: Act,
    customer: Customer,
    *,
    kind: Customer.Kind | None = None,
    name: PersonalText | None = None,
    phone: PersonalText | None = None,
    called: PersonalText | None = None,
    id_number: PersonalText | None = None,
    credit_code: str | None = None,
    address: PersonalText | None = None,
    advisor: Person | None = None,
    member: bool | None = None,
    reminder: Customer.Reminder | None = None,
    remark: PersonalText | None = None,
) -> None:
    """What is given replaces what stood there; what is not given stays."""
    before = opened(customer.name), customer.phone_key
    customer.kind = kind or customer.kind
    people.write(
        ctx,
        customer,
        name=name,
        phone=phone,
        called=called,
        id_number=id_number,
        credit_code=credit_code,
        address=address,
        remark=remark,
    )
    customer.advisor = advisor or customer.advisor
    customer.member = customer.member if member is None else member
    customer.reminder = reminder or customer.reminder
    if (opened(customer.name), customer.phone_key) != before:
        people.refuse_twin(ctx, customer)


@action("登记联系人", by=DESKS, gates=[gates.customer_stands, gates.customer_is_in_use])
def add_contact(
    ctx: Act,
    customer: Customer,
    *,
    kind: Contact.Kind,
    name: PersonalText,
    phone: PersonalText = "",
    vehicle: Vehicle | None = None,
) -> None:
    """Somebody who brings or fetches the car, or speaks for the company."""
    contact = Contact(customer=customer, vehicle=vehicle, kind=kind, name=entered.name_of(name))
    people.write_phone(contact, phone)
    contact.save()


@action("停用联系人", by=DESKS)
def end_contact(ctx: Act, contact: Contact) -> None:
    """He no longer speaks for this customer."""
    if contact.ended_on:
        raise Refusal(f"这位联系人 {contact.ended_on:%Y-%m-%d} 已停用")
    contact.ended_on = ctx.today
    contact.save()


@action("登记同意", by=DESKS, by_link=True, gates=[gates.customer_stands, gates.customer_is_in_use])
def give_consent(
    ctx: Act,
    customer: Customer,
    *,
    purpose: Consent.Purpose,
    channel: Consent.Channel,
    means: Means,
    text_version: str,
    evidence: PersonalText = "",
    until: date | None = None,
) -> None:
    """The customer agrees to what a text says, for one purpose through one channel."""
    if not text_version.strip():
        raise Refusal("要写明客户看的是哪一版告知文本：没有文本就不算同意")
    consents.give(
        ctx,
        customer,
        purpose,
        channel,
        means=means,
        text_version=text_version.strip(),
        evidence=evidence.strip(),
        until=until,
    )


@action("撤回同意", by=ANYBODY, by_link=True)
def withdraw_consent(
    ctx: Act, customer: Customer, *, purpose: Consent.Purpose, channel: Consent.Channel, means: Means
) -> None:
    """As easy as giving: whoever hears it writes it down, and it holds at once."""
    if not consents.withdraw(ctx, customer, purpose, channel, means=means):
        raise Refusal(f"没有“{purpose.label}”的同意在效，不用撤回")


def needs_to_unmask(ctx: Act, customer: Customer, *, field: PersonalField, reason: str) -> Signatures | None:
    """After thirty looks a day the supervisor signs for each."""
    if queries.unmaskings_today(ctx) < UNMASK_A_DAY:
        return None
    return Signatures((Role.FRONT_DESK_SUPERVISOR,), f"今天第 {UNMASK_A_DAY + 1} 次以后查看{field.label}")


@action("查看完整信息", by=DESKS, gates=[gates.customer_is_in_use], needs=needs_to_unmask)
def unmask_field(ctx: Act, customer: Customer, *, field: PersonalField, reason: str) -> None:
    """A look at what one's post does not see: with a reason, journaled, shown for ten minutes."""
    if len(reason.strip()) < 2:
        raise Refusal("查看完整信息要写明原因，例如“寄送发票”")
    if not opened(getattr(customer, field.value)):
        raise Refusal(f"这位客户没有登记{field.label}")


# Vehicles -----------------------------------------------------------------------------------------


@action("登记车辆", by=DESKS, opens=Vehicle, by_clock=True)
def register_vehicle(
    ctx: Act,
    *,
    plate: str = "",
    vin: str = "",
    owner: Customer | None = None,
    model: VehicleModel | None = None,
    model_words: str = "",
    colour: str = "",
    engine_no: str = "",
    sold_on: date | None = None,
    warranty_start: date | None = None,
    advisor: Person | None = None,
) -> Vehicle:
    """A car we do not know yet, by its plate or VIN; the rest may come later."""
    judged = entered.plate_of(ctx, plate) if plate.strip() else None
    number = entered.vin_of(ctx, vin) if vin.strip() else ""
    if known := vehicles.find(ctx, plate=judged.text if judged else "", vin=number):
        raise Refusal(f"这辆车已有档案（{known}）：请打开那一份，不用重新登记")
    return vehicles.open_vehicle(
        ctx,
        plate=judged,
        vin=number,
        owner=owner,
        model=model,
        model_words=model_words,
        colour=colour,
        engine_no=engine_no,
        sold_on=sold_on,
        warranty_start=warranty_start,
        advisor=advisor,
    )


@action("补充车辆资料", by=DESKS, gates=[gates.vehicle_stands])
def change_vehicle(
    ctx: Act,
    vehicle: Vehicle,
    *,
    vin: str | None = None,
    model: VehicleModel | None = None,
    model_words: str | None = None,
    colour: str | None = None,
    engine_no: str | None = None,
    sold_on: date | None = None,
    advisor: Person | None = None,
    remark: str | None = None,
) -> None:
    """What is given replaces what stood there; a VIN that was already known is corrected with a reason."""
    if vin is not None:
        vehicles.give_vin(ctx, vehicle, entered.vin_of(ctx, vin))
    vehicle.model = model or vehicle.model
    vehicle.advisor = advisor or vehicle.advisor
    vehicle.sold_on = sold_on or vehicle.sold_on
    vehicle.warranty_start = vehicle.warranty_start or vehicle.sold_on
    for name, value in (("model_words", model_words), ("colour", colour), ("remark", remark)):
        if value is not None:
            setattr(vehicle, name, value.strip())
    if engine_no is not None:
        vehicle.engine_no = engine_no.strip().upper()
    if model or vin or sold_on:
        recalls.lay_for(ctx, [vehicle])


@action("变更车牌", by=DESKS, gates=[gates.vehicle_stands])
def change_plate(ctx: Act, vehicle: Vehicle, *, plate: str, since: date | None = None) -> None:
    """The car bears another plate; the one before stays in its history, and finds it still."""
    vehicles.give_plate(ctx, vehicle, entered.plate_of(ctx, plate), since or ctx.today)


@action("过户", by=DESKS, gates=[gates.vehicle_stands])
def transfer_ownership(
    ctx: Act, vehicle: Vehicle, *, to: Customer, since: date | None = None, how: str = ""
) -> None:
    """The car belongs to somebody else; warranty and three guarantees go with the car (3B §30)."""
    day = since or ctx.today
    if day > ctx.today:
        raise Refusal(f"过户日期 {day:%Y-%m-%d} 还没到：请到那天再办")
    vehicles.give_owner(ctx, vehicle, to, day, how.strip())


@action("登记质保起始", by=(*DESKS, Role.SALES_CLERK), gates=[gates.vehicle_stands])
def set_warranty_start(ctx: Act, vehicle: Vehicle, *, start: date, paper: str) -> None:
    """Invoice date, or the day of delivery where that differs; the paper that shows it is named."""
    if start > ctx.today:
        raise Refusal(f"质保起始 {start:%Y-%m-%d} 还没到：请照发票或交车单核对")
    if not paper.strip():
        raise Refusal("要写明依据哪张单据（购车发票号或交车单号）")
    if vehicle.warranty_start and vehicle.warranty_start != start:
        ctx.ask(
            "warranty_start_is_sure",
            f"质保起始原为 {vehicle.warranty_start:%Y-%m-%d}，现改为 {start:%Y-%m-%d}：依据是什么？",
            ("以发票为准", "以交车日为准", "上次录错", "三包换车重新起算"),
        )
    vehicle.warranty_start = start


@action("登记里程", by=DESKS, gates=[gates.vehicle_stands])
def record_mileage(
    ctx: Act,
    vehicle: Vehicle,
    *,
    km: int,
    read_on: date | None = None,
    source: MileageReading.Source = MileageReading.Source.CUSTOMER,
) -> None:
    """A reading outside a visit; inside one, reception reads it."""
    readings.read_mileage(ctx, vehicle, km, read_on=read_on, source=source)


@action("更正里程", by=(*HEADS, Role.SERVICE_ADVISOR))
def correct_mileage(ctx: Act, reading: MileageReading, *, km: int, reason: str) -> None:
    """A reading was written down wrongly: the right one takes its place and day, both stay visible."""
    readings.correct(ctx, reading, km, reason)


@action("更换仪表", by=(*DESKS, Role.TEAM_LEADER, Role.TECHNICIAN), gates=[gates.vehicle_stands])
def replace_meter(ctx: Act, vehicle: Vehicle, *, old_km: int, new_km: int = 0) -> None:
    """A new meter begins: the distance driven goes on from what the old one showed."""
    readings.replace_meter(ctx, vehicle, old_km, new_km)


@action("车辆离开保有", by=DESKS, gates=[gates.vehicle_stands])
def retire_vehicle(ctx: Act, vehicle: Vehicle, *, why: str) -> None:
    """Scrapped, or gone for good: it is found still, after all others."""
    if not why.strip():
        raise Refusal("要写明去向：报废、迁出、出口…")
    vehicle.gone_on, vehicle.gone_why = ctx.today, why.strip()


@action("合并车辆", by=HEADS, gates=[gates.vehicle_stands], locks=("into",))
def merge_vehicles(ctx: Act, vehicle: Vehicle, *, into: Vehicle, reason: str) -> None:
    """Two files of one car become one: plates, owners, mileage and recalls move, this file points there."""
    if not reason.strip():
        raise Refusal("合并车辆要写明怎么认定是同一辆车")
    vehicles.merge(ctx, vehicle, into)
    readings.stand_on_newest(into)


# Referrals ----------------------------------------------------------------------------------------


@action("转办", by=ANYBODY, opens=Referral)
def refer_customer(
    ctx: Act, *, desk: Role, wish: str, vehicle: Vehicle | None = None, customer: Customer | None = None
) -> Referral:
    """A customer's wish for a desk upstairs; that desk finds it in its queue."""
    if not wish.strip():
        raise Refusal("要写明客户要什么，那边才知道怎么办")
    return people.refer(ctx, desk=desk, wish=wish, vehicle=vehicle, customer=customer)


@action("答复转办", by=ANYBODY, moves=(Referral.State.OPEN, Referral.State.ANSWERED))
def answer_referral(ctx: Act, referral: Referral, *, reply: str) -> None:
    """The desk says what was done."""
    if referral.desk not in ctx.roles and not ctx.roles.intersection(MANAGERS):
        raise Refusal(f"这件转办由{Role(referral.desk).label}答复")
    if not reply.strip():
        raise Refusal("要写明怎么处理的")
    referral.answer, referral.answered_at = reply.strip(), ctx.now
