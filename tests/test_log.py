"""What the log tells of requests, logins, acts and jobs: enough to find what broke, nothing of anybody."""

import io
import json
import logging
import os
import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.browsing import browser_of
from zhangdian import logs
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import clockwork
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.ui import telling, views
from zhangdian.frontline.service.delivery.actions import let_out
from zhangdian.people.customers.actions import register_customer
from zhangdian.people.customers.models import Customer
from zhangdian.people.organization import secrets
from zhangdian.people.organization.access.actions import change_password
from zhangdian.people.organization.lockout import PER_ACCOUNT_AND_ADDRESS

PASSWORD = "bright-lantern-46"
WRONG = "dull-lantern-47"
NAME, PHONE = "段素琴", "16110000078"


@pytest.fixture
def log():
    """The lines of the house as a real host writes them, from here on."""
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    form = logs.formatter(as_json=True)
    handler.setFormatter(form.pop("()")(**form))
    root, before = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel("INFO")
    yield lines
    root.removeHandler(handler)
    root.setLevel(before)


def told(log: io.StringIO, event: str = "") -> list[dict[str, Any]]:
    """The lines of an event, each read as JSON."""
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    return [line for line in lines if not event or line["event"] == event]


@pytest.fixture
def advisor(shop):
    """Somebody with a password of his own."""
    person = shop.person(shop.service_advisor)
    change_password(shop.service_advisor, person, password_hash=secrets.hashed(PASSWORD))
    return person


def log_in(client: Client, account: str, password: str = PASSWORD) -> Any:
    return client.post(reverse("organization:enter"), {"account": account, "password": password})


# Requests --------------------------------------------------------------------------------------------


def test_each_request_is_one_line_under_the_code_that_its_answer_bears(shop, log):
    answer = browser_of(shop.service_advisor).get(reverse("service:orders") + "?q=宁Z12345")
    (line,) = told(log, "request")
    assert line["request"] == answer[telling.CODE_HEADER]
    assert (line["method"], line["route"], line["status"]) == ("GET", "service:orders", 200)
    assert (line["person"], line["store"]) == (shop.service_advisor.person_id, shop.store_id)
    assert line["ms"] > 0
    assert line["level"] == "info"


def test_it_counts_the_questions_and_asks_none_itself(shop, log, monkeypatch):
    client, url = browser_of(shop.service_advisor), reverse("service:orders")
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    assert told(log, "request")[-1]["queries"] == len(asked)
    monkeypatch.setattr(telling.RequestLines, "__call__", lambda self, request: self.get_response(request))
    with CaptureQueriesContext(connection) as without:
        client.get(url)
    assert len(asked) == len(without)


def test_it_leaves_the_guard_of_the_tables_as_it_was(shop):
    before = list(connection.execute_wrappers)
    browser_of(shop.service_advisor).get(reverse("service:orders"))
    assert connection.execute_wrappers == before


def test_a_customers_link_stands_by_its_route_without_its_key(db, log):
    key = "k" * 32
    Client().get(f"/l/{key}")
    assert told(log, "request")[0]["route"] == "ui:link"
    assert key not in "".join(json.dumps(line) for line in told(log) if line["logger"] != "django.request")


def test_what_broke_stands_under_the_code_that_the_page_shows(shop, log, monkeypatch):
    def breaks(*_: Any) -> None:
        raise ValueError(f"{NAME} {PHONE} 宁Z12345 LSVAA49J132047371")

    monkeypatch.setattr("zhangdian.frontline.service.views.Orders", breaks)
    answer = browser_of(shop.service_advisor).get(reverse("service:orders"))
    (line,) = told(log, "a step broke")
    assert answer.status_code == 500
    assert line["request"] == answer["X-Error-Code"] == answer[telling.CODE_HEADER]
    assert line["request"] in answer.content.decode()
    assert line["route"] == "service:orders"
    assert "ValueError" in line["exception"]
    assert "in breaks" in line["exception"]
    for own in (NAME, PHONE, "Z12345", "LSVAA49J132047371"):
        assert own not in line["exception"]
    assert told(log, "request")[0]["level"] == "warning"


def test_an_error_page_has_a_code_even_where_the_request_has_none(rf):
    assert len(views.server_error(rf.get("/"))["X-Error-Code"]) == 7


# Logins ----------------------------------------------------------------------------------------------


def test_who_comes_in_stands_there_by_his_number(client, advisor, log):
    log_in(client, advisor.phone.open())
    (line,) = told(log, "came in")
    assert (line["person"], line["number"], line["door"]) == (advisor.pk, advisor.employee_no, "password")
    assert line["request"] == told(log, "request")[0]["request"]


