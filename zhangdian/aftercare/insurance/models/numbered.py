"""Numbered documents: a range as it was received, each number with its one holder, counts and losses."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from zhangdian.aftercare.insurance.models.insurers import PERSON, STORE, Insurer
from zhangdian.aftercare.insurance.models.policies import Policy
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.money import ZERO, MoneyField
from zhangdian.foundation.kernel.records import Record, RecordQuerySet, Root


class BatchQuerySet(RecordQuerySet):
    def for_acts(self) -> "BatchQuerySet":
        return self.select_related("insurer", "received_by")


class FormBatch(Root):
    """A range of numbers of one kind as the insurer handed it over."""

    MOST: ClassVar = 500
    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("种类", max_length=20)
    insurer = models.ForeignKey(
        Insurer, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="保险公司"
    )
    prefix = models.CharField("字头", max_length=20, blank=True, default="")
    first = models.PositiveBigIntegerField("起号")
    last = models.PositiveBigIntegerField("止号")
    width = models.PositiveSmallIntegerField("几位")
    received_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁领的")
    received_at = models.DateTimeField("领于")
    received_from = models.CharField("从谁手里领的", max_length=60)

    objects: ClassVar[Any] = models.Manager.from_queryset(BatchQuerySet)()

    class Meta:
        verbose_name = "单证号段"
        ordering = ("-received_at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(last__gte=F("first")) & Q(last__lt=F("first") + 500),
                name="form_batch_is_a_range",
                violation_error_message="止号不能小于起号，一次最多 500 个号",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["store", "-received_at", "-id"], name="form_batch_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.serial(self.first)}–{self.serial(self.last)}"

    def serial(self, number: int) -> str:
        return f"{self.prefix}{number:0{self.width}d}"


class NumberedQuerySet(RecordQuerySet):
    def for_acts(self) -> "NumberedQuerySet":
        return self.select_related("batch", "holder", "offered_to", "policy")

    def held(self) -> "NumberedQuerySet":
        return self.filter(state=NumberedForm.State.HELD)


class NumberedForm(Record):
    """One number: at each moment in the hands of exactly one person (NBI-07)."""

    class State(models.TextChoices):
        HELD = "held", "在手"
        USED = "used", "已用"
        VOID = "void", "作废"
        LOST = "lost", "遗失"

    root = "batch"
    batch = models.ForeignKey(FormBatch, on_delete=models.PROTECT, related_name="forms")
    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("种类", max_length=20)
    number = models.PositiveBigIntegerField("号")
    serial = models.CharField("编号", max_length=40)
    state = models.CharField("状态", max_length=4, choices=State.choices, default=State.HELD)
    holder = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="在谁手里")
    """Never nobody: who had it last answers for it."""
    offered_to = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="要交给"
    )
    """Handed to somebody who has not signed yet: it is still the holder's."""
    policy = models.ForeignKey(
        Policy, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="用在哪张保单"
    )
    because = models.CharField("为什么", max_length=200, blank=True, default="")
    ended_at = models.DateTimeField("用掉、作废、遗失于", null=True)

    objects: ClassVar[Any] = models.Manager.from_queryset(NumberedQuerySet)()

    class Meta:
        verbose_name = "单证"
        ordering = ("kind", "serial")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "kind", "serial"],
                name="numbered_form_once",
                violation_error_message="这些号里有已经领过的：请核对起止号",
            ),
            models.CheckConstraint(
                condition=Q(offered_to__isnull=True) | (Q(state="held") & ~Q(offered_to=F("holder"))),
                name="only_a_held_form_is_handed_on",
                violation_error_message="只有在手的单证能交给别人，不能交给自己",
            ),
            models.CheckConstraint(
                condition=Q(state="held", policy__isnull=True, because="", ended_at__isnull=True)
                | Q(state="used", policy__isnull=False, ended_at__isnull=False)
                | (
                    Q(state__in=["void", "lost"], policy__isnull=True, ended_at__isnull=False)
                    & ~Q(because="")
                ),
                name="numbered_form_shows_its_state",
                violation_error_message="用掉的要有保单，作废和遗失的要写原因",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["holder", "state", "kind", "serial"], name="numbered_form_by_holder"),
            models.Index(
                fields=["offered_to"], condition=Q(offered_to__isnull=False), name="numbered_form_offered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.serial}"


class FormMove(Record):
    """What happened to one number, from whom to whom; it is never changed."""

    class What(models.TextChoices):
        RECEIVED = "in", "领入"
        HANDED = "to", "交接"
        USED = "used", "使用"
        VOID = "void", "作废"
        LOST = "lost", "遗失"
        UNDONE = "undo", "撤销登记"

    root = "batch"
    store_path = "batch__store"
    batch = models.ForeignKey(FormBatch, on_delete=models.PROTECT, related_name="+")
    form = models.ForeignKey(NumberedForm, on_delete=models.PROTECT, related_name="moves")
    what = models.CharField("做了什么", max_length=4, choices=What.choices)
    giver = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="之后在谁手里"
    )
    by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁办的"
    )
    at = models.DateTimeField("时间")
    words = models.CharField("说明", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = "单证流转"
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.holder}"


