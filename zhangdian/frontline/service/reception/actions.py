"""Reception: from the plate at the gate to the finished walk-around."""

from collections.abc import Sequence

from zhangdian.foundation.kernel import attachments, holds
from zhangdian.foundation.kernel import papers as frozen
from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.foundation.kernel.sight import PersonalText
from zhangdian.frontline.service import receiving, signing
from zhangdian.frontline.service.models import Appointment, Concern, DamageMark, RepairOrder, ThingTaken
from zhangdian.frontline.service.models.order import Kind
from zhangdian.frontline.service.outline import Mark
from zhangdian.frontline.service.papers import WALK_AROUND
from zhangdian.frontline.service.posts import ADVISORS
from zhangdian.frontline.service.receiving import FAST_LANE, KNOWN_PHOTOS
from zhangdian.people.customers import entered, people, readings, recalls, vehicles
from zhangdian.people.customers.models import Customer, VehicleModel
from zhangdian.people.organization.queries import himself
from zhangdian.people.organization.roles import Role

State = RepairOrder.State
AT_THE_GATE = (Role.GUIDE, Role.GUARD, Role.LOUNGE_HOST, Role.DRIVER, *ADVISORS)


@action("登记到店", by=AT_THE_GATE, opens=RepairOrder, locks=("appointment",))
def receive_vehicle(
    ctx: Act,
    *,
    plate: PersonalText,
    appointment: Appointment | None = None,
    kind: Kind | None = None,
    words: str = "",
    key_tag: int | None = None,
) -> RepairOrder:
    """Arrival by plate opens a draft order; an unknown car is registered with its plate alone (PROC-R-04)."""
    vehicle = vehicles.find_or_register(ctx, plate=plate)
    if appointment:
        receiving.is_expected(ctx, vehicle, appointment)
    return receiving.arrive(
        ctx, vehicle, ctx.now, appointment=appointment, kind=kind, words=words, key_tag=key_tag
    )


@action("接待", by=ADVISORS, within={State.DRAFT})
def greet_customer(ctx: Act, order: RepairOrder) -> None:
    """The advisor takes the car; one before another that waits longer asks for a reason (PROC-R-07)."""
    if order.greeted_at:
        raise Refusal(f"{order.advisor} 已经接待了这台车")
    if waiting := receiving.waits_longer(ctx, order):
        ctx.ask("queue_jump", f"{waiting.plate} 等得更久，先接这台吗", receiving.JUMP_CHIPS)
    order.advisor = himself(ctx)
    order.greeted_at = ctx.now


@action("完成环车", by=ADVISORS, within={State.DRAFT})
def complete_walk_around(
    ctx: Act,
    order: RepairOrder,
    *,
    mileage_km: int,
    photos: Sequence[int],
    seat_photo: int | None = None,
    fuel_eighths: int | None = None,
    marks: Sequence[Mark] = (),
    mark_photos: Sequence[int] = (),
    belongings: str = receiving.NOTHING_OF_VALUE,
    belongings_movable: str = "",
    found_around: Sequence[str] = (),
    papers: receiving.PapersOutcome | None = None,
    taken: Sequence[ThingTaken.Thing] = (),
    sender_name: PersonalText = "",
    sender_phone: PersonalText = "",
) -> None:
    """Marks, mileage, fuel, belongings; one photo of the driver's seat shows the covers (PROC-R-08)."""
    if order.walked_around_at:
        raise Refusal("这台车的环车已经做完了：后来看见的痕迹请用“补记痕迹”")
    enough_photos(order, photos, seat_photo)
    if fuel_eighths is not None and not 0 <= fuel_eighths <= 8:
        raise Refusal("油量是 0 到 8 格，请照仪表点选")
    readings.read_mileage(ctx, order.vehicle, mileage_km)
    taken_photos = {"corner": photos, "seat": [key for key in [seat_photo] if key], "mark": mark_photos}
    attachments.attach_kinds(ctx, order, taken_photos)
    new = receiving.marks_of(order, marks)
    DamageMark.objects.add_many([*new, *receiving.carry_known(ctx, order, new)])
    if papers is not None:
        receiving.note_papers(ctx, order, papers, taken, sender_name, sender_phone)
    order.mileage_km, order.fuel_eighths = mileage_km, fuel_eighths
    order.belongings, order.belongings_movable = belongings.strip(), belongings_movable
    order.found_around = "、".join(dict.fromkeys(one.strip() for one in found_around if one.strip()))[:200]
    order.customer_id = order.customer_id or people.owner_in_use(order.vehicle)
    order.greeted_at = order.greeted_at or ctx.now
    order.advisor = order.advisor or himself(ctx)
    order.covers_fitted_at = order.walked_around_at = ctx.now


def enough_photos(order: RepairOrder, photos: Sequence[int], seat_photo: int | None) -> None:
    """Four corners and the driver's seat; in the fast lane the seat alone."""
    if seat_photo is None:
        raise Refusal(
            "三件套还没拍到：请铺好座椅套、方向盘套、脚垫，拍一张主驾",
            [Missing("主驾照片(三件套、里程、油量)", Role.SERVICE_ADVISOR.label)],
        )
    wanted = 0 if order.kind in FAST_LANE else KNOWN_PHOTOS
    if len(photos) < wanted:
        raise Refusal(f"四角照片还差 {wanted - len(photos)} 张：请绕车一圈拍齐")


