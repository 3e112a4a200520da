"""What is asked when a course is opened, changed, taught in steps or ended, and who learns it by name."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, cast

from django import forms
from django.urls import reverse

from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.people.organization import superiors
from zhangdian.people.organization.models import Person, Tenure
from zhangdian.people.organization.queries import in_force
from zhangdian.people.organization.roles import Role
from zhangdian.resources.training import queries
from zhangdian.resources.training.courses import actions, ledgers
from zhangdian.resources.training.models import Course
from zhangdian.resources.training.places import PLACES
from zhangdian.resources.training.posts import KEEPERS

ROLES = [(role.value, role.label) for role in Role]
DAYS = [(str(value), label) for value, label in Course.Days.choices]
WHY_ENDED = ("岗位不再需要", "并到别的课里", "内容过时")
WHY_OFF = ("换了岗位", "报错了人", "不再需要")


class TermsForm(ActionForm):
    """Who has it to pass, from what the test is drawn, and what it gives."""

    name = forms.CharField(label="课程", max_length=40)
    posts = fields.ManyChipsField(label="哪些岗位要学", choices=ROLES, required=False)
    topics = fields.ManyChipsField(label="考哪些科目", choices=[])
    count = fields.CountField(label="一份卷子几题", unit="题", min_value=1, max_value=100)
    pass_percent = fields.CountField(label="及格线", unit="%", min_value=1, max_value=100)
    certificate = forms.CharField(label="通过发什么证书", max_length=60)
    due_days = fields.SegField(label="任职后多久内通过", choices=DAYS)
    valid_months = fields.CountField(
        label="证书管几个月", unit="个月", min_value=0, max_value=120, help_text="0 就是长期有效"
    )
    retest_days = fields.SegField(label="到期前多久重考", choices=DAYS)
    pause_hours = fields.CountField(label="没过隔多久再考", unit="小时", min_value=0, max_value=720)
    place = forms.ChoiceField(
        label="在哪里用", required=False, help_text="在那里打开步骤；有的地方要这张证书"
    )

    def known(self) -> Mapping[str, Any]:
        month = str(Course.Days.MONTH.value)
        return {
            "count": 10,
            "pass_percent": 80,
            "due_days": month,
            "valid_months": 12,
            "retest_days": month,
            "pause_hours": 24,
        }

    def arrange(self) -> None:
        there = queries.topics_with_counts(self.ctx)
        kept = self.subject.topic_list if isinstance(self.subject, Course) else []
        names = list(dict.fromkeys([*there, *kept]))
        offered = [(each, f"{each} {there.get(each, 0)} 题") for each in names]
        cast(Any, self.fields["topics"]).choices = offered
        places = [(each.name, each.label + ("（要证书）" if each.asks else "")) for each in PLACES.values()]
        cast(Any, self.fields["place"]).choices = [("", "不挂"), *places]
        if not offered:
            self.says = "题库里还没有题：请先写试题，课程按科目抽题。"

    def answer(self, done: Any) -> str | None:
        return reverse("training:course", args=[done.subject.pk])


@form_for(actions.open_course)
class OpenCourseForm(TermsForm):
    verb = "开课"


@form_for(actions.change_course)
class ChangeCourseForm(TermsForm):
    verb = "存"
    says = "改了从现在起算；已经抽好的卷子和发出去的证书不变。"

    def known(self) -> Mapping[str, Any]:
        course = self.subject
        plain = ("name", "count", "pass_percent", "certificate", "valid_months", "pause_hours", "place")
        return {
            **{name: getattr(course, name) for name in plain},
            "due_days": str(course.due_days),
            "retest_days": str(course.retest_days),
            "topics": course.topic_list,
            "posts": list(course.posts.filter(ended_on=None).values_list("role", flat=True)),
        }


@form_for(actions.load_courses)
class LoadCoursesForm(ActionForm):
    verb = "载入示例课程"
    says = "载入系统自带的三门课：车险条款、电脑出单规程、理赔实务。题数、及格线、期限都能改。"
    prepared = ("rows",)

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"rows": ledgers.house_courses()}

    def answer(self, done: Any) -> str | None:
        return reverse("training:courses")


@form_for(actions.write_steps)
class WriteStepsForm(ActionForm):
    verb = "存新的一版"
    text = forms.CharField(
        label="步骤", max_length=6000, widget=forms.Textarea({"rows": 14}), help_text="一行一步"
    )
    what_changed = forms.CharField(label="改了什么", max_length=200, required=False)
    since = fields.DayField(label="从哪天起", required=False, help_text="不填就是今天")

    def known(self) -> Mapping[str, Any]:
        last = self.subject.steps.order_by("-number").first()
        return {"text": last.text} if last else {}

    def arrange(self) -> None:
        if not self.subject.steps.exists():
            del self.fields["what_changed"]

    def answer(self, done: Any) -> str | None:
        return reverse("training:course", args=[self.subject.pk])


@form_for(actions.end_course)
class EndCourseForm(ActionForm):
    verb = "停开"
    says = "以后没有人要学；发出去的证书管到期。"
    why = fields.ChipsField(label="为什么停开", choices=[(each, each) for each in WHY_ENDED])


@form_for(actions.enrol_person)
class EnrolPersonForm(ActionForm):
    verb = "报名"
    says = "按岗位要学的人不用报；这里给岗位以外的人报。"
    person = forms.TypedChoiceField(label="谁", coerce=int)
    due_on = fields.DayField(label="哪天前通过")

    def known(self) -> Mapping[str, Any]:
        return {"due_on": self.ctx.today + timedelta(days=self.subject.due_days)}

    def arrange(self) -> None:
        people = Person.objects.of(self.ctx).filter(disabled_at=None)
        if not self.ctx.roles.intersection(KEEPERS):
            below = Tenure.objects.of(self.ctx).filter(
                in_force(self.ctx.today), role__in=superiors.roles_below(self.ctx)
            )
            people = people.filter(pk__in=below.order_by().values("person"))
        rows = people.order_by("employee_no").values_list("pk", "name", "employee_no")
        cast(Any, self.fields["person"]).choices = [(pk, f"{name} {number}") for pk, name, number in rows]

    def answer(self, done: Any) -> str | None:
        return reverse("training:course", args=[self.subject.pk])


@form_for(actions.end_enrolment)
class EndEnrolmentForm(ActionForm):
    verb = "取消报名"
    why = fields.ChipsField(label="为什么取消", choices=[(each, each) for each in WHY_OFF])