class FormCount(Root):
    """The forms in one person's hands, counted by another."""

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="点谁的")
    counted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁点的")
    counted_at = models.DateTimeField("点于")
    expected = models.PositiveIntegerField("账上")
    found = models.PositiveIntegerField("实有")
    remark = models.CharField("说明", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = "单证盘点"
        ordering = ("-counted_at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(found__lte=F("expected")), name="form_count_finds_no_more_than_expected"
            ),
            models.CheckConstraint(
                condition=~Q(counted_by=F("holder")),
                name="forms_counted_by_another",
                violation_error_message="自己的单证请另一个人来点",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder} 的单证 {clock.day(self.counted_at)}"

    @property
    def missing(self) -> int:
        return self.expected - self.found


class LossQuerySet(RecordQuerySet):
    def for_acts(self) -> "LossQuerySet":
        return self.select_related("form__batch", "holder", "found_by")


class FormLoss(Root):
    """A number that was not there: who had it answers for it, a manager ends it (NBI-07)."""

    class State(models.TextChoices):
        OPEN = "open", "待处理"
        SETTLED = "settled", "已处理"

    class How(models.TextChoices):
        REPORTED = "reported", "已报保险公司挂失"
        BACK = "back", "找到了，交回作废"

    ARROWS: ClassVar[dict[Any, Any]] = {
        State.OPEN: {State.SETTLED: "处理"},
        State.SETTLED: {State.OPEN: "重开"},
    }

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=7, choices=State.choices, default=State.OPEN, editable=False)
    form = models.OneToOneField(
        NumberedForm, on_delete=models.PROTECT, related_name="loss", verbose_name="单证"
    )
    holder = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="责任人")
    found_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁发现的")
    found_at = models.DateTimeField("发现于")
    count = models.ForeignKey(
        FormCount, null=True, on_delete=models.PROTECT, related_name="losses", verbose_name="哪次盘点"
    )
    words = models.CharField("怎么回事", max_length=200, blank=True, default="")
    how = models.CharField("怎么处理", max_length=8, choices=How.choices, blank=True, default="")
    settled_words = models.CharField("处理说明", max_length=200, blank=True, default="")
    charged = MoneyField("责任人承担", default=ZERO)
    settled_by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁处理的"
    )
    settled_at = models.DateTimeField("处理于", null=True)

    objects: ClassVar[Any] = models.Manager.from_queryset(LossQuerySet)()

    class Meta:
        verbose_name = "单证遗失"
        ordering = ("-found_at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(charged__gte=0),
                name="form_loss_charges_nothing_back",
                violation_error_message="承担的金额不能是负数",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, how="")
                | (Q(settled_at__isnull=False) & ~Q(how="") & ~Q(settled_words="")),
                name="settled_form_loss_says_how",
                violation_error_message="请选怎么处理并写说明",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} 遗失"

    def derive_state(self) -> "FormLoss.State":
        return self.State.SETTLED if self.settled_at else self.State.OPEN
