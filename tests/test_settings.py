"""A house that is set up wrongly does not open."""

import ast
import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from zhangdian import settings
from zhangdian.settings import file_system_of

REAL = {
    "ZHANGDIAN_HOSTS": "dms.example.cn",
    "ZHANGDIAN_SECRET_KEY": "k" * 60,
    "ZHANGDIAN_HTTPS": "true",
}


def opened(tmp_path, **given):
    """Read the settings anew as another process would, with nothing but these."""
    environment = {"PATH": os.environ["PATH"], "ZHANGDIAN_DATA": str(tmp_path), **given}
    return subprocess.run(
        [sys.executable, "-c", "import zhangdian.settings"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_this_machine_needs_no_setting(tmp_path):
    assert opened(tmp_path).returncode == 0


def test_a_real_host_opens_with_key_and_https(tmp_path):
    assert opened(tmp_path, **REAL).returncode == 0


@pytest.mark.parametrize("name", ["ZHANGDIAN_SECRET_KEY", "ZHANGDIAN_HTTPS"])
def test_a_real_host_does_not_open_without(tmp_path, name):
    refused = opened(tmp_path, **{key: value for key, value in REAL.items() if key != name})
    assert refused.returncode
    assert f"{name} is missing" in refused.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ZHANGDIAN_DEBUG", "true"),
        ("ZHANGDIAN_HTTPS", "maybe"),
        ("ZHANGDIAN_SECRET_KEY", "short"),
        ("ZHANGDIAN_LOG_LEVEL", "loud"),
        ("DATABASE_URL", "mysql://root@localhost/zhangdian"),
        ("DATABASE_URL", "postgres://somebody@localhost"),
        ("ZHANGDIAN_SMS", "pigeon"),
        ("ZHANGDIAN_SMS", "aliyun"),
        ("ZHANGDIAN_MAIL", "mail.example.cn"),
        ("ZHANGDIAN_MAIL", "smtps://user:pass@mail.example.cn"),
    ],
)
def test_a_real_host_refuses_nonsense(tmp_path, name, value):
    refused = opened(tmp_path, **{**REAL, name: value})
    assert refused.returncode
    assert "ImproperlyConfigured" in refused.stderr
    assert name in refused.stderr


def test_a_network_disk_is_told_from_a_local_one(tmp_path):
    mounts = "/dev/sda1 / ext4 rw 0 0\nnas:/dms /srv/dms nfs4 rw 0 0\n/dev/sdb1 /srv/dms/fast xfs rw 0 0\n"
    kinds = {"/srv/other": "ext4", "/srv/dms/data": "nfs4", "/srv/dms/fast/data": "xfs"}
    for path, kind in kinds.items():
        assert file_system_of(type(tmp_path)(path), mounts) == kind


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs", "9p", "virtiofs"])
def test_sqlite_does_not_open_on_a_network_disk_or_a_shared_folder(tmp_path, monkeypatch, kind):
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nnas:/dms {tmp_path}/store {kind} rw 0 0\n")
    monkeypatch.setattr(settings, "MOUNTS", mounts)
    with pytest.raises(ImproperlyConfigured, match=rf"store/zd\.sqlite3 lies on .*\({kind}\).*PostgreSQL"):
        settings.database(f"sqlite:///{tmp_path}/store/zd.sqlite3")
    assert settings.database(f"sqlite:///{tmp_path}/zd.sqlite3")["NAME"] == tmp_path / "zd.sqlite3"


@pytest.mark.django_db
def test_the_database_is_the_one_that_was_asked_for(database_kind):
    assert connection.vendor == {"sqlite": "sqlite", "postgres": "postgresql"}[database_kind]


@pytest.mark.django_db
@pytest.mark.only_on("sqlite")
def test_sqlite_waits_writes_through_and_keeps_foreign_keys():
    with connection.cursor() as cursor:
        found = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    assert found == ["wal", 2, 1, 20000]


def gateways(tmp_path, **given):
    """Channel → gateway as another process would have them."""
    environment = {"PATH": os.environ["PATH"], "ZHANGDIAN_DATA": str(tmp_path), **given}
    told = subprocess.run(
        [sys.executable, "-c", "from zhangdian.settings import GATEWAYS; print(repr(GATEWAYS))"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return ast.literal_eval(told.stdout)


def test_on_this_machine_messages_go_to_the_sandbox(tmp_path):
    assert {name: kind for name, (kind, _) in gateways(tmp_path).items()} == dict.fromkeys(
        ("sms", "wecom", "email"), "sandbox"
    )


def test_a_real_host_sends_nothing_by_a_way_that_nobody_opened(tmp_path):
    assert gateways(tmp_path, **REAL) == {}


def test_the_ways_out_are_chosen_by_the_environment(tmp_path):
    found = gateways(
        tmp_path,
        **REAL,
        ZHANGDIAN_SMS="tencent",
        ZHANGDIAN_SMS_KEY_ID="id",
        ZHANGDIAN_SMS_SECRET="secret",
        ZHANGDIAN_SMS_APP_ID="1400",
        ZHANGDIAN_WECOM_ROBOTS="车间=https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=a-b",
        ZHANGDIAN_MAIL="smtps://store%40example.cn:p%40ss@mail.example.cn?from=store@example.cn",
    )
    assert found["sms"] == ("tencent", {"key_id": "id", "secret": "secret", "app_id": "1400"})
    assert found["wecom"][1]["robots"]["车间"].endswith("?key=a-b")
    mail = found["email"][1]
    assert (mail["port"], mail["user"], mail["password"]) == (465, "store@example.cn", "p@ss")
