"""The hours of work: a store's shifts, whose they are on which weekday, and how many people it takes."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from zhangdian.foundation.kernel.records import Record
from zhangdian.foundation.ui import writing
from zhangdian.people.organization.roles import Role

STORE, PERSON = "organization.Store", "organization.Person"
WEEKDAYS = [(number, f"周{name}") for number, name in enumerate(writing.WEEKDAYS)]


class Shift(Record):
    """Named hours of a store from a day on: a shift, a turn at lunch, or standing by at night.

    Of one name the newest that has begun holds; it belongs to the day on which it begins.
    """

    class Kind(models.TextChoices):
        WORK = "work", "班次"
        LUNCH = "lunch", "午餐批次"
        STANDBY = "standby", "值班"

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+", verbose_name="门店")
    name = models.CharField("名称", max_length=12)
    kind = models.CharField("类别", max_length=8, choices=Kind.choices, default=Kind.WORK)
    since = models.DateField("从")
    starts = models.TimeField("开始")
    ends = models.TimeField("结束")
    """Earlier than it starts: on the day after."""
    stands = models.BooleanField("启用", default=True)

    class Meta:
        verbose_name = "班次"
        ordering = ("kind", "starts", "name", "-since")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "name", "since"],
                name="shift_once_per_day",
                violation_error_message="这个班次这一天已经定过一次：请换一个生效日",
            ),
            models.CheckConstraint(
                condition=~Q(starts=F("ends")),
                name="shift_has_hours",
                violation_error_message="开始和结束不能是同一时刻",
            ),
            models.CheckConstraint(
                condition=~Q(kind="lunch") | Q(ends__gt=F("starts")),
                name="lunch_is_of_one_day",
                violation_error_message="午餐的结束要晚于开始",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def overnight(self) -> bool:
        return self.ends < self.starts

    @property
    def length(self) -> timedelta:
        return span(self.starts, self.ends)

    @property
    def hours(self) -> str:
        """8:30–17:30, 17:30–次日 8:30."""
        return f"{clock_face(self.starts)}–{'次日 ' if self.overnight else ''}{clock_face(self.ends)}"


def clock_face(at: time) -> str:
    return f"{at.hour}:{at:%M}"


def span(starts: time, ends: time) -> timedelta:
    """From an hour to another, over midnight where that comes earlier."""
    begun, over = datetime.combine(date.min, starts), datetime.combine(date.min, ends)
    return over - begun if ends > starts else over + timedelta(days=1) - begun


def in_force(editions: Iterable[Shift], on: date) -> dict[str, Shift]:
    """By name those that hold on a day; what was stopped is not among them."""
    newest: dict[str, Shift] = {}
    for each in editions:
        if each.since <= on and (each.name not in newest or newest[each.name].since < each.since):
            newest[each.name] = each
    return {name: each for name, each in newest.items() if each.stands}


class WeekShift(Record):
    """Whose shift, or turn at lunch, it is on a weekday from a day on: of a person, else of his post."""

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+", verbose_name="门店")
    person = models.ForeignKey(
        PERSON,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="week_shifts",
        verbose_name="员工",
    )
    role = models.CharField("岗位", max_length=4, choices=Role.choices, blank=True, default="")
    kind = models.CharField("类别", max_length=8, choices=Shift.Kind.choices, default=Shift.Kind.WORK)
    weekday = models.PositiveSmallIntegerField("周几", choices=WEEKDAYS)
    since = models.DateField("从")
    shift = models.ForeignKey(
        Shift, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="班次"
    )
    """None: the hours of the store, or what his post has."""

    class Meta:
        verbose_name = "一周班次"
        ordering = ("since", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "kind", "weekday", "since"],
                condition=Q(person__isnull=False),
                name="week_shift_of_person_once",
            ),
            models.UniqueConstraint(
                fields=["store", "role", "kind", "weekday", "since"],
                condition=Q(person__isnull=True),
                name="week_shift_of_post_once",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True, role__gt="") | Q(person__isnull=False, role=""),
                name="week_shift_is_of_a_person_or_a_post",
            ),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="week_shift_on_a_weekday"),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.get_role_display()} {self.get_weekday_display()} {self.shift or ''}"


class MinimumCover(Record):
    """How many of a post it takes on a weekday from a day on, and how many while others eat."""

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+", verbose_name="门店")
    role = models.CharField("岗位", max_length=4, choices=Role.choices)
    weekday = models.PositiveSmallIntegerField("周几", choices=WEEKDAYS)
    since = models.DateField("从")
    at_least = models.PositiveSmallIntegerField("至少几人")
    at_lunch = models.PositiveSmallIntegerField("午餐时至少几人", default=0)

    class Meta:
        verbose_name = "最少在岗"
        ordering = ("role", "weekday", "-since")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "role", "weekday", "since"],
                name="minimum_cover_once_per_day",
                violation_error_message="这个岗位的最少人数这一天已经定过一次：请换一个生效日",
            ),
            models.CheckConstraint(
                condition=Q(at_lunch__lte=F("at_least")),
                name="lunch_takes_no_more_than_the_day",
                violation_error_message="午餐时的人数不能比全天的还多",
            ),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="minimum_cover_on_a_weekday"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.get_weekday_display()} {self.at_least}"
