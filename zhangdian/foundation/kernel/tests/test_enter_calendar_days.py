"""录入节假日."""

from datetime import date

from tests.support.saying_no import refused
from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel.actions import DayRow, enter_calendar_days
from zhangdian.foundation.kernel.models import CalendarDay


def test_a_day_entered_again_is_corrected(shop: Shop) -> None:
    day = date(2031, 5, 1)
    enter_calendar_days(shop.office_director, days=[DayRow(day, True)])
    enter_calendar_days(shop.office_director, days=[DayRow(day, False, "劳动节")])
    assert list(CalendarDay.objects.values_list("day", "is_workday")) == [(day, False)]


def test_an_advisor_does_not_make_holidays(shop: Shop) -> None:
    with refused("录入节假日"):
        enter_calendar_days(shop.service_advisor, days=[])
