"""The written duties enter the house's books, edition by edition."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from tests.support.saying_no import refused
from zhangdian.management.duties.actions import load_duties
from zhangdian.management.duties.models import Duty
from zhangdian.management.duties.written import rows

FIRST, LATER = date(2026, 1, 1), date(2026, 12, 1)
SOME = rows()[:3]


@pytest.mark.duty("GM-17")
def test_all_rows_are_taken_in_as_they_are_written(shop):
    load_duties(shop.office_director, rows=list(rows()), since=FIRST)
    assert Duty.objects.count() == 639
    kept = Duty.objects.get(code="PROC-F-01")
    assert (kept.kind, kept.area) == ("deadline", "followup")
    assert "交车后3日内" in kept.sentence


@pytest.mark.duty("OFD-01")
def test_a_changed_sentence_is_a_new_edition_and_last_month_keeps_its_own(shop):
    load_duties(shop.office_director, rows=list(SOME), since=FIRST)
    changed = [replace(SOME[0], sentence="改过的一句话"), *SOME[1:]]
    load_duties(shop.general_manager, rows=changed, since=LATER)
    assert Duty.objects.count() == 4
    before = Duty.objects.on(date(2026, 11, 30)).get(code=SOME[0].code)
    after = Duty.objects.on(LATER).get(code=SOME[0].code)
    assert (before.sentence, after.sentence) == (SOME[0].sentence, "改过的一句话")
    assert Duty.objects.on(LATER).count() == 3


def test_the_same_again_is_nothing_new(shop):
    load_duties(shop.office_director, rows=list(SOME), since=FIRST)
    with refused("一字不差"):
        load_duties(shop.office_director, rows=list(SOME), since=LATER)


def test_the_command_takes_the_shipped_rows_in_once(shop, capsys):
    call_command("duties", load=True)
    assert "639 条职责在册" in capsys.readouterr().out
    with pytest.raises(CommandError, match="一字不差"):
        call_command("duties", load=True)


def test_a_row_stands_once(shop):
    with refused("重复的编号"):
        load_duties(shop.office_director, rows=[SOME[0], SOME[0]], since=FIRST)
