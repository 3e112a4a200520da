"""What the acts on inquiries ask."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.urls import reverse

from zhangdian.aftercare.care.inquiries import actions, ledgers, queries
from zhangdian.aftercare.care.models import Inquiry
from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, Fold, form_for
from zhangdian.people.customers.models import Customer, Vehicle
from zhangdian.people.organization import queries as organization
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Role

TOLD_BY = [(Means.PHONE, "电话"), (Means.DESK, "当面"), (Means.LINK, "微信短信")]
WHY_PASSED = ("归别的岗位答", "我今天不在", "客户要找他", "主题记错了")
WHY_WITHDRAWN = ("记重了", "客户说不用了", "记错了")
SCORES = [(str(score), f"{score} 分") for score in range(1, 6)]
NOBODY = ("", "按主题")


def colleagues(ctx: Any, *but: int | None) -> list[tuple[str, str]]:
    """Who works here, each with his first post."""
    people = list(Person.objects.of(ctx).filter(disabled_at=None).exclude(pk__in=[key for key in but if key]))
    posts = organization.posts_of(ctx, people)
    return [
        (str(each.pk), f"{each.name} {posts[each.pk][0].label}")
        for each in sorted(people, key=lambda each: each.employee_no)
        if posts[each.pk]
    ]


def topics(ctx: Any) -> list[tuple[str, str]]:
    return [(str(each.pk), f"{each.name} · {each.get_desk_display()}") for each in queries.topics_now(ctx)]


def filled_posts(ctx: Any) -> list[tuple[str, str]]:
    """Posts that somebody holds."""
    held = organization.holders_of_each(ctx)
    return [(role.value, str(role.label)) for role in Role if held[role]]


@form_for(actions.record_inquiry)
class RecordInquiryForm(ActionForm):
    """What is asked, about what, by whom; who answers and by when follow from the topic."""

    verb = "记下，开始计时"
    question = forms.CharField(
        label="问什么", max_length=400, widget=forms.Textarea(attrs={"rows": 2, "autofocus": True})
    )
    topic = forms.ChoiceField(label="关于什么")
    asker = fields.SegField(label="谁问的", choices=Inquiry.Asker.choices, initial=Inquiry.Asker.CUSTOMER)
    plate = fields.PlateField(label="车牌", required=False)
    phone = forms.CharField(
        label="电话", required=False, max_length=24, help_text="登记过的号码会自己找到客户"
    )
    reply = forms.CharField(
        label="当场怎么答的", required=False, max_length=480, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="答不了就空着：留在要答的人的“今日”里",
    )  # fmt: skip
    channel = fields.ChipsField(label="来路", choices=Inquiry.Channel.choices, initial=Inquiry.Channel.PHONE)
    caller = forms.CharField(label="来电人", required=False, max_length=30)
    colleague = forms.ChoiceField(label="哪位同事", required=False)
    owner = forms.ChoiceField(label="谁来答", required=False)
    promised_at = fields.MomentField(label="答应几点前回", required=False, help_text="不填按主题的分钟数")
    customer = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    folds = (Fold("来路、同事、指定谁答", ("channel", "caller", "colleague", "owner", "promised_at")),)

    def arrange(self) -> None:
        choose(self, "topic", [("", "请选"), *topics(self.ctx)])
        people = colleagues(self.ctx)
        choose(self, "colleague", [("", "不是同事问的"), *people])
        choose(self, "owner", [NOBODY, *people])
        key = str(self["customer"].value() or "")
        found = Customer.objects.of(self.ctx).filter(pk=key).first() if key.isdigit() else None
        choose(self, "customer", [(key, key)] if found else [])
        if found:
            self.says = f"客户：{found.called or found.name.seen_by(self.ctx)}"
            plates = Vehicle.objects.of(self.ctx).filter(owner=found).exclude(plate="")
            known = [str(each) for each in plates.order_by("pk").values_list("plate", flat=True)[:4]]
            if len(known) == 1:
                self.initial.setdefault("plate", known[0])
            elif known:
                self.fields["plate"].help_text = f"他的车：{'、'.join(known)}"

    def answer(self, done: Any) -> str | None:
        return reverse("care:inquiry", args=[done.subject.pk])


def choose(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    cast(Any, form.fields[name]).choices = choices


@form_for(actions.answer_inquiry)
class AnswerInquiryForm(ActionForm):
    """What was said, and how; what a colleague said stands there already."""

    verb = "已告诉对方"
    reply = forms.CharField(label="怎么答的", max_length=480, widget=forms.Textarea(attrs={"rows": 3}))
    means = fields.SegField(label="怎么告诉的", choices=TOLD_BY)
    next_on = fields.DayField(label="约哪天再联系", required=False)

    def arrange(self) -> None:
        self.says = f"问的是：{self.subject.question}"

    def known(self) -> Mapping[str, Any]:
        inside = self.subject.asker == Inquiry.Asker.COLLEAGUE
        told = Means.DESK if inside else actions.told_by(Inquiry.Channel(self.subject.channel))
        return {"means": told, "reply": self.subject.advice}


@form_for(actions.ask_colleague)
class AskColleagueForm(ActionForm):
    """Which post, or whom."""

    verb = "去问"
    says = "您还是经办：同事答了，由您告诉对方。"
    desk = forms.ChoiceField(label="问哪个岗位", required=False)
    helper = forms.ChoiceField(label="或直接问谁", required=False)

    def arrange(self) -> None:
        choose(self, "desk", [("", "—"), *filled_posts(self.ctx)])
        choose(self, "helper", [("", "—"), *colleagues(self.ctx, self.ctx.person_id)])

    def known(self) -> Mapping[str, Any]:
        topic = self.subject.topic
        return {"desk": topic.desk if topic.desk not in self.ctx.roles else ""}


@form_for(actions.give_advice)
class GiveAdviceForm(ActionForm):
    verb = "答同事"
    advice = forms.CharField(
        label="怎么回事、怎么跟客户说", max_length=480, widget=forms.Textarea(attrs={"rows": 3})
    )

    def arrange(self) -> None:
        self.says = f"问的是：{self.subject.question}"


@form_for(actions.pass_on_inquiry)
class PassOnInquiryForm(ActionForm):
    """To whom, or to which topic, and why."""

    verb = "转交"
    says = "转交以后由对方答复客户，原来的时限不变。"
    to = forms.ChoiceField(label="交给谁", required=False)
    topic = forms.ChoiceField(label="或改成什么主题", required=False)
    why = fields.ChipsField(label="为什么", choices=[(each, each) for each in WHY_PASSED])

    def arrange(self) -> None:
        choose(self, "to", [NOBODY, *colleagues(self.ctx, self.subject.owner_id)])
        others = [each for each in topics(self.ctx) if each[0] != str(self.subject.topic_id)]
        choose(self, "topic", [("", f"不变：{self.subject.topic}"), *others])


@form_for(actions.score_inquiry)
class ScoreInquiryForm(ActionForm):
    """One tap, and why where he says it."""

    verb = "记下打分"
    score = fields.SegField(label="打几分", choices=SCORES)
    words = forms.CharField(label="他怎么说", required=False, max_length=200)


@form_for(actions.follow_up_inquiry)
class FollowUpInquiryForm(ActionForm):
    verb = "记下"
    outcome = forms.CharField(label="后来怎样", max_length=280, widget=forms.Textarea(attrs={"rows": 2}))
    next_on = fields.DayField(label="还要哪天再联系", required=False)


@form_for(actions.reopen_inquiry)
class ReopenInquiryForm(ActionForm):
    verb = "重新计时"
    words = forms.CharField(label="还有什么没答清楚", max_length=200)


@form_for(actions.withdraw_inquiry)
class WithdrawInquiryForm(ActionForm):
    verb = "撤销"
    why = fields.ChipsField(label="为什么", choices=[(each, each) for each in WHY_WITHDRAWN])


class TopicForm(ActionForm):
    """Who answers, and within how many minutes of the store's hours."""

    name = forms.CharField(label="主题", max_length=20)
    desk = forms.ChoiceField(label="哪个岗位答", choices=Role.choices)
    minutes = fields.CountField(label="几分钟内答", unit="分", max_value=actions.MOST_MINUTES)
    order = fields.CountField(label="次序", unit="", required=False, max_value=999)


@form_for(actions.add_inquiry_topic)
class AddInquiryTopicForm(TopicForm):
    verb = "加上"

    def answer(self, done: Any) -> str | None:
        return reverse("care:inquirytopic", args=[done.subject.pk])


@form_for(actions.set_inquiry_topic)
class SetInquiryTopicForm(TopicForm):
    verb = "改"
    says = "从现在起问的按新的算，已经问的时限不变。"

    def known(self) -> Mapping[str, Any]:
        return {name: getattr(self.subject, name) for name in ("name", "desk", "minutes", "order")}


@form_for(actions.end_inquiry_topic)
class EndInquiryTopicForm(ActionForm):
    verb = "停用"
    why = forms.CharField(label="为什么", max_length=100)


@form_for(actions.load_inquiry_topics)
class LoadInquiryTopicsForm(ActionForm):
    """The house's own examples."""

    verb = "载入示例"
    says = "载入系统自带的主题、岗位和分钟数；已有的不动，载入后逐个改成本店的。"
    prepared = ("rows",)

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"rows": ledgers.house_topics()}
