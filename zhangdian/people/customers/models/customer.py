"""Customers."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from zhangdian.foundation.kernel import prefix  # noqa: F401 (registers the lookup `begins`)
from zhangdian.foundation.kernel.records import Belongs, RecordQuerySet, Root
from zhangdian.foundation.kernel.sight import SealedCharField, opened
from zhangdian.people.customers import names, phones
from zhangdian.people.customers.models.keys import PERSON, STORE, index, key_of, keys_of
from zhangdian.people.customers.sights import (
    CUSTOMER_ADDRESS,
    CUSTOMER_ID_NUMBER,
    CUSTOMER_NAME,
    CUSTOMER_PHONE,
)


class StandingQuerySet(RecordQuerySet):
    """Files that stand by themselves."""

    def standing(self) -> Self:
        """Neither merged into another file nor undone with its import."""
        return self.filter(merged_into=None, voided_at=None)


class CustomerQuerySet(StandingQuerySet):
    """Filters that chain."""

    def numbered(self, phone: str) -> Self:
        """By the full number."""
        return self.filter(phone_key__in=keys_of(phones.normalise(phone)))


class Customer(Root):
    """A person or company whom the store serves; shared where the group's stores agreed to share."""

    belongs = Belongs.GROUP
    found_by = (
        "phone_tail",
        "phone_key",
        "id_key",
        "given_name",
        "initials",
        "pinyin",
        "misread",
        "misread_initials",
    )
    """The columns that `spell_again` writes."""
    personal = frozenset({"called", "remark", *found_by})

    class Kind(models.TextChoices):
        PERSON = "person", "个人"
        COMPANY = "company", "单位"

    class Reminder(models.TextChoices):
        """How he wants to hear from us; it is a wish, not a consent."""

        SMS = "sms", "短信"
        CALL = "call", "电话"
        SMS_AND_CALL = "both", "短信+电话"
        WECHAT = "wechat", "微信"
        SERVICE_ONLY = "serve", "不接受营销"
        NONE = "none", "不提醒"

    # Without an index of its own: SQLite would take it before the one that finds a plate or a name.
    store = models.ForeignKey(
        STORE, on_delete=models.PROTECT, related_name="+", db_index=False, verbose_name="建档门店"
    )
    pool = models.PositiveIntegerField(editable=False)
    kind = models.CharField("类别", max_length=7, choices=Kind.choices, default=Kind.PERSON)
    name = SealedCharField("姓名或单位", max_length=60, sight=CUSTOMER_NAME)
    called = models.CharField("称呼", max_length=20, blank=True, default="")
    """Preferred form of address: 段女士, 廖总."""
    phone = SealedCharField("电话", max_length=24, blank=True, default="", sight=CUSTOMER_PHONE)
    id_number = SealedCharField("身份证号", max_length=18, blank=True, default="", sight=CUSTOMER_ID_NUMBER)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True, default="")
    address = SealedCharField("地址", max_length=120, blank=True, default="", sight=CUSTOMER_ADDRESS)
    advisor = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="服务顾问"
    )
    member = models.BooleanField("会员", default=False)
    reminder = models.CharField("提醒方式", max_length=6, choices=Reminder.choices, blank=True, default="")
    remark = models.CharField("备注", max_length=200, blank=True, default="")
    restricted_at = models.DateTimeField("限制处理于", null=True, blank=True, editable=False)
    """The law makes us keep him; nothing else is done with his data (PIPL §47)."""
    erased_at = models.DateTimeField("已删除个人信息于", null=True, blank=True, editable=False)
    # Empty in almost every row: a whole index of it would tempt SQLite as that of the store would.
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name="并入",
    )
    voided_at = models.DateTimeField("作废于", null=True, blank=True, editable=False)
    # By these he is found; `spell_again` writes them.
    phone_tail = models.CharField(max_length=4, blank=True, default="", editable=False)
    phone_key = models.CharField(max_length=32, blank=True, default="", editable=False)
    id_key = models.CharField(max_length=32, blank=True, default="", editable=False)
    given_name = models.CharField(max_length=60, blank=True, default="", editable=False)
    initials = models.CharField(max_length=60, blank=True, default="", editable=False)
    pinyin = models.CharField(max_length=240, blank=True, default="", editable=False)
    misread = models.CharField(max_length=240, blank=True, default="", editable=False)
    """The pinyin of a surname read as an ordinary word (单: dan); empty where both are one."""
    misread_initials = models.CharField(max_length=60, blank=True, default="", editable=False)

    objects: ClassVar[Any] = models.Manager.from_queryset(CustomerQuerySet)()

    class Meta:
        verbose_name = "客户"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["pool", "id_key"],
                condition=~Q(id_key=""),
                name="customer_once_per_id_number",
                violation_error_message="这个身份证号已有客户档案：请用那一份",
            ),
            models.UniqueConstraint(
                fields=["pool", "credit_code"],
                condition=~Q(credit_code=""),
                name="customer_once_per_credit_code",
                violation_error_message="这个统一社会信用代码已有客户档案：请用那一份",
            ),
        ]
        indexes: ClassVar = [
            index("name", "customer_by_name"),
            index("given_name", "customer_by_given_name"),
            index("initials", "customer_by_initials"),
            index("pinyin", "customer_by_pinyin"),
            # Whole, not only where filled: one arm without an index and none of an OR is used.
            index("misread", "customer_by_misreading"),
            index("misread_initials", "customer_by_misread"),
            models.Index(fields=["kind", "name"], name="company_by_name", condition=Q(kind="company")),
            models.Index(
                fields=["merged_into"], name="customer_by_merged_into", condition=Q(merged_into__isnull=False)
            ),
            models.Index(fields=["phone_tail"], name="customer_by_phone_tail"),
            models.Index(fields=["phone_key"], name="customer_by_phone"),
            models.Index(fields=["acted_at"], name="customer_by_acted_at"),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def spell_again(self) -> None:
        """Write the columns by which he is found, after name, phone or ID number changed."""
        name, phone = opened(self.name), opened(self.phone)
        kind = names.NameKind(self.kind)
        right = names.spell(name, kind)
        others = [word for word in names.search_words(name, kind) if word not in right]
        self.initials, self.pinyin = right.initials[:60], right.full[:240]
        self.misread = max(others, key=len, default="")[:240]
        self.misread_initials = (others[0] if len(others) > 1 else "")[:60]
        surname = names.mask(name).removesuffix("*")
        self.given_name = name.removeprefix(surname) if self.kind == self.Kind.PERSON else ""
        self.phone_tail, self.phone_key = phones.tail(phone), key_of(phone)
        self.id_key = key_of(opened(self.id_number))

    @property
    def title(self) -> str:
        """How he is addressed when nothing else is known: the form of address he prefers, else the mask."""
        return self.called or str(self.name)
