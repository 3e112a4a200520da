"""What papers a policy needs, by kind and day, and the dossier of each policy with its scans."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, OuterRef, Q

from zhangdian.aftercare.insurance.models.insurers import PERSON, STORE
from zhangdian.aftercare.insurance.models.policies import Policy, PolicyLine
from zhangdian.foundation.kernel.records import Record, RecordQuerySet, Root


class Keeper(models.TextChoices):
    """Of whom a paper is asked."""

    PERSON = "person", "个人"
    COMPANY = "company", "单位"


class Drive(models.TextChoices):
    """Of which cars a paper is asked."""

    NEW_ENERGY = "nev", "新能源"
    FUEL = "fuel", "燃油"


class NeedQuerySet(RecordQuerySet):
    def on(self, day: Any) -> "NeedQuerySet":
        """Of each paper the newest row that has begun on a day."""
        later = self.model._base_manager.filter(
            store=OuterRef("store"), name=OuterRef("name"), since__lte=day, since__gt=OuterRef("since")
        )
        return self.filter(~models.Exists(later), since__lte=day)


class DocumentNeed(Root):
    """A paper that policies of a kind need from a day on, or no longer; a later row replaces it."""

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("资料", max_length=20)
    order = models.PositiveSmallIntegerField("排第几", default=50)
    line = models.CharField("险别", max_length=3, choices=PolicyLine.choices, blank=True, default="")
    keeper = models.CharField("车主", max_length=7, choices=Keeper.choices, blank=True, default="")
    desk = models.CharField("业务", max_length=7, choices=Policy.Desk.choices, blank=True, default="")
    drive = models.CharField("能源", max_length=4, choices=Drive.choices, blank=True, default="")
    identity = models.BooleanField("证件", default=False)
    """It shows a person's number or bank account: only posts that ask for those open it."""
    asked = models.BooleanField("要收", default=True)
    since = models.DateField("从")
    source = models.CharField("依据", max_length=200)
    example = models.BooleanField("示例，没核对", default=False)
    set_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁定的"
    )

    objects: ClassVar[Any] = models.Manager.from_queryset(NeedQuerySet)()

    class Meta:
        verbose_name = "要收的资料"
        ordering = ("order", "name", "-since")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "name", "since"],
                name="document_need_once_per_day",
                violation_error_message="这种资料从那天起已经定过一次：请打开它按“更正”",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DossierQuerySet(RecordQuerySet):
    def for_acts(self) -> "DossierQuerySet":
        return self.select_related("policy__vehicle", "policy__insurer", "owner")

    def standing(self) -> "DossierQuerySet":
        """Those of policies that were neither taken off the books nor cancelled."""
        return self.exclude(policy__state__in=[Policy.State.VOID, Policy.State.CANCELLED])


class Dossier(Root):
    """The papers of one policy: drawn up when it is entered, whole when nothing is missing."""

    class State(models.TextChoices):
        OPEN = "open", "缺资料"
        WHOLE = "whole", "齐了"

    ARROWS: ClassVar[dict[Any, Any]] = {
        State.OPEN: {State.WHOLE: "收齐"},
        State.WHOLE: {State.OPEN: "撤下、重列"},
    }

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=5, choices=State.choices, default=State.OPEN, editable=False)
    policy = models.OneToOneField(
        Policy, on_delete=models.PROTECT, related_name="dossier", verbose_name="保单"
    )
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="负责人")
    opened_at = models.DateTimeField("列清单")
    due_on = models.DateField("收齐期限")
    asked = models.PositiveSmallIntegerField("要收", default=0)
    settled = models.PositiveSmallIntegerField("已有", default=0)
    """Collected, or not needed for a reason."""
    missing = models.CharField("缺什么", max_length=300, blank=True, default="")
    whole_by = models.ForeignKey(
        "kernel.Entry", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    """The act by which nothing was missing any more."""

    objects: ClassVar[Any] = models.Manager.from_queryset(DossierQuerySet)()

    class Meta:
        verbose_name = "投保资料"
        ordering = ("due_on", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(settled__lte=F("asked")), name="dossier_has_no_more_than_asked"
            ),
            models.CheckConstraint(
                condition=(Q(missing="") & Q(settled=F("asked")))
                | (~Q(missing="") & Q(settled__lt=F("asked"))),
                name="dossier_names_what_is_missing",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["owner", "state", "due_on"], name="dossier_by_owner"),
            models.Index(fields=["store", "state", "due_on", "id"], name="dossier_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.policy} 的投保资料"

    def derive_state(self) -> "Dossier.State":
        return self.State.OPEN if self.missing else self.State.WHOLE

    @property
    def percent(self) -> int:
        """Whole only when nothing is missing: rounded down."""
        return 100 * self.settled // self.asked if self.asked else 100


class Scan(Record):
    """Pictures of one paper as they were taken; they may serve the dossiers of several policies."""

    root = "dossier"
    store_path = "dossier__store"
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="scans")
    name = models.CharField("资料", max_length=20)
    identity = models.BooleanField("证件")
    pages = models.PositiveSmallIntegerField("张数")
    taken_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁收的")
    taken_at = models.DateTimeField("收于")
    withdrawn_at = models.DateTimeField("撤下于", null=True)
    withdrawn_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_why = models.CharField("为什么撤下", max_length=100, blank=True, default="")

    class Meta:
        verbose_name = "资料照片"
        ordering = ("taken_at", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_why="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_why="")),
                name="withdrawn_scan_says_why",
                violation_error_message="撤下要写原因",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DossierItem(Record):
    """One paper that a policy needs: missing, collected, or not needed for a reason."""

    class State(models.TextChoices):
        MISSING = "missing", "缺"
        HERE = "here", "有"
        WAIVED = "waived", "不用收"

    root = "dossier"
    store_path = "dossier__store"
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="items")
    need = models.ForeignKey(DocumentNeed, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("资料", max_length=20)
    order = models.PositiveSmallIntegerField("排第几")
    identity = models.BooleanField("证件")
    state = models.CharField("状态", max_length=7, choices=State.choices, default=State.MISSING)
    scan = models.ForeignKey(Scan, null=True, on_delete=models.PROTECT, related_name="items")
    because = models.CharField("为什么不用收", max_length=100, blank=True, default="")
    settled_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField("办于", null=True)

    class Meta:
        verbose_name = "一项资料"
        ordering = ("order", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dossier", "name"], name="dossier_item_once"),
            models.CheckConstraint(
                condition=Q(state="missing", scan__isnull=True, because="")
                | Q(state="here", scan__isnull=False, because="")
                | (Q(state="waived", scan__isnull=True) & ~Q(because="")),
                name="dossier_item_shows_its_state",
                violation_error_message="有资料要有照片，不用收要写原因",
            ),
        ]

    def __str__(self) -> str:
        return self.name
