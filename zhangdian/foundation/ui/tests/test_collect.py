"""The files of the pages are collected once, and again when one of them has changed."""

import pytest
from django.core.management import call_command

from zhangdian.foundation.ui.management.commands import collect


@pytest.fixture
def kept(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    call_command("collect")
    return settings.STATIC_ROOT


def test_every_file_of_the_pages_is_there(kept):
    assert all((kept / path).exists() for path, *_ in collect.found())
    assert list(kept.glob("ui/*.js"))


def test_what_has_not_changed_is_not_collected_again(kept):
    [lost, *_] = kept.glob("ui/*.js")
    lost.unlink()
    call_command("collect")
    assert not lost.exists()


@pytest.mark.parametrize("what", ["file", "interrupted"])
def test_after_a_change_or_an_interruption_all_are_collected_again(kept, monkeypatch, what):
    [lost, *_] = kept.glob("ui/*.js")
    lost.unlink()
    if what == "file":
        monkeypatch.setattr(collect, "found", lambda: iter([("ui/new.js", 7, 7)]))
    else:
        (kept / ".collected").unlink()
    call_command("collect")
    assert lost.exists()
