"""What a superior says of an item that does not count, and how a store sets its own times."""

from typing import Any, cast

from django import forms
from django.urls import reverse

from zhangdian.foundation.kernel.dates import DATES
from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.management.duties import carriers, cases, timetables, wall
from zhangdian.management.duties.models import CaseRule, DueItem, Duty, Reach, Step, Timetable
from zhangdian.management.duties.proving import SaysWhatProves
from zhangdian.management.duties.watching import actions, urging
from zhangdian.people.messaging.models import Channel
from zhangdian.people.organization.roles import Role

HOLDERS = ("客户", "保险公司", "主机厂", "供应商", "配件", "车间", "前台", "停电断网")
WHY = ("当天没有这项业务", "等别人先做", "设备坏了", "临时抽调", "外出培训")


def code_told(form: Any) -> str:
    """The duty that the form is about; what nobody could have typed is none."""
    told = str(form.initial.get("code") or form.data.get("code") or "")[:12]
    return told if told.isprintable() else ""


@form_for(actions.excuse_due_item)
class ExcuseForm(ActionForm):
    """Not applicable, or held up by whom; one chip for the reason."""

    verb = "不算这一次"
    excused = fields.SegField(label="怎么认", choices=DueItem.Excused.choices, initial="none")
    why = fields.ChipsField(label="为什么", choices=[(each, each) for each in WHY])
    held_by = fields.ChipsField(label="被谁挡住", choices=[(each, each) for each in HOLDERS], required=False)


@form_for(actions.show_done)
class ShowDoneForm(ActionForm):
    """A photo, and words where the photo does not tell."""

    verb = "交差"
    photos = fields.PhotoField(label="拍一张做好的样子", many=True, most=6)
    words = forms.CharField(label="说明", max_length=200, required=False)


@form_for(actions.set_urging_rule)
class UrgingRuleForm(ActionForm):
    """The rule as it stands is filled in."""

    verb = "改规则"
    says = "提醒按到时限之前算，其他按时限之后算。改了从今天起，催过的不再催。"
    covers = forms.ChoiceField(label="哪些职责", choices=(), required=False)
    step = fields.ChipsField(label="哪一步", choices=Step.choices)
    minutes = fields.MinutesField(label="差几分钟", max_value=urging.MOST_MINUTES)
    channel = fields.ChipsField(
        label="怎么通知", choices=[("", "按各人自己选的"), *Channel.choices], required=False
    )
    robot = forms.CharField(label="群机器人", max_length=30, required=False)
    stands = fields.SwitchField(label="启用", initial=True)
    reason = forms.CharField(label="为什么改", max_length=200)

    def arrange(self) -> None:
        """All, the kinds, and the duties that have a timetable; the rule of today pressed already."""
        timed = Timetable.objects.of(self.ctx).on(self.ctx.today).values_list("code", flat=True)
        covers = cast(forms.ChoiceField, self.fields["covers"])
        covers.choices = [("", "全部职责"), *Duty.Kind.choices, *((code, code) for code in sorted(timed))]
        asked = {name: str(self.initial.get(name) or "") for name in ("covers", "step")}
        if asked["step"] in Step.values:
            rule = urging.rules_on(self.ctx).at(asked["covers"], Step(asked["step"]))
            stood = {name: getattr(rule, name) for name in ("minutes", "channel", "robot", "stands")}
            self.initial = {**stood, **self.initial}

    def answer(self, done: Any) -> str | None:
        return reverse("duties:urging_rules")


@form_for(actions.choose_reach)
class ReachForm(ActionForm):
    """His own way; the group's is the rules'."""

    verb = "就这样通知"
    channel = fields.SegField(
        label="职责到时限怎么通知我",
        choices=[(each.value, each.label) for each in (Channel.PAGE, Channel.SMS, Channel.EMAIL)],
    )
    mailbox = forms.EmailField(label="邮箱（选邮件才要）", max_length=120, required=False)

    def known(self) -> dict[str, Any]:
        chosen = Reach.objects.of(self.ctx).filter(person=self.ctx.person_id).first()
        return {"channel": chosen.channel if chosen else Channel.PAGE}

    def answer(self, done: Any) -> str | None:
        return reverse("duties:my_post")


