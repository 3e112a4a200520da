"""Insurers' lists of policies beside the ledger: how each writes, line by line, what is missing."""

import json
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from zhangdian.aftercare.insurance.models.insurers import PERSON, STORE, Insurer
from zhangdian.aftercare.insurance.models.policies import Policy, PolicyLine
from zhangdian.foundation.kernel.money import MoneyField
from zhangdian.foundation.kernel.records import Record, RecordQuerySet, Root
from zhangdian.foundation.kernel.sight import SealedCharField
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.customers.sights import CUSTOMER_NAME


class Means(models.TextChoices):
    """What a column of an insurer's list holds."""

    NUMBER = "number", "保单号"
    LINE = "line", "险种"
    VIN = "vin", "车架号"
    PLATE = "plate", "车牌"
    HOLDER = "holder", "投保人"
    SIGNED_ON = "signed_on", "签单日期"
    STARTS_ON = "starts_on", "起保日"
    LAST_DAY = "last_day", "最后一天"
    ENDS_ON = "ends_on", "终保日（0 时止）"
    PREMIUM = "premium", "保费"
    NET_PREMIUM = "net_premium", "净保费"
    TAX = "tax", "车船税"


class ListLayout(Root):
    """The columns of one insurer's list from a day on: lists are read by it, details go out by it."""

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    insurer = models.ForeignKey(Insurer, on_delete=models.PROTECT, related_name="+", verbose_name="保险公司")
    since = models.DateField("从")
    set_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁定的")

    objects: ClassVar[Any] = models.Manager.from_queryset(RecordQuerySet)()

    class Meta:
        verbose_name = "清单格式"
        ordering = ("insurer", "-since", "-pk")
        indexes: ClassVar = [models.Index(fields=["insurer", "-since", "-id"], name="list_layout_by_insurer")]

    def __str__(self) -> str:
        return f"{self.insurer} 清单格式"


class LayoutColumn(Record):
    """One column, in the insurer's order and words; one that means nothing to the store stays empty."""

    root = "layout"
    store_path = "layout__store"
    layout = models.ForeignKey(ListLayout, on_delete=models.PROTECT, related_name="columns")
    order = models.PositiveIntegerField("列")
    heading = models.CharField("列名", max_length=60)
    means = models.CharField("是什么", max_length=11, choices=Means.choices, blank=True, default="")

    class Meta:
        verbose_name = "清单格式一列"
        ordering = ("order",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["layout", "means"], condition=~Q(means=""), name="layout_meaning_once"
            ),
            models.UniqueConstraint(fields=["layout", "heading"], name="layout_heading_once"),
        ]

    def __str__(self) -> str:
        return self.heading


class BroughtSheet(models.Model):
    """A list that somebody uploaded: its cells, part of nothing yet; emptied when its lines are in."""

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    headings_text = models.TextField()
    rows = models.PositiveIntegerField()
    body = models.TextField()

    class Meta:
        verbose_name = "上传的清单"

    def __str__(self) -> str:
        return self.name

    @property
    def headings(self) -> list[str]:
        found: list[str] = json.loads(self.headings_text)
        return found


class PolicyListQuerySet(RecordQuerySet):
    def for_acts(self) -> "PolicyListQuerySet":
        return self.select_related("insurer", "brought")

    def current(self) -> "PolicyListQuerySet":
        """The lists that count: accepted, neither withdrawn nor replaced by a newer one."""
        return self.filter(state__in=[PolicyList.State.OPEN, PolicyList.State.DONE])


