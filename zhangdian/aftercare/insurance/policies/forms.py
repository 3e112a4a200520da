"""What is asked when a policy is entered, checked, corrected, changed, cancelled or filed."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, cast

from django import forms
from django.urls import reverse

from zhangdian.aftercare.insurance import issued, kept_rules, queries
from zhangdian.aftercare.insurance.issued import Issued
from zhangdian.aftercare.insurance.models import Endorsement, EntryError, Insurer, Policy, PolicyLine
from zhangdian.aftercare.insurance.policies import actions
from zhangdian.aftercare.insurance.premium import Use
from zhangdian.aftercare.insurance.wished_rows import WishedForm, issued_form
from zhangdian.aftercare.insurance.wishing import Wished
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, Fold, form_for
from zhangdian.people.customers.models import Vehicle

MOST_COVERS = 30
USUAL = ({"cover": "VEHICLE_DAMAGE"}, {"cover": "THIRD_PARTY"})
"""What nearly every car is insured by: only the sums are left to type."""
WAN = 10_000


class Covered(ActionForm):
    """Its covers as they stand on the paper, and what a rule may ask of the car."""

    folds: tuple[Fold, ...] = (Fold("使用性质、初次登记(承保规则要用)", ("use", "first_registered")),)
    lines_with: tuple[str, Collection[str]] | None = None
    """The choice by which the covers are asked at all, and what is chosen then."""
    covers = fields.RowsField(WishedForm, label="险种和保额", makes=Wished, required=False, most=MOST_COVERS)
    use = forms.ChoiceField(label="使用性质", choices=[("", "—"), *Use.choices], required=False)
    first_registered = fields.DayField(
        label="初次登记", required=False, help_text="照行驶证；没上牌的新车填购车日期"
    )

    def arrange(self) -> None:
        chosen = issued_form(queries.covers_to_issue(self.ctx))
        fields = cast(Any, self.fields)
        fields["covers"].widget.line_form = chosen
        if asked_with := self.lines_with:
            fields[asked_with[0]].widget.with_lines = asked_with[1]

    def leave_out(self, *names: str) -> None:
        """What this policy has not is not asked."""
        for name in names:
            del self.fields[name]
        self.folds = () if "use" in names else self.folds

    def facts(self) -> Mapping[str, Any]:
        """The car as the rules were asked with last."""
        asked = kept_rules.last_asked(self.subject)
        return {"use": asked.use, "first_registered": asked.first_registered} if asked else {}


def lines_of(covers: Iterable[Issued]) -> list[dict[str, Any]]:
    return [dict(vars(each.as_wished())) for each in covers]


@form_for(actions.enter_policy)
class EnterPolicyForm(Covered):
    """From the insurer's paper; what follows of itself is not asked."""

    verb = "登记"
    lines_with = "line", issued.NAMED_ON
    says = "照保险公司的保单录。录完由另一位再录一遍核对，对上了才算数。"
    insurer = forms.ChoiceField(label="保险公司")
    line = fields.SegField(label="险别", choices=PolicyLine.choices, initial=PolicyLine.COMMERCIAL)
    desk = fields.SegField(label="业务", choices=Policy.Desk.choices, initial=Policy.Desk.RENEWAL)
    number = forms.CharField(label="保单号", max_length=40, help_text="照保单抄全")
    plate = fields.PlateField(label="车牌", required=False)
    vin = forms.CharField(label="车架号", max_length=17, required=False, help_text="没上牌的填车架号")
    signed_on = fields.DayField(label="签单日期")
    starts_on = fields.DayField(label="起保日")
    starts_at = forms.TimeField(
        label="即时生效的时间", required=False, help_text="0 时起保的不填",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )  # fmt: skip
    last_day = fields.DayField(label="最后一天", required=False, help_text="不填就是满一年")
    premium = fields.MoneyField(label="保费", help_text="含增值税，不含车船税")
    tax = fields.MoneyField(label="车船税", required=False, help_text="只随交强险")
    field_order = ("insurer", "line", "desk", "number", "plate", "vin", "covers")

    def arrange(self) -> None:
        super().arrange()
        help_text = "空着就照这台车、这家公司的有效报价；没有报价的照保单选"
        if not self.is_bound and self.car is not None:
            for name, value in self.quoted(self.car).items():
                self.initial.setdefault(name, value)
            help_text = self.filled_by
        cast(Any, self.fields["covers"]).help_text = help_text
        approved = Insurer.objects.of(self.ctx).approved_on(self.ctx.today)
        self.fields["insurer"].choices = [(each.pk, each.name) for each in approved]  # type: ignore[attr-defined]
        self.initial.setdefault("signed_on", self.ctx.today)

    @cached_property
    def car(self) -> Vehicle | None:
        """The one from whose page somebody came."""
        vin, plate = (str(self.initial.get(name) or "").strip().upper() for name in ("vin", "plate"))
        rows = Vehicle.objects.of(self.ctx).standing()
        found: Vehicle | None = None
        if vin or plate:
            found = rows.filter(**({"vin": vin} if vin else {"plate": plate})).first()
        return found

    filled_by = "照保单选险种、填保额；保单上没有的去掉"
    """Whence the lines are that stand there."""

    def quoted(self, car: Vehicle) -> dict[str, Any]:
        """The insurer's own quote, where one holds: nothing of it is typed again."""
        last = queries.last_quote(self.ctx, car)
        found: dict[str, Any] = {
            "use": last.use if last else "",
            "first_registered": (last.first_registered if last else None) or car.sold_on,
            "covers": [dict(each) for each in USUAL],
        }
        named = self.initial.get("insurer")
        wanted = int(str(named)) if str(named).isdecimal() else None
        quote = issued.binding_for(self.ctx, car, wanted, self.ctx.today)
        if quote is None:
            return found
        insurer = cast(Any, quote).told_by_insurer
        starts_on: date = quote.inception_on
        self.filled_by = f"照保险公司报价 {quote} 填好了；和保单不一样的请改"
        covers = [dict(vars(each)) for each in issued.quoted_in(quote, insurer)]
        return {**found, "insurer": insurer, "starts_on": starts_on, "covers": covers}

    def clean_covers(self) -> list[Wished]:
        """Those of a commercial policy; of the compulsory line the cover is implied."""
        chosen: list[Wished] = self.cleaned_data["covers"]
        return chosen if self.cleaned_data.get("line") in issued.NAMED_ON else []

    def answer(self, done: Any) -> str | None:
        return reverse("insurance:policy", args=[done.subject.pk])


