"""What papers a policy needs, what of them its dossier has, and who may look at one."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from zhangdian.aftercare.insurance import looking
from zhangdian.aftercare.insurance.models import (
    DocumentNeed,
    Dossier,
    DossierItem,
    Drive,
    Keeper,
    Policy,
    Scan,
)
from zhangdian.aftercare.insurance.premium import NEW_ENERGY
from zhangdian.aftercare.insurance.standards import DOCUMENTS_TOGETHER, DOCUMENTS_WITHIN, OLD_POLICY
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.models import Photo
from zhangdian.foundation.kernel.rows import worded
from zhangdian.people.customers.models import PlateKind, Vehicle
from zhangdian.people.customers.sights import CUSTOMER_ID_NUMBER
from zhangdian.people.organization import rates

ORIGINAL = "保单原件"
"""The policy's own picture: it is filed with the policy, and without it no dossier is whole."""
State = DossierItem.State


# ---- what is needed ------------------------------------------------------------------------------------


def needs_on(ctx: Any, day: date) -> list[DocumentNeed]:
    """Every paper that is asked for on a day, as it is asked that day."""
    return [each for each in _needs(ctx, day) if each.asked]


@worded
def _needs(who: Any, day: Any) -> Any:
    return DocumentNeed.objects.of(who).on(day).order_by("order", "name")


def drive_of(vehicle: Vehicle) -> str:
    """By its model, else by its green plate."""
    energy = vehicle.model.energy if vehicle.model else ""
    green = vehicle.plate_kind in (PlateKind.SMALL_NEW_ENERGY, PlateKind.LARGE_NEW_ENERGY)
    return str(Drive.NEW_ENERGY if energy in NEW_ENERGY or (not energy and green) else Drive.FUEL)


def needed(ctx: Any, policy: Policy) -> list[DocumentNeed]:
    """What is asked today of a policy of this line, desk, owner and car."""
    vehicle = policy.vehicle
    keeper = policy.holder.kind if policy.holder_id and policy.holder else Keeper.PERSON
    is_so = {"line": policy.line, "keeper": keeper, "desk": policy.desk, "drive": drive_of(vehicle)}
    return [
        each
        for each in needs_on(ctx, ctx.today)
        if all(getattr(each, name) in ("", value) for name, value in is_so.items())
    ]


# ---- the dossier ---------------------------------------------------------------------------------------


def draw_up(ctx: Act, policy: Policy) -> Dossier | None:
    """The list of papers of a policy that is entered; none of one signed long ago, or where none is asked.

    What was collected for another policy of the same car and holder just before is in it already.
    """
    days = int(rates.measure_of(ctx, OLD_POLICY))
    if policy.signed_on < ctx.today - timedelta(days=days):
        return None
    return open_dossier(ctx, policy)


def open_dossier(ctx: Act, policy: Policy) -> Dossier | None:
    wanted = needed(ctx, policy)
    if not wanted:
        return None
    within = int(rates.measure_of(ctx, DOCUMENTS_WITHIN))
    dossier = Dossier(
        store_id=ctx.store_id,
        policy=policy,
        owner=policy.entered_by,
        opened_at=ctx.now,
        due_on=ctx.today + timedelta(days=within),
        acted_at=ctx.now,
    )
    known = collected_beside(ctx, policy)
    items = [item_of(dossier, need, known.get(need.name)) for need in wanted]
    count(ctx, dossier, items)
    dossier.save()
    DossierItem.objects.add_many(items)
    return dossier


def item_of(dossier: Dossier, need: DocumentNeed, known: DossierItem | None = None) -> DossierItem:
    item = DossierItem(dossier=dossier, need=need, name=need.name, order=need.order, identity=need.identity)
    if known is not None:
        take_from(item, known)
    return item


def take_from(item: DossierItem, known: DossierItem) -> None:
    """The same paper, collected for another policy."""
    item.state, item.scan = State.HERE, known.scan
    item.settled_by_id, item.settled_at = known.settled_by_id, known.settled_at


def beside(ctx: Any, policy: Policy) -> Any:
    """Policies of the same car and holder that were signed within a few days of this one."""
    near = timedelta(days=int(rates.measure_of(ctx, DOCUMENTS_TOGETHER)))
    rows = Policy.objects.of(ctx).standing().filter(vehicle=policy.vehicle_id, holder=policy.holder_id)
    return rows.filter(
        signed_on__gte=policy.signed_on - near, signed_on__lte=policy.signed_on + near
    ).exclude(pk=policy.pk)


