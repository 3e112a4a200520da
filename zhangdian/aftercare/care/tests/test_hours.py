"""When a customer may be called, and what an advisor's note about his hour means."""

from datetime import date, datetime, time, timedelta

import pytest

from zhangdian.aftercare.care import hours
from zhangdian.foundation.kernel import clock
from zhangdian.frontline.service import callback

DAY = date(2026, 11, 25)


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    return clock.instant(day, time(hour, minute))


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("10-12点", (10, 0), (12, 0)),
        ("明天 10-12 点", (10, 0), (12, 0)),
        ("14:30到16:00", (14, 30), (16, 0)),
        ("下午3-5点", (15, 0), (17, 0)),
        ("19:00", (19, 0), (20, 0)),
        ("19点", (19, 0), (20, 0)),
        ("晚上七点以后", (18, 0), (20, 0)),
        ("下午", (14, 0), (18, 0)),
        ("3点半 下午", (15, 30), (16, 30)),
        ("23点", (23, 0), (23, 59)),
    ],
)
@pytest.mark.duty("PROC-F-02")
def test_the_hour_is_read_as_people_write_it(words, first, last):
    window = callback.window_of(DAY, words)
    assert (window.start, window.end, window.any_time) == (at(*first), at(*last), False)


@pytest.mark.parametrize("words", ["随便", "", "都行", "你看着办", "99-98点以后"])
@pytest.mark.duty("PROC-F-02")
def test_any_time_is_from_nine_to_half_past_seven(words):
    window = callback.window_of(DAY, words)
    if words.startswith("99"):
        assert window.start.date()
    else:
        assert (window.start, window.end, window.any_time) == (at(9), at(19, 30), True)


@pytest.mark.parametrize(
    ("hour", "minute", "may"),
    [
        *((8, 59, False), (9, 0, True), (11, 59, True), (12, 10, True), (12, 20, False), (13, 59, False)),
        *((14, 0, True), (19, 59, True), (20, 16, False), (23, 0, False)),
    ],
)
@pytest.mark.duty("CSR-28")
def test_customers_rest_before_nine_at_noon_and_after_eight(hour, minute, may):
    assert hours.may_call(at(hour, minute)) is may


@pytest.mark.duty("CSR-28")
def test_the_next_moment_is_after_the_rest():
    assert hours.next_calling_moment(at(7)) == at(9)
    assert hours.next_calling_moment(at(10, 5)) == at(10, 5)
    assert hours.next_calling_moment(at(12, 30)) == at(14)
    assert hours.next_calling_moment(at(21)) == at(9, day=DAY + timedelta(days=1))


def test_working_hours_go_on_the_next_morning():
    opens, closes = time(8), time(17, 30)
    late = hours.after_working(at(17), timedelta(hours=4), opens, closes)
    assert late == at(11, 30, day=DAY + timedelta(days=1))
    night = hours.after_working(at(22), timedelta(minutes=30), opens, closes)
    assert night == at(8, 30, day=DAY + timedelta(days=1))
    assert hours.after_working(at(9), timedelta(hours=1), opens, closes) == at(10)
