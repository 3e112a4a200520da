"""Loading the labour catalogue and the store's bays, set-based: one act a chunk."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.later import Later
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.frontline.service.models import Bay, InspectionItem, KitPart, LabourOperation
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts.models import Part

pinyin = Later("pypinyin")
KEEPERS = (Role.SERVICE_MANAGER, Role.TECHNICAL_DIRECTOR, Role.OFFICE_DIRECTOR)


@dataclass(frozen=True)
class OperationRow:
    """One operation of the catalogue; energies are separated by commas."""

    code: str
    name: str
    category: str
    skill: str
    book_hours: Decimal
    rate_kind: LabourOperation.RateKind
    price: Decimal
    energies: str = ""
    mean_bay_minutes: int = 0
    needs_torque: bool = False


@dataclass(frozen=True)
class KitRow:
    """One part of a kit: for which cars, how many."""

    operation_code: str
    part_no: str
    quantity: int
    fits: str = ""


@dataclass(frozen=True)
class BayRow:
    """One bay."""

    code: str
    kind: str
    team: str = ""
    high_voltage: bool = False


@dataclass(frozen=True)
class ItemRow:
    """One inspection item."""

    code: str
    name: str
    unit: str = ""
    amber_from: str = ""
    red_from: str = ""
    operation_code: str = ""
    safety: bool = False
    plain_words: str = ""


def initials(name: str) -> str:
    """机油 → jy: what people type to find an operation."""
    return "".join(pinyin.lazy_pinyin(name, style=pinyin.Style.FIRST_LETTER, errors="ignore"))[:60].lower()


@action("载入工时目录", by=KEEPERS, by_clock=True)
def load_operations(ctx: Act, *, rows: Sequence[OperationRow], since: date) -> None:
    """Operations that hold from a day on; those of earlier days stay for what was sold then."""
    known = set(LabourOperation.objects.of(ctx).filter(since=since).values_list("code", flat=True))
    if twice := known.intersection(row.code for row in rows):
        raise Refusal(f"{min(twice)} 在 {since} 已有工时：请换一个生效日")
    LabourOperation.objects.add_many(
        LabourOperation(
            code=row.code,
            name=row.name,
            initials=initials(row.name),
            category=row.category,
            skill=row.skill,
            book_hours=row.book_hours,
            rate_kind=row.rate_kind,
            price=row.price,
            energies="" if row.energies == "ALL" else row.energies,
            mean_bay_minutes=row.mean_bay_minutes,
            needs_torque=row.needs_torque,
            since=since,
        )
        for row in rows
    )


@action("载入料包", by=(*KEEPERS, Role.PARTS_MANAGER), by_clock=True)
def load_kits(ctx: Act, *, rows: Sequence[KitRow], since: date) -> None:
    """The parts that operations take on each kind of car."""
    operations = {row.code: row for row in LabourOperation.objects.of(ctx).filter(since=since)}
    parts = {
        part.part_no: part for part in Part.objects.of(ctx).filter(part_no__in={r.part_no for r in rows})
    }
    for row in rows:
        if row.operation_code not in operations or row.part_no not in parts:
            raise Refusal(f"料包 {row.operation_code} / {row.part_no} 在目录里找不到")
    kept = KitPart.objects.of(ctx).filter(operation__in=operations.values())
    known = set(kept.values_list("operation__code", "part__part_no"))
    if twice := known.intersection((row.operation_code, row.part_no) for row in rows):
        raise Refusal(f"料包 {' / '.join(min(twice))} 已经载入过：请从表里去掉再载入")
    times = Counter((row.operation_code, row.part_no, cars_of(row)) for row in rows)
    if doubled := [f"{code} / {part_no}" for (code, part_no, _), count in times.items() if count > 1]:
        raise Refusal(f"料包 {min(doubled)} 对同样的车写了两行：请合成一行，数量相加")
    KitPart.objects.add_many(
        KitPart(
            operation=operations[row.operation_code],
            part=parts[row.part_no],
            quantity=row.quantity,
            fits=cars_of(row),
        )
        for row in rows
    )


def cars_of(row: KitRow) -> str:
    """Model codes or energy kinds; empty for all."""
    return "" if row.fits == "ALL" else row.fits


@action("登记工位", by=(*KEEPERS, Role.WORKSHOP_SUPERVISOR), by_clock=True)
def load_bays(ctx: Act, *, rows: Sequence[BayRow]) -> None:
    """The store's bays."""
    known = set(Bay.objects.of(ctx).values_list("code", flat=True))
    if twice := known.intersection(row.code for row in rows):
        raise Refusal(f"工位 {min(twice)} 已经登记过：请从表里去掉再登记")
    Bay.objects.add_many(
        Bay(store_id=ctx.store_id, code=r.code, kind=r.kind, team=r.team, high_voltage=r.high_voltage)
        for r in rows
    )


@action("载入检查项", by=KEEPERS, by_clock=True)
def load_inspection_items(ctx: Act, *, rows: Sequence[ItemRow]) -> None:
    """What an inspection looks at."""
    known = set(InspectionItem.objects.of(ctx).values_list("code", flat=True))
    if twice := known.intersection(row.code for row in rows):
        raise Refusal(f"检查项 {min(twice)} 已经载入过：请从表里去掉再载入")
    InspectionItem.objects.add_many(
        InspectionItem(
            code=row.code,
            name=row.name,
            unit=row.unit,
            amber_from=row.amber_from,
            red_from=row.red_from,
            operation_code=row.operation_code,
            safety=row.safety,
            plain_words=row.plain_words,
        )
        for row in rows
    )