class PolicyList(Root):
    """An insurer's list of the policies that it issued in a month, compared with the ledger."""

    class State(models.TextChoices):
        DRAFT = "draft", "待确认"
        READING = "reading", "正在核对"
        OPEN = "open", "有差异"
        DONE = "done", "已核完"
        REPLACED = "replaced", "已换新"
        WITHDRAWN = "withdrawn", "已撤回"

    ARROWS: ClassVar[dict[Any, Any]] = {
        State.DRAFT: {
            State.READING: "开始核对",
            State.OPEN: "核对",
            State.DONE: "核对",
            State.WITHDRAWN: "撤回",
        },
        State.READING: {
            State.OPEN: "核对",
            State.DONE: "核对",
            State.REPLACED: "换新",
            State.WITHDRAWN: "撤回",
        },
        State.OPEN: {State.DONE: "差异处理完", State.REPLACED: "换新", State.WITHDRAWN: "撤回"},
        State.DONE: {State.OPEN: "又有差异", State.REPLACED: "换新", State.WITHDRAWN: "撤回"},
    }

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=9, choices=State.choices, default=State.DRAFT, editable=False)
    insurer = models.ForeignKey(Insurer, on_delete=models.PROTECT, related_name="+", verbose_name="保险公司")
    month = models.DateField("月份")
    """The first day of the month that it is about."""
    brought = models.ForeignKey(BroughtSheet, on_delete=models.PROTECT, related_name="+", verbose_name="文件")
    digest = models.CharField("文件指纹", max_length=64)
    columns_text = models.TextField("列", default="{}")
    """Meaning → column from 0, as proposed or as somebody chose."""
    rows = models.PositiveIntegerField("行数")
    rows_done = models.PositiveIntegerField("核对到", default=0)
    left = models.PositiveIntegerField("没处理的差异", default=0)
    opened_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="上传人")
    opened_at = models.DateTimeField("上传")
    accepted_by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="确认人"
    )
    accepted_at = models.DateTimeField("确认", null=True)
    compared_at = models.DateTimeField("核对于", null=True)
    replaces = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="换下"
    )
    replaced_at = models.DateTimeField("换新于", null=True)
    withdrawn_because = models.CharField("为什么撤回", max_length=200, blank=True, default="")

    objects: ClassVar[Any] = models.Manager.from_queryset(PolicyListQuerySet)()

    class Meta:
        verbose_name = "保单清单"
        ordering = ("-month", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "insurer", "month", "digest"],
                condition=~Q(state__in=["replaced", "withdrawn"]),
                name="policy_list_once",
                violation_error_message="这份清单这个月已经上传过：请在列表里找到它",
            ),
            models.UniqueConstraint(
                fields=["store", "insurer", "month"],
                condition=Q(accepted_at__isnull=False, replaced_at__isnull=True, withdrawn_because=""),
                name="policy_list_one_counts",
                violation_error_message="这家公司这个月刚有另一份清单在核对：请刷新页面再看",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["store", "-month", "-id"], name="policy_list_by_month")]

    def __str__(self) -> str:
        return f"{self.insurer} {self.month:%Y-%m} 保单清单"

    @property
    def columns(self) -> dict[str, int]:
        found: dict[str, int] = json.loads(self.columns_text)
        return found

    def derive_state(self) -> "PolicyList.State":
        """Draft until somebody confirms it, then compared, then worked off."""
        if self.withdrawn_because:
            return self.State.WITHDRAWN
        if self.replaced_at:
            return self.State.REPLACED
        if self.accepted_at is None:
            return self.State.DRAFT
        if self.compared_at is None:
            return self.State.READING
        return self.State.OPEN if self.left else self.State.DONE


class UnregisteredQuerySet(RecordQuerySet):
    def for_acts(self) -> "UnregisteredQuerySet":
        return self.select_related("insurer", "owner")


