"""What holds for every page, from the resolver: who reads it, whose records it shows, what it hides."""

import itertools
import re
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from tests.support.browsing import Address, addresses, arguments, browser_of, model_of
from tests.support.lived_in import a_record, days_of_work
from zhangdian.aftercare.insurance.models import CommissionReceipt, CommissionStatement
from zhangdian.aftercare.insurance.sights import COMMISSION
from zhangdian.doors.simulation.people import HOLDERS, Shop
from zhangdian.foundation.kernel import registry
from zhangdian.foundation.kernel.action import ANYBODY, root_of
from zhangdian.foundation.kernel.figures import FIGURES
from zhangdian.foundation.kernel.records import Belongs
from zhangdian.foundation.kernel.sight import SIGHTS, SealedMixin, Sight, opened
from zhangdian.foundation.ui import acting, nav
from zhangdian.foundation.ui.readers import readers_of
from zhangdian.frontline.service.models import LabourOperation, RepairOrder, Statement
from zhangdian.people.customers.sights import PRICES
from zhangdian.people.organization.roles import Role
from zhangdian.resources.parts.models import PartPrice

ADDRESSES = list(addresses())
NOT_A_PAGE = 405
ABSENT = 10**9
BUDGET = 45
"""Queries of the dearest page; what matters more is that they do not grow with the records."""
BOARD = "reports:indicators"
"""Tells every figure of the house, each in a statement of its own: those do not count."""
LOOKED_AT = 20
"""Records of a kind among which each guarded value is looked for: not every customer has left his papers."""
PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/140 Mobile Safari/537.36"


_knocks = itertools.count(1)


def knock(client: Client, url: str, **how: Any) -> Any:
    """GET, each time from another address: links may be opened sixty times a minute from one."""
    number = next(_knocks)
    return client.get(url, REMOTE_ADDR=f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}", **how)


def whole(answer: Any) -> str:
    """The body, without seals and instants that differ each time."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = body.decode(errors="replace")
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)
    text = re.sub(r'name="token" value="[^"]+"|"X-CSRFToken": ?"[^"]+"', "", text)
    return text


def readers(address: Address) -> list[str]:
    return sorted(readers_of(address.view) or Role.values)


def is_open(address: Address) -> bool:
    """Whether it answers those too who have not said who they are."""
    return not getattr(address.view, "login_required", True)


def url_of(address: Address, given: dict[str, Any]) -> str:
    return reverse(address.name, kwargs=given)


@pytest.fixture(scope="module")
def found() -> dict[str, tuple[str, int]]:
    """Name of a page → an address with which it was shown, and its status: looked for once."""
    return {}


@pytest.fixture
def page(living: Shop, address: Address, found: dict[str, tuple[str, int]]) -> tuple[str, int]:
    """An address with which the page is shown to one of its readers, and with which status."""
    if address.name not in found:
        found[address.name] = shown_first(address, living)
    return found[address.name]


def shown_first(address: Address, shop: Shop) -> tuple[str, int]:
    tried = []
    for post in sorted(readers(address), key=lambda post: LIKELY.index(post) if post in LIKELY else 9)[:3]:
        client = browser_of(shop.in_role(post))
        for given in arguments(address, shop):
            url = url_of(address, given)
            answer = knock(client, url)
            if answer.status_code in (200, 302, NOT_A_PAGE):
                return url, answer.status_code
            tried.append(f"{post} {url}: {answer.status_code}")
    unknown = f"nobody was shown {address}: say in tests/support/browsing.py what it asks for"
    raise AssertionError(unknown, tried[:4])


LIKELY = [Role.GENERAL_MANAGER.value, Role.AFTERSALES_CARE.value]
"""Who is asked first: the one who has most desks, then the one whose export lies ready."""


FOR_DEVELOPERS = ("ui:gallery", "ui:gallery_paper")
"""Samples of the house's own parts: no page of a house at work."""


