"""Words that would come alive in a page or a statement stay words: wherever they are shown (R11b, R11c)."""

import html
import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.db import connection
from django.template.loaders.app_directories import Loader
from django.test import Client, override_settings
from django.urls import reverse

from tests import shop as tests_shop
from tests.support import lived_in, planting
from tests.support.browsing import Address, arguments, browser_of
from tests.support.copies import private_copy
from tests.test_every_page import LIKELY, NOT_A_PAGE, PHONE, knock, pages, readers, whole
from tests.test_fuzz import KEYS
from zhangdian.doors.simulation.people import HOLDERS, OPENING, Shop
from zhangdian.foundation.kernel import clock, registry
from zhangdian.foundation.kernel.action import ANYBODY, Action
from zhangdian.foundation.ui import acting
from zhangdian.foundation.ui.exports import EXPORTS
from zhangdian.foundation.ui.middleware import POLICY
from zhangdian.people.customers.models import Customer
from zhangdian.people.organization.roles import Role

pytestmark = pytest.mark.long_on("postgres")

PLACES = 90
"""Columns with words in them: fewer, and the store of the tests has lost some."""


@pytest.fixture(scope="module")
def planter() -> planting.Planter:
    return planting.Planter()


@pytest.fixture(scope="module")
def columns() -> dict[str, int]:
    return {}


@pytest.fixture(scope="module")
def kept_store(
    django_db_setup: None, django_db_blocker: Any, planter: planting.Planter, columns: dict[str, int]
) -> Iterator[tuple[Shop, datetime]]:
    """The lived-in store, whose people wrote such words wherever the house let them, and where it did not."""
    opened = tests_shop._opened["shop"]
    with django_db_blocker.unblock(), private_copy():
        clock.set_to(OPENING)
        shop = Shop(opened.store_id, dict(opened.people))
        columns.update(planting.live_in_words(shop, planter))
        ended = clock.now()
        clock.set_to(None)
        yield shop, ended


# ---- what is looked at ----------------------------------------------------------------------------


def shown_to_a_reader(address: Address, shop: Shop) -> Iterator[tuple[Client, str, Any]]:
    """Two records, where there are two, that one of its readers is shown, in his browser, as answered."""
    for post in sorted(readers(address), key=lambda post: post not in LIKELY)[:3]:
        client, shown = browser_of(shop.in_role(post)), 0
        for given in arguments(address, shop):
            url = reverse(address.name, kwargs=given)
            answer = knock(client, url)
            if answer.status_code == 200:
                yield client, url, answer
                shown += 1
            if shown == 2 or answer.status_code == NOT_A_PAGE:
                return
        if shown:
            return


def pages_shown(shop: Shop) -> Iterator[tuple[str, Any]]:
    """Every page as it stands at a desk; and on a phone, asked with such words in every parameter."""
    asked = dict.fromkeys(KEYS, planting.ALIVE[3])
    for address in pages():
        for number, (client, url, answer) in enumerate(shown_to_a_reader(address, shop)):
            yield url, answer
            if number == 0:
                yield f"{url} (phone)", knock(client, url, data=asked, HTTP_USER_AGENT=PHONE)


def is_read_as_a_page(answer: Any) -> bool:
    return answer.headers.get("Content-Type", "").startswith("text/html")


def alive_in(answers: Iterator[tuple[str, Any]], shown: list[str]) -> dict[str, list[str]]:
    """Where a word came alive, and as what; none came into a statement; all that was read is kept."""
    born = {}
    with planting.statements_watched() as spoken:
        asked = list(answers)
    assert spoken == []
    for what, answer in asked:
        assert answer.status_code < 500, what
        assert answer.headers["Content-Security-Policy"] == POLICY, what
        assert answer.headers["X-Content-Type-Options"] == "nosniff", what
        if is_read_as_a_page(answer):
            shown.append(whole(answer))
            if found := planting.born_in(shown[-1]):
                born[what] = found[:3]
    return born


def test_words_are_planted_wherever_somebody_writes(living, planter, columns):
    assert len(columns) > PLACES
    assert [place for place, rows in columns.items() if not rows] == REFUSED_BY_THE_DATABASE
    assert len([place for place, size in planter.fits.items() if size]) > 30


REFUSED_BY_THE_DATABASE = [
    "organization.Person.sex", "parts.Part.abc",
    "insurance.Quote.special_class", "insurance.RateRow.scheme", "insurance.RateRow.product",
    "insurance.UnderwritingRule.product",
    "duties.Appraisal.unsigned_because", "duties.Objection.answer", "duties.DepartmentScore.answer",
]  # fmt: skip
"""Letters of a code, four at most; or empty as long as nobody has answered or signed."""