class UnregisteredPolicy(Root):
    """A policy that the insurer issued and nobody entered here: who is to register it (RNW-29)."""

    class State(models.TextChoices):
        OPEN = "open", "待补登"
        REGISTERED = "entered", "已登记"
        CLOSED = "closed", "不用登记"

    ARROWS: ClassVar[dict[Any, Any]] = {
        State.OPEN: {State.REGISTERED: "登记", State.CLOSED: "关闭"},
        State.REGISTERED: {State.OPEN: "登记作废"},
        State.CLOSED: {State.OPEN: "重新打开", State.REGISTERED: "登记"},
    }

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=7, choices=State.choices, default=State.OPEN, editable=False)
    insurer = models.ForeignKey(Insurer, on_delete=models.PROTECT, related_name="+", verbose_name="保险公司")
    number = models.CharField("保单号", max_length=40)
    line = models.CharField("险别", max_length=3, choices=PolicyLine.choices, blank=True, default="")
    vin = models.CharField("车架号", max_length=17, blank=True, default="")
    plate = models.CharField("车牌", max_length=12, blank=True, default="")
    vehicle = models.ForeignKey(
        Vehicle, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="车辆"
    )
    signed_on = models.DateField("签单日期")
    due_on = models.DateField("登记期限")
    """The day of signing; where the list told of it later, the day on which it did."""
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="负责人")
    opened_at = models.DateTimeField("发现于")
    policy = models.ForeignKey(
        Policy, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="登记的保单"
    )
    because = models.CharField("为什么不用登记", max_length=200, blank=True, default="")
    closed_by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="关闭人"
    )
    closed_at = models.DateTimeField("关闭于", null=True)

    objects: ClassVar[Any] = models.Manager.from_queryset(UnregisteredQuerySet)()

    class Meta:
        verbose_name = "待补登保单"
        ordering = ("due_on", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["insurer", "number"], name="unregistered_policy_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["owner", "state"], name="unregistered_by_owner"),
            models.Index(fields=["store", "due_on", "id"], name="unregistered_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.plate or self.get_line_display()} {self.number}".strip()

    def derive_state(self) -> "UnregisteredPolicy.State":
        """Registered, not to be registered, or open."""
        if self.policy_id:
            return self.State.REGISTERED
        return self.State.CLOSED if self.because else self.State.OPEN


class PolicyListLine(Record):
    """One policy of a list beside the ledger; of what the list does not name, the ledger's side alone."""

    class Match(models.TextChoices):
        SAME = "same", "一致"
        DIFFERS = "differs", "不一样"
        MISSING = "missing", "本店没登记"
        EXTRA = "extra", "清单没有"

    class Settled(models.TextChoices):
        OURS = "ours", "本店录错，已更正"
        THEIRS = "theirs", "保险公司有误"
        NEITHER = "neither", "不算差错"
        REGISTERED = "entered", "已补登"
        CLOSED = "closed", "不用登记"
        REPLACED = "replaced", "换了新清单"

    root = "policy_list"
    store_path = "policy_list__store"
    policy_list = models.ForeignKey(PolicyList, on_delete=models.PROTECT, related_name="lines")
    order = models.PositiveIntegerField("行")
    number = models.CharField("保单号", max_length=40)
    line = models.CharField("险别", max_length=3, choices=PolicyLine.choices, blank=True, default="")
    vin = models.CharField("车架号", max_length=17, blank=True, default="")
    plate = models.CharField("车牌", max_length=12, blank=True, default="")
    holder = SealedCharField("投保人", max_length=60, blank=True, default="", sight=CUSTOMER_NAME)
    signed_on = models.DateField("签单日期")
    starts_on = models.DateField("起保日", null=True)
    last_day = models.DateField("最后一天", null=True)
    premium = MoneyField("保费", null=True)
    tax = MoneyField("车船税", null=True)
    policy = models.ForeignKey(Policy, null=True, on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey(UnregisteredPolicy, null=True, on_delete=models.PROTECT, related_name="lines")
    match = models.CharField("核对", max_length=7, choices=Match.choices)
    differs_text = models.TextField("哪里不一样", blank=True, default="")
    """What differs with both values; of names only that they do."""
    our_error = models.BooleanField("本店录错", default=False)
    """It was, though it may have been corrected since (NBI-05)."""
    settled = models.CharField("怎么处理", max_length=8, choices=Settled.choices, blank=True, default="")
    because = models.CharField("原因", max_length=200, blank=True, default="")
    settled_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField("处理于", null=True)

    class Meta:
        verbose_name = "清单一行"
        ordering = ("order",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["policy_list", "number"], name="policy_list_line_once"),
            models.CheckConstraint(
                condition=Q(match="missing") | Q(policy__isnull=False), name="listed_line_has_its_policy"
            ),
            models.CheckConstraint(
                condition=~Q(settled__in=["theirs", "neither"]) | ~Q(because=""),
                name="settled_list_line_says_why",
                violation_error_message="请写为什么这样处理",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["policy"], name="policy_list_line_by_policy"),
            models.Index(fields=["vin"], name="policy_list_line_by_vin"),
            models.Index(fields=["policy_list", "match", "settled"], name="policy_list_line_by_match"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def differs(self) -> list[list[str]]:
        """What, theirs, ours."""
        found: list[list[str]] = json.loads(self.differs_text) if self.differs_text else []
        return found

    @property
    def differing(self) -> str:
        """The names of what differs."""
        return "、".join(each[0] for each in self.differs)


OPEN_LINE = ~Q(match="same") & Q(settled="")
"""Lines that somebody still has to work off."""