@form_for(actions.load_timetables)
class LoadTimetablesForm(ActionForm):
    """What the house ships; nothing to type."""

    verb = "载入时间和巡查点"
    prepared = ("rows", "points")

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"rows": list(timetables.shipped()), "points": list(timetables.shipped_points())}

    def answer(self, done: Any) -> str | None:
        return reverse("duties:timetables")


@form_for(actions.load_case_rules)
class LoadCaseRulesForm(ActionForm):
    """The house's rules; nothing is asked."""

    prepared = ("rows",)
    verb = "载入逐件职责"

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"rows": list(cases.shipped())}


@form_for(actions.change_case_rule)
class ChangeCaseRuleForm(ActionForm):
    """How much time each case has, or off; more than the house's own goes to the general manager."""

    verb = "改期限"
    code = forms.CharField(label="职责编号", max_length=12)
    minutes = fields.CountField(label="几分钟内(营业时间)", unit="分钟", max_value=cases.MOST_MINUTES)
    days = fields.CountField(label="或几天内", unit="天", max_value=cases.MOST_DAYS)
    stands = fields.SwitchField(label="启用", initial=True)
    reason = forms.CharField(label="为什么改", max_length=200)
    says = "分钟填 0 就按天算；天也填 0 就是当天。"

    def answer(self, done: Any) -> str | None:
        return reverse("duties:case_rules")

    def arrange(self) -> None:
        code = str(self.initial.get("code") or self.data.get("code") or "")
        rule = CaseRule.objects.of(self.ctx).on(self.ctx.today).filter(code=code[:12]).first()
        if rule is not None:
            stood = {name: getattr(rule, name) for name in ("minutes", "days", "stands")}
            self.initial = {**stood, **self.initial}


class AroundADate(ActionForm):
    """So many days before or after a date."""

    days = fields.CountField(label="差几天", unit="天", min_value=0, max_value=cases.MOST_AROUND_A_DATE)
    side = fields.SegField(label="在哪边", choices=CaseRule.Side.choices, initial=CaseRule.Side.BEFORE)
    ahead = fields.CountField(
        label="再提前几天可做", unit="天", min_value=0, max_value=cases.MOST_AROUND_A_DATE, required=False
    )
    keeps = fields.CountField(
        label="过后几天还能补", unit="天", min_value=0, max_value=cases.MOST_AROUND_A_DATE, required=False
    )
    reason = forms.CharField(label="为什么", max_length=200)

    def clean_ahead(self) -> int:
        return self.cleaned_data["ahead"] or 0

    def clean_keeps(self) -> int:
        return self.cleaned_data["keeps"] or 0

    def answer(self, done: Any) -> str | None:
        return reverse("duties:case_rules")


@form_for(actions.change_date_rule)
class ChangeDateRuleForm(AroundADate):
    """The days as they stand, or off."""

    verb = "改期限"
    says = "差 0 天就是那天；到那天下班前都算按时。改了从今天起新到的算。"
    code = forms.CharField(label="职责编号", max_length=12)
    stands = fields.SwitchField(label="启用", initial=True)

    def arrange(self) -> None:
        code = code_told(self)
        rule = CaseRule.objects.of(self.ctx).on(self.ctx.today).filter(code=code).first()
        if rule is not None and rule.dated:
            stood = {name: getattr(rule, name) for name in ("ahead", "keeps", "stands")}
            side = CaseRule.Side.BEFORE if rule.offset < 0 else CaseRule.Side.AFTER
            self.initial = {**stood, "days": abs(rule.offset), "side": side, **self.initial}
        self.order_fields(["code", "days", "side", "ahead", "keeps", "stands", "reason"])


@form_for(actions.set_date_rule)
class SetDateRuleForm(AroundADate):
    """Which date of which records, who owes it, and what proves it."""

    verb = "定下来"
    says = "差 0 天就是那天。今天以前到期的不算。"
    code = forms.CharField(label="职责编号", max_length=12)
    role = forms.ChoiceField(label="岗位", choices=())
    dated = forms.ChoiceField(label="从哪个日期算", choices=())
    proof = forms.ChoiceField(label="凭什么算做了", choices=())

    def arrange(self) -> None:
        """Posts of this duty, the dates that rooms have, and first the acts that carry it."""
        code = code_told(self)
        hung = wall.wall_on(self.ctx, self.ctx.today).by_code.get(code)
        posts = hung.posts if hung else frozenset(Role)
        cast(forms.ChoiceField, self.fields["role"]).choices = [
            (each.value, each.label) for each in Role if each in posts
        ]
        cast(forms.ChoiceField, self.fields["dated"]).choices = [
            (each.name, each.label) for each in DATES.values()
        ]
        acts = timetables.proofs_to_choose()
        near = [name for name in carriers.carrier_of(code).actions if name in acts]
        ordered = {name: acts[name] for name in (*near, timetables.PHOTO)} | acts
        cast(forms.ChoiceField, self.fields["proof"]).choices = list(ordered.items())
        self.order_fields(["code", "role", "dated", "days", "side", "ahead", "keeps", "proof", "reason"])


