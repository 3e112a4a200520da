"""The national calendar: holidays, make-up days, and years that nobody has announced."""

from datetime import date

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel.actions import DayRow, enter_calendar_days
from zhangdian.foundation.kernel.workdays import add_workdays, announced, is_workday, workdays_between


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2025, 1, 26), True),  # Sunday, worked for the Spring Festival
        (date(2025, 1, 28), False),
        (date(2025, 10, 1), False),
        (date(2025, 10, 11), True),  # Saturday, worked for the National Day
        (date(2026, 1, 4), True),  # Sunday, worked for the New Year
        (date(2026, 2, 17), False),
        (date(2026, 11, 23), True),
        (date(2026, 11, 22), False),
    ],
)
def test_holidays_and_make_up_days_are_those_announced(shop: Shop, day: date, works: bool) -> None:
    assert is_workday(day) is works


def test_ten_workdays_jump_over_the_national_holiday(shop: Shop) -> None:
    later = add_workdays(date(2025, 9, 26), 10)
    assert workdays_between(date(2025, 9, 26), later) == 10
    assert later == date(2025, 10, 16)


def test_a_year_not_announced_says_so_and_may_be_entered(shop: Shop) -> None:
    unknown = date(announced() + 1, 5, 1)
    with refused("还没有公布或录入"):
        is_workday(unknown)
    enter_calendar_days(shop.office_director, days=[DayRow(unknown, False, "劳动节")])
    assert is_workday(unknown) is False