def pages() -> list[Address]:
    """Addresses that may be looked at, but for forms of actions and timelines: they have their own proofs."""
    elsewhere = {"ui:act", "ui:preview", "ui:trail", *FOR_DEVELOPERS}
    return [address for address in ADDRESSES if address.name not in elsewhere]


each_page = pytest.mark.parametrize("address", pages(), ids=str)


# ---- guarded values -------------------------------------------------------------------------------


def lived_in_values() -> dict[str, set[str]]:
    """Sight → the values in the lived-in store that it guards, as they would be written."""
    found: dict[str, set[str]] = {name: set() for name in SIGHTS}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, SealedMixin):
                rows: Any = model._base_manager.all()
                if field.sight.name == "parts_cost":
                    rows = rows.order_by("-pk")[:40]
                values = {opened(each) for each in rows.values_list(field.name, flat=True)}
                found[field.sight.name] |= {text for each in values for text in written(each)}
    found[PRICES.name] |= sums_of_visits()
    found[COMMISSION.name] |= sums_of_commission()
    return found


def sums_of_visits() -> set[str]:
    """What visits cost, where it is no price of the catalogue too."""
    sums = {*RepairOrder.objects.values_list("agreed_amount", flat=True)}
    sums |= {*Statement.objects.values_list("total", flat=True)}
    listed = {*LabourOperation.objects.values_list("price", flat=True)}
    listed |= {*PartPrice.objects.values_list("retail", flat=True)}
    return {f"{each:,.2f}" for each in sums - listed if each > 100}


def sums_of_commission() -> set[str]:
    """What insurers pay, where it is no round sum."""
    sums = {*CommissionStatement.objects.values_list("agreed", flat=True)}
    sums |= {*CommissionReceipt.objects.values_list("amount", flat=True)}
    return {f"{each:,.2f}" for each in sums if each > 100 and each % 1}


def written(value: Any) -> set[str]:
    """Amounts that are nobody's price, and texts long enough to stand for one person."""
    if isinstance(value, Decimal):
        return {f"{value:.2f}"} if value and value % 1 and value % Decimal("0.1") else set()
    return {str(value)} if value and len(str(value)) >= 9 else set()


def shown_to_others(text: str, posts: frozenset[str], values: dict[str, set[str]]) -> list[str]:
    """Guarded values that a holder of these posts must not see and this page shows."""
    leaks = []
    for sight in SIGHTS.values():
        if not sight.roles & posts:
            leaks += [f"{sight.name}: {each}" for each in values[sight.name] if each in text]
    return leaks


def cannot_see(sight: Sight, posts: list[str]) -> list[str]:
    return [post for post in posts if post not in sight.roles]


# ---- who, whose, what -----------------------------------------------------------------------------


def some_posts(address: Address) -> set[str]:
    """Those to whom a kind of guarded value is hidden, a reader, two who are none, and three in their turn.

    The turns differ from page to page, so that every post looks at many pages.
    """
    mine, every = readers(address), sorted(HOLDERS)
    turn = ADDRESSES.index(address)
    chosen = {cannot_see(sight, mine)[0] for sight in SIGHTS.values() if cannot_see(sight, mine)}
    chosen |= set([post for post in every if post not in mine][:2]) | {mine[turn % len(mine)]}
    return chosen | {every[(turn * 5 + step) % len(every)] for step in range(3)}


def look_as(address: Address, url: str, shop: Shop, values: dict[str, set[str]], posts: set[str]) -> None:
    for post in sorted(posts):
        who = shop.in_role(post)
        answer = knock(browser_of(who), url)
        expected = (200, 302) if who.roles.intersection(readers(address)) else (404,)
        if address.name in BY_RECORD:
            expected = (200, 404)
        if answer.status_code != NOT_A_PAGE:
            assert answer.status_code in expected, f"{post} at {url}: {answer.status_code}"
        if not is_open(address):
            assert shown_to_others(whole(answer), who.roles, values) == [], f"{post} at {url}"


