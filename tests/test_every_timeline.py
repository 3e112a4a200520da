"""Every record's page shows from the journal what was done to it, or it is said why it does not."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.browsing import Address, addresses, arguments, browser_of, model_of
from zhangdian.doors.simulation.people import HOLDERS
from zhangdian.foundation.kernel.models import Entry
from zhangdian.foundation.kernel.records import Record
from zhangdian.foundation.ui import timeline as timelines
from zhangdian.foundation.ui import trails
from zhangdian.foundation.ui.readers import readers_of
from zhangdian.foundation.ui.timeline import acts_on
from zhangdian.people.organization.models import Deputy, Person
from zhangdian.people.organization.roles import Role
from zhangdian.people.organization.staff.actions import end_deputy, name_deputy

STEP = "one step of a visit, whose own page shows its timeline"
PART = "a part of a record's page, fetched by it"
PAPER = "a paper as it prints"
FILE = "a file"
ELSEWHERE = {
    "service:walk_around": STEP, "service:write_up": STEP, "service:extra_work": STEP,
    "service:inspected": STEP, "service:delivery": STEP, "care:call": STEP,
    "service:mileage_hint": PART, "service:find_operations": PART, "service:order_link": PART,
    "service:copies_link": PART, "service:statement_link": PART,
    "parts:requisition_paper": PAPER, "parts:slip_paper": PAPER, "cashier:payment_paper": PAPER,
    "service:draft_paper": PAPER, "service:draft_papers": PAPER, "service:draft_statement": PAPER,
    "service:gate_pass": PAPER, "service:paper": PAPER, "reports:report_paper": PAPER,
    "duties:minutes": PAPER, "notices:notice_paper": PAPER, "organization:handover_paper": PAPER,
    "organization:belongings": "what a person has in hand, whose own page shows his timeline",
    "duties:appraisal_paper": PAPER, "insurance:quote_paper": PAPER, "insurance:proposal": PAPER,
    "insurance:proposal_file": FILE, "insurance:renewal_book": PAPER,
    "insurance:delivery_pack": PAPER, "insurance:delivery_pack_file": FILE,
    "duties:appraisal_now": "the month of a person as it runs: nobody has done anything to it",
    "insurance:kept_paper": PAPER,
    "insurance:car": "what insurance has of a car, whose own page shows its timeline",
    "customers:refused_rows": FILE, "customers:export_file": FILE, "reports:sheets": FILE,
    "reports:report_file": FILE,
    "organization:give_password": "a password that is shown once",
    "duties:post": "the duties of a person, whose own page shows his timeline",
    "duties:evidence": "the proofs of one duty: they are the journal already",
}  # fmt: skip
"""Page of a record → why it shows no timeline."""
ITS_OWN = {
    "service:repairorder", "parts:requisition", "cashier:receivable", "care:complaint",
    "customers:customer", "customers:vehicle",
}  # fmt: skip
"""Pages that show it in a place of their own."""
PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/140 Mobile Safari/537.36"
FETCHED = re.compile(r'hx-get="(/trail/[^"]+)"')
ACTS = re.compile(r"</time><b>(.+?)</b>")


def record_pages() -> list[Address]:
    """Every address whose key is a record's, and the store's own page."""
    keyed = [each for each in addresses() if "pk" in each.converters or each.name == "organization:store"]
    kinds = [(each, model_of(each)) for each in keyed]
    return [each for each, kind in kinds if kind is not None and issubclass(kind, Record)]


PAGES = [each for each in record_pages() if each.name not in ELSEWHERE]


def shown(living: Any, address: Address) -> tuple[Client, str, str]:
    """A browser of one of its readers, the page's address and its text."""
    for post in sorted(
        readers_of(address.view) or Role.values, key=lambda post: post != Role.GENERAL_MANAGER
    ):
        client = browser_of(living.in_role(post))
        for given in list(arguments(address, living))[:5] or [{}]:
            url = reverse(address.name, kwargs=given)
            answer = client.get(url)
            if answer.status_code == 200:
                return client, url, answer.content.decode()
    raise AssertionError(f"nobody was shown {address}")


@pytest.fixture
def receipt(living):
    """The page of a receipt, in a browser of somebody who may read it."""
    (address,) = [each for each in PAGES if each.name == "parts:receipt"]
    client, url, text = shown(living, address)
    return client, url, FETCHED.findall(text)[0]