def test_no_page_lets_a_word_come_alive(living):
    shown: list[str] = []
    assert alive_in(pages_shown(living), shown) == {}
    read = "".join(shown)
    assert [word for word in planting.ALIVE if html.escape(word) not in read] == []


# ---- forms ----------------------------------------------------------------------------------------


def forms_answered(shop: Shop) -> Iterator[tuple[str, Any]]:
    """Every form as it is first shown, and as it comes back with such words in every field."""
    for number, action in enumerate(each for each in registry.ACTIONS.values() if posts_of(each)):
        form: Any = acting.form_class(action)
        record = action.subject_model and lived_in.a_record(shop, action.subject_model)
        url = reverse("ui:act", kwargs={"name": action.name} | ({"pk": record.pk} if record else {}))
        client = browser_of(shop.in_role(posts_of(action)[0]))
        yield url, knock(client, url)
        words = dict(zip(form.base_fields, planting.ALIVE * 2, strict=False))
        where = f"10.99.{number // 250}.{number % 250}"
        yield f"{url} (sent)", client.post(url, words, headers={"HX-Request": "true"}, REMOTE_ADDR=where)


def posts_of(action: Action) -> list[str]:
    """Who is shown its form; nobody where there is none."""
    if acting.form_class(action) is None:
        return []
    return [post for post in HOLDERS if action.by == ANYBODY or post in action.by]


def test_no_form_lets_a_word_come_alive(living):
    shown: list[str] = []
    assert alive_in(forms_answered(living), shown) == {}
    assert sum(planting.MARK in each for each in shown) > len(registry.ACTIONS) / 2


# ---- sheets ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EXPORTS)
def test_no_sheet_has_a_formula_or_more_than_text_of_it(living, name):
    posts = EXPORTS[name][2] or {Role.GENERAL_MANAGER.value}
    answer: Any = browser_of(living.in_role(min(posts))).post(reverse("ui:export", args=[name]))
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as book:
        for part in book.namelist():
            tags = {each.tag.rpartition("}")[2] for each in ElementTree.fromstring(book.read(part)).iter()}
            assert not {"f", planting.MARK, "img", "script"} & tags, part


# ---- the negative controls ------------------------------------------------------------------------


class Unescaped(Loader):
    """The templates as they are, but for one word that somebody trusts."""

    def get_contents(self, origin: Any) -> str:
        contents: str = super().get_contents(origin)
        if origin.template_name == "customers/customer.html":
            assert "{{ customer.remark }}" in contents
            return contents.replace("{{ customer.remark }}", "{{ customer.remark|safe }}")
        return contents


def without_escape() -> Any:
    engine: dict[str, Any] = settings.TEMPLATES[0]
    loaders = [f"{__name__}.{Unescaped.__name__}"]
    return override_settings(TEMPLATES=[{**engine, "OPTIONS": {**engine["OPTIONS"], "loaders": loaders}}])


def tell_of_customers(word: str) -> None:
    """What that page prints."""
    remark = Customer._meta.get_field("remark")
    assert all(
        planting.write(Customer, remark, pk, word)
        for pk in Customer._base_manager.values_list("pk", flat=True)
    )


def test_one_value_that_is_not_escaped_is_seen(living):
    (address,) = [each for each in pages() if each.name == "customers:customer"]
    tell_of_customers(planting.ALIVE[1])
    with without_escape():
        answers = [(url, answer) for _, url, answer in shown_to_a_reader(address, living)]
        assert alive_in(iter(answers), []) != {}


def test_a_word_in_the_text_of_a_statement_is_seen(living):
    with planting.statements_watched() as spoken, connection.cursor() as cursor:
        cursor.execute("SELECT %s", [planting.SHORT])
        assert spoken == []
        cursor.execute(f"SELECT '{planting.SHORT}'")
    assert len(spoken) == 1


CONTEXTS = (
    "<p>{}</p>", '<p title="{}">', "<p title='{}'>", "<p title={}>", '<a href="{}">', "<title>{}</title>",
    "<script>x = '{}'</script>", "<style>x{{}} {}</style>", "<!-- {} -->", "<textarea>{}</textarea>",
)  # fmt: skip


@pytest.mark.parametrize("word", planting.ALIVE)
def test_each_word_would_come_alive_somewhere(word):
    """As it is, or for those who unescape it once too often."""
    spoken = (word, html.unescape(word), word.replace("\\u003c", "<").replace("\\u003e", ">"), unquote(word))
    written = [context.replace("{}", each) for context in CONTEXTS for each in spoken]
    assert any(planting.born_in(each) for each in written) or "{{" in word
    escaped = [context.replace("{}", html.escape(word)) for context in CONTEXTS[:3]]
    assert [each for each in escaped if planting.born_in(each)] == []