@form_for(actions.check_policy)
class CheckPolicyForm(ActionForm):
    """Nothing of what was entered is shown: he types what stands on the paper."""

    verb = "复核"
    says = "对着保单原件再录一遍，不看先前录的。"
    number = forms.CharField(label="保单号", max_length=40, help_text="照保单抄全")
    premium = fields.MoneyField(label="保费")
    tax = fields.MoneyField(label="车船税", required=False)
    starts_on = fields.DayField(label="起保日")
    last_day = fields.DayField(label="最后一天")
    vin_tail = forms.CharField(label="车架号后 6 位", min_length=6, max_length=6)
    damage = fields.MoneyField(label="车损险保额", required=False, help_text="没投的不填")
    third_party = fields.MoneyField(
        label="三者险保额", unit="万元", places=4, required=False, help_text="没投的不填"
    )
    covers = fields.CountField(
        label="一共几个险种", unit="个", max_value=MOST_COVERS, help_text="主险、附加险都算"
    )

    def arrange(self) -> None:
        if self.subject.line != PolicyLine.COMPULSORY:
            del self.fields["tax"]
        if self.subject.line not in issued.NAMED_ON or not issued.entry_of(self.subject):
            for name in ("damage", "third_party", "covers"):
                del self.fields[name]

    def clean_third_party(self) -> Any:
        typed = self.cleaned_data["third_party"]
        return None if typed is None else typed * WAN


