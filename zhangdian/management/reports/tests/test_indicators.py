"""指标: figures against their targets, whose they are, who may look, and the records behind each."""

import io
import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.http import Http404
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.support.looking import look, press, said
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.figures import FIGURES, Whose
from zhangdian.foundation.kernel.models import Entry
from zhangdian.management.reports import indicators
from zhangdian.management.reports.waiting import targets_to_split
from zhangdian.people.organization.models import RosterDay
from zhangdian.people.organization.shifts.actions import swap_rest_day
from zhangdian.people.organization.stores.actions import set_store_rate
from zhangdian.people.organization.targets.tests.arranging import CARS, HOURS, PROMISE, aims, split, target_of

BOARD = reverse("reports:indicators")


def page_of(figure: str) -> str:
    return reverse("reports:indicator", args=[figure])


def line_of(ctx, figure, *, department=None, person="", month=""):
    level = indicators.level_asked(ctx, department, person)
    asked = indicators.month_asked(ctx, month, level.whose)
    [line] = [each for each in indicators.board(ctx, level, asked) if each.now.figure.name == figure]
    return line.now


def close_of(ctx, figure, *, department=None, person=""):
    level = indicators.level_asked(ctx, department, person)
    return indicators.Close(ctx, FIGURES[figure], level, indicators.month_asked(ctx, "", level.whose))


@pytest.mark.duty("GM-06", "GM-09", "SVM-03")
def test_each_level_shows_target_actual_and_how_far(shop):
    aims(shop, **{CARS: 60, PROMISE: 92})
    split(shop, CARS, service_advisor=60)
    visits.a_visit_received(shop)
    store = line_of(shop.general_manager, CARS)
    assert (store.says, store.aim, store.percent, store.due_says, store.tone) == ("1", "60", 2, "44", "late")
    assert store.daily == "7"
    own = line_of(shop.service_advisor, CARS)
    assert (own.says, own.aim) == ("1", "60")
    assert line_of(shop.service_manager, CARS, department="service").aim == "60"
    page = said(look(shop.general_manager, BOARD))
    for text in ("指标", "进店", "首次承诺准时率", "过了 22 天，共 30 天", "没定", "定目标"):
        assert text in page


def test_a_ratio_is_due_in_full_from_the_first_day(shop):
    aims(shop, **{PROMISE: 92})
    visits.a_visit_left(shop)
    kept = line_of(shop.general_manager, PROMISE)
    assert (kept.due, kept.tone, kept.of) == (Decimal(92), "ok", "1 / 1")


def test_a_person_is_measured_by_the_days_that_he_works(shop):
    advisor = shop.person("service_advisor")
    level = indicators.of_person(shop.service_advisor, advisor)
    month = indicators.month_asked(shop.service_advisor, "", level.whose)
    ahead = shop.today + timedelta(days=1)
    if ahead.weekday() == advisor.rest_weekday:
        ahead += timedelta(days=1)
    done = swap_rest_day(shop.service_manager, advisor, rests_on=ahead)
    assert not done.waits_for_signature
    assert RosterDay.objects.get(person=advisor).rests
    assert indicators.month_asked(shop.service_advisor, "", level.whose).days == month.days - 1


def test_who_leads_sees_his_own_and_nobody_elses(shop):
    assert indicators.level_asked(shop.general_manager, None, "") == indicators.STORE
    assert indicators.level_asked(shop.workshop_supervisor, None, "").whose == Whose("workshop")
    assert indicators.level_asked(shop.technician, None, "").whose.person == shop.technician.person_id
    for ctx, asked in (
        (shop.workshop_supervisor, {"department": "service"}),
        (shop.workshop_supervisor, {"department": ""}),
        (shop.technician, {"department": "workshop"}),
        (shop.technician, {"person": str(shop.service_advisor.person_id)}),
        (shop.general_manager, {"person": str(shop.other_store_advisor.person_id)}),
        (shop.general_manager, {"person": "x"}),
        (shop.general_manager, {"department": "nowhere"}),
    ):
        with pytest.raises(Http404):
            indicators.level_asked(ctx, asked.get("department"), asked.get("person", ""))


def test_costs_are_for_those_who_see_costs(shop):
    assert "库存金额" in said(look(shop.parts_manager, BOARD))
    assert "库存金额" not in said(look(shop.storekeeper, BOARD))
    with pytest.raises(Http404):
        look(shop.workshop_supervisor, page_of("parts.worth_of_stock"))


@pytest.mark.duty("CRM-01", "SA-16")
def test_a_number_opens_its_people_and_its_records(shop):
    aims(shop, **{CARS: 60})
    split(shop, CARS, service_advisor=60)
    visits.a_car(shop)
    order = visits.a_visit_left(shop)
    page = said(look(shop.general_manager, page_of(CARS)))
    for text in (
        order.number,
        order.advisor.name,
        "到店登记的工单数",
        "由服务经理负责",
        "第 1 版",
        "分解目标",
    ):
        assert text in page
    close = close_of(shop.general_manager, CARS)
    best = close.below[0]
    assert (best.name, best.now.says, best.now.aim) == (order.advisor.name, "1", "60")
    trail = indicators.events_of(close, 0)
    assert [event.url for event in trail.events] == [reverse("service:repairorder", args=[order.pk])]
    assert [(event.plate, event.title) for event in trail.events] == [(order.plate, order.number)]
    assert trail.more is None


