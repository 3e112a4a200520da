"""Stores, staff, their posts, deputies and certificates; shared devices."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q

from zhangdian.foundation.kernel.money import MoneyField
from zhangdian.foundation.kernel.records import Belongs, Record, RecordManager, RecordQuerySet, Root
from zhangdian.foundation.kernel.sight import SealedCharField
from zhangdian.people.organization.models.hours import Shift
from zhangdian.people.organization.roles import Department, Role
from zhangdian.people.organization.sights import STAFF_PHONE


class Group(Record):
    """Stores that agreed in writing to share their customers (PIPL §20: joint handlers)."""

    belongs = Belongs.HOUSE
    name = models.CharField("集团", max_length=60)
    agreement = models.CharField("共享协议号", max_length=60, blank=True, default="")
    shares_customers = models.BooleanField("共享客户", default=False)

    class Meta:
        verbose_name = "集团"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(shares_customers=False) | ~Q(agreement=""),
                name="sharing_needs_a_written_agreement",
                violation_error_message="共享客户要先写明各店的书面协议",
            )
        ]


class StoreQuerySet(RecordQuerySet):
    def real(self) -> "StoreQuerySet":
        """Those in which something counts."""
        return self.filter(practises=None)


class Store(Root):
    """One 4S store: a legal entity's shop with its own books; or where its people practise."""

    belongs = Belongs.HOUSE
    code = models.CharField("店号", max_length=4)
    name = models.CharField("店名", max_length=60)
    legal_name = models.CharField("公司名", max_length=80)
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="stores")
    manufacturer = models.CharField("主机厂", max_length=60)
    parts_company = models.CharField("厂家配件公司", max_length=60, blank=True, default="")
    service_department = models.CharField("厂家服务部", max_length=60, blank=True, default="")
    city = models.CharField("城市", max_length=40, blank=True, default="")
    phone = models.CharField("电话", max_length=20, blank=True, default="")
    complaint_phone = models.CharField("投诉电话", max_length=20, blank=True, default="")
    rescue_phone = models.CharField("救援电话", max_length=20, blank=True, default="")
    opens = models.TimeField("开门", default="08:00")
    service_from = models.TimeField("服务开始", default="08:30")
    service_until = models.TimeField("服务结束", default="17:30")
    practises = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="给谁练习"
    )
    """A practice store, and whose: said when it is opened and never changed."""
    furnished_at = models.DateTimeField("布置好", null=True, blank=True)
    practice_ended_at = models.DateTimeField("练习店关于", null=True, blank=True)

    objects: ClassVar[Any] = models.Manager.from_queryset(StoreQuerySet)()

    class Meta:
        verbose_name = "门店"
        ordering = ("code",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["practises"],
                condition=Q(practises__isnull=False, practice_ended_at__isnull=True),
                name="one_practice_store_at_a_time",
                violation_error_message="本店已经有练习店：想重新开始，先关掉那一家再开",
            ),
            models.CheckConstraint(
                condition=Q(practises__isnull=True) | Q(group__isnull=True),
                name="practice_store_shares_with_nobody",
                violation_error_message="练习店不能加入集团",
            ),
            models.UniqueConstraint(
                fields=["code"], name="store_code_once", violation_error_message="这个店号已经有了"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class StoreRate(Record):
    """A rate of the store from a day on: labour, paint, internal, warranty (yuan, VAT included)."""

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="rates")
    key = models.CharField("名称", max_length=40)
    value = models.DecimalField("数值", max_digits=12, decimal_places=4)
    unit = models.CharField("单位", max_length=20, blank=True, default="")
    since = models.DateField("从")

    class Meta:
        verbose_name = "门店费率"
        ordering = ("key", "-since")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["store", "key", "since"], name="store_rate_once_per_day")
        ]


