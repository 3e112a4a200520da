"""Questions in dated editions, courses with their steps and posts, and tests that were taken."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, ClassVar

from dateutil.relativedelta import relativedelta
from django.db import models
from django.db.models import F, Q

from zhangdian.foundation.kernel.records import Record, Root
from zhangdian.people.organization.roles import Role
from zhangdian.resources.training.posts import KEEPERS

STORE, PERSON = "organization.Store", "organization.Person"
LETTERS = "ABCDEFGH"
TRUTH = ("对", "错")


class TestQuestion(Root):
    """One question of the bank; what it asks stands in its editions."""

    __test__ = False
    """No test of ours, though its name begins like one."""

    class State(models.TextChoices):
        IN_USE = "in_use", "在用"
        RETIRED = "retired", "停用"

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        "状态", max_length=7, choices=State.choices, default=State.IN_USE, editable=False
    )
    code = models.CharField("题号", max_length=20)
    topic = models.CharField("科目", max_length=20)
    about = models.CharField("考哪条", max_length=60, blank=True, default="")
    """The text of another room that it asks about, by source and code; empty: none."""
    compared_with = models.PositiveBigIntegerField("对照到", null=True, blank=True)
    """The edition of that text with which it was compared last."""
    retired_why = models.CharField("停用原因", max_length=100, blank=True, default="")
    example = models.BooleanField("示例", default=False)

    class Meta:
        verbose_name = "试题"
        ordering = ("topic", "code")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "code"],
                name="question_code_once",
                violation_error_message="这个题号已经有了：请换一个，或改那一题",
            ),
            models.CheckConstraint(
                condition=Q(state="in_use", retired_why="") | (Q(state="retired") & ~Q(retired_why="")),
                name="retired_question_says_why",
                violation_error_message="停用要写原因",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.code}"

    def is_open_to(self, viewer: Any) -> bool:
        """Whoever takes the tests does not read the answers."""
        return bool(viewer.roles.intersection(KEEPERS))

    @property
    def is_in_use(self) -> bool:
        return self.state == self.State.IN_USE


class QuestionEdition(Record):
    """What a question asks from a day on: its options, what is right, and why."""

    class Sort(models.TextChoices):
        SINGLE = "single", "单选"
        SEVERAL = "several", "多选"
        TRUTH = "truth", "判断"

    root = "question"
    store_path = "question__store"
    question = models.ForeignKey(TestQuestion, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField("第几版")
    since = models.DateField("从")
    sort = models.CharField("题型", max_length=7, choices=Sort.choices)
    text = models.CharField("题目", max_length=300)
    options = models.CharField("选项", max_length=800)
    """One a line, in the order of the letters."""
    right = models.CharField("答案", max_length=8)
    """Letters, in their order."""
    explanation = models.CharField("解析", max_length=400, blank=True, default="")
    source = models.CharField("出处", max_length=100, blank=True, default="")

    class Meta:
        verbose_name = "试题的一版"
        ordering = ("-since", "-number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["question", "number"], name="question_edition_once"),
            models.CheckConstraint(
                condition=~Q(right="") & ~Q(text=""),
                name="question_has_text_and_answer",
                violation_error_message="请写题目和答案",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Letter and words."""
        return list(zip(LETTERS, self.options.splitlines(), strict=False))

    @property
    def right_in_words(self) -> str:
        return "；".join(f"{letter} {words}" for letter, words in self.choices if letter in self.right)


