"""Holds: what a record waits for. Laid and lifted inside acts by whichever room knows."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from zhangdian.foundation.kernel import rows
from zhangdian.foundation.kernel.models import Hold

if TYPE_CHECKING:
    from zhangdian.foundation.kernel.action import Act, Action

CUSTOMER, INSURER, SUPPLIER, MANUFACTURER, OUTSIDE = (
    "customer",
    "insurer",
    "supplier",
    "manufacturer",
    "outside",
)


def lay(
    act: "Act",
    root: Any,
    kind: str,
    *,
    holder: str,
    why: str,
    stops: Sequence["Action | str"] = (),
    person: Any = None,
    source: Any = None,
) -> Hold:
    """Let the root wait: `holder` is a role's code or one of the parties above; `stops` may be empty.

    The root's state is derived anew at the end of the act, so a room below moves things on above.
    """
    hold = Hold(
        store_id=act.store_id,
        root_type=root._meta.label_lower,
        root_id=root.pk,
        kind=kind,
        holder=str(holder),
        person=person,
        why=why[:200],
        stops=" ".join(each if isinstance(each, str) else each.name for each in stops),
        since=act.now,
        source_type=source._meta.label_lower if source is not None else "",
        source_id=source.pk if source is not None else None,
    )
    hold.save()
    act.touch_reference(type(root), root.pk)
    if (known := act.root_at_hand(root)) and known.has_at_hand(HOLDS):
        known.keep_at_hand(HOLDS, [*known.at_hand(HOLDS), hold])
    return hold


HOLDS = "holds"


def waiting(act: "Act", root: Any) -> list[Hold]:
    """The open holds of a root; of one that the act holds they are read once."""
    known = act.root_at_hand(root)
    if known and known.has_at_hand(HOLDS):
        return list(known.at_hand(HOLDS))
    found = open_holds(root)
    if known:
        known.keep_at_hand(HOLDS, found)
    return found


def open_holds(root: Any) -> list[Hold]:
    return rows.find(Hold, empty=("lifted_at",), root_type=root._meta.label_lower, root_id=root.pk)


def waits_for(root: Any, kind: str) -> bool:
    """Whether something of this kind is still awaited."""
    known = root.at_hand(HOLDS) if root.has_at_hand(HOLDS) else open_holds(root)
    return any(hold.kind == kind for hold in known)


def lift(act: "Act", root: Any, *kinds: str, source: Any = None) -> int:
    """End the open holds of these kinds (or laid by this source); returns how many there were."""
    by = None if source is None else (source._meta.label_lower, source.pk)
    there = waiting(act, root)
    ended = [
        hold
        for hold in there
        if (not kinds or hold.kind in kinds) and (by is None or (hold.source_type, hold.source_id) == by)
    ]
    for hold in ended:
        hold.lifted_at = act.now
        hold.lifted_by_id = act.entry_id
    if ended:
        Hold.objects.change_many(ended, ["lifted_at", "lifted_by"])
        act.touch_reference(type(root), root.pk)
        if known := act.root_at_hand(root):
            known.keep_at_hand(HOLDS, [hold for hold in there if hold.lifted_at is None])
    return len(ended)


def pass_on(act: "Act", root: Any, before: int | None, to: Any) -> None:
    """What waits for one person by name waits for another from now on."""
    held = [hold for hold in waiting(act, root) if before and hold.person_id == before]
    for hold in held:
        hold.person = to
    if held:
        Hold.objects.change_many(held, ["person"])


def laid_on(ctx: Any, root: Any) -> Any:
    """All holds of a root, lifted ones too, in the order of time."""
    rows = Hold.objects.of(ctx).filter(root_type=root._meta.label_lower, root_id=root.pk)
    return rows.select_related("person").order_by("since", "pk")


def open_on(ctx: Any, roots: Iterable[Any]) -> dict[int, list[Hold]]:
    """Open holds by the key of their root, for many roots of one kind in one query."""
    listed = list(roots)
    if not listed:
        return {}
    found: dict[int, list[Hold]] = {root.pk: [] for root in listed}
    holds = Hold.objects.of(ctx).filter(
        root_type=listed[0]._meta.label_lower, root_id__in=list(found), lifted_at=None
    )
    for hold in holds.select_related("person"):
        found[hold.root_id].append(hold)
    return found
