"""A practice store as sentences."""

from typing import Any

from zhangdian.foundation.kernel.context import Context
from zhangdian.people.organization import practice
from zhangdian.people.organization.models import Person, Store
from zhangdian.people.organization.practising import actions


def opened(shop: Any) -> Store:
    """Open, and not furnished yet."""
    actions.open_practice_store(shop.general_manager)
    found = practice.standing(shop.store_id)
    assert found is not None
    return found


def furnished(shop: Any) -> Store:
    """Open to whoever practises; nothing stands in it."""
    store = opened(shop)
    actions.note_practice_furnished(shop.clock)
    return Store.objects.get(pk=store.pk)


def practising(shop: Any, name: str, store: Store | None = None) -> Context:
    """Somebody of the shop in the practice store, as the way in leaves him there."""
    who = getattr(shop, name)
    actions.enter_practice_store(who)
    return Context(*himself(shop, name, store))


def himself(shop: Any, name: str, store: Store | None = None) -> tuple[int, int]:
    there = store or practice.standing(shop.store_id)
    found: Person = practice.himself_in(there, shop.person(name).pk).get()
    return found.store_id, found.pk