BY_RECORD = {
    "customers:export_file", "duties:post", "duties:evidence", "duties:dueitem", "duties:round",
    "duties:walk", "organization:leaveslip", "reports:report", "reports:report_paper", "reports:report_file",
    "reports:sheets", "duties:matter",
    "reports:indicator", "duties:meeting", "duties:minutes", "duties:scheme", "organization:belongings",
    "organization:handover", "organization:handover_paper", "organization:things",
    "organization:signingpower", "duties:appraisal", "duties:departmentscore", "duties:appraisal_paper",
    "duties:appraisalline", "duties:departmentfigure", "duties:appraisal_now", "reports:plan",
    "notices:notice", "notices:notice_paper", "training:sitting",
}  # fmt: skip
"""Who reads it hangs on the record: who asked for the export, who is away, whose post it is, who receives or
writes the report, and those above him."""


@pytest.fixture(scope="module")
def kept_values() -> dict[str, set[str]]:
    return {}


@pytest.fixture
def values(living: Shop, kept_values: dict[str, set[str]]) -> dict[str, set[str]]:
    """Sight → the values that it guards, read once."""
    kept_values.update(kept_values or lived_in_values())
    return kept_values


@each_page
def test_it_answers_its_readers_and_nobody_else(living, address, page, values):
    look_as(address, page[0], living, values, some_posts(address))


@pytest.mark.long
@each_page
def test_it_answers_every_post(living, address, page, values):
    look_as(address, page[0], living, values, set(HOLDERS))


@pytest.mark.parametrize("entry", nav.all_entries(), ids=lambda entry: entry.url_name)
def test_whoever_finds_it_on_the_rail_reads_it(entry):
    readers = readers_of(resolve(reverse(entry.url_name)).func)
    assert readers is None or (entry.roles and entry.roles <= readers), sorted(entry.roles - readers)


@pytest.mark.long_on("postgres")
@each_page
def test_who_has_not_come_in_is_led_to_the_door(address, page):
    answer = knock(Client(raise_request_exception=False), page[0])
    if is_open(address):
        assert answer.status_code in (page[1], 200, 302)
    else:
        assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/login/")


def hides_from_other_stores(address: Address) -> bool:
    if "pk" not in address.converters or is_open(address):
        return False
    return getattr(model_of(address), "belongs", None) is not Belongs.HOUSE


@pytest.mark.long_on("postgres")
@pytest.mark.parametrize("address", [each for each in pages() if hides_from_other_stores(each)], ids=str)
def test_another_stores_record_answers_as_one_that_does_not_exist(living, address, page):
    url, status = page
    if status == NOT_A_PAGE:
        return
    client = browser_of(living.other_store_manager)
    foreign, absent = knock(client, url), knock(client, re.sub(r"/\d+(?=/|$)", f"/{ABSENT}", url))
    assert foreign.status_code == absent.status_code == 404
    assert whole(foreign) == whole(absent)


@pytest.mark.parametrize("name", FOR_DEVELOPERS)
def test_samples_are_no_page_of_a_house_at_work(living, name):
    assert knock(browser_of(living.general_manager), reverse(name)).status_code == 404


@pytest.mark.long_on("postgres")
@each_page
def test_another_store_sees_nothing_of_this_one(living, address):
    """Lists, searches and boards, asked for the very cars and people of this store."""
    if address.converters or is_open(address):
        return
    asked = {"q": "宁Z00100", "tail": "100", "r": "1", "car": "1", "all": "1", "scope": "all"}
    answer = knock(browser_of(living.other_store_manager), reverse(address.name), data=asked)
    text = whole(answer).replace(asked["q"], "")
    assert answer.status_code in (200, 302, 404, NOT_A_PAGE)
    assert [sign for sign in ("宁Z0010", "邹雪梅", "WL2611", "16110000005", "望澜出租") if sign in text] == []


