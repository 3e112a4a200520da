"""Renewals: which cars' cover ends in a month, whose each one is, and when he is to be called."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from zhangdian.aftercare.insurance.models.insurers import PERSON, STORE, Insurer
from zhangdian.aftercare.insurance.models.policies import Policy
from zhangdian.aftercare.insurance.models.quotes import Quote
from zhangdian.foundation.kernel.money import MoneyField
from zhangdian.foundation.kernel.records import Record, RecordQuerySet, Root
from zhangdian.people.customers.models import Customer, Vehicle
from zhangdian.people.messaging.models import Message


class InsuredElsewhere(Record):
    """Until when a car is insured with somebody else, as it was learned; the last word holds."""

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    vehicle = models.ForeignKey(Vehicle, on_delete=models.PROTECT, related_name="+", verbose_name="车辆")
    last_day = models.DateField("保到")
    insurer = models.CharField("在哪家", max_length=30, blank=True, default="")
    premium = MoneyField("保费", null=True)
    noted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁记的")
    noted_at = models.DateTimeField("记于")

    class Meta:
        verbose_name = "外保到期"
        ordering = ("-noted_at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(premium__isnull=True) | Q(premium__gt=0),
                name="insured_elsewhere_for_some_premium",
                violation_error_message="保费要大于 0，不知道就空着",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["vehicle", "-noted_at", "-id"], name="insured_elsewhere_by_car"),
            models.Index(fields=["store", "last_day"], name="insured_elsewhere_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.insurer or '外保'} 保到 {self.last_day}"


class CallPlan(Record):
    """So many days before the end of a cover its customer is called, from a day on."""

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    since = models.DateField("从")
    days_text = models.CharField("到期前几天", max_length=40)
    """The days, the most first, separated by semicolons."""
    hour = models.TimeField("几点起")
    set_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁定的")

    class Meta:
        verbose_name = "回访计划"
        ordering = ("-since", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "since"],
                name="call_plan_once_per_day",
                violation_error_message="今天已经定过一次回访计划：请明天再改",
            ),
            models.CheckConstraint(condition=~Q(days_text=""), name="call_plan_has_days"),
        ]

    def __str__(self) -> str:
        return f"到期前 {self.days_text.replace(';', '、')} 天"

    @property
    def days(self) -> list[int]:
        return [int(each) for each in self.days_text.split(";")]


class PoolQuerySet(RecordQuerySet):
    def for_acts(self) -> "PoolQuerySet":
        return self.select_related("confirmed_by")


class RenewalMonth(Root):
    """The cars whose cover ends in one month: drawn up two months ahead, then looked through by a person."""

    class State(models.TextChoices):
        DRAWN_UP = "drawn", "待确认"
        CONFIRMED = "confirmed", "已确认"

    ARROWS: ClassVar[dict[Any, Any]] = {State.DRAWN_UP: {State.CONFIRMED: "确认"}}

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=9, choices=State.choices, default=State.DRAWN_UP)
    month = models.DateField("到期月份")
    """Its first day."""
    cars = models.PositiveIntegerField("台数", default=0)
    """As many as were drawn up by the last look."""
    drawn_at = models.DateTimeField("排出于")
    confirmed_by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁确认"
    )
    confirmed_at = models.DateTimeField("确认于", null=True)

    objects: ClassVar[Any] = models.Manager.from_queryset(PoolQuerySet)()

    class Meta:
        verbose_name = "续保名单"
        ordering = ("-month",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "month"],
                name="renewal_month_once",
                violation_error_message="这个月的续保名单已经排出来了：要补新知道的车，请按“补进名单”",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} 到期名单"


class DeskWord(Root):
    """What the desk says and chooses from: scripts, answers, reasons. Ended, it stays in what was."""

    class Kind(models.TextChoices):
        OPENING = "opening", "开场白"
        ANSWER = "answer", "异议应答"
        CLOSING = "closing", "结束语"
        CONCERN = "concern", "在意什么"
        RIVAL = "rival", "对手"
        LOST = "lost", "战败原因"
        CARD = "card", "本店好处"
        CARE = "care", "保险管家"

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("类别", max_length=7, choices=Kind.choices)
    name = models.CharField("说法", max_length=20)
    text = models.CharField("怎么说", max_length=300, blank=True, default="")
    group = models.CharField("归类", max_length=12, blank=True, default="")
    order = models.PositiveSmallIntegerField("次序", default=0)
    silences = models.BooleanField("不再联系", default=False)
    """A lost renewal for this reason ends every further contact about renewals."""
    since = models.DateField("从")
    ended_on = models.DateField("停用", null=True, blank=True)
    ended_why = models.CharField("停用原因", max_length=100, blank=True, default="")

    class Meta:
        verbose_name = "话术与选项"
        ordering = ("kind", "order", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "kind", "name"],
                condition=Q(ended_on__isnull=True),
                name="desk_word_once",
                violation_error_message="这一类里已经有同样的说法：请先停用旧的",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["opening", "answer", "closing", "card", "care"]) | ~Q(text=""),
                name="spoken_desk_word_has_text",
                violation_error_message="话术、本店好处和保险管家要写怎么说",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Way(models.TextChoices):
    """By which way a customer is spoken to."""

    PHONE = "phone", "电话"
    WECOM = "wecom", "企业微信"
    HERE = "here", "到店面谈"
    HE_CALLED = "in", "客户来电"


class Intention(models.TextChoices):
    """How likely he is to renew here, after he has heard a price."""

    LIKELY = "a", "很可能"
    OPEN = "b", "在比较"
    UNLIKELY = "c", "难"


class RenewalQuerySet(RecordQuerySet):
    def for_acts(self) -> "RenewalQuerySet":
        return self.select_related("vehicle", "customer", "policy__insurer", "owner")

    def open(self) -> "RenewalQuerySet":
        return self.filter(state__in=Renewal.OPEN)


class Renewal(Root):
    """One car whose cover ends: own policy or one elsewhere; whose it is, and when he is called next."""

    class State(models.TextChoices):
        WAITING = "waiting", "待联系"
        CONTACTED = "contacted", "已联系"
        QUOTED = "quoted", "已报价"
        WON = "won", "已续保"
        LOST = "lost", "战败"

    ARROWS: ClassVar[dict[Any, Any]] = {
        State.WAITING: {
            State.CONTACTED: "谈过一次", State.QUOTED: "发报价", State.WON: "续保", State.LOST: "战败",
        },
        State.CONTACTED: {State.QUOTED: "发报价", State.WON: "续保", State.LOST: "战败"},
        State.QUOTED: {State.WON: "续保", State.LOST: "战败"},
        State.WON: dict.fromkeys((State.WAITING, State.CONTACTED, State.QUOTED), "重新打开"),
        State.LOST: dict.fromkeys((State.WAITING, State.CONTACTED, State.QUOTED), "重新打开"),
    }  # fmt: skip
    OPEN = (State.WAITING, State.CONTACTED, State.QUOTED)

    class Source(models.TextChoices):
        OWN = "own", "本店保单"
        ELSEWHERE = "else", "在修不在保"

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=9, choices=State.choices, default=State.WAITING)
    source = models.CharField("来源", max_length=4, choices=Source.choices)
    vehicle = models.ForeignKey(Vehicle, on_delete=models.PROTECT, related_name="+", verbose_name="车辆")
    plate = models.CharField("车牌", max_length=12, blank=True, default="")
    """As it was when the list was drawn up."""
    customer = models.ForeignKey(
        Customer, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="客户"
    )
    policy = models.ForeignKey(
        Policy, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="到期保单"
    )
    elsewhere = models.ForeignKey(
        InsuredElsewhere, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="外保"
    )
    expires_on = models.DateField("保到")
    """The day at whose end the cover ends."""
    month = models.DateField("到期月份")
    owner = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="负责人"
    )
    next_at = models.DateTimeField("下次联系", null=True)
    next_way = models.CharField("怎么联系", max_length=5, choices=Way.choices, default=Way.PHONE)
    missed = models.PositiveSmallIntegerField("未接", default=0)
    """Attempts in a row that reached nobody."""
    reached_at = models.DateTimeField("第一次谈上", null=True)
    told_at = models.DateTimeField("到期提醒于", null=True)
    """When the short message went into the outbox that tells of the end."""
    quoted_at = models.DateTimeField("报价于", null=True)
    """When the first quote was sent."""
    last_words = models.CharField("最后的话", max_length=300, blank=True, default="")
    intention = models.CharField("意向", max_length=1, choices=Intention.choices, blank=True, default="")
    won_at = models.DateTimeField("续保于", null=True)
    won_policy = models.ForeignKey(
        Policy, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="新保单"
    )
    lost_at = models.DateTimeField("战败于", null=True)
    lost_because = models.ForeignKey(
        DeskWord, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="战败原因"
    )
    lost_detail = models.CharField("战败详情", max_length=300, blank=True, default="")
    lost_to = models.ForeignKey(
        DeskWord, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="流向"
    )
    lost_price = MoneyField("对手价", null=True)
    ended_by = models.ForeignKey(
        PERSON, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁办完"
    )

    personal = frozenset({"last_words", "lost_detail"})

    objects: ClassVar[Any] = models.Manager.from_queryset(RenewalQuerySet)()

    class Meta:
        verbose_name = "续保"
        ordering = ("next_at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "vehicle", "month"],
                name="renewal_once_per_car_and_month",
                violation_error_message="这台车这个月已经在续保名单里",
            ),
            models.UniqueConstraint(
                fields=["policy"],
                condition=Q(policy__isnull=False),
                name="renewal_once_per_policy",
                violation_error_message="这张保单已经在续保名单里",
            ),
            models.UniqueConstraint(
                fields=["store", "vehicle"],
                condition=Q(state__in=["waiting", "contacted", "quoted"]),
                name="one_open_renewal_per_car",
                violation_error_message="这台车还有没谈完的续保：请先办完那一个",
            ),
            models.CheckConstraint(
                condition=Q(source="own", policy__isnull=False) | Q(source="else", elsewhere__isnull=False),
                name="renewal_says_where_it_comes_from",
            ),
            models.UniqueConstraint(
                fields=["won_policy"],
                condition=Q(won_policy__isnull=False),
                name="policy_renews_once",
                violation_error_message="这张保单已经记在另一个续保上：请选别的",
            ),
            models.CheckConstraint(
                condition=Q(won_at__isnull=True) | Q(won_policy__isnull=False, lost_at__isnull=True),
                name="won_renewal_has_its_policy",
                violation_error_message="续保成功要有新保单",
            ),
            models.CheckConstraint(
                condition=Q(lost_at__isnull=True) | (Q(lost_because__isnull=False) & ~Q(lost_detail="")),
                name="lost_renewal_says_why",
                violation_error_message="战败要选原因并写详情",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["won", "lost"]) | Q(next_at__isnull=False),
                name="open_renewal_has_a_next_time",
                violation_error_message="没谈完的续保要有下次联系的时间",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["store", "next_at", "id"], name="renewal_by_next"),
            models.Index(fields=["owner", "next_at"], name="renewal_by_owner"),
            models.Index(fields=["store", "expires_on", "id"], name="renewal_by_end"),
            models.Index(fields=["vehicle", "-expires_on"], name="renewal_by_car"),
        ]

    def __str__(self) -> str:
        return f"{self.plate or '未上牌'} {self.expires_on} 到期"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def stands(self) -> str:
        """How far it is, and of a lost one why and where the customer went."""
        if self.state != self.State.LOST:
            return str(self.get_state_display())
        return f"战败：{self.lost_because}{f'，去了{self.lost_to}' if self.lost_to else ''}"

    def derive_state(self) -> "Renewal.State":
        """Won, lost, quoted, spoken to, or still to be spoken to."""
        if self.won_at:
            return self.State.WON
        if self.lost_at:
            return self.State.LOST
        if self.quoted_at:
            return self.State.QUOTED
        return self.State.CONTACTED if self.reached_at else self.State.WAITING

    def days_left(self, today: date) -> int:
        """Negative where the cover has ended."""
        return (self.expires_on - today).days


class RenewalCall(Record):
    """One talk with the customer, or an attempt that reached nobody; it is never changed (RNW-34)."""

    class Outcome(models.TextChoices):
        WANTS = "wants", "要续"
        THINKS = "thinks", "考虑"
        REFUSES = "refuses", "说不续"
        UNREACHED = "missed", "未接"

    root = "renewal"
    store_path = "renewal__store"
    personal = frozenset({"words"})
    renewal = models.ForeignKey(Renewal, on_delete=models.PROTECT, related_name="calls")
    at = models.DateTimeField("时间")
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁")
    way = models.CharField("方式", max_length=5, choices=Way.choices)
    outcome = models.CharField("结果", max_length=7, choices=Outcome.choices)
    words = models.CharField("客户的话", max_length=300, blank=True, default="")
    concern = models.ForeignKey(
        DeskWord, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="在意什么"
    )
    rival = models.ForeignKey(
        DeskWord, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="对手"
    )
    rival_price = MoneyField("对手价", null=True)
    intention = models.CharField("意向", max_length=1, choices=Intention.choices, blank=True, default="")
    next_at = models.DateTimeField("下次联系")
    next_way = models.CharField("怎么联系", max_length=5, choices=Way.choices)

    class Meta:
        verbose_name = "续保商谈"
        ordering = ("-at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome="missed") | ~Q(words="") | Q(concern__isnull=False),
                name="renewal_call_says_something",
                violation_error_message="请记下谈了什么",
            ),
            models.CheckConstraint(
                condition=Q(rival_price__isnull=True) | Q(rival_price__gt=0),
                name="rival_asks_something",
                violation_error_message="对手价要大于 0，不知道就空着",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["by", "at"], name="renewal_call_by_person")]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} {self.words}".strip()


class CardTold(Record):
    """What the store does well, as it was told in one talk (RNW-40)."""

    root = "renewal"
    store_path = "renewal__store"
    renewal = models.ForeignKey(Renewal, on_delete=models.PROTECT, related_name="+")
    call = models.ForeignKey(RenewalCall, on_delete=models.PROTECT, related_name="cards")
    card = models.ForeignKey(DeskWord, on_delete=models.PROTECT, related_name="+", verbose_name="本店好处")

    class Meta:
        verbose_name = "讲过的好处"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["call", "card"], name="card_told_once_in_a_talk"),
        ]
        indexes: ClassVar = [models.Index(fields=["card", "renewal"], name="card_told_by_card")]

    def __str__(self) -> str:
        return str(self.card)


class PreparedDay(Record):
    """A specialist has looked through the list of his day (RNW-37)."""

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁")
    day = models.DateField("哪天")
    at = models.DateTimeField("备好于")
    calls = models.PositiveSmallIntegerField("要打")
    unquoted = models.PositiveSmallIntegerField("没有报价")

    class Meta:
        verbose_name = "当天名单"
        ordering = ("-day", "person")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "day"],
                name="day_prepared_once",
                violation_error_message="今天的名单已经备好了",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.calls} 个"


class QuoteSent(Record):
    """A quote as it was told: whose sum, by which way, with its message where there is one (RNW-08)."""

    class By(models.TextChoices):
        SMS = "sms", "短信"
        WECOM = "wecom", "企业微信"
        EMAIL = "email", "邮件"
        FAX = "fax", "传真"
        PAPER = "paper", "当面给建议书"

    root = "renewal"
    store_path = "renewal__store"
    personal = frozenset({"to"})
    renewal = models.ForeignKey(Renewal, on_delete=models.PROTECT, related_name="sendings")
    quote = models.ForeignKey(Quote, on_delete=models.PROTECT, related_name="+", verbose_name="报价")
    insurer = models.ForeignKey(Insurer, on_delete=models.PROTECT, related_name="+", verbose_name="保险公司")
    total = MoneyField("合计")
    binding = models.BooleanField("保险公司报价")
    """The insurer's own, else our estimate, and the message said so."""
    way = models.CharField("怎么给的", max_length=5, choices=By.choices, default=By.SMS)
    message = models.ForeignKey(
        Message, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="短信"
    )
    to = models.CharField("发到", max_length=80, blank=True, default="")
    """The address or number, where it went by letter or fax."""
    sent_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁发的")
    sent_at = models.DateTimeField("发于")

    class Meta:
        verbose_name = "给过的报价"
        ordering = ("-sent_at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(way="sms", message__isnull=False) | (~Q(way="sms") & Q(message__isnull=True)),
                name="quote_sent_has_its_message",
            ),
            models.CheckConstraint(
                condition=~Q(way__in=["email", "fax"]) | ~Q(to=""),
                name="quote_sent_says_where_to",
                violation_error_message="邮件和传真要写发到哪里",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["quote"], name="quote_sent_by_quote")]

    def __str__(self) -> str:
        return f"{self.insurer} {self.total}"