@pytest.mark.parametrize("address", PAGES, ids=str)
def test_a_records_page_shows_its_timeline(living, address):
    client, url, text = shown(living, address)
    if address.name in ITS_OWN:
        assert "经过" in text or "档案变动" in text
        assert not FETCHED.search(text)
        return
    (where,) = FETCHED.findall(text)
    answer = client.get(where, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    lines = answer.content.decode()
    assert "<time" in lines
    assert "<html" not in lines
    (also,) = FETCHED.findall(client.get(url, headers={"user-agent": PHONE}).content.decode())
    assert also == where


def test_every_reason_is_of_a_page():
    assert set(ELSEWHERE) | ITS_OWN <= {each.name for each in record_pages()}


def test_it_says_who_made_the_record_and_what_he_did(living, receipt):
    client, url, where = receipt
    pk = int(url.rpartition("/")[2])
    model = trails.record_model("parts:receipt")
    made = Entry.objects.get(pk=model._base_manager.get(pk=pk).entry_id)
    lines = client.get(where, headers={"HX-Request": "true"}).content.decode()
    assert timelines.label_of(made.action) in lines
    assert timelines.actor_of(made) in lines


def test_the_frame_asks_the_database_nothing_for_it(living, receipt, monkeypatch):
    client, url, _ = receipt
    client.get(url)
    with CaptureQueriesContext(connection) as with_it:
        client.get(url)
    monkeypatch.setattr(trails, "of_page", lambda request: None)
    with CaptureQueriesContext(connection) as without:
        client.get(url)
    assert len(with_it) == len(without)


def test_it_is_fetched_with_few_questions(living, receipt, django_assert_max_num_queries):
    client, _, where = receipt
    with django_assert_max_num_queries(6):
        client.get(where, headers={"HX-Request": "true"})


def test_older_acts_come_by_key_and_none_twice(living, monkeypatch):
    (address,) = [each for each in PAGES if each.name == "organization:person"]
    client, _, text = shown(living, address)
    (where,) = FETCHED.findall(text)
    whole = ACTS.findall(client.get(where, headers={"HX-Request": "true"}).content.decode())
    monkeypatch.setattr(trails, "SHOWN", 1)
    assert len(whole) > 1
    assert all_from(client, where) == whole


@pytest.mark.parametrize("address", [each for each in PAGES if each.name in ITS_OWN], ids=str)
def test_where_it_has_a_place_of_its_own_older_acts_follow_too(living, monkeypatch, address):
    client, url, text = shown(living, address)
    monkeypatch.setattr(trails, "SHOWN", 1)
    assert all_from(client, url) == ACTS.findall(text)


def test_who_asks_for_older_acts_goes_on_from_the_first_of_them(living, monkeypatch):
    (address,) = [each for each in PAGES if each.name == "organization:person"]
    client, _, text = shown(living, address)
    monkeypatch.setattr(trails, "SHOWN", 1)
    newest = client.get(*FETCHED.findall(text), headers={"HX-Request": "true"}).content.decode()
    older = client.get(*FETCHED.findall(newest), headers={"HX-Request": "true"}).content.decode()
    assert "autofocus" not in newest
    assert older.count("autofocus") == 1


def all_from(client: Client, next_page: str) -> list[str]:
    """What was done, from a page or a part of it on through all that are older."""
    acts: list[str] = []
    while next_page:
        part = client.get(next_page, headers={"HX-Request": "true"}).content.decode()
        acts += ACTS.findall(part)
        next_page = next(iter(FETCHED.findall(part)), "")
    return acts


def test_without_scripts_it_is_a_page_that_leads_back(living, receipt):
    client, url, where = receipt
    page = client.get(where).content.decode()
    assert "<time" in page
    assert f'href="{url}"' in page


def test_who_was_not_shown_the_page_is_not_shown_its_timeline(living, receipt):
    client, _, where = receipt
    pk = where.split("/")[-2]
    other = where.replace(f"/{pk}/", f"/{int(pk) + 1}/")
    assert client.get(other).status_code == 404
    assert client.get(where.replace("parts.receipt", "organization.person")).status_code == 404
    for post in HOLDERS:
        assert browser_of(living.in_role(post)).get(where).status_code == 404
    assert browser_of(living.other_store_manager).get(where).status_code == 404
    assert Client().get(where).status_code == 302


def test_who_read_the_page_while_he_stood_in_for_somebody_reads_its_timeline_no_more_afterwards(living):
    (address,) = [each for each in PAGES if each.name == "cashier:cashday"]
    _, url, _ = shown(living, address)
    in_place_of, washer = living.person("cashier"), living.person("washer")
    today = living.office_director.today
    name_deputy(living.office_director, in_place_of, deputy=washer, since=today, until=today)
    client = browser_of(living.washer)
    (where,) = FETCHED.findall(client.get(url).content.decode())
    assert client.get(where).status_code == 200
    end_deputy(living.office_director, Deputy.objects.get(principal=in_place_of, deputy=washer))
    assert client.get(where).status_code == 404


@pytest.mark.parametrize("label", ["organization.tenure", "kernel.entry", "no.such", "nothing", "web.home"])
def test_what_is_no_page_of_a_record_has_no_timeline(living, receipt, label):
    client, _, where = receipt
    assert client.get(where.replace("parts.receipt", label)).status_code == 404


def test_a_time_that_is_none_shows_the_newest(living, receipt):
    client, _, where = receipt
    newest = client.get(where, headers={"HX-Request": "true"}).content
    for odd in ("x", "-1", "²", 9**40):
        assert client.get(f"{where}?before={odd}", headers={"HX-Request": "true"}).content == newest


def test_what_was_done_to_somebodys_file_is_for_himself_and_the_office(living):
    url = reverse("organization:person", args=[living.technician.person_id])
    for who in (living.technician, living.general_manager):
        assert FETCHED.search(browser_of(who).get(url).content.decode())
    assert not FETCHED.search(browser_of(living.guide).get(url).content.decode())


def test_another_stores_acts_on_a_shared_record_are_not_told(living):
    person = Person._base_manager.get(pk=living.general_manager.person_id)
    assert acts_on(living.general_manager, person).exists()
    theirs = acts_on(living.other_store_manager, person)
    assert {entry.store_id for entry in theirs} <= {None, living.other_store_manager.store_id}
