"""Plates, minutes, money and days are written one way everywhere."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui import columns, writing


def render(source, **context):
    return Template("{% load zd %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "0 分"),
        (41, "41 分"),
        (179, "179 分"),
        (180, "3 时 00"),
        (185, "3 时 05"),
        (1439, "23 时 59"),
        (1440, "1 天"),
        (2900, "2 天"),
        (-5, "−5 分"),
        (None, "—"),
    ],
)
def test_how_long_a_car_stands_is_told_in_the_unit_that_matters(minutes, said):
    assert writing.standing(minutes) == said


def test_a_plate_of_eight_signs_is_green_and_its_dot_is_not_text():
    assert writing.plate("宁ZDM0028") == '<span class="plate ev">宁Z<i></i>DM0028</span>'
    assert writing.plate("宁Z62966", "lg") == '<span class="plate lg">宁Z<i></i>62966</span>'


def test_a_car_without_a_plate_says_so():
    assert "无牌" in writing.plate("")


def test_nothing_typed_into_a_plate_becomes_markup():
    assert "<script" not in writing.plate('<script>"&')


def test_money_has_two_places_and_a_true_minus_and_zero_is_quiet():
    assert writing.yuan(Decimal("1216")) == "1,216.00"
    assert writing.yuan(Decimal("-50")) == "−50.00"
    assert writing.yuan(None) == "—"
    assert writing.yuan(Decimal(0)) == '<span class="quiet">0.00</span>'


def test_a_quantity_shows_no_zeros_that_nobody_measured():
    assert writing.qty(Decimal("3.80")) == "3.8"
    assert writing.qty(Decimal("1000.000")) == "1,000"
    assert writing.qty(0) == '<span class="quiet">0</span>'


def test_instants_are_told_on_the_stores_wall_clock():
    instant = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)
    with clock.at(instant):
        assert writing.day(instant) == "11月24日 周二"
        assert writing.day(date(2026, 11, 23)) == "11月23日 周一"
    assert writing.hour(instant) == "00:30"
    assert writing.moment(instant) == "11-24 00:30"
    assert writing.iso(date(2027, 1, 3)) == "2027-01-03"


def test_a_state_that_has_no_colour_is_grey():
    assert render('{% st "late" "超 12" %}') == '<span class="st late">超 12</span>'
    assert render('{% st "in_repair" "维修中" %}') == '<span class="st">维修中</span>'


def test_the_ball_begins_with_the_state_word():
    assert (
        render('{% ball "待客户" "cust" "答复 18 分" %}')
        == '<span class="ball cust">待客户 答复 18 分</span>'
    )


def test_an_icon_beside_a_word_is_silent_and_one_alone_has_a_name():
    assert 'aria-hidden="true"' in render('{% ico "car" %}')
    assert 'aria-label="关闭"' in render('{% ico "x" "关闭" %}')


def test_a_person_is_a_surname_in_a_circle():
    assert render('{% who "林承志" %}') == '<span class="who" aria-hidden="true">林</span>'


def test_what_people_wrote_is_never_markup():
    assert "<b>" not in render('{% ball who state %}{% st "" who %}', who="<b>x</b>", state='"><b>')


def test_either_prints_the_first_that_says_something():
    source = "{% either %}{% if bar %}BAR{% endif %} {% or %}TABS{% endeither %}"
    assert render(source, bar=True).strip() == "BAR"
    assert render(source, bar=False) == "TABS"


def test_a_number_in_a_cell_is_written_once_and_a_quiet_zero_stays_quiet():
    assert columns.write(columns.Kind.NUMBER, 0, "") == '<span class="quiet">0</span>'
    assert columns.write(columns.Kind.NUMBER, 12, "") == "12"


def test_words_in_a_cell_are_escaped():
    assert columns.write(columns.Kind.TEXT, "<b>", "") == "&lt;b&gt;"


def test_a_day_of_another_year_tells_its_year():
    with clock.at(datetime(2026, 11, 23, 2, tzinfo=UTC)):
        assert writing.day(date(2026, 7, 9)) == "7月9日 周四"
        assert writing.day(date(2014, 12, 13)) == "2014-12-13"


def test_an_instant_of_today_needs_no_day():
    with clock.at(datetime(2026, 11, 23, 2, tzinfo=UTC)):
        today, before = datetime(2026, 11, 23, 3, 10, tzinfo=UTC), datetime(2026, 11, 21, 3, 10, tzinfo=UTC)
        assert (writing.near(today), writing.near(before)) == ("11:10", "11-21 11:10")
        assert (writing.brief(today), writing.brief(before)) == ("11:10", "11-21")
        assert writing.near(datetime(2024, 12, 31, 17, tzinfo=UTC)) == "2025-01-01"
        assert writing.near(None) == writing.NOTHING


def test_the_end_of_a_day_is_told_by_the_day_that_it_ends():
    with clock.at(datetime(2026, 11, 23, 2, tzinfo=UTC)):
        told = {
            datetime(2026, 11, 23, 3, 10, tzinfo=UTC): ("11:10 前", "11:10"),
            datetime(2026, 11, 21, 3, 10, tzinfo=UTC): ("11-21 11:10 前", "11-21"),
            datetime(2026, 11, 23, 16, tzinfo=UTC): ("今天结束前", "24:00"),
            datetime(2026, 11, 22, 16, tzinfo=UTC): ("11-22 当天结束前", "11-22"),
            datetime(2026, 12, 31, 16, tzinfo=UTC): ("12-31 当天结束前", "12-31"),
            datetime(2025, 12, 31, 16, tzinfo=UTC): ("2025-12-31 当天结束前", "12-31"),
        }
        for at, (long, brief) in told.items():
            assert (writing.deadline(at), writing.brief_deadline(at)) == (long, brief)
        assert writing.deadline(None) == writing.NOTHING