@form_for(actions.change_timetable)
class ChangeTimetableForm(ActionForm):
    """Every how much, until when, or off; slacker than the house's own goes to the general manager."""

    verb = "改时间"
    code = forms.CharField(label="职责编号", max_length=12)
    rule = fields.ChipsField(label="多久一次", choices=timetables.RULES)
    due = forms.TimeField(label="几点前", widget=forms.TimeInput({"type": "time"}))
    moved = fields.SegField(label="逢休息日", choices=Timetable.Moved.choices, required=False)
    reckons = fields.SegField(label="几点怎么算", choices=Timetable.Reckons.choices, required=False)
    stands = fields.SwitchField(label="启用", initial=True)
    reason = forms.CharField(label="为什么改", max_length=200)

    def answer(self, done: Any) -> str | None:
        return reverse("duties:timetables")

    def arrange(self) -> None:
        """The chips of the row as it stands, pressed already."""
        code = str(self.initial.get("code") or self.data.get("code") or "")
        table = Timetable.objects.of(self.ctx).on(self.ctx.today).filter(code=code[:12]).first()
        if table is not None:
            kept = ("rule", "due", "moved", "reckons", "stands")
            stood = {name: getattr(table, name) for name in kept}
            self.initial = {**stood, **self.initial}
            known = {rule for rule, _ in timetables.RULES}
            if table.rule not in known:
                cast(fields.ChipsField, self.fields["rule"]).choices = [
                    (table.rule, "照现在"),
                    *timetables.RULES,
                ]


@form_for(actions.set_timetable)
class SetTimetableForm(SaysWhatProves):
    """Of a duty without a time: which post, how often, until when, and what proves it."""

    verb = "定下来"
    says = "从明天起到期。"
    code = forms.CharField(label="职责编号", max_length=12)
    role = forms.ChoiceField(label="岗位", choices=())
    rule = fields.ChipsField(label="多久一次", choices=timetables.RULES)
    due = forms.TimeField(label="几点前", widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    each = fields.SwitchField(label="每人各做")
    moved = fields.SegField(label="逢休息日", choices=Timetable.Moved.choices, initial=Timetable.Moved.STAYS)
    reckons = fields.SegField(
        label="几点怎么算", choices=Timetable.Reckons.choices, initial=Timetable.Reckons.CLOCK
    )
    ahead = fields.CountField(label="提前几天可做", unit="天", max_value=31, min_value=0, required=False)
    keeps = fields.CountField(label="过后几天还能补", unit="天", max_value=31, min_value=0, required=False)
    reason = forms.CharField(label="为什么定", max_length=200)

    def known(self) -> dict[str, Any]:
        return {"due": "17:30", "proof": timetables.PHOTO}

    def arrange(self) -> None:
        """Posts of this duty, and first the acts that carry it."""
        code = code_told(self)
        hung = wall.wall_on(self.ctx, self.ctx.today).by_code.get(code)
        posts = hung.posts if hung else frozenset(Role)
        cast(forms.ChoiceField, self.fields["role"]).choices = [
            (each.value, each.label) for each in Role if each in posts
        ]
        acts = timetables.proofs_to_choose()
        near = [name for name in carriers.carrier_of(code).actions if name in acts]
        ordered = {name: acts[name] for name in (*timetables.FIRST, *near)} | acts
        self.offer(list(ordered.items()))

    def clean_ahead(self) -> int:
        return self.cleaned_data["ahead"] or 0

    def clean_keeps(self) -> int:
        return self.cleaned_data["keeps"] or 0

    def answer(self, done: Any) -> str | None:
        return reverse("duties:sentence", args=[self.cleaned_data["code"]])
