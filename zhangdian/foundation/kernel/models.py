"""The kernel's own tables: claims, journal, seal, numbers, holds, requests, links, papers, photos."""

import json
from typing import Any, ClassVar

from django.db import models

from zhangdian.foundation.kernel.records import Belongs, Guarded, Record, RecordQuerySet, Root


class Claim(Guarded):
    """The key of an act: whoever inserts it first acts, everybody else gets the first answer."""

    token = models.CharField(max_length=120, unique=True)
    digest = models.CharField(max_length=64)


class Entry(Guarded):
    """What was done, by whom, in which role, to what, when, with which inputs, and what changed."""

    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    store = models.ForeignKey(
        "organization.Store", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    actor = models.CharField(max_length=10)
    person = models.ForeignKey(
        "organization.Person", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    acting_for = models.ForeignKey(
        "organization.Person", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    link = models.ForeignKey(
        "kernel.Link", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    role = models.CharField(max_length=20)
    action = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField(null=True)
    root_type = models.CharField(max_length=60)
    root_id = models.BigIntegerField(null=True)
    from_state = models.CharField(max_length=30)
    to_state = models.CharField(max_length=30)
    inputs_text = models.TextField()
    changes_text = models.TextField()
    notes_text = models.TextField()
    personal_text = models.TextField(blank=True, default="")
    """Old and new of personal fields, with a salt of its own; erasure may empty it."""
    personal_digest = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        verbose_name = "日志"
        ordering = ("id",)
        indexes: ClassVar = [
            models.Index(fields=["root_type", "root_id", "id"], name="entry_by_root"),
            models.Index(fields=["store", "action", "at"], name="entry_by_action"),
            models.Index(fields=["person", "at"], name="entry_by_person"),
        ]

    @property
    def inputs(self) -> dict[str, Any]:
        return dict(json.loads(self.inputs_text))

    @property
    def changes(self) -> dict[str, Any]:
        return dict(json.loads(self.changes_text))

    @property
    def notes(self) -> dict[str, Any]:
        return dict(json.loads(self.notes_text))


class Seal(Guarded):
    """One link of the chain over the journal, in the order in which entries became visible."""

    position = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="seal")
    digest = models.CharField(max_length=64)
    chain = models.CharField(max_length=64)


class Counter(Guarded):
    """The last number given, per store, kind and day."""

    store = models.ForeignKey("organization.Store", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    day = models.DateField()
    value = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["store", "kind", "day"], name="counter_once_per_store_kind_day")
        ]


class Weight(models.TextChoices):
    """How hard a gate or question weighs: refuse, go on after a chip, or only note."""

    STOP = "stop", "拦住"
    ASK = "ask", "问一句"
    WATCH = "watch", "只记录"


class Hold(Record):
    """What a root waits for: on whom, since when, why, and which actions it stops (perhaps none)."""

    store = models.ForeignKey("organization.Store", on_delete=models.PROTECT, related_name="+")
    root_type = models.CharField(max_length=60)
    root_id = models.BigIntegerField()
    kind = models.CharField(max_length=30)
    holder = models.CharField(max_length=30)
    """A role's code, or `customer`, `insurer`, `supplier`, `manufacturer`, `outside`."""
    person = models.ForeignKey("organization.Person", null=True, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=200)
    stops = models.TextField(blank=True, default="")
    """Names of the actions it stops, separated by blanks."""
    since = models.DateTimeField()
    source_type = models.CharField(max_length=60, blank=True, default="")
    source_id = models.BigIntegerField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        Entry, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = "等待"
        ordering = ("since", "pk")
        indexes: ClassVar = [
            models.Index(
                fields=["root_type", "root_id"],
                name="hold_open_by_root",
                condition=models.Q(lifted_at__isnull=True),
            ),
            models.Index(fields=["root_type", "root_id", "since"], name="hold_by_root"),
        ]


class RuleWeight(Record):
    """The store's weight of a gate or question, when it is not the house's default."""

    store = models.ForeignKey("organization.Store", on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=80)
    weight = models.CharField(max_length=5, choices=Weight.choices)

    class Meta:
        verbose_name = "规则分量"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["store", "rule"], name="rule_weight_once_per_store")
        ]


class RequestQuerySet(RecordQuerySet):
    """Requests with the signatures that they have."""

    def for_acts(self) -> Any:
        return self.prefetch_related("signatures")