class Person(AbstractBaseUser, Root):
    """Somebody who works in a store; the login is his employee number."""

    secret = frozenset({"password", "kiosk_pin", "card_digest"})
    last_login = None

    class State(models.TextChoices):
        EMPLOYED = "employed", "在职"
        GONE = "gone", "已停用"

    ARROWS: ClassVar = {
        State.EMPLOYED: {State.GONE: "停用账号"},
        State.GONE: {State.EMPLOYED: "恢复账号"},
    }

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="staff", verbose_name="门店")
    employee_no = models.CharField("工号", max_length=20)
    name = models.CharField("姓名", max_length=30)
    sex = models.CharField("性别", max_length=2, blank=True, default="")
    phone = SealedCharField("手机", max_length=20, blank=True, default="", sight=STAFF_PHONE)
    service_phone = models.CharField("给客户的电话", max_length=20, blank=True, default="")
    """The number that customers are given, printed on their papers; his own is nobody's business."""
    department = models.CharField("部门", max_length=30, choices=Department.choices, blank=True, default="")
    team = models.CharField("班组", max_length=20, blank=True, default="")
    education = models.CharField("学历", max_length=10, blank=True, default="")
    years_in_trade = models.PositiveSmallIntegerField("行业年限", default=0)
    years_leading = models.PositiveSmallIntegerField("管理年限", default=0)
    rest_weekday = models.PositiveSmallIntegerField("休息日", null=True, blank=True)
    """0 Monday … 6 Sunday."""
    kiosk_pin = models.CharField("口令", max_length=128, blank=True, default="")
    """Hash of the four digits for shared devices."""
    card_digest = models.CharField("工卡", max_length=64, blank=True, default="")
    """Digest of the card's number: a card names its holder, so it is looked up."""
    outsourced = models.BooleanField("外包", default=False)
    must_change_password = models.BooleanField("须改密码", default=False)
    state = models.CharField(
        "状态", max_length=10, choices=State.choices, default=State.EMPLOYED, editable=False
    )
    disabled_at = models.DateTimeField("停用于", null=True, blank=True)
    session_epoch = models.PositiveIntegerField(default=0)
    """Sessions of an earlier epoch are dead: raised when the person is disabled or changes the password."""
    one_time_until = models.DateTimeField("一次性密码有效至", null=True, blank=True)
    """A password that somebody else has set opens the account until then, and only to choose an own one."""
    employed_from = models.DateField("入职", null=True, blank=True)
    practice_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁在练习"
    )
    """In a practice store: who he is in the real one. He comes in through him and never by himself."""

    USERNAME_FIELD = "employee_no"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[Any] = RecordManager()

    class Meta:
        verbose_name = "员工"
        ordering = ("employee_no",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["employee_no"],
                name="employee_number_once",
                violation_error_message="这个工号已经有人用，每人一个，各店不重",
            ),
            models.CheckConstraint(
                condition=Q(rest_weekday__isnull=True) | Q(rest_weekday__lte=6),
                name="rest_day_is_a_weekday",
                violation_error_message="休息日要在周一到周日之间",
            ),
            models.UniqueConstraint(
                fields=["card_digest"],
                condition=~Q(card_digest=""),
                name="card_names_one_person",
                violation_error_message="这张工卡已经是别人的了",
            ),
            models.UniqueConstraint(
                fields=["store", "practice_of"],
                condition=Q(practice_of__isnull=False),
                name="practises_as_one_person",
            ),
            models.CheckConstraint(
                condition=Q(practice_of__isnull=True)
                | Q(kiosk_pin="", card_digest="", password__startswith="!"),
                name="who_practises_has_no_key_of_his_own",
                violation_error_message="练习店里没有自己的密码、口令和工卡：从正式店进来",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def derive_state(self) -> State:
        """Whoever was disabled is gone until he comes back."""
        return self.State.GONE if self.disabled_at else self.State.EMPLOYED

    @property
    def surname(self) -> str:
        return self.name[:1]

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        return self.disabled_at is None


class Tenure(Record):
    """A post that a person holds in a store, from a day, until a day."""

    root = "person"
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tenures", verbose_name="员工")
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+", verbose_name="门店")
    role = models.CharField("岗位", max_length=4, choices=Role.choices)
    since = models.DateField("从")
    until = models.DateField("到", null=True, blank=True)
    exception_until = models.DateField("例外至", null=True, blank=True)
    """The post's requirements are not met: the general manager signed an exception until this day."""
    exception_reason = models.CharField("例外原因", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = "任职"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "store", "role"],
                condition=Q(until__isnull=True),
                name="tenure_once_at_a_time",
                violation_error_message="这位员工已经在这个岗位上了",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="tenure_ends_after_it_begins",
                violation_error_message="离任日期不能早于任职日期",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["store", "role"], name="tenure_by_role")]

    def __str__(self) -> str:
        return f"{self.person} {self.get_role_display()}"


