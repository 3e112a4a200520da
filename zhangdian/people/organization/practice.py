"""The practice store of a store: where its people try what they are learning, and nothing of it counts."""

from typing import Any

from zhangdian.people.organization.models import Person, Store
from zhangdian.people.organization.queries import is_on_shared_device

MARK = "（练习）"
CODES = "L"
"""How the code of a practice store begins."""
MOST = 999


def standing(store_id: int) -> Store | None:
    """The practice store that is open for this real one."""
    found: Store | None = Store.objects.filter(practises=store_id, practice_ended_at=None).first()
    return found


def marked(name: str, longest: int) -> str:
    """A name that says itself, on every page and paper, that it is not the real one."""
    return f"{name[: longest - len(MARK)]}{MARK}"


def free_code() -> str:
    """The next store code of a practice store; the codes of those that ended stay theirs."""
    taken = set(Store.objects.filter(code__startswith=CODES).values_list("code", flat=True))
    codes = (f"{CODES}{number:03}" for number in range(1, MOST + 1))
    return next(code for code in codes if code not in taken)


def himself_in(store: Store, person_id: int | None) -> Any:
    """Who somebody of the real store is in this practice store."""
    return Person.objects.filter(store=store, practice_of=person_id)


def way_in(ctx: Any) -> Store | None:
    """The store into which this person may go to practise now: open, furnished, on his own device."""
    if ctx.standing.practice or is_on_shared_device(ctx):
        return None
    store = standing(ctx.store_id)
    return store if store is not None and store.furnished_at else None


def himself_now(ctx: Any) -> Person | None:
    """Who he is in the practice store that is open; None where it is open no more."""
    store = way_in(ctx)
    if store is None:
        return None
    found: Person | None = himself_in(store, ctx.person_id).select_related("practice_of").first()
    return found