class Course(Root):
    """What somebody must know for a post: its steps, its test, and the certificate that it gives."""

    class State(models.TextChoices):
        RUNNING = "running", "在用"
        ENDED = "ended", "停开"

    class Days(models.IntegerChoices):
        """How long somebody who comes into a post has, and how long before its end a test is due again."""

        WEEK = 7, "7 天"
        FORTNIGHT = 14, "14 天"
        MONTH = 30, "30 天"
        TWO_MONTHS = 60, "60 天"
        QUARTER = 90, "90 天"

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        "状态", max_length=7, choices=State.choices, default=State.RUNNING, editable=False
    )
    name = models.CharField("课程", max_length=40)
    topics = models.CharField("考哪些科目", max_length=200)
    """One a line."""
    count = models.PositiveSmallIntegerField("题数")
    pass_percent = models.PositiveSmallIntegerField("及格线")
    due_days = models.PositiveSmallIntegerField("任职后几天内通过", choices=Days.choices, default=Days.MONTH)
    valid_months = models.PositiveSmallIntegerField("证书管几个月", default=12)
    """0: for ever."""
    retest_days = models.PositiveSmallIntegerField("到期前几天重考", choices=Days.choices, default=Days.MONTH)
    pause_hours = models.PositiveSmallIntegerField("没过隔几小时再考", default=24)
    certificate = models.CharField("发什么证书", max_length=60)
    place = models.CharField("在哪里用", max_length=60, blank=True, default="")
    """Where in the house its steps are shown; some of these places ask for its certificate."""
    ended_why = models.CharField("停开原因", max_length=100, blank=True, default="")
    example = models.BooleanField("示例", default=False)

    class Meta:
        verbose_name = "课程"
        ordering = ("name",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "name"],
                name="course_once",
                violation_error_message="已经有叫这个名字的课程：请换个名字，或改那一门",
            ),
            models.CheckConstraint(
                condition=Q(count__gte=1, count__lte=100, pass_percent__gte=1, pass_percent__lte=100),
                name="course_test_has_questions_and_a_mark",
                violation_error_message="题数和及格线请填 1 到 100",
            ),
            models.CheckConstraint(
                condition=Q(valid_months__lte=120, pause_hours__lte=720),
                name="course_spans_are_bounded",
                violation_error_message="证书最多管 120 个月，重考最多隔 30 天",
            ),
            models.CheckConstraint(
                condition=Q(state="running", ended_why="") | (Q(state="ended") & ~Q(ended_why="")),
                name="ended_course_says_why",
                violation_error_message="停开要写原因",
            ),
        ]

    def __str__(self) -> str:
        return f"《{self.name}》"

    @property
    def is_running(self) -> bool:
        return self.state == self.State.RUNNING

    @property
    def topic_list(self) -> list[str]:
        return self.topics.splitlines()

    def good_until(self, passed_on: date, before: date | None) -> date | None:
        """Until when a certificate holds: who tests early loses no day of the one that still runs."""
        if not self.valid_months:
            return None
        start = before if before and before > passed_on else passed_on
        return start + relativedelta(months=self.valid_months)


class CoursePost(Record):
    """A post for which a course is to be passed, from a day, until a day."""

    root = "course"
    store_path = "course__store"
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField("岗位", max_length=4, choices=Role.choices)
    since = models.DateField("从")
    ended_on = models.DateField("止", null=True, blank=True)

    class Meta:
        verbose_name = "课程的岗位"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["course", "role"],
                name="course_post_once",
                condition=Q(ended_on__isnull=True),
                violation_error_message="同一个岗位写了两次",
            )
        ]


class CourseSteps(Record):
    """The procedure that a course teaches, step by step, as it holds from a day on."""

    root = "course"
    store_path = "course__store"
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField("第几版")
    since = models.DateField("从")
    text = models.TextField("步骤", max_length=6000)
    """One step a line."""
    what_changed = models.CharField("改了什么", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = "课程步骤"
        ordering = ("-since", "-number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "number"], name="course_steps_once"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(what_changed=""),
                name="changed_steps_say_what_changed",
                violation_error_message="新的一版要写改了什么",
            ),
        ]

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()


class Enrolment(Record):
    """Somebody who learns a course by name, whatever his post."""

    root = "course"
    store_path = "course__store"
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="enrolments")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁")
    due_on = models.DateField("哪天前通过")
    enrolled_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁报的名"
    )
    ended_at = models.DateTimeField("取消于", null=True, blank=True)
    ended_why = models.CharField("取消原因", max_length=100, blank=True, default="")

    class Meta:
        verbose_name = "报名"
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["course", "person"],
                name="enrolled_once",
                condition=Q(ended_at__isnull=True),
                violation_error_message="他已经报了这门课",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_why="")
                | (Q(ended_at__isnull=False) & ~Q(ended_why="")),
                name="ended_enrolment_says_why",
                violation_error_message="取消要写原因",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.course}"


