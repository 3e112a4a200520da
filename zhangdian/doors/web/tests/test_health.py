"""What the watchman is told: the database answers, the worker stirs."""

from datetime import timedelta

from django.db import OperationalError, connection

from zhangdian.foundation.kernel import clock, clockwork


def test_all_is_well_while_the_worker_stirs(client, shop, monkeypatch):
    monkeypatch.setattr(clockwork, "JOBS", {})
    clockwork.job("每小时", every=timedelta(hours=1))(lambda: None)
    clockwork.work_once()
    answer = client.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"ok": True, "worker": True})


def test_a_dead_worker_is_told_and_takes_no_server_away(client, shop, monkeypatch):
    monkeypatch.setattr(clockwork, "JOBS", {})
    clockwork.job("每小时", every=timedelta(hours=1))(lambda: None)
    clockwork.work_once()
    clock.set_to(clock.now() + timedelta(minutes=3))
    answer = client.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"ok": True, "worker": False})


def test_a_house_without_its_database_is_not_well(client, db):
    def gone(*_):
        raise OperationalError("server closed the connection")

    with connection.execute_wrapper(gone):
        answer = client.get("/health")
    assert (answer.status_code, answer.json()) == (503, {"ok": False})
