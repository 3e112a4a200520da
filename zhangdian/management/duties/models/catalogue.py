"""A duty: the sentence that somebody signed; when it is due in a store; and where its rounds look."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from zhangdian.foundation.kernel.records import Belongs, Record, RecordManager, RecordQuerySet
from zhangdian.people.organization.roles import Role

STORE = "organization.Store"


class EditionQuerySet(RecordQuerySet):
    def on(self, day: Any) -> Self:
        """The editions that hold on a day: of each code the newest that has begun."""
        same = {"code": models.OuterRef("code")}
        if self.model.belongs is Belongs.STORE:
            same["store"] = models.OuterRef("store")
        later = self.model._base_manager.filter(**same, since__lte=day, since__gt=models.OuterRef("since"))
        return self.filter(~models.Exists(later), since__lte=day)


class Duty(Record):
    """One row of the job descriptions as it read from a day on; a changed sentence is a new edition."""

    belongs = Belongs.HOUSE

    class Kind(models.TextChoices):
        GATE = "gate", "关口"
        STEP = "step", "步骤"
        RECORD = "record", "记录"
        DEADLINE = "deadline", "时限"
        RECURRING = "recurring", "定期"
        REPORT = "report", "报告"
        KPI = "kpi", "指标"
        CUSTODY = "custody", "保管"
        CONDUCT = "conduct", "言行"
        QUALIFICATION = "qualification", "任职资格"
        KNOWLEDGE = "knowledge", "知识"

    class Area(models.TextChoices):
        RECEPTION = "reception", "接待"
        WORKSHOP = "workshop", "车间"
        DELIVERY = "delivery", "交车"
        SETTLEMENT = "settlement", "结算"
        FOLLOW_UP = "followup", "回访"
        CUSTOMER_CARE = "customer_care", "客户关怀"
        PARTS = "parts", "配件"
        QUALITY = "quality", "质量"
        WARRANTY = "warranty", "索赔"
        ACCIDENT_CLAIMS = "accident_claims", "事故理赔"
        INSURANCE = "insurance", "保险"
        SALES = "sales", "销售"
        MARKETING = "marketing", "市场"
        TRAINING = "training", "培训"
        TOOLS = "tools", "工具设备"
        FACILITIES = "facilities", "现场"
        HR = "hr", "人事"
        ORGANISATION = "organisation", "组织"
        REPORTING = "reporting", "报表"
        SECURITY = "security", "信息安全"

    code = models.CharField("编号", max_length=12)
    since = models.DateField("从")
    source = models.CharField("出处", max_length=400)
    posts = models.CharField("岗位", max_length=200)
    posts_english = models.CharField(max_length=300, blank=True, default="")
    sentence = models.CharField("职责", max_length=300)
    kind = models.CharField("类别", max_length=14, choices=Kind.choices)
    area = models.CharField("业务", max_length=16, choices=Area.choices)
    does = models.TextField("系统做什么")
    check_that = models.TextField("怎么验收")

    objects: ClassVar[Any] = RecordManager.from_queryset(EditionQuerySet)()

    class Meta:
        verbose_name = "职责"
        ordering = ("code", "-since")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["code", "since"],
                name="duty_once_per_day",
                violation_error_message="这条职责这一天已有一版：请换一个生效日",
            )
        ]

    def __str__(self) -> str:
        return self.code


class Timetable(Record):
    """When a duty is due in a store, from a day on, and by which acts it shows that it was done."""

    class Moved(models.TextChoices):
        """What becomes of a day on which offices rest."""

        STAYS = "stays", "照常"
        NEXT_WORKDAY = "next", "顺延到下一个工作日"

    class Reckons(models.TextChoices):
        """By whose clock the hour counts."""

        CLOCK = "clock", "按钟点"
        SHIFT = "shift", "按上班时间顺延"

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    code = models.CharField("编号", max_length=12)
    since = models.DateField("从")
    role = models.CharField("岗位", max_length=4, choices=Role.choices)
    each = models.BooleanField("每人各做", default=False)
    """Each holder for himself; otherwise once for the post."""
    rule = models.CharField("重复", max_length=120)
    """Recurrence as RFC 5545 words it: FREQ=WEEKLY;BYDAY=MO."""
    due = models.TimeField("时限")
    ahead = models.PositiveSmallIntegerField("提前几天可做", default=0)
    keeps = models.PositiveSmallIntegerField("过后几天还能补", default=0)
    moved = models.CharField("逢休息日", max_length=5, choices=Moved.choices, default=Moved.STAYS)
    reckons = models.CharField("几点怎么算", max_length=5, choices=Reckons.choices, default=Reckons.CLOCK)
    """By the shift: who comes an hour after the service opens has an hour more."""
    proofs = models.CharField("凭什么算做了", max_length=200)
    """Names of the actions that prove it, separated by blanks."""
    confirmed_by = models.CharField("谁来复核", max_length=4, choices=Role.choices, blank=True, default="")
    """The post that looks before it counts as done; empty: the superior."""
    draws = models.CharField("抽什么", max_length=60, blank=True, default="")
    """The figure whose records the system draws from, where a sample proves it."""
    draw_count = models.PositiveSmallIntegerField("抽几件", default=0)
    draw_days = models.PositiveSmallIntegerField("抽前几天的", default=0)
    """Of so many days before; of the day itself with 0."""
    stands = models.BooleanField("启用", default=True)
    reason = models.CharField("为什么改", max_length=200, blank=True, default="")

    objects: ClassVar[Any] = RecordManager.from_queryset(EditionQuerySet)()

    class Meta:
        verbose_name = "职责时间表"
        ordering = ("code", "-since")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "code", "since"],
                name="timetable_once_per_day",
                violation_error_message="这条职责的时间今天已经改过一次：明天再改",
            )
        ]

    def __str__(self) -> str:
        return self.code


class CaseRule(Record):
    """When a duty is due for each single case: from what act or date of it, until when, proved by what."""

    class Side(models.TextChoices):
        """On which side of a date so many days are counted."""

        BEFORE = "before", "那天之前"
        AFTER = "after", "那天之后"

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    code = models.CharField("编号", max_length=12)
    since = models.DateField("从")
    role = models.CharField("岗位", max_length=4, choices=Role.choices)
    trigger = models.CharField("从哪一步起", max_length=80, blank=True, default="")
    """One act or several; empty where it begins with a date that the case bears."""
    dated = models.CharField("从哪个日期算", max_length=80, blank=True, default="")
    offset = models.SmallIntegerField("那天之后几天", default=0)
    """Due at the end of so many days after that date; before it where negative."""
    ahead = models.PositiveSmallIntegerField("提前几天可做", default=0)
    proofs = models.CharField("凭什么算做了", max_length=200)
    voids = models.CharField("哪一步以后不用做", max_length=200, blank=True, default="")
    whose = models.CharField("算在谁名下", max_length=30, blank=True, default="")
    """The field of the case that names him; empty: the post owes it."""
    minutes = models.PositiveIntegerField("几分钟内", default=0)
    """Of the store's hours; with 0 it is due at the end of a day."""
    days = models.PositiveSmallIntegerField("几天内", default=0)
    """The end of so many days after; of the same day with 0."""
    keeps = models.PositiveSmallIntegerField("过后几天还能补", default=0)
    only = models.CharField("只算哪种", max_length=60, blank=True, default="")
    """A field of the case and what stands in it, `code=advisor_day`; empty: every case."""
    until = models.CharField("到它的哪个时刻", max_length=30, blank=True, default="")
    """The field of the case that says when it is due; empty: so many minutes or days after."""
    case = models.CharField("是哪种单", max_length=60, blank=True, default="")
    """The kind of record that the act opened or changed beside its own, which is the case; empty: its own."""
    above = models.CharField("由谁的上级来做", max_length=30, blank=True, default="")
    """The field of the case that names him whose superior owes it; empty: the post of the rule."""
    stands = models.BooleanField("启用", default=True)
    reason = models.CharField("为什么改", max_length=200, blank=True, default="")

    objects: ClassVar[Any] = RecordManager.from_queryset(EditionQuerySet)()

    class Meta:
        verbose_name = "逐件职责"
        ordering = ("code", "-since")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "code", "since"],
                name="case_rule_once_per_day",
                violation_error_message="这条职责的期限今天已经改过一次：明天再改",
            ),
            models.CheckConstraint(
                condition=(Q(dated="") & ~Q(trigger="")) | (~Q(dated="") & Q(trigger="")),
                name="case_begins_with_an_act_or_a_date",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def owed_by(self) -> str:
        """The post, or that the superior of whom the case names owes it."""
        return "他的上级" if self.above else self.get_role_display()

    @property
    def span(self) -> str:
        """30 分钟内(营业时间)；4 小时内(营业时间)；3 天内；当天；那天之前 60 天；它自己的时间."""
        if self.dated:
            side = self.Side.BEFORE if self.offset < 0 else self.Side.AFTER
            words = f"{side.label} {abs(self.offset)} 天" if self.offset else "那天"
            return f"{words}，提前 {self.ahead} 天可做" if self.ahead else words
        if self.until:
            return "它自己的时间"
        if self.minutes:
            whole = self.minutes >= 120 and self.minutes % 60 == 0
            return f"{self.minutes // 60} 小时内(营业时间)" if whole else f"{self.minutes} 分钟内(营业时间)"
        return f"{self.days} 天内" if self.days else "当天"


class RoundPoint(Record):
    """One place or thing that a post's round looks at, for which duties."""

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    role = models.CharField("岗位", max_length=4, choices=Role.choices)
    order = models.PositiveSmallIntegerField("次序")
    text = models.CharField("看什么", max_length=80)
    codes = models.CharField("哪些职责", max_length=80)
    """Rows that it serves, separated by blanks."""
    ended_on = models.DateField("停用于", null=True, blank=True)

    class Meta:
        verbose_name = "巡查点"
        ordering = ("role", "order", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "role", "text"],
                condition=models.Q(ended_on__isnull=True),
                name="round_point_once",
                violation_error_message="这个岗位已经有这个巡查点",
            )
        ]

    def __str__(self) -> str:
        return self.text