class Sitting(Root):
    """One test of one person: the paper as it was drawn, his answers, and how he came out."""

    class State(models.TextChoices):
        OPEN = "open", "在答"
        PASSED = "passed", "通过"
        FAILED = "failed", "没过"
        VOID = "void", "作废"

    ARROWS: ClassVar = {
        State.OPEN: {State.PASSED: "交卷", State.FAILED: "交卷", State.VOID: "作废考试"},
        State.PASSED: {State.VOID: "作废考试"},
        State.FAILED: {State.VOID: "作废考试"},
    }

    store = models.ForeignKey(STORE, on_delete=models.PROTECT, related_name="+")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="+", verbose_name="课程")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", verbose_name="谁")
    state = models.CharField("状态", max_length=6, choices=State.choices, default=State.OPEN, editable=False)
    asked = models.PositiveSmallIntegerField("题数")
    pass_percent = models.PositiveSmallIntegerField("及格线")
    begun_at = models.DateTimeField("开考")
    handed_in_at = models.DateTimeField("交卷", null=True, blank=True)
    right = models.PositiveSmallIntegerField("答对", null=True, blank=True)
    certificate = models.ForeignKey(
        "organization.Certificate",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="证书",
    )
    voided_at = models.DateTimeField("作废于", null=True, blank=True)
    voided_by = models.ForeignKey(
        PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="谁作废"
    )
    void_why = models.CharField("作废原因", max_length=100, blank=True, default="")

    class Meta:
        verbose_name = "考试"
        ordering = ("-begun_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["course", "person"],
                name="one_open_test_of_a_course",
                condition=Q(state="open"),
                violation_error_message="您有一份没交的卷子：请先答完交卷",
            ),
            models.CheckConstraint(
                condition=Q(handed_in_at__isnull=True, right__isnull=True)
                | Q(handed_in_at__isnull=False, right__isnull=False, right__lte=F("asked")),
                name="test_is_marked_when_handed_in",
            ),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, voided_by__isnull=True, void_why="")
                | (Q(voided_at__isnull=False, voided_by__isnull=False) & ~Q(void_why="")),
                name="void_test_says_who_and_why",
                violation_error_message="作废要写原因",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["store", "person", "course", "-begun_at"], name="test_of_person"),
            models.Index(fields=["store", "handed_in_at"], name="test_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.course}"

    def is_open_to(self, viewer: Any) -> bool:
        """His own paper, and for who keeps the tests all."""
        return viewer.person_id == self.person_id or bool(viewer.roles.intersection(KEEPERS))

    def derive_state(self) -> State:
        if self.voided_at:
            return self.State.VOID
        if self.handed_in_at is None:
            return self.State.OPEN
        return self.State.PASSED if self.is_enough else self.State.FAILED

    @property
    def is_enough(self) -> bool:
        return (self.right or 0) * 100 >= self.pass_percent * self.asked

    @property
    def wanted(self) -> int:
        """So many right answers pass."""
        return -(-self.pass_percent * self.asked // 100)

    @property
    def percent(self) -> int | None:
        if self.right is None:
            return None
        return int((Decimal(100 * self.right) / self.asked).quantize(Decimal(1), ROUND_HALF_UP))

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    def again_from(self, pause: Any) -> datetime | None:
        """When it may be tried again after it was not passed."""
        return self.handed_in_at + pause if self.handed_in_at else None


class SittingItem(Record):
    """One question on a paper, as it was asked then, and what he answered."""

    root = "sitting"
    store_path = "sitting__store"
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField("第几题")
    edition = models.ForeignKey(
        QuestionEdition, on_delete=models.PROTECT, related_name="+", verbose_name="题目"
    )
    given = models.CharField("他答的", max_length=8, blank=True, default="")
    is_right = models.BooleanField("答对", null=True, blank=True)

    class Meta:
        verbose_name = "考题"
        ordering = ("order",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sitting", "order"], name="test_item_once"),
            models.UniqueConstraint(fields=["sitting", "edition"], name="question_once_in_a_test"),
        ]

    def __str__(self) -> str:
        return f"第 {self.order} 题"
