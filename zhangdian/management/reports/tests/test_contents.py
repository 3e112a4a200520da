"""What stands in each report, of a store in which every desk has worked."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from zhangdian.foundation.kernel.figures import FIGURES
from zhangdian.management.reports import making
from zhangdian.management.reports.kinds import KINDS, About, Period
from zhangdian.management.reports.sections import (
    Chart,
    Content,
    Number,
    Section,
    Sort,
    Table,
    section_of,
    sections,
)

SHAPES = {Sort.COURSE: Chart, Sort.TABLE: Table}


def of_weeks(living, kind):
    return making.content_for(living.general_manager, kind, living.today - timedelta(days=40), living.today)


@pytest.mark.parametrize("code", sorted(KINDS))
def test_it_is_made_kept_and_read_again_as_it_was(living, code):
    content = of_weeks(living, KINDS[code])
    again = making.read(making.kept(content))
    assert content
    assert [each.says for each in again.figures] == [each.says for each in content.figures]
    assert [(each.title, list(each.points)) for each in again.charts] == [
        (each.title, list(each.points)) for each in content.charts
    ]
    for kept, made in zip(again.tables, content.tables, strict=True):
        assert (kept.title, list(kept.cells)) == (made.title, list(made.cells))


def test_what_was_kept_before_there_were_charts_is_read():
    kept = '{"figures": [["进店", "3", "台", null]], "tables": []}'
    assert making.read(kept) == Content([Number("进店", Decimal(3), "台")], [], [])


@pytest.mark.duty("CSS-13", "QCI-02", "FDS-06", "PTM-13")
@pytest.mark.parametrize(
    ("code", "titles"),
    [
        ("workshop_day", {"技师", "报过延误"}),
        ("settlement_day", {"谁付"}),
        ("service_month", {"按类别", "客户关怀", "服务顾问"}),
        ("desk_week", {"按类别", "前台业务"}),
        ("quality_month", {"各级检查", "返工按人"}),
        ("parts_month", {"出入库", "库龄"}),
        ("care_day", {"还没了结的投诉"}),
        ("advisor_day", {"离店的车"}),
    ],
)
def test_its_lists_name_what_happened(living, code, titles):
    content = of_weeks(living, KINDS[code])
    assert {table.title for table in content.tables if table.rows} >= titles


def test_every_section_has_its_shape_and_is_what_its_code_says(living):
    about = About(living.general_manager, living.today, living.today, Period.TODAY)
    found = list(sections(living.general_manager))
    for each in found:
        part = each.make(about)
        shape = SHAPES.get(each.sort, list)
        assert isinstance(part, shape), each.code
        again = section_of(each.code)
        assert isinstance(again, Section)
        assert (again.label, again.sort, again.sights) == (each.label, each.sort, each.sights)
    assert len({each.code for each in found}) == len(found)
    assert {each.label for each in found} >= {figure.label for figure in FIGURES.values()}


def test_every_shipped_report_names_only_sections_that_are_there_and_open(living):
    for kind in KINDS.values():
        for code in kind.sections:
            found = section_of(code)
            assert found, (kind.code, code)
            assert found.open_to(kind.author), (kind.code, code)
            assert found.open_to(kind.receiver), (kind.code, code)
            assert found.own_of(kind.author) or not kind.each, (kind.code, code)


def test_an_advisors_report_tells_of_his_own_work_and_of_no_other(living):
    ctx, days = living.general_manager, (living.today - timedelta(days=40), living.today)
    advisor = living.person("service_advisor")
    mine = making.content_for(ctx, KINDS["advisor_day"], *days, advisor.pk)
    other = living.person("second_technician")
    his = making.content_for(ctx, KINDS["advisor_day"], *days, other.pk)
    assert mine.figures[0].value
    assert mine.tables[0].rows
    assert not his.figures[0].value
    assert not his.tables[0].rows


def test_a_month_is_measured_against_the_calendar_month_before():
    assert Period.LAST_MONTH.before(date(2026, 3, 1), date(2026, 3, 31)) == (
        date(2026, 2, 1),
        date(2026, 2, 28),
    )
    assert Period.LAST_WEEK.before(date(2026, 3, 2), date(2026, 3, 8)) == (
        date(2026, 2, 23),
        date(2026, 3, 1),
    )
    assert len(Period.LAST_MONTH.spans(date(2026, 3, 1), date(2026, 3, 31), 13)) == 13
