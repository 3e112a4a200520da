"""Notices to the store's people, to whom each went, when it was read, and what was asked about it."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from zhangdian.foundation.kernel.records import Record, Root
from zhangdian.people.organization.roles import Department, Role

STORE, PERSON = "organization.Store", "organization.Person"


def listed(codes: Any) -> str:
    """Codes as a column keeps them: a blank before and after each, so that one can be asked for."""
    kept = " ".join(str(getattr(code, "value", code)) for code in codes)
    return f" {kept} " if kept else ""


def posts_of(text: str) -> list[Role]:
    return [Role(code) for code in text.split()]


def departments_of(text: str) -> list[Department]:
    return [Department(code) for code in text.split()]


class NoticeKind(Root):
    """A kind of notice as the store has it: who publishes it, and who is proposed to read it."""

    class About(models.TextChoices):
        NOTHING = "", "不挂"
        INSURER = "insurer", "保险公司"
        PARTS = "parts", "配件"

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    code = models.CharField("代号", max_length=20, editable=False)
    name = models.CharField("名称", max_length=12)
    publisher_codes = models.CharField("谁能发", max_length=300)
    posts = models.CharField("发给岗位", max_length=300, blank=True, default="")
    department_codes = models.CharField("发给部门", max_length=200, blank=True, default="")
    about = models.CharField("挂什么", max_length=8, choices=About.choices, blank=True, default="")
    days = models.PositiveSmallIntegerField("几天内读", default=2)
    order = models.PositiveSmallIntegerField("次序", default=0)
    stands = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = "通知类别"
        ordering = ("order", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["store", "code"], name="notice_kind_code_once"),
            models.UniqueConstraint(
                fields=["store", "name"],
                name="notice_kind_once",
                violation_error_message="已经有叫这个名字的类别：请换个名字，或改那一类",
            ),
            models.CheckConstraint(
                condition=~Q(publisher_codes=""),
                name="notice_kind_has_publishers",
                violation_error_message="请选谁能发这一类",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def publishing_posts(self) -> list[Role]:
        return posts_of(self.publisher_codes)

    @property
    def proposed(self) -> str:
        return in_words(self.posts, self.department_codes)


def in_words(posts: str, departments: str) -> str:
    """销售顾问、车间全员."""
    told = [str(post.label) for post in posts_of(posts)]
    return "、".join([*told, *(f"{each.label}全员" for each in departments_of(departments))])


class Notice(Root):
    """One notice as it was published; a corrected one is a new edition that is read again."""

    class State(models.TextChoices):
        STANDING = "standing", "有效"
        REPLACED = "replaced", "已更正"
        WITHDRAWN = "withdrawn", "已撤回"

    ARROWS: ClassVar = {
        State.STANDING: {State.REPLACED: "更正通知", State.WITHDRAWN: "撤回通知"},
    }

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        "状态", max_length=9, choices=State.choices, default=State.STANDING, editable=False
    )
    number = models.CharField("编号", max_length=30, blank=True, default="")
    edition = models.PositiveSmallIntegerField("第几版", default=1)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="next", verbose_name="更正"
    )
    kind = models.ForeignKey(NoticeKind, on_delete=models.PROTECT, related_name="+", verbose_name="类别")
    title = models.CharField("标题", max_length=60)
    text = models.TextField("正文", max_length=4000)
    what_changed = models.CharField("改了什么", max_length=200, blank=True, default="")
    insurer = models.ForeignKey(
        "insurance.Insurer",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="保险公司",
    )
    effective_on = models.DateField("哪天起")
    ends_on = models.DateField("到哪天", null=True, blank=True)
    """The last day on which it holds; empty: until it is withdrawn."""
    read_by = models.DateTimeField("读完期限")
    posts = models.CharField("岗位", max_length=300, blank=True, default="")
    department_codes = models.CharField("部门", max_length=200, blank=True, default="")
    published_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁发的"
    )
    published_at = models.DateTimeField("发布于")
    replaced_at = models.DateTimeField("更正于", null=True, blank=True)
    withdrawn_at = models.DateTimeField("撤回于", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁撤回的"
    )
    withdrawn_why = models.CharField("撤回原因", max_length=100, blank=True, default="")

    class Meta:
        verbose_name = "通知"
        ordering = ("-published_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "number", "edition"], name="notice_edition_once", condition=~Q(number="")
            ),
            models.CheckConstraint(
                condition=Q(edition=1, replaces__isnull=True)
                | (Q(edition__gt=1, replaces__isnull=False) & ~Q(what_changed="")),
                name="corrected_notice_says_what_changed",
                violation_error_message="更正要写改了什么",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_why="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_why="")),
                name="withdrawn_notice_says_who_and_why",
                violation_error_message="撤回要写原因",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("effective_on")),
                name="notice_ends_after_it_begins",
                violation_error_message="到哪天不能早于哪天起",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["store", "-published_at", "-id"], name="notice_by_day"),
            models.Index(fields=["store", "insurer", "state"], name="notice_by_insurer"),
        ]

    def __str__(self) -> str:
        return f"{self.title}（第 {self.edition} 版）" if self.edition > 1 else self.title

    def derive_state(self) -> State:
        if self.withdrawn_at:
            return self.State.WITHDRAWN
        return self.State.REPLACED if self.replaced_at else self.State.STANDING

    @property
    def stands(self) -> bool:
        return self.state == self.State.STANDING

    @property
    def audience(self) -> str:
        return in_words(self.posts, self.department_codes)


class NoticePart(Record):
    """A part that a notice is about: dearer, short, replaced."""

    root = "notice"
    store_path = "notice__store"
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="parts")
    part = models.ForeignKey("parts.Part", on_delete=models.PROTECT, related_name="+", verbose_name="配件")

    class Meta:
        verbose_name = "通知的配件"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["notice", "part"],
                name="notice_part_once",
                violation_error_message="同一个件号写了两次",
            )
        ]


class ReadReceipt(Root):
    """One person who is to read one edition, until when, and when he did."""

    class Why(models.TextChoices):
        AUDIENCE = "audience", "岗位或部门"
        NAMED = "named", "点名"
        AFFECTED = "affected", "手上有这个配件的单"
        NEWCOMER = "newcomer", "后来到岗"

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="receipts")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁")
    why = models.CharField("为什么收到", max_length=8, choices=Why.choices)
    read_by = models.DateTimeField("读完期限")
    read_at = models.DateTimeField("已读", null=True, blank=True)
    read_entry = models.ForeignKey(
        "kernel.Entry", null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    """The act by which he read it: of the last reader it proves that all were told."""

    class Meta:
        verbose_name = "阅读回执"
        ordering = ("person__employee_no",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["notice", "person"],
                name="read_receipt_once",
                violation_error_message="这份通知已经发给他了",
            ),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True, read_entry__isnull=True)
                | Q(read_at__isnull=False, read_entry__isnull=False),
                name="read_receipt_has_its_act",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["store", "person"], name="receipt_unread", condition=Q(read_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.notice}"

    def is_late(self, now: datetime) -> bool:
        return self.read_at is None and self.read_by < now

    def standing_at(self, now: datetime) -> tuple[str, str]:
        """How he stands: words and tone."""
        if self.read_at is None:
            return ("没读，超时", "late") if self.is_late(now) else ("没读", "parts")
        return ("超时才读", "parts") if self.read_at > self.read_by else ("已读", "ok")


class NoticeQuestion(Record):
    """What a reader did not understand, and what he was told; all readers see both."""

    root = "receipt"
    store_path = "receipt__store"
    receipt = models.ForeignKey(ReadReceipt, on_delete=models.PROTECT, related_name="questions")
    question = models.CharField("问题", max_length=200)
    asked_at = models.DateTimeField("问于")
    answer = models.CharField("答复", max_length=500, blank=True, default="")
    answered_at = models.DateTimeField("答于", null=True, blank=True)
    answered_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁答的"
    )

    class Meta:
        verbose_name = "通知提问"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="answered_question_says_what_and_who",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["receipt"], name="question_open", condition=Q(answered_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.question