def test_every_guarded_kind_is_shown_to_somebody(living, values):
    """Else the search for leaks would look for values that stand nowhere."""
    shown = set()
    for name in (
        "customers:customer",
        "parts:receipt",
        "organization:person",
        "cashier:accountcustomer",
        "insurance:commission",
        "service:orders",
    ):
        (address,) = [each for each in ADDRESSES if each.name == name]
        for given in itertools.islice(arguments(address, living), LOOKED_AT):
            for post in (Role.GENERAL_MANAGER, Role.RENEWAL_SPECIALIST):
                text = whole(knock(browser_of(living.in_role(post)), url_of(address, given)))
                shown |= {kind for kind in SIGHTS if any(each in text for each in values[kind])}
    everybodys = {name for name, sight in SIGHTS.items() if sight.roles >= set(Role.values)}
    assert shown >= set(SIGHTS) - everybodys


# ---- the form of every action ---------------------------------------------------------------------

FORMS = [action for action in registry.ACTIONS.values() if acting.form_class(action)]


@pytest.mark.long_on("postgres")
@pytest.mark.parametrize("action", FORMS, ids=lambda action: action.name)
def test_the_form_of_an_action_is_for_those_who_may_do_it(living, action, values):
    record = action.subject_model and a_record(living, action.subject_model)
    url = reverse("ui:act", kwargs={"name": action.name} | ({"pk": record.pk} if record else {}))
    mine = [post for post in HOLDERS if action.by == ANYBODY or post in action.by]
    for post in {mine[0], mine[-1]} if mine else ():
        client = browser_of(living.in_role(post))
        answer = knock(client, url)
        if record is not None and not root_of(record).is_open_to(living.in_role(post)):
            assert answer.status_code == 404, post
            continue
        if home := getattr(acting.form_class(action), "home", ""):
            assert answer["Location"] == reverse(home, args=[root_of(record).pk]), post
            answer = knock(client, answer["Location"])
        assert answer.status_code == 200, post
        assert shown_to_others(whole(answer), living.in_role(post).roles, values) == [], post
    for post in [post for post in HOLDERS if post not in mine][:1]:
        assert knock(browser_of(living.in_role(post)), url).status_code == 404, post
    assert knock(Client(), url).status_code == 302
    if record is None or record.belongs is Belongs.HOUSE:
        return
    client = browser_of(living.other_store_manager)
    foreign, absent = knock(client, url), knock(client, url.replace(f"/{record.pk}", f"/{ABSENT}"))
    assert foreign.status_code == absent.status_code == 404
    assert whole(foreign) == whole(absent)


# ---- what a page costs ----------------------------------------------------------------------------

ASKERS = ("general_manager", "service_advisor", "technician")
AT_HOME = {"web:home", "duties:my_post"}


def queries_of(shop: Shop) -> dict[tuple[str, str], int]:
    """Page and person → queries, of all that need no key: the first who may read it, at home everybody."""
    counted: dict[tuple[str, str], int] = {}
    for who in ASKERS:
        client = browser_of(getattr(shop, who))
        read = {name for name, _ in counted} - AT_HOME
        for address in pages():
            if address.converters or is_open(address) or address.name in read:
                continue
            url = reverse(address.name)
            with CaptureQueriesContext(connection) as asked:
                answer = knock(client, url)
            if answer.status_code == 200:
                counted[address.name, who] = len(asked)
    return counted


@pytest.mark.long_on("postgres")
def test_no_list_asks_more_when_there_is_more_to_show(living):
    """The first of a kind may ask for what hangs on it, once; what asks for each record grows every time."""
    told = []
    for turn in (1, 2, 3):
        days_of_work(living, turn)
        told.append(queries_of(living))
    few, more, many = told
    grown = {
        f"{page} for {who}": (few[page, who], more[page, who], count) for (page, who), count in many.items()
    }
    assert {name: counts for name, counts in grown.items() if counts[0] < counts[1] < counts[2]} == {}
    own = {key: count - len(FIGURES) * key[0].startswith(BOARD) for key, count in many.items()}
    assert max(own.values()) <= BUDGET, sorted(own.items(), key=lambda pair: -pair[1])[:5]
