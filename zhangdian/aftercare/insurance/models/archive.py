"""Paper files with shelf and loans, spot checks of them, and policies kept for customers."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from zhangdian.aftercare.insurance.models.insurers import PERSON, STORE
from zhangdian.aftercare.insurance.models.policies import Policy
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.records import Record, RecordQuerySet, Root
from zhangdian.people.customers.models import Customer, Vehicle


class FolderQuerySet(RecordQuerySet):
    def for_acts(self) -> "FolderQuerySet":
        return self.select_related("vehicle", "borrower")

    def standing(self) -> "FolderQuerySet":
        return self.exclude(state=Folder.State.VOID)


class Folder(Root):
    """One paper file: its number, its place, and who has it when it is not there (RNW-23)."""

    class State(models.TextChoices):
        SHELF = "in", "在架"
        LENT = "lent", "借出"
        GONE = "gone", "找不到"
        VOID = "void", "建错作废"

    ARROWS: ClassVar[dict[Any, Any]] = {
        State.SHELF: {State.LENT: "借出", State.GONE: "抽查没有", State.VOID: "作废"},
        State.LENT: {State.SHELF: "归还", State.GONE: "抽查没有"},
        State.GONE: {State.SHELF: "找到"},
    }

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=4, choices=State.choices, default=State.SHELF, editable=False)
    number = models.CharField("档案号", max_length=20, blank=True, default="")
    vehicle = models.ForeignKey(Vehicle, on_delete=models.PROTECT, related_name="+", verbose_name="车辆")
    what = models.CharField("里面是什么", max_length=100)
    shelf = models.CharField("放在哪里", max_length=30)
    filed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁建的")
    filed_at = models.DateTimeField("建于")
    borrower = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁借的"
    )
    due_on = models.DateField("该还", null=True)
    missing_at = models.DateTimeField("没找到于", null=True)
    void_because = models.CharField("为什么作废", max_length=100, blank=True, default="")

    objects: ClassVar[Any] = models.Manager.from_queryset(FolderQuerySet)()

    class Meta:
        verbose_name = "纸质档案"
        ordering = ("number", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "number"], condition=~Q(number=""), name="folder_number_once"
            ),
            models.CheckConstraint(
                condition=Q(borrower__isnull=True, due_on__isnull=True)
                | Q(borrower__isnull=False, due_on__isnull=False),
                name="lent_folder_says_until_when",
                violation_error_message="借出要写谁借、哪天还",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["borrower", "due_on"], name="folder_by_borrower"),
            models.Index(fields=["store", "state", "id"], name="folder_by_state"),
            models.Index(fields=["vehicle"], name="folder_by_car"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.what}".strip()

    def derive_state(self) -> "Folder.State":
        if self.void_because:
            return self.State.VOID
        if self.missing_at:
            return self.State.GONE
        return self.State.LENT if self.borrower_id else self.State.SHELF


class FolderLoan(Record):
    """One time that a file was away: lent by whom to whom, until when, when it came back."""

    root = "folder"
    store_path = "folder__store"
    folder = models.ForeignKey(Folder, on_delete=models.PROTECT, related_name="loans")
    borrower = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁借的")
    lent_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁借出的")
    lent_at = models.DateTimeField("借于")
    due_on = models.DateField("该还")
    what_for = models.CharField("借去做什么", max_length=100)
    returned_at = models.DateTimeField("还于", null=True)
    returned_to = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "档案借阅"
        ordering = ("-lent_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["folder"],
                condition=Q(returned_at__isnull=True),
                name="folder_lent_to_one",
                violation_error_message="这份档案已经借出：先还了再借",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.borrower} {self.due_on}"


class SpotCheck(Root):
    """A few files drawn at random, looked for on the shelf (RNW-23)."""

    class State(models.TextChoices):
        OPEN = "open", "在查"
        DONE = "done", "查完"

    ARROWS: ClassVar[dict[Any, Any]] = {State.OPEN: {State.DONE: "查完"}}

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=4, choices=State.choices, default=State.OPEN, editable=False)
    month = models.DateField("哪个月")
    """Its first day."""
    seed = models.CharField("抽签", max_length=60)
    drawn_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁抽的")
    drawn_at = models.DateTimeField("抽于")
    left = models.PositiveSmallIntegerField("没查")
    found = models.PositiveSmallIntegerField("有", default=0)
    missing = models.PositiveSmallIntegerField("没有", default=0)

    class Meta:
        verbose_name = "档案抽查"
        ordering = ("-drawn_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store"],
                condition=Q(state="open"),
                name="one_spot_check_at_a_time",
                violation_error_message="上一次抽查还没查完：先查完再抽",
            ),
        ]

    def __str__(self) -> str:
        return f"档案抽查 {clock.day(self.drawn_at)}"

    def derive_state(self) -> "SpotCheck.State":
        return self.State.OPEN if self.left else self.State.DONE


class SpotItem(Record):
    """One file of a spot check, and whether it was where the register says."""

    class Verdict(models.TextChoices):
        NONE = "", "没查"
        FOUND = "found", "有"
        MISSING = "missing", "没有"

    root = "check_of"
    store_path = "check_of__store"
    check_of = models.ForeignKey(SpotCheck, on_delete=models.PROTECT, related_name="items")
    folder = models.ForeignKey(Folder, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField("第几份")
    verdict = models.CharField("结果", max_length=7, choices=Verdict.choices, blank=True, default="")
    judged_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField("查于", null=True)
    remark = models.CharField("说明", max_length=100, blank=True, default="")

    class Meta:
        verbose_name = "抽到的档案"
        ordering = ("order",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["check_of", "folder"], name="spot_item_once"),
        ]

    def __str__(self) -> str:
        return str(self.folder)


class KeptQuerySet(RecordQuerySet):
    def for_acts(self) -> "KeptQuerySet":
        return self.select_related("vehicle", "customer")


class KeptPolicy(Root):
    """A policy that the store keeps for a customer, from his receipt to his signature (RNW-28)."""

    class State(models.TextChoices):
        KEPT = "kept", "代管中"
        RETURNED = "back", "已交还"

    ARROWS: ClassVar[dict[Any, Any]] = {State.KEPT: {State.RETURNED: "交还"}}

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=4, choices=State.choices, default=State.KEPT, editable=False)
    number = models.CharField("代管号", max_length=20, blank=True, default="")
    vehicle = models.ForeignKey(Vehicle, on_delete=models.PROTECT, related_name="+", verbose_name="车辆")
    customer = models.ForeignKey(
        Customer, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="客户"
    )
    policy = models.ForeignKey(
        Policy, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="保单"
    )
    what = models.CharField("代管什么", max_length=100)
    shelf = models.CharField("放在哪里", max_length=30)
    taken_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁收的")
    taken_at = models.DateTimeField("收于")
    returned_by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁交还的"
    )
    returned_at = models.DateTimeField("交还于", null=True)
    signature = models.ForeignKey(
        "kernel.Upload", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="客户签字"
    )
    missing_at = models.DateTimeField("清点没有", null=True)

    objects: ClassVar[Any] = models.Manager.from_queryset(KeptQuerySet)()

    class Meta:
        verbose_name = "代管保单"
        ordering = ("shelf", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "number"], condition=~Q(number=""), name="kept_policy_number_once"
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True, signature__isnull=True)
                | Q(returned_at__isnull=False, signature__isnull=False),
                name="kept_policy_goes_back_signed",
                violation_error_message="交还要客户签字",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["store", "state", "shelf", "id"], name="kept_by_shelf")]

    def __str__(self) -> str:
        return f"{self.number} {self.what}".strip()

    def derive_state(self) -> "KeptPolicy.State":
        return self.State.RETURNED if self.returned_at else self.State.KEPT


class ShelfCount(Root):
    """What lies on a shelf of kept policies against the list (RNW-28)."""

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    shelf = models.CharField("架位", max_length=30, blank=True, default="")
    counted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁点的")
    counted_at = models.DateTimeField("点于")
    listed = models.PositiveIntegerField("账上")
    found = models.PositiveIntegerField("架上")
    missing = models.CharField("没有的", max_length=400, blank=True, default="")

    class Meta:
        verbose_name = "代管清点"
        ordering = ("-counted_at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(found__lte=F("listed")), name="shelf_count_finds_what_is_listed"
            ),
        ]

    def __str__(self) -> str:
        return f"代管清点 {clock.day(self.counted_at)}"