class Deputy(Record):
    """Who stands in for whom, for exactly these days: duties, limits and signatures go with it."""

    root = "principal"
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    principal = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="deputies", verbose_name="本人"
    )
    deputy = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="stands_in_for", verbose_name="代理人"
    )
    since = models.DateField("从")
    until = models.DateField("到")
    ended_on = models.DateField("提前结束于", null=True, blank=True)
    rest_days_only = models.BooleanField("只在休息日", default=False)
    """Stands in on the principal's fixed day off; else the principal is away from `since` to `until`."""

    class Meta:
        verbose_name = "代理"
        ordering = ("-since", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(principal=F("deputy")),
                name="deputy_is_somebody_else",
                violation_error_message="代理人不能是本人",
            ),
            models.CheckConstraint(
                condition=Q(until__gte=F("since")),
                name="deputy_ends_after_beginning",
                violation_error_message="代理结束日期不能早于开始日期",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["deputy", "until"], name="deputy_by_deputy")]

    def __str__(self) -> str:
        return f"{self.principal}由{self.deputy}代理"

    @property
    def last_day(self) -> date:
        """The last day on which he stands in; before the first one where it ended before it began."""
        return min(self.until, self.ended_on - timedelta(days=1)) if self.ended_on else self.until


class RosterDay(Record):
    """A day on which somebody works, rests, eats or stands by other than his week says."""

    root = "person"
    store_path = "person__store"
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="roster_days", verbose_name="员工"
    )
    day = models.DateField("日期")
    rests = models.BooleanField("休息", null=True, blank=True)
    """None: as his week says."""
    shift = models.ForeignKey(
        Shift, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="班次"
    )
    lunch = models.ForeignKey(
        Shift, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="午餐批次"
    )
    standby = models.ForeignKey(
        Shift, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="值班"
    )
    why = models.CharField("原因", max_length=100, blank=True, default="")
    asked_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁提的"
    )

    class Meta:
        verbose_name = "调休"
        ordering = ("day", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "day"],
                name="roster_day_once",
                violation_error_message="这一天已经调过休：请刷新后再调",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["day"], name="roster_day_by_day")]

    def __str__(self) -> str:
        return f"{self.person} {self.day:%m-%d} {self.says}"

    @property
    def says(self) -> str:
        """休息; 上班 早班; 值班 夜班."""
        words = {True: "休息", False: "上班", None: ""}[self.rests]
        named = [
            f"{what}{each}"
            for what, each in (("", self.shift), ("午餐", self.lunch), ("值班 ", self.standby))
            if each
        ]
        return " ".join([words, *named]).strip() or "照每周"