def test_who_is_turned_away_is_told_and_then_that_he_is_locked_out(client, advisor, log):
    for _ in range(PER_ACCOUNT_AND_ADDRESS + 1):
        log_in(client, advisor.employee_no, WRONG)
    assert [line["number"] for line in told(log, "turned away")] == [advisor.employee_no] * 4
    assert [line["number"] for line in told(log, "locked out")] == [advisor.employee_no] * 2


def test_what_was_typed_for_nobody_is_not_kept(client, shop, log):
    log_in(client, PASSWORD, WRONG)
    (line,) = told(log, "turned away")
    assert (line["person"], line["number"]) == (None, "")


# Acts ------------------------------------------------------------------------------------------------


def test_an_act_stands_there_with_its_entry(shop, log, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        done = register_customer(shop.service_advisor, kind=Customer.Kind.PERSON, name=NAME, phone=PHONE)
    (line,) = [each for each in told(log, "act") if each["action"] == "customers.register_customer"]
    assert (line["entry"], line["person"]) == (done.entry.pk, shop.service_advisor.person_id)


def test_a_refused_act_stands_there_with_its_kind(shop, log):
    order = visits.a_visit_in_repair(shop)
    with pytest.raises(Refusal):
        let_out(shop.technician, order)
    (line,) = told(log, "act refused")
    assert (line["action"], line["kind"]) == ("service.let_out", "refusal")
    assert "sentence" not in line


# Jobs ------------------------------------------------------------------------------------------------


def test_each_run_of_a_job_stands_there(db, log):
    clockwork.carry_out(clockwork.Job("x.fine", "好", timedelta(hours=1), lambda: None))
    (line,) = told(log, "a job ran")
    assert line["job"] == "x.fine"
    assert line["ms"] >= 0


def test_a_job_that_failed_stands_there_with_the_place(db, log):
    def breaks() -> None:
        raise ValueError(PHONE)

    clockwork.carry_out(clockwork.Job("x.bad", "坏", timedelta(hours=1), breaks))
    (line,) = told(log, "a job failed")
    assert line["job"] == "x.bad"
    assert "in breaks" in line["exception"]
    assert PHONE not in line["exception"]


# Nobody's data ---------------------------------------------------------------------------------------


def test_no_line_of_a_day_holds_a_name_a_telephone_a_plate_or_a_password(
    client, shop, advisor, log, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        log_in(client, advisor.phone.open(), WRONG)
        log_in(client, advisor.phone.open())
        order = visits.a_visit_signed(shop, "宁Z71001")
        client.post(
            reverse("ui:act", args=["customers.register_customer"]),
            {"kind": "person", "name": NAME, "phone": PHONE},
        )
        client.get(reverse("web:search"), {"q": PHONE})
        client.get(reverse("service:repairorder", args=[order.pk]))
    lines = [line for line in told(log) if line["logger"] != "django.request"]
    assert {"request", "came in", "turned away", "act"} <= {line["event"] for line in lines}
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    for own in (NAME, PHONE, PASSWORD, WRONG, advisor.name, advisor.phone.open(), "Z71001"):
        assert own not in text


# How it is set up ------------------------------------------------------------------------------------

SAYS = """
import django, logging, structlog
django.setup()
structlog.get_logger("house").info("request", route="web:home")
structlog.get_logger("house").warning("turned away", door="password")
logging.getLogger("django.request").warning("Not Found: /l/secret")
logging.getLogger("django.db").warning("slow")
"""


def written(tmp_path, **settings: str) -> list[str]:
    environment = {"PATH": os.environ["PATH"], "ZHANGDIAN_DATA": str(tmp_path), **settings}
    environment["DJANGO_SETTINGS_MODULE"] = "zhangdian.settings"
    said = subprocess.run(
        [sys.executable, "-c", SAYS], env=environment, capture_output=True, text=True, check=True
    )
    return said.stderr.splitlines()


def test_a_real_host_writes_every_line_as_json_and_no_address(tmp_path):
    real = {"ZHANGDIAN_HOSTS": "dms.example.cn", "ZHANGDIAN_SECRET_KEY": "k" * 60, "ZHANGDIAN_HTTPS": "true"}
    lines = [json.loads(line) for line in written(tmp_path, **real)]
    assert [line["event"] for line in lines] == ["request", "turned away", "slow"]
    assert all({"timestamp", "level", "logger"} <= line.keys() for line in lines)


def test_this_machine_is_quiet_and_speaks_to_people(tmp_path):
    lines = written(tmp_path)
    assert len(lines) == 2
    assert "turned away" in lines[0]
    assert not lines[0].startswith("{")
