"""Questionnaires by edition: what is asked, and where an answer leads."""

from typing import ClassVar

from django.db import models

from zhangdian.foundation.kernel.records import Belongs, Record

STORE = "organization.Store"
PERSON = "organization.Person"
LOW = 3
"""A score at or below it is a complaint (PROC-F-04)."""


class Questionnaire(Record):
    """One edition of what is asked; last month's answers keep last month's questions."""

    belongs = Belongs.HOUSE

    class Kind(models.TextChoices):
        SERVICE = "service", "售后3日回访"
        LINK = "link", "售后3日回访(链接版)"
        ACCIDENT = "accident", "事故车交车回访"
        NEW_CAR = "new_car", "新车交车7日回访"
        LOST_RENEWAL = "renewal", "续保战败抽查"
        LOST_CUSTOMER = "lost", "流失客户回访"

    kind = models.CharField("问卷", max_length=10, choices=Kind.choices)
    edition = models.CharField("版本", max_length=20)
    since = models.DateField("从")

    class Meta:
        verbose_name = "问卷"
        ordering = ("kind", "-since")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "edition"],
                name="questionnaire_edition_once",
                violation_error_message="这一版问卷已经载入过：改了题目请换一个版本号",
            ),
            models.UniqueConstraint(
                fields=["kind", "since"],
                name="questionnaire_once_per_day",
                violation_error_message="这份问卷这一天已有一版：请换一个生效日",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.edition}"


class QuestionnaireQuestion(Record):
    """One question of an edition: how it is answered, whether it may be left out, where an answer leads."""

    belongs = Belongs.HOUSE

    class Answered(models.TextChoices):
        CHOICE = "choice", "选一项"
        MULTI = "multi", "选几项"
        SCORE5 = "score5", "1 到 5 分"
        SCORE10 = "score10", "0 到 10 分"
        TEXT = "text", "原话"

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="questions")
    order = models.PositiveSmallIntegerField("次序")
    code = models.CharField("题号", max_length=8)
    text = models.CharField("问题", max_length=120)
    answered = models.CharField("怎么答", max_length=8, choices=Answered.choices)
    options = models.CharField("选项", max_length=200, blank=True, default="")
    """Separated by semicolons."""
    required = models.BooleanField("必问", default=False)
    complains = models.CharField("算投诉的答案", max_length=40, blank=True, default="")
    skips_after = models.CharField("跳题的答案", max_length=40, blank=True, default="")
    skips_to = models.CharField("跳到", max_length=8, blank=True, default="")
    topic_code = models.CharField("投诉归类", max_length=8, blank=True, default="")

    class Meta:
        verbose_name = "问题"
        ordering = ("questionnaire", "order")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["questionnaire", "code"], name="question_once_per_edition")
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def choices(self) -> list[str]:
        return [each.strip() for each in self.options.split(";") if each.strip()]

    @property
    def most(self) -> int:
        """The best score; 0 where nothing is scored."""
        return {"score5": 5, "score10": 10}.get(self.answered, 0)