@form_for(actions.correct_policy)
class CorrectPolicyForm(Covered):
    """Only what was wrong."""

    verb = "更正"
    says = "只填错了的那几格。差错记在录入的人名下，更正以后要重新复核。"
    cause = fields.ChipsField(label="为什么会错", choices=EntryError.Cause.choices)
    number = forms.CharField(label="保单号", max_length=40, required=False)
    premium = fields.MoneyField(label="保费", required=False)
    tax = fields.MoneyField(label="车船税", required=False)
    signed_on = fields.DayField(label="签单日期", required=False)
    starts_on = fields.DayField(label="起保日", required=False)
    last_day = fields.DayField(label="最后一天", required=False)
    plate = fields.PlateField(label="出单时车牌", required=False)
    owner_anew = fields.SwitchField(label="投保人照车辆档案现在的车主", required=False)
    cost = fields.MoneyField(label="造成的损失", required=False)
    field_order = ("cause", "number", "premium", "tax", "covers")

    def known(self) -> Mapping[str, Any]:
        return {**self.facts(), "covers": lines_of(issued.entry_of(self.subject))}

    def arrange(self) -> None:
        super().arrange()
        if self.subject.line not in issued.NAMED_ON:
            self.leave_out("covers")
        elif not self.initial["covers"]:
            self.says = f"这张保单{issued.NOT_NAMED}，在这里补，不算差错。{self.says}"


@form_for(actions.void_policy)
class VoidPolicyForm(ActionForm):
    """Why it never was."""

    verb = "作废"
    says = "录错了车、录了两遍的才作废；保险公司退的，请按“退保”。"
    why = fields.ChipsField(
        label="为什么", choices=[(each, each) for each in ("录错了车", "录了两遍", "保险公司没有出单")]
    )


@form_for(actions.endorse_policy)
class EndorsePolicyForm(Covered):
    """As the insurer's own slip says it."""

    verb = "登记批单"
    lines_with = "kind", (Endorsement.Kind.COVERS,)
    kind = fields.ChipsField(
        label="批改什么", choices=[each for each in Endorsement.Kind.choices if each[0] != "cancelled"]
    )
    number = forms.CharField(label="批单号", max_length=40, required=False, help_text="退保费的一定要有")
    effective_on = fields.DayField(label="生效日")
    premium = fields.MoneyField(
        label="保费变动", required=False, min_value=-1_000_000, help_text="退的写负数，不变的不填"
    )
    what = forms.CharField(label="改了什么", max_length=200)
    field_order = ("kind", "covers")

    def known(self) -> Mapping[str, Any]:
        return {**self.facts(), "covers": lines_of(issued.standing(self.subject))}

    def arrange(self) -> None:
        super().arrange()
        cast(Any, self.fields["covers"]).help_text = "批改以后的样子：加一行、去一行，或改保额"
        if self.subject.line not in issued.NAMED_ON:
            self.leave_out("covers", "use", "first_registered")

    def clean_covers(self) -> list[Wished]:
        """Of an endorsement of covers only."""
        by_cover = self.cleaned_data.get("kind") == Endorsement.Kind.COVERS
        return self.cleaned_data["covers"] if by_cover else []


@form_for(actions.cancel_policy)
class CancelPolicyForm(ActionForm):
    """What the rules come to stands there; what the insurer gave back is typed."""

    verb = "退保"
    number = forms.CharField(label="批单号", max_length=40)
    effective_on = fields.DayField(label="从哪天起退")
    why = forms.CharField(label="为什么", max_length=200)
    given_back = fields.MoneyField(label="保险公司退的保费")

    def arrange(self) -> None:
        day = self.ctx.today
        at = clock.day_bounds(day, self.ctx.standing.zone)[0]
        reckoned = actions.refund_of(self.ctx, self.subject, at)
        self.initial.setdefault("effective_on", day)
        self.fields["given_back"].help_text = f"从今天起退，按规则约 {reckoned:,} 元；以批单为准"
        if self.subject.line == PolicyLine.COMPULSORY:
            reasons = [(each, each) for each in actions.TCI_ENDS]
            self.fields["why"] = fields.ChipsField(label="为什么", choices=reasons)


@form_for(actions.file_policy)
class FilePolicyForm(ActionForm):
    """The paper itself."""

    verb = "归档"
    photos = fields.PhotoField(label="保单", help_text="拍整张；电子保单传截图")