def test_what_was_missed_is_marked_among_the_records(shop):
    visits.a_visit_left(shop)
    late = visits.a_visit_signed(shop, "宁Z88K01")
    shop.later(hours=30)
    visits.take_home(shop, late)
    events = indicators.events_of(close_of(shop.general_manager, PROMISE), 0).events
    assert (events[0].title, events[0].counts) == (visits.again(late).number, False)
    assert "不达标" in said(look(shop.general_manager, page_of(PROMISE)))


def test_records_go_on_by_key(shop, monkeypatch):
    for number in range(3):
        visits.a_visit_arrived(shop, f"宁Z88K0{number}")
        shop.later(minutes=1)
    monkeypatch.setattr(indicators, "MOST", 2)
    close = close_of(shop.general_manager, CARS)
    first = indicators.events_of(close, 0)
    assert first.more
    rest = indicators.events_of(close, first.more)
    assert len({event.pk for event in [*first.events, *rest.events]}) == 3
    assert rest.more is None


def test_a_target_whose_parts_do_not_make_it_says_so(shop):
    aims(shop, **{CARS: 60})
    split(shop, CARS, service_advisor=60)
    aims(shop, reason="旺季", **{CARS: 70})
    assert "还差 10 台" in said(look(shop.general_manager, page_of(CARS)))


def test_what_only_stands_now_opens_nothing_for_a_month_that_is_over(shop):
    visits.a_visit_to_pay(shop)
    owed = page_of("cashier.owed")
    assert "没有记录" not in said(look(shop.general_manager, owed))
    assert "还没有记录" in said(look(shop.general_manager, f"{owed}?month=2026-10"))


def test_colleagues_see_each_other_as_the_store_has_it(shop):
    order = visits.a_visit_in_repair(shop)
    visits.finish(shop, order)
    assert close_of(shop.technician, HOURS).below
    set_store_rate(shop.general_manager, key=indicators.RANK_IS_SHOWN.key, value=Decimal(0))
    assert close_of(shop.technician, HOURS).below == []


def test_a_figure_that_nobody_declared_has_no_page(shop):
    with pytest.raises(Http404):
        look(shop.general_manager, page_of("service.nothing"))


def test_on_paper_and_as_a_sheet_with_numbers_as_numbers(shop):
    aims(shop, **{CARS: 60})
    visits.a_visit_arrived(shop)
    assert "进店" in said(look(shop.general_manager, reverse("reports:indicators_paper")))
    answer: Any = press(shop.general_manager, reverse("reports:indicators_sheets"), {})
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))
    rows = {row[0]: row for row in book.get_sheet_by_name("指标").to_python()}
    assert rows["进店"][1:5] == ["台", 60, 1, 2]
    taken = Entry.objects.filter(action="kernel.export_list").latest("pk")
    assert taken.notes["exported"] == len(rows) - 2


@pytest.mark.duty("GM-09")
def test_who_leads_hears_of_targets_that_are_not_split(shop):
    assert targets_to_split(shop.service_manager) == []
    aims(shop, **{CARS: 60, PROMISE: 92})
    [task] = targets_to_split(shop.front_desk_supervisor)
    assert (task.title, task.remark) == ("进店的目标还没分到人", "2026 年 11 月 60 台")
    assert targets_to_split(shop.workshop_supervisor) == []
    split(shop, CARS, service_advisor=60)
    assert targets_to_split(shop.front_desk_supervisor) == []
    aims(shop, reason="旺季", **{CARS: 70})
    assert len(targets_to_split(shop.front_desk_supervisor)) == 1


def test_the_sheet_of_targets_is_filled_and_pressed(shop):
    visits.a_visit_received(shop)
    sheet = reverse("ui:act", args=["organization.set_targets"])
    page = said(look(shop.general_manager, sheet))
    for text in ("11 月目标", "上个月", "去年同月", "首次承诺准时率"):
        assert text in page
    given = {"month": f"{shop.today:%Y-%m-%d}", f"rows-{CARS}": "60", f"rows-{PROMISE}": " 92.5 "}
    refused = said(press(shop.general_manager, sheet, {**given, f"rows-{HOURS}": "很多"}))
    assert "完工工时：很多 不是数字" in refused
    press(shop.general_manager, sheet, given)
    assert target_of(shop, CARS).value == 60
    assert target_of(shop, PROMISE).value == Decimal("92.5")


def test_shares_are_proposed_whole_and_taken_as_filled(shop):
    aims(shop, **{CARS: 61})
    target = target_of(shop, CARS)
    form = reverse("ui:act", args=["organization.split_target", target.pk])
    page = look(shop.service_manager, form).content.decode()
    shares = [int(each) for each in re.findall(r'name="rows-[0-9]+" value="([0-9]+)"', page)]
    assert len(shares) == 2
    assert sum(shares) == 61
    keys = re.findall(r'name="(rows-[0-9]+)"', page)
    assert "还差 1 台" in said(press(shop.service_manager, form, dict.fromkeys(keys, "30")))
    press(shop.service_manager, form, {keys[0]: "31", keys[1]: "30"})
    assert close_of(shop.general_manager, CARS).gap == ""
