"""A duty: the sentence that somebody signed, with its post, its kind, and what the program does for it."""

from typing import Any, ClassVar, Self

from django.db import models

from zhangdian.foundation.kernel.records import Belongs, Record, RecordManager, RecordQuerySet


class DutyQuerySet(RecordQuerySet):
    def on(self, day: Any) -> Self:
        """The editions that hold on a day: of each row the newest that has begun."""
        later = self.model._base_manager.filter(
            code=models.OuterRef("code"), since__lte=day, since__gt=models.OuterRef("since")
        )
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

    objects: ClassVar[Any] = RecordManager.from_queryset(DutyQuerySet)()

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