class Request(Root):
    """An act that waits for signatures: it holds the inputs; the last signature carries it out."""

    class State(models.TextChoices):
        OPEN = "open", "待签"
        DONE = "done", "已办"
        REFUSED = "refused", "已拒"
        WITHDRAWN = "withdrawn", "已撤回"

    store = models.ForeignKey("organization.Store", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    action = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField(null=True)
    inputs_text = models.TextField()
    because_text = models.TextField(default="{}")
    seen_digest = models.CharField(max_length=64)
    """Digest of the subject as the asker saw it; a changed subject is asked for anew."""
    needed = models.CharField(max_length=200)
    """Roles that must still sign, separated by blanks."""
    asker = models.ForeignKey("organization.Person", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    effect = models.CharField(max_length=300)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    """Yuan at stake, where it is about money."""
    changes_text = models.TextField(default="[]")
    """What it changes as the asker saw it: rows of what, before, after."""
    answer = models.CharField(max_length=200, blank=True, default="")

    objects: ClassVar[Any] = models.Manager.from_queryset(RequestQuerySet)()

    class Meta:
        verbose_name = "待签申请"
        ordering = ("asked_at", "pk")
        indexes: ClassVar = [
            models.Index(fields=["store", "state", "asked_at"], name="request_by_state"),
        ]

    def __str__(self) -> str:
        return self.effect

    @property
    def effects(self) -> list[list[str]]:
        """Rows of what it changes: what, before, after."""
        told: list[list[str]] = json.loads(self.changes_text)
        return told


class RequestSignature(Record):
    """One signature under a request, or a refusal to sign."""

    root = "request"
    store_path = "request__store"
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="signatures")
    person = models.ForeignKey("organization.Person", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    signed_at = models.DateTimeField()
    for_whom = models.ForeignKey("organization.Person", null=True, on_delete=models.PROTECT, related_name="+")
    """In whose name, where he signed as a deputy or by a power that was lent to him."""
    agrees = models.BooleanField("同意", default=True)

    class Meta:
        verbose_name = "申请签字"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "role"], name="request_signed_once_per_role"),
            models.UniqueConstraint(fields=["request", "person"], name="request_signed_once_per_person"),
        ]


class Link(Record):
    """A customer's way to one record, until it expires."""

    store = models.ForeignKey("organization.Store", on_delete=models.PROTECT, related_name="+")
    key_digest = models.CharField(max_length=64, unique=True)
    action = models.CharField(max_length=200)
    """Name of the action that it allows, or of a few, separated by blanks."""
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "客户链接"
        indexes: ClassVar = [models.Index(fields=["subject_type", "subject_id"], name="link_by_subject")]


class CalendarDay(Record):
    """A day of the national calendar as the store entered it: a holiday, or a weekend that is worked."""

    belongs = Belongs.HOUSE
    day = models.DateField("日期", unique=True)
    is_workday = models.BooleanField("上班")
    name = models.CharField("名称", max_length=30, blank=True, default="")

    class Meta:
        verbose_name = "节假日"
        ordering = ("day",)


class JobRun(models.Model):
    """When a job of the clock last ran, and what went wrong; two workers never run the same one at once."""

    name = models.CharField(max_length=80, unique=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    failed_with = models.TextField(blank=True, default="")

    class Meta:
        verbose_name = "后台工作"

    def __str__(self) -> str:
        return self.name


class FrozenPage(models.Model):
    """The bytes of a page by their digest; written before the act that freezes them, never changed."""

    digest = models.CharField(primary_key=True, max_length=64)
    body = models.BinaryField()

    class Meta:
        verbose_name = "页面"

    def __str__(self) -> str:
        return self.digest


class Means(models.TextChoices):
    """By which means a person gave his word."""

    PAD = "pad", "签字板"
    LINK = "link", "链接"
    PAPER = "paper", "纸上签字"
    PHONE = "phone", "电话"
    DESK = "desk", "当面"
    REFUSED = "refused", "拒签(有见证)"


class Paper(Record):
    """A document as it was signed: page, signature, hash; a later change makes a new version."""

    store = models.ForeignKey("organization.Store", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    number = models.CharField(max_length=30, blank=True, default="")
    revision = models.PositiveSmallIntegerField(verbose_name="第几版")
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    page = models.ForeignKey(FrozenPage, on_delete=models.PROTECT, related_name="+")
    means = models.CharField(max_length=8, choices=Means.choices, blank=True, default="")
    signature = models.ForeignKey("kernel.Upload", null=True, on_delete=models.PROTECT, related_name="+")
    witness = models.ForeignKey("organization.Person", null=True, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField()
    prints = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "单据"
        ordering = ("frozen_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "subject_type", "subject_id", "revision"], name="paper_revision_once"
            ),
            models.UniqueConstraint(
                fields=["store", "kind", "number", "revision"],
                name="paper_number_once",
                condition=~models.Q(number=""),
            ),
        ]


class Upload(models.Model):
    """A picture that somebody sent: judged by its content, kept by its digest, not yet part of any record."""

    store = models.ForeignKey("organization.Store", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("organization.Person", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    digest = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()

    class Meta:
        verbose_name = "上传"
        indexes: ClassVar = [models.Index(fields=["person", "at"], name="upload_by_person")]

    def __str__(self) -> str:
        return self.digest


class Photo(Record):
    """A picture as evidence on a record."""

    store = models.ForeignKey("organization.Store", on_delete=models.PROTECT, related_name="+")
    root_type = models.CharField(max_length=60)
    root_id = models.BigIntegerField()
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "照片"
        ordering = ("pk",)
        indexes: ClassVar = [models.Index(fields=["root_type", "root_id"], name="photo_by_root")]


__all__ = [
    "Belongs",
    "Claim",
    "Counter",
    "Entry",
    "FrozenPage",
    "Hold",
    "Link",
    "Means",
    "Paper",
    "Photo",
    "Request",
]
