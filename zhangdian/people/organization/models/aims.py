"""What the store aims at: targets of figures, month by month, each changed one a new edition."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from zhangdian.foundation.kernel.figures import Figure, named
from zhangdian.foundation.kernel.records import Record, Root
from zhangdian.people.organization.models.staff import Person, Store
from zhangdian.people.organization.roles import Department


class Target(Root):
    """What a figure is to be in a month or a year: the store's, a department's or a person's."""

    class Span(models.TextChoices):
        MONTH = "month", "月"
        YEAR = "year", "年"

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    figure = models.CharField("指标", max_length=60)
    """Its name in the registry of figures."""
    span = models.CharField("期间", max_length=5, choices=Span.choices, default=Span.MONTH)
    first = models.DateField("从")
    """The first day of the month or year."""
    department = models.CharField("部门", max_length=30, choices=Department.choices, blank=True, default="")
    """Empty: the store's."""
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁"
    )
    value = models.DecimalField("目标", max_digits=14, decimal_places=2)
    edition = models.PositiveSmallIntegerField("第几版", default=1)
    reason = models.CharField("为什么改", max_length=200, blank=True, default="")
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="谁定的")
    set_at = models.DateTimeField("定于")
    replaced_at = models.DateTimeField("被改于", null=True, blank=True)
    """A later edition holds since then."""

    class Meta:
        verbose_name = "目标"
        ordering = ("-first", "figure", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "figure", "span", "first", "department"],
                condition=Q(replaced_at__isnull=True, person__isnull=True),
                name="target_once_per_department",
                violation_error_message="这个目标刚刚有人定过：请刷新，看清现在的再定",
            ),
            models.UniqueConstraint(
                fields=["store", "figure", "span", "first", "person"],
                condition=Q(replaced_at__isnull=True, person__isnull=False),
                name="target_once_per_person",
                violation_error_message="这个人的目标刚刚有人定过：请刷新，看清现在的再定",
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0),
                name="target_is_not_negative",
                violation_error_message="目标不能是负数",
            ),
            models.CheckConstraint(
                condition=Q(edition=1) | ~Q(reason=""),
                name="changed_target_says_why",
                violation_error_message="改目标要写原因",
            ),
            models.CheckConstraint(
                condition=Q(span="month") | Q(department="", person__isnull=True),
                name="year_is_the_stores",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | ~Q(department=""),
                name="target_of_a_person_in_a_department",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["store", "span", "first"], name="target_by_month")]

    def __str__(self) -> str:
        return f"{self.whose} {self.of.label} {self.when}"

    @property
    def of(self) -> Figure:
        return named(self.figure)

    @property
    def when(self) -> str:
        return (
            f"{self.first:%Y} 年"
            if self.span == self.Span.YEAR
            else f"{self.first.year} 年 {self.first.month} 月"
        )

    @property
    def whose(self) -> str:
        if self.person is not None:
            return str(self.person)
        return str(self.get_department_display()) if self.department else "全店"


class Acknowledgement(Record):
    """Somebody has seen a target that holds for him; of another edition it says nothing."""

    root = "target"
    store_path = "target__store"
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="acknowledgements")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="谁")
    at = models.DateTimeField("确认于")
    taken_back_at = models.DateTimeField("撤回于", null=True, blank=True)
    why = models.CharField("为什么撤回", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = "目标确认"
        ordering = ("-at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["target", "person"],
                condition=Q(taken_back_at__isnull=True),
                name="target_acknowledged_once",
                violation_error_message="这个目标您已经确认过了",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True) | ~Q(why=""),
                name="acknowledgement_taken_back_says_why",
                violation_error_message="撤回确认要写为什么",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} 确认 {self.target}"
