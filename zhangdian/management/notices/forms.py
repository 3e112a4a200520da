"""What is asked when a notice is published, corrected, withdrawn or asked about, and of its kinds."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from zhangdian.aftercare.insurance.models import Insurer
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, Fold, form_for
from zhangdian.management.notices import actions, kinds, queries
from zhangdian.management.notices.models import NoticeKind
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Department, Role
from zhangdian.resources.parts.models import Part
from zhangdian.resources.parts.queries import plain_number

ROLES = [(role.value, role.label) for role in Role]
DEPARTMENTS = [(each.value, each.label) for each in Department]
WHY_WITHDRAWN = ("内容有误", "政策取消", "发错人", "重复发了")
EVENING = time(17, 30)


class PartNumbersField(forms.CharField):
    """Part numbers, one in each line or with commas between; come out as keys of parts."""

    def __init__(self, **kwargs: Any) -> None:
        asked = {"max_length": 2000, "required": False, "widget": forms.Textarea({"rows": 2}), **kwargs}
        super().__init__(**asked)

    def clean(self, value: Any) -> Any:
        typed = str(super().clean(value) or "")
        for sign in ",，、;；":
            typed = typed.replace(sign, "\n")
        numbers = {plain_number(line): line.strip() for line in typed.splitlines() if line.strip()}
        found = dict(Part.objects.filter(part_no_plain__in=list(numbers)).values_list("part_no_plain", "pk"))
        if unknown := [said for plain, said in numbers.items() if plain not in found]:
            raise ValidationError(f"目录里没有 {'、'.join(unknown[:5])}：请核对件号")
        return [found[plain] for plain in numbers]


class KindForm(ActionForm):
    """Who publishes a kind, who is proposed, what it hangs on."""

    name = forms.CharField(label="名称", max_length=12)
    publishers = fields.ManyChipsField(label="谁能发", choices=ROLES)
    posts = fields.ManyChipsField(label="平常发给哪些岗位", choices=ROLES, required=False)
    departments = fields.ManyChipsField(label="平常发给哪些部门", choices=DEPARTMENTS, required=False)
    about = fields.SegField(label="挂什么", choices=NoticeKind.About.choices, required=False)
    days = fields.CountField(label="几天内读完", unit="天", min_value=1, max_value=actions.MOST_DAYS)

    def answer(self, done: Any) -> str | None:
        return reverse("notices:kinds")


@form_for(actions.add_notice_kind)
class AddNoticeKindForm(KindForm):
    verb = "新增类别"

    def known(self) -> Mapping[str, Any]:
        return {"days": 2, "about": ""}


@form_for(actions.set_notice_kind)
class SetNoticeKindForm(KindForm):
    verb = "改类别"
    says = "改了从下一份通知起算，发出去的不变。"
    stands = fields.SwitchField(label="在用")

    def known(self) -> Mapping[str, Any]:
        kind = self.subject
        return {
            "name": kind.name,
            "publishers": kind.publisher_codes.split(),
            "posts": kind.posts.split(),
            "departments": kind.department_codes.split(),
            "about": kind.about,
            "days": kind.days,
            "stands": kind.stands,
        }


@form_for(actions.load_notice_kinds)
class LoadNoticeKindsForm(ActionForm):
    verb = "载入类别"
    says = "载入系统自带的类别：谁能发、平常发给谁，都能改。"
    prepared = ("rows",)

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"rows": list(kinds.shipped())}


def evening_after(ctx: Any, days: int) -> datetime:
    return clock.instant(ctx.today + timedelta(days=days), EVENING, ctx.standing.zone)


@form_for(actions.publish_notice)
class PublishNoticeForm(ActionForm):
    """The kind was chosen on the page before: it proposes who reads it and until when."""

    verb = "发出去"
    folds = (Fold("另外点名", ("people",)),)
    kind = forms.TypedChoiceField(label="类别", coerce=int, widget=forms.HiddenInput)
    title = forms.CharField(label="标题", max_length=60)
    text = forms.CharField(label="正文", max_length=4000, widget=forms.Textarea({"rows": 8}))
    insurer = forms.TypedChoiceField(label="哪家保险公司", coerce=int, required=False, empty_value=None)
    parts = PartNumbersField(
        label="件号", help_text="一行一个，或用逗号隔开；手上有这些配件没签字、没发料的顾问会收到"
    )
    effective_on = fields.DayField(label="哪天起")
    ends_on = fields.DayField(label="到哪天", required=False, help_text="不填就一直有效，到撤回为止")
    read_by = fields.MomentField(label="几时前读完")
    posts = fields.ManyChipsField(label="发给岗位", choices=ROLES, required=False)
    departments = fields.ManyChipsField(label="发给部门", choices=DEPARTMENTS, required=False)
    people = fields.ManyChipsField(label="另外点名", choices=[], required=False)
    photos = fields.PhotoField(label="照片", many=True, most=6, required=False)

    def known(self) -> Mapping[str, Any]:
        return {"effective_on": self.ctx.today, "read_by": evening_after(self.ctx, 2)}

    def arrange(self) -> None:
        mine = kinds.published_by(self.ctx)
        cast(Any, self.fields["kind"]).choices = [(each.pk, each.name) for each in mine]
        if not mine:
            self.says = "您的岗位不发通知：谁能发，由办公室主任在通知类别里定。"
        chosen = str(self.data.get("kind") or self.initial.get("kind") or "")
        kind = next((each for each in mine if str(each.pk) == chosen), mine[0] if mine else None)
        self.propose(kind)
        self.offer_people()

    def propose(self, kind: NoticeKind | None) -> None:
        """Who reads it, until when, and what it hangs on, as the kind says."""
        about = kind.about if kind else ""
        if kind is not None:
            self.says = f"{kind.name}。没读的人今日里有一条，过了期限报他的上级；后来到这些岗位的人也会收到。"
            self.initial["kind"] = kind.pk
            self.initial.setdefault("posts", kind.posts.split())
            self.initial.setdefault("departments", kind.department_codes.split())
            self.initial["read_by"] = evening_after(self.ctx, kind.days)
        if about == NoticeKind.About.INSURER:
            rows = Insurer.objects.of(self.ctx).order_by("short_name").values_list("pk", "short_name")
            cast(Any, self.fields["insurer"]).choices = [("", "各家都一样"), *rows]
        else:
            del self.fields["insurer"]
        if about != NoticeKind.About.PARTS:
            del self.fields["parts"]

    def offer_people(self) -> None:
        people = Person.objects.of(self.ctx).filter(disabled_at=None).exclude(pk=self.ctx.person_id)
        names: dict[str, list[tuple[int, str]]] = {}
        for each in people.order_by("department", "employee_no"):
            names.setdefault(str(each.get_department_display() or "其他"), []).append((each.pk, each.name))
        cast(Any, self.fields["people"]).choices = list(names.items())

    def clean_people(self) -> list[int]:
        return [int(key) for key in self.cleaned_data["people"]]

    def answer(self, done: Any) -> str | None:
        return reverse("notices:notice", args=[done.subject.pk])


@form_for(actions.correct_notice)
class CorrectNoticeForm(ActionForm):
    """The whole text again, and in one sentence what is another."""

    verb = "发新的一版"
    says = "新的一版代替这一版，读过旧版的人也要重新读。"
    what_changed = forms.CharField(label="改了什么", max_length=200)
    title = forms.CharField(label="标题", max_length=60)
    text = forms.CharField(label="正文", max_length=4000, widget=forms.Textarea({"rows": 8}))
    parts = PartNumbersField(label="件号", help_text="一行一个，或用逗号隔开")
    effective_on = fields.DayField(label="哪天起")
    ends_on = fields.DayField(label="到哪天", required=False)
    read_by = fields.MomentField(label="几时前读完")
    photos = fields.PhotoField(label="照片", many=True, most=6, required=False)

    def known(self) -> Mapping[str, Any]:
        notice = self.subject
        return {
            "title": notice.title,
            "text": notice.text,
            "effective_on": notice.effective_on,
            "ends_on": notice.ends_on,
            "read_by": evening_after(self.ctx, notice.kind.days),
            "parts": "\n".join(part.part_no for part in queries.parts_of(notice)),
        }

    def arrange(self) -> None:
        if self.subject.kind.about != NoticeKind.About.PARTS:
            del self.fields["parts"]

    def answer(self, done: Any) -> str | None:
        return reverse("notices:notice", args=[done.subject.pk])


@form_for(actions.withdraw_notice)
class WithdrawNoticeForm(ActionForm):
    verb = "撤回"
    why = fields.ChipsField(label="为什么撤回", choices=[(each, each) for each in WHY_WITHDRAWN])


@form_for(actions.ask_about_notice)
class AskAboutNoticeForm(ActionForm):
    verb = "问"
    question = forms.CharField(label="哪里不明白", max_length=200)


@form_for(actions.answer_notice_question)
class AnswerNoticeQuestionForm(ActionForm):
    verb = "答复"
    words = forms.CharField(label="答复", max_length=500, widget=forms.Textarea({"rows": 3}))