@action("补记痕迹", by=ADVISORS, within={State.DRAFT, State.WAITING, State.IN_REPAIR})
def add_marks(
    ctx: Act,
    order: RepairOrder,
    *,
    marks: Sequence[Mark],
    photos: Sequence[int] = (),
    seen_revision: int | None = None,
    page: str = "",
) -> None:
    """A mark seen later: what was signed keeps its version, the next one with the mark is frozen at once
    (PROC-R-11).
    """
    if not marks:
        raise Refusal("请在车身图上点出痕迹的位置")
    if order.signed_at:
        signing.same_revision(order, order.revision if seen_revision is None else seen_revision)
        frozen.freeze(ctx, WALK_AROUND, order, page)
    DamageMark.objects.add_many(receiving.marks_of(order, marks, seen_at=receiving.seen_where(order)))
    attachments.attach(ctx, order, "mark", photos)
    order.revision += 1


@action("记客户的话", by=ADVISORS, within={State.DRAFT})
def note_words(ctx: Act, order: RepairOrder, *, words: str, circumstances: str = "") -> None:
    """What the customer wants, exactly in his words, with when and where it happens (PROC-R-12)."""
    if not words.strip():
        raise Refusal("请记下客户的原话")
    Concern(order=order, words=words.strip(), circumstances=circumstances.strip()).save()
    order.revision += 1


@action("记什么时候", by=ADVISORS, within={State.DRAFT})
def note_circumstances(ctx: Act, concern: Concern, *, circumstances: Sequence[str]) -> None:
    """When and where it happens, by chips beside the customer's own words (PROC-R-12)."""
    chosen = dict.fromkeys(one.strip() for one in circumstances if one.strip())
    concern.circumstances = "、".join(chosen)[:200]
    concern.save()
    concern.order.revision += 1


@action("改客户的话", by=ADVISORS, within={State.DRAFT})
def correct_words(ctx: Act, concern: Concern, *, words: str) -> None:
    """What was written down wrongly; the journal keeps what stood there."""
    if not words.strip():
        raise Refusal("请写客户的原话")
    concern.words = words.strip()
    concern.save()
    concern.order.revision += 1


@action("核对证件", by=ADVISORS, within={State.DRAFT})
def check_papers(
    ctx: Act,
    order: RepairOrder,
    *,
    outcome: receiving.PapersOutcome,
    taken: Sequence[ThingTaken.Thing] = (),
    sender_name: PersonalText = "",
    sender_phone: PersonalText = "",
) -> None:
    """Licence and booklet against the file; another owner is a transfer or only a sender (PROC-R-17)."""
    receiving.note_papers(ctx, order, outcome, taken, sender_name, sender_phone)
    order.revision += 1


@action("登记车主和车型", by=ADVISORS, within={State.DRAFT})
def identify_car(
    ctx: Act,
    order: RepairOrder,
    *,
    name: PersonalText = "",
    phone: PersonalText = "",
    kind: Customer.Kind = Customer.Kind.PERSON,
    vin: str = "",
    model: VehicleModel | None = None,
    colour: str = "",
) -> None:
    """A car that came by its plate alone gets its owner, VIN and model: what is missing, once, at the car."""
    receiving.name_owner(ctx, order, kind, name, phone)
    vehicle = vehicles.lock(ctx, order.vehicle)
    if vin.strip():
        vehicles.give_vin(ctx, vehicle, entered.vin_of(ctx, vin))
        model = model or vehicle.model or vehicles.model_of(ctx, vehicle.vin)
    vehicle.model, vehicle.colour = model or vehicle.model, colour.strip() or vehicle.colour
    if model or vin:
        recalls.lay_for(ctx, [vehicle])
    order.revision += 1


@action("挂钥匙牌", by=AT_THE_GATE, within={State.DRAFT})
def tag_key(ctx: Act, order: RepairOrder, *, key_tag: int) -> None:
    """Arrival takes a tag, exit gives it back; one tag hangs on one car."""
    order.key_tag = receiving.tag_of(key_tag)
    receiving.take_things(ctx, order, [ThingTaken.Thing.KEY])


@action("作废接车单", by=ADVISORS, within={State.DRAFT})
def void_order(ctx: Act, order: RepairOrder, *, reason: str) -> None:
    """The customer leaves before signing: nothing was promised, nothing is owed."""
    if not reason.strip():
        raise Refusal("作废要选一个原因")
    if order.things.filter(given_back_at=None).exclude(thing=ThingTaken.Thing.KEY).exists():
        raise Refusal(
            "行驶证或保养手册还没还给客户：请先还给客户", [Missing("还证件", "", "service.give_back")]
        )
    receiving.give_back_all(ctx, order)
    holds.lift(ctx, order)
    order.voided_at, order.void_reason = ctx.now, reason.strip()
