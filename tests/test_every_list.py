"""Every list of the house is narrowed and sorted by its address, and leaves as .xlsx by a journaled act."""

import io
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

import zhangdian
from tests.support.browsers import logged_in
from zhangdian.foundation.kernel.models import Entry
from zhangdian.foundation.kernel.sight import opened
from zhangdian.foundation.ui.exports import EXPORTS
from zhangdian.foundation.ui.listing import Listing
from zhangdian.foundation.ui.sheets import open_ledger
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Role

NOT_EXPORTED = {
    "zhangdian.foundation.ui.listing.LeavesMasked": "what lists of personal data have in common",
    "zhangdian.foundation.ui.gallery.Tables": "the page of samples shows no records of a store",
}
LISTS = re.compile(r"^class \w+\(\w*(Listing|LeavesMasked)\):", re.MULTILINE)
TREE = Path(zhangdian.__file__).parent


def lists_of_the_house() -> list[type[Listing]]:
    """Every list that some module of the house declares."""
    for path in TREE.rglob("*.py"):
        if "tests" not in path.parts and LISTS.search(path.read_text(encoding="utf-8")):
            import_module(".".join(("zhangdian", *path.relative_to(TREE).with_suffix("").parts)))
    found, waiting = [], [Listing]
    while waiting:
        under = waiting.pop().__subclasses__()
        waiting += under
        found += under
    return [
        each
        for each in found
        if each.__module__.startswith("zhangdian.") and ".tests." not in each.__module__
    ]


def named(listing: type[Listing]) -> str:
    return f"{listing.__module__}.{listing.__qualname__}"


def test_every_list_leaves_as_a_sheet_or_says_why_not():
    exported = {named(listing) for listing, _, _ in EXPORTS.values()}
    lists = {named(each) for each in lists_of_the_house()}
    assert len(lists) > 15
    assert lists - exported == set(NOT_EXPORTED)
    assert all(NOT_EXPORTED.values())


@pytest.mark.parametrize("name", EXPORTS)
def test_every_list_is_narrowed_and_sorted_by_its_address(name):
    listing = EXPORTS[name][0]
    assert listing.filters
    assert any(column.sorts for column in listing.columns)


@pytest.mark.parametrize("name", EXPORTS)
def test_every_sheet_is_taken_by_a_journaled_act(shop, name):
    who = reader_of(shop, name)
    answer: Any = logged_in(who).post(reverse("ui:export", args=[name]))
    with open_ledger(io.BytesIO(b"".join(answer.streaming_content))) as ledger:
        assert ledger.table().headings
    entry = Entry.objects.get(action="kernel.export_list", person=who.person_id)
    assert entry.inputs["name"] == name


def reader_of(shop: Any, name: str) -> Any:
    posts = EXPORTS[name][2] or {Role.GENERAL_MANAGER.value}
    return next(
        getattr(shop, name) for post in sorted(posts) if (name := Role(post).name.lower()) in shop.people
    )


@pytest.mark.parametrize("name", [name for name in EXPORTS if EXPORTS[name][2]])
def test_who_does_not_read_a_list_takes_no_sheet_of_it(shop, name):
    assert Role.WASHER not in (EXPORTS[name][2] or ())
    assert logged_in(shop.washer).post(reverse("ui:export", args=[name])).status_code == 404
    assert not Entry.objects.filter(action="kernel.export_list").exists()


def test_the_sheet_of_the_staff_has_no_telephone_in_the_clear(shop):
    answer: Any = logged_in(shop.general_manager).post(reverse("ui:export", args=["staff"]))
    with open_ledger(io.BytesIO(b"".join(answer.streaming_content))) as ledger:
        cells = {cell for row in ledger.table().rows for cell in row.cells}
    phones = {opened(each.phone) for each in Person.objects.of(shop.general_manager)} - {""}
    assert phones
    assert not phones & cells