class LeaveSlip(Record):
    """Days on which somebody is away: asked by himself and signed, or told by whoever stands above him."""

    class Kind(models.TextChoices):
        ERRAND = "errand", "事假"
        SICK = "sick", "病假"
        ANNUAL = "annual", "年假"
        FAMILY = "family", "婚丧假"
        BIRTH = "birth", "产假陪产"
        AWAY_ON_WORK = "work", "公出培训"
        ABSENT = "absent", "缺勤"

    class Portion(models.TextChoices):
        """What is left out of a single day; half a day leaves somebody on the roster."""

        WHOLE = "whole", "全天"
        MORNING = "morning", "上午"
        AFTERNOON = "afternoon", "下午"

    class State(models.TextChoices):
        GRANTED = "granted", "已准"
        ENDED = "ended", "已销假"
        TAKEN_BACK = "back", "已撤回"

    root = "person"
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+", verbose_name="门店")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="leaves", verbose_name="员工")
    number = models.CharField("请假单号", max_length=20, blank=True, default="")
    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    portion = models.CharField("时段", max_length=10, choices=Portion.choices, default=Portion.WHOLE)
    since = models.DateField("从")
    until = models.DateField("到")
    reason = models.CharField("原因", max_length=200, blank=True, default="")
    deputy = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="代理人"
    )
    standing_in = models.OneToOneField(Deputy, null=True, on_delete=models.PROTECT, related_name="leave")
    back_on = models.DateField("回来上班", null=True, blank=True)
    """Back before the last day: from this day on he is here."""
    taken_back_at = models.DateTimeField("撤回于", null=True, blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=State.choices, default=State.GRANTED, editable=False
    )

    class Meta:
        verbose_name = "请假单"
        ordering = ("-since", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "number"], condition=~Q(number=""), name="leave_number_once"
            ),
            models.CheckConstraint(
                condition=Q(until__gte=F("since")),
                name="leave_ends_after_it_begins",
                violation_error_message="请假的最后一天不能早于第一天",
            ),
            models.CheckConstraint(
                condition=Q(portion="whole") | Q(until=F("since")),
                name="half_a_day_is_of_one_day",
                violation_error_message="半天假只能请一天：请把第一天和最后一天填成同一天",
            ),
            models.CheckConstraint(
                condition=Q(back_on__isnull=True) | Q(back_on__gt=F("since"), back_on__lte=F("until")),
                name="back_within_the_leave",
                violation_error_message="销假的日子要在请假期间",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["store", "until"], name="leave_by_end"),
            models.Index(fields=["person", "until"], name="leave_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_kind_display()} {self.span}"

    @property
    def last_day(self) -> date:
        """The last day away."""
        return self.back_on - timedelta(days=1) if self.back_on else self.until

    def covers(self, day: date) -> bool:
        """Whether he is away on this day, or for half of it."""
        return self.since <= day <= self.last_day

    @property
    def span(self) -> str:
        """11-28, 11-28 上午, 11-28 到 11-30."""
        if self.since == self.until:
            half = "" if self.portion == self.Portion.WHOLE else f" {self.get_portion_display()}"
            return f"{self.since:%m-%d}{half}"
        return f"{self.since:%m-%d} 到 {self.until:%m-%d}"


class Certificate(Record):
    """A paper that a post or a kind of work asks for, and until when it holds."""

    root = "person"
    store_path = "person__store"
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="certificates", verbose_name="员工"
    )
    kind = models.CharField("证书", max_length=60)
    number = models.CharField("编号", max_length=60, blank=True, default="")
    issued_on = models.DateField("发证", null=True, blank=True)
    expires_on = models.DateField("有效至", null=True, blank=True)
    extended_until = models.DateField("上级延期至", null=True, blank=True)
    """The superior may extend a lapsed paper once, for 14 days (store_truth.md §1.6)."""
    extended_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="延期人"
    )
    voided_at = models.DateTimeField("作废于", null=True, blank=True)
    void_reason = models.CharField("作废原因", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = "证书"
        ordering = ("expires_on", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(extended_until__isnull=True) | Q(extended_until__gt=F("expires_on")),
                name="extension_lengthens_the_certificate",
                violation_error_message="延期后的日期要晚于原来的有效期",
            ),
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True)
                | Q(expires_on__isnull=True)
                | Q(expires_on__gte=F("issued_on")),
                name="certificate_expires_after_issue",
                violation_error_message="有效期不能早于发证日期",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.kind}"

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds, by itself or extended."""
        return self.extended_until or self.expires_on


class PostRequirement(Record):
    """What a post asks of a person, in one store, from a day on (posts.md §2)."""

    class Education(models.TextChoices):
        """Levels from low to high; 高中, 中专 and 技校 are one level."""

        ANY = "", "不限"
        SECONDARY = "高中", "高中、中专或技校"
        COLLEGE = "大专", "大专或专科"
        BACHELOR = "本科", "本科"

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+", verbose_name="门店")
    role = models.CharField("岗位", max_length=4, choices=Role.choices)
    since = models.DateField("从")
    education = models.CharField("学历至少", max_length=4, choices=Education.choices, blank=True, default="")
    years_in_trade = models.PositiveSmallIntegerField("行业年限至少", default=0)
    years_leading = models.PositiveSmallIntegerField("管理年限至少", default=0)
    certificates = models.CharField("证书", max_length=200, blank=True, default="")
    """Kinds that are needed, separated by `;`, each with its equals separated by `|`."""

    class Meta:
        verbose_name = "岗位要求"
        ordering = ("role", "-since")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "role", "since"],
                name="post_requirement_once_per_day",
                violation_error_message="这个岗位今天已经改过一次要求",
            )
        ]

    @property
    def certificates_in_words(self) -> str:
        return "；".join(kind.replace("|", " 或 ") for kind in self.certificates.split(";"))


class AuthorityLimit(Record):
    """How far a post may go alone, in one store, from a day on; beyond it somebody else signs."""

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+", verbose_name="门店")
    role = models.CharField("岗位", max_length=4, choices=Role.choices)
    since = models.DateField("从")
    labour_percent = models.DecimalField("工时折扣(%)", max_digits=5, decimal_places=2, default=0)
    parts_percent = models.DecimalField("配件折扣(%)", max_digits=5, decimal_places=2, default=0)
    order_discount = MoneyField("整单优惠", default=0)
    goodwill = MoneyField("善意补偿", default=0)
    refund = MoneyField("退款", default=0)
    vehicle_discount = MoneyField("整车底价以下", default=0)
    write_off = MoneyField("核销", default=0)
    monthly_budget = MoneyField("每月额度", default=0)
    """0 with a limit above it means: not budgeted."""

    class Meta:
        verbose_name = "权限额度"
        ordering = ("role", "-since")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "role", "since"],
                name="authority_limit_once_per_day",
                violation_error_message="这个岗位今天已经改过一次额度",
            ),
            models.CheckConstraint(
                condition=Q(labour_percent__gte=0, labour_percent__lte=100)
                & Q(parts_percent__gte=0, parts_percent__lte=100),
                name="discount_is_a_percentage",
                violation_error_message="折扣要在 0 到 100 之间",
            ),
        ]


class SharedDevice(Root):
    """An enrolled kiosk or workshop phone: only here a card or PIN changes the person."""

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="devices")
    name = models.CharField("设备", max_length=40)
    department = models.CharField("部门", max_length=30, choices=Department.choices, blank=True, default="")
    """Whose names it shows; empty shows the whole store."""
    key_digest = models.CharField(max_length=64, unique=True)
    retired_at = models.DateTimeField("停用于", null=True, blank=True)

    class Meta:
        verbose_name = "共用设备"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class LoginSession(AbstractBaseSession):
    """A session of somebody who logged in: on what, since when, from where. No record: the door keeps it."""

    person = models.ForeignKey(
        Person, null=True, on_delete=models.CASCADE, related_name="sessions", verbose_name="员工"
    )
    device = models.ForeignKey(SharedDevice, null=True, on_delete=models.CASCADE, related_name="+")
    began_at = models.DateTimeField("登录于", null=True)
    seen_at = models.DateTimeField("最近使用", null=True)
    address = models.CharField("地址", max_length=45, blank=True, default="")
    agent = models.CharField("浏览器", max_length=200, blank=True, default="")

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "登录"


class Tries(models.Model):
    """Wrong tries at one door, counted before each is judged, so that many at once do not slip through."""

    key = models.CharField(max_length=120, unique=True)
    account = models.CharField(max_length=64)
    """Of whom: the person's key, or a digest of what was typed for nobody."""
    tries = models.PositiveIntegerField()
    last_at = models.DateTimeField()

    class Meta:
        verbose_name = "登录尝试"
        indexes: ClassVar = [models.Index(fields=["account"], name="tries_by_account")]

    def __str__(self) -> str:
        return self.key
