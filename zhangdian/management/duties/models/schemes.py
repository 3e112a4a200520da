"""What a post is appraised by, from a month on: lines with their weights, each change a new edition."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import OuterRef, Q

from zhangdian.foundation.kernel.figures import Figure, named
from zhangdian.foundation.kernel.records import Record, RecordManager, RecordQuerySet, Root
from zhangdian.management.duties.models.catalogue import STORE
from zhangdian.management.duties.models.watched import PERSON
from zhangdian.people.organization.roles import Role


class SchemeQuerySet(RecordQuerySet):
    def on(self, month: date) -> Self:
        """The editions that hold in a month: of each post the last one that has begun."""
        begun = self.model._base_manager.filter(since__lte=month)
        later = begun.filter(store=OuterRef("store"), role=OuterRef("role"), number__gt=OuterRef("number"))
        return self.filter(~models.Exists(later), since__lte=month)


class Scheme(Root):
    """One edition of what a post is appraised by; one without lines says that it is appraised no more."""

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    role = models.CharField("岗位", max_length=4, choices=Role.choices)
    number = models.PositiveSmallIntegerField("第几版")
    since = models.DateField("从哪个月起")
    """The first day of a month."""
    stands = models.BooleanField("考核", default=True)
    is_example = models.BooleanField("示例", default=False)
    """As the house ships it; the store has not looked at it yet."""
    reason = models.CharField("为什么", max_length=200)
    set_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁定的"
    )
    set_at = models.DateTimeField("定于")

    objects: ClassVar[Any] = RecordManager.from_queryset(SchemeQuerySet)()

    class Meta:
        verbose_name = "考核方案"
        ordering = ("role", "-number")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "role", "number"],
                name="scheme_edition_once",
                violation_error_message="这个岗位的方案刚被别人改过：请刷新后再改",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="scheme_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}考核方案第 {self.number} 版"


class Measured:
    """What a line of a scheme and the same line of a sheet both say of their figure."""

    kind: Any
    figure: Any

    @property
    def measures(self) -> Figure | None:
        """The figure behind it; duties and scores have none."""
        return named(self.figure) if self.figure else None

    @property
    def unit(self) -> str:
        if self.kind == SchemeLine.Kind.SCORED:
            return "分"
        return self.measures.unit if self.measures else "%"


class SchemeLine(Measured, Record):
    """One line: what it looks at, how much it weighs, and between which marks its points lie."""

    class Kind(models.TextChoices):
        DUTIES = "duties", "职责按时"
        INDICATOR = "figure", "岗位指标"
        QUALITY = "quality", "质量"
        SCORED = "scored", "上级评分"

    class Of(models.TextChoices):
        """Whose figure it is."""

        OWN = "own", "本人"
        DEPARTMENT = "department", "部门"
        STORE = "store", "全店"

    root = "scheme"
    store_path = "scheme__store"
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="lines")
    order = models.PositiveSmallIntegerField("次序")
    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    label = models.CharField("考什么", max_length=40)
    figure = models.CharField("指标", max_length=60, blank=True, default="")
    """Its name in the registry of figures."""
    of = models.CharField("谁的", max_length=10, choices=Of.choices, default=Of.OWN)
    weight = models.PositiveSmallIntegerField("权重")
    full = models.DecimalField("满分到", max_digits=14, decimal_places=2)
    zero = models.DecimalField("零分到", max_digits=14, decimal_places=2)
    by_target = models.BooleanField("有目标按目标", default=False)
    """Where the person has a target, it is the full mark; the zero mark lies as far from it in proportion."""
    guide = models.CharField("看什么", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = "考核项"
        ordering = ("order", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheme", "order"], name="scheme_line_once"),
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=100), name="scheme_line_weighs_something"
            ),
            models.CheckConstraint(condition=~Q(full=models.F("zero")), name="full_and_zero_marks_differ"),
            models.CheckConstraint(
                condition=Q(kind__in=["figure", "quality"], figure__gt="")
                | Q(kind__in=["duties", "scored"], figure=""),
                name="scheme_line_of_a_figure_names_it",
            ),
        ]

    def __str__(self) -> str:
        return self.label