def collected_beside(ctx: Any, policy: Policy) -> dict[str, DossierItem]:
    """Paper → where it was collected for a policy beside this one."""
    rows = DossierItem.objects.of(ctx).filter(
        dossier__policy__in=beside(ctx, policy).values("pk"), state=State.HERE
    )
    return {each.name: each for each in rows.order_by("settled_at", "pk")}


def count(ctx: Act, dossier: Dossier, items: Iterable[DossierItem]) -> None:
    """What is missing in words and in numbers; whole by this act when nothing is any more."""
    rows = sorted(items, key=lambda each: (each.order, each.pk or 0))
    lacking = [] if dossier.policy.filed_at else [ORIGINAL]
    lacking += [each.name for each in rows if each.state == State.MISSING]
    was_whole = dossier.whole_by_id is not None
    dossier.asked = len(rows) + 1
    dossier.settled = dossier.asked - len(lacking)
    dossier.missing = "、".join(lacking)[:300]
    if lacking:
        dossier.whole_by_id = None
    elif not was_whole:
        dossier.whole_by_id = ctx.entry_id


def recount(ctx: Act, dossier: Dossier) -> None:
    count(ctx, dossier, list(dossier.items.all()))


def policy_is_filed(ctx: Act, policy: Policy) -> None:
    """Its own picture is there now."""
    dossier = Dossier.objects.of(ctx).filter(policy=policy).lock().first()
    if dossier is not None:
        dossier.policy = policy
        recount(ctx, dossier)
        dossier.save()


def collect(ctx: Act, item: DossierItem, scan: Scan, who: Any) -> None:
    """The paper is here, also for the policies beside that lack the same one."""
    dossier = item.dossier
    others = Dossier.objects.of(ctx).filter(policy__in=beside(ctx, dossier.policy).values("pk"))
    also = {each.pk: each for each in others.order_by("pk").lock()}
    rows = [item]
    if also:
        lacking = DossierItem.objects.of(ctx).filter(dossier__in=also, name=item.name, state=State.MISSING)
        rows += list(lacking.order_by("pk"))
    for each in rows:
        each.state, each.scan, each.because = State.HERE, scan, ""
        each.settled_by, each.settled_at = who, ctx.now
    DossierItem.objects.change_many(rows, ["state", "scan", "because", "settled_by", "settled_at"])
    for key in sorted({each.dossier_id for each in rows} - {dossier.pk}):
        recount(ctx, also[key])
        also[key].save()
    recount(ctx, dossier)


def used_by(ctx: Act, scan: Scan) -> list[DossierItem]:
    """Every item that these pictures serve, its dossier locked."""
    items = list(DossierItem.objects.of(ctx).filter(scan=scan).order_by("pk"))
    held = Dossier.objects.of(ctx).filter(pk__in={each.dossier_id for each in items})
    dossiers = {each.pk: each for each in held.order_by("pk").lock()}
    for each in items:
        each.dossier = dossiers[each.dossier_id]
    return items


# ---- who may look --------------------------------------------------------------------------------------


def may_open(viewer: Any, identity: bool) -> bool:
    """What shows an identity number is opened only where one asks for it."""
    return not identity or CUSTOMER_ID_NUMBER.open_to(viewer)


def open_now(ctx: Any, dossiers: Sequence[int]) -> set[int]:
    """Keys of the items of these dossiers that stand open to who looks; one query."""
    if not dossiers:
        return set()
    rows = looking.looks_at(ctx, looking.PAPER, Dossier._meta.label_lower, dossiers)
    rows = rows.filter(subject_type=DossierItem._meta.label_lower)
    return set(rows.values_list("subject_id", flat=True))


def stands_open(ctx: Any, photo: Photo) -> bool:
    """Whether a picture of a scan is shown to who asks for it: he gave his reason a moment ago."""
    scan = Scan.objects.of(ctx).filter(pk=photo.subject_id).first()
    if scan is None or not may_open(ctx, scan.identity):
        return False
    items = dict(DossierItem.objects.of(ctx).filter(scan=scan).values_list("pk", "dossier_id"))
    return bool(open_now(ctx, sorted(set(items.values()))).intersection(items))


def original_is_open(ctx: Any, policy_id: int) -> bool:
    """Whether the policy's own picture is shown to who looks: he gave his reason a moment ago."""
    return bool(looking.looks_at(ctx, looking.ORIGINAL, Policy._meta.label_lower, [policy_id]).exists())


def original_stands_open(ctx: Any, photo: Photo) -> bool:
    return original_is_open(ctx, photo.subject_id)
