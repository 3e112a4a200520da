"""The catalogue names what exists, and every row of the process that can be shown is shown."""

import re

import pytest
from django.core.management import CommandError, call_command

from zhangdian.management.duties import carriers, cases, coverage, proofs, timetables
from zhangdian.management.duties.carrying import CARRIED
from zhangdian.management.duties.carrying.carrier import by
from zhangdian.management.duties.models import Duty
from zhangdian.management.duties.own.tests.arranging import add, reword, switch_off
from zhangdian.management.duties.written import rows

AREAS = {"reception", "workshop", "delivery", "settlement", "followup"}
KINDS = {"gate", "step", "record", "deadline"}
WITH_THE_DUTIES_ENGINE = {"PROC-R-01", "PROC-R-02", "PROC-R-03", "PROC-R-05"}


def process_rows():
    return [
        each
        for each in coverage.all_rows()
        if each.row.code.startswith("PROC-") and each.row.area in AREAS and each.row.kind in KINDS
    ]


def test_every_row_of_the_process_is_whole():
    assert len(process_rows()) == 82
    assert [each.row.code for each in process_rows() if each.state != "已承载"] == []


def test_what_of_the_process_is_not_whole_is_conduct_or_waits_for_the_duties_engine():
    process = [each for each in coverage.all_rows() if each.row.code.startswith("PROC-")]
    rest = {each.row.code for each in process if each.state != "已承载"}
    conduct = {each.row.code for each in process if each.row.kind == "conduct"}
    assert rest <= conduct | WITH_THE_DUTIES_ENGINE
    assert all(each.lacks for each in process if each.row.code in rest)


def test_the_catalogue_names_nothing_that_is_not_there():
    wrong = {each.row.code: each.wrong_names for each in coverage.all_rows() if each.wrong_names}
    assert wrong == {}


def test_the_catalogue_knows_written_rows_only():
    assert set(CARRIED) <= {row.code for row in rows()}


def test_no_test_claims_to_show_what_nobody_wrote():
    assert coverage.unknown_marks() == []


def test_every_row_says_what_carries_it_or_why_nothing_does_yet():
    for each in coverage.all_rows():
        assert each.bound or each.lacks, each.row.code


def test_a_row_that_lacks_something_is_never_called_whole():
    whole = [each for each in coverage.all_rows() if each.state == "已承载"]
    assert whole
    for each in whole:
        assert each.shown, each.row.code
        assert not each.lacks, each.row.code


def test_a_row_with_a_time_has_its_clock_or_says_why_not():
    """A shipped timetable or rule for single cases; else its own lighter way, or what is still missing."""
    clocked = {row.code for row in timetables.shipped()} | {row.code for row in cases.shipped()}
    timed = [
        each for each in coverage.all_rows() if each.row.kind in ("deadline", "recurring") and each.carried
    ]
    assert {each.row.code for each in timed} & clocked
    assert [each.row.code for each in timed if not (each.row.code in clocked or each.lacks or each.way)] == []


def test_totals_are_the_sums_of_their_rows():
    covered = coverage.all_rows()
    assert len(covered) == 639
    for totals in (coverage.by_area(covered), coverage.by_kind(covered)):
        assert sum(total.rows for total in totals) == 639
        assert sum(total.carried for total in totals) == coverage.total("", covered).carried


def test_every_written_row_has_a_kind_and_an_area_that_the_house_knows():
    assert {row.kind for row in rows()} == {kind.value for kind in Duty.Kind}
    assert {row.area for row in rows()} == {area.value for area in Duty.Area}


@pytest.mark.parametrize("missing", ["service.fly", "nowhere:page", "care.no_such_figure"])
def test_a_name_that_does_not_exist_is_found(missing):
    named = by(missing, figures=missing, asks=missing, gates=missing)
    carrier = by(pages=missing) if ":" in missing else named
    assert not any(thing.exists for thing in carriers.bound(carrier))


def test_marks_are_read_from_functions_classes_and_modules(tmp_path):
    (tmp_path / "house" / "tests").mkdir(parents=True)
    (tmp_path / "house" / "tests" / "test_some.py").write_text(
        "import pytest\n"
        'pytestmark = [pytest.mark.django_db, pytest.mark.duty("A-1")]\n'
        '@pytest.mark.duty("B-1", "B-2")\n'
        "def test_one(): ...\n"
        '@pytest.mark.duty("C-1")\n'
        "class TestTwo:\n"
        "    def test_two(self): ...\n"
        "def helper(): ...\n"
    )
    found = proofs.shown_by(tmp_path / "house")
    one, two = "house/tests/test_some.py::test_one", "house/tests/test_some.py::TestTwo::test_two"
    assert (found["A-1"], found["B-2"], found["C-1"]) == ((one, two), (one,), (two,))


def said(capsys, **options):
    call_command("duties", **options)
    return capsys.readouterr().out


def test_the_command_says_of_each_row_what_carries_and_shows_it(capsys):
    text = said(capsys, coverage=True, area="followup")
    assert "PROC-F-04  [已承载]" in text
    assert "动作  记回访 care.record_call" in text
    assert "care/calling/tests/test_record_call.py::test_two_of_five_is_a_complaint" in text
    assert "18 条" in text


def test_the_command_says_how_they_hang_in_a_store(shop, capsys):
    reword(shop, "PROC-F-01", "交车后2日内完成服务质量跟踪回访")
    switch_off(shop, "PROC-F-02")
    add(shop, area=Duty.Area.FOLLOW_UP)
    shop.later(days=1)
    text = said(capsys, coverage=True, area="followup", store=shop.store.code)
    assert "交车后2日内" in text
    assert "OWN-01  [已承载]" in text
    assert "PROC-F-02" not in text
    with pytest.raises(CommandError, match="没有店号"):
        said(capsys, store="ZZ")


def test_the_command_lists_what_is_missing(capsys):
    text = said(capsys, missing=True, area="warranty")
    rows = [each for each in coverage.all_rows() if each.row.area == "warranty"]
    missing = [each.row.code for each in rows if each.state != "已承载"]
    assert missing
    assert all(code in text for code in missing)
    lacks = next(each.lacks for each in rows if each.lacks)
    assert f"还缺  {lacks[:6]}" in text
    assert "[已承载]" not in text


def test_the_command_writes_a_table(capsys):
    lines = said(capsys, csv=True, area="settlement").splitlines()
    assert lines[0] == "id,post,duty,kind,area,state,carried_by,tests,way,lacks"
    assert len(lines) == 15


def test_a_catalogue_with_a_wrong_name_fails_the_command(capsys, monkeypatch):
    monkeypatch.setitem(CARRIED, "PROC-F-01", by("care.no_such_act"))
    with pytest.raises(CommandError, match=r"PROC-F-01: care\.no_such_act"):
        said(capsys, area="followup")


def test_whatever_carries_a_duty_has_a_chinese_name():
    things = [thing for carrier in CARRIED.values() for thing in carriers.bound(carrier)]
    assert {thing.name for thing in things if not re.search(r"[\u4e00-\u9fff]", thing.label)} == set()
