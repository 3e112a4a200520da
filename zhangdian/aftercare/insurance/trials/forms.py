"""What a trial asks: the car as far as its record does not tell it, its history, what is wished, of whom."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any, cast

from django import forms
from django.urls import reverse

from zhangdian.aftercare.insurance import issued, queries, quoting
from zhangdian.aftercare.insurance.models import Quote
from zhangdian.aftercare.insurance.premium import Energy, Relief, Use, VehicleKind
from zhangdian.aftercare.insurance.trials import actions
from zhangdian.aftercare.insurance.wished_rows import WishedForm, wished_form
from zhangdian.aftercare.insurance.wishing import Wished
from zhangdian.foundation.ui.acting import ActionForm, Fold, form_for
from zhangdian.foundation.ui.fields import (
    ChipsField,
    CountField,
    DayField,
    ManyChipsField,
    MeasureField,
    MoneyField,
    PhotoField,
    RowsField,
    SwitchField,
)

LITRES = re.compile(r"(\d\.\d)\s*[LT]")
USUAL = (
    {"cover": "VEHICLE_DAMAGE"},
    {"cover": "THIRD_PARTY", "sum": 2_000_000},
    {"cover": "DRIVER_LIABILITY", "sum": 10_000},
    {"cover": "PASSENGER_LIABILITY", "sum": 10_000},
)
"""What most customers take; a tap away from something else."""
WHY_VOID = ("客户改了险种", "车辆资料录错", "换了保险公司", "客户不要了")


def factor(label: str, **more: Any) -> MeasureField:
    return MeasureField(label=label, unit="", places=4, min_value=0, max_value=9, required=False, **more)


@form_for(actions.open_quote)
class OpenQuoteForm(ActionForm):
    """Known facts stand there; what is not known may stay empty and is told as missing."""

    verb = "试算"
    says = "这是本店估算，不是保险公司报价。不知道的可以空着，结果里会写明缺什么。"
    folds = (
        Fold(
            "车辆",
            (
                "region", "kind", "use", "energy", "seats", "litres", "first_registered", "bought_on",
            ),
            wanted=("region", "seats", "first_registered"),
        ),
        Fold(
            "少见的记录",
            (
                "first_compulsory", "first_insured", "transferred", "lapsed", "claims_4y",
                "fatal", "drink", "drunk",
            ),
        ),
        Fold("平台和保险公司给的数", ("ncd", "pricing", "violation", "actual_value")),
        Fold("车船税", ("relief", "tax_paid")),
        Fold("货车、特种车", ("tonnes", "kerb_tonnes", "special_class")),
        Fold("方案名、顾问", ("plan", "advisor")),
    )  # fmt: skip
    insurers = ManyChipsField(label="比哪几家(只列已认证的)", choices=[])
    wishes = RowsField(WishedForm, label="商业险", makes=Wished, required=False, most=20)
    inception_on = DayField(label="起保日")
    price_new = MoneyField(label="新车购置价", required=False)
    clean_years = CountField(label="交强险连续几年无责任事故", unit="年", required=False, max_value=30)
    at_fault = CountField(label="上年有责任事故", unit="次", required=False, max_value=30)
    years_continuous = CountField(label="商业险连续几年", unit="年", required=False, max_value=30)
    claims_3y = CountField(label="近三年出险", unit="次", required=False, max_value=99)
    region = forms.ChoiceField(label="地区")
    kind = forms.ChoiceField(label="车辆种类", choices=VehicleKind.choices)
    use = forms.ChoiceField(label="使用性质", choices=Use.choices)
    energy = forms.ChoiceField(label="能源", choices=Energy.choices)
    seats = CountField(label="核定座位", unit="座", required=False, max_value=99)
    litres = MeasureField(label="排量", unit="升", places=3, required=False, min_value=0, max_value=20)
    first_registered = DayField(label="初次登记", required=False)
    bought_on = DayField(label="购车(发票)", required=False)
    tax_paid = SwitchField(label="今年车船税已缴")
    relief = forms.ChoiceField(label="车船税目录", choices=Relief.choices, required=False)
    first_compulsory = SwitchField(label="第一次投交强险")
    first_insured = SwitchField(label="第一次投商业险")
    fatal = SwitchField(label="其中有人死亡")
    claims_4y = CountField(label="近四年出险", unit="次", required=False, max_value=99)
    transferred = SwitchField(label="上年过户过")
    lapsed = SwitchField(label="商业险脱保过")
    drink = CountField(label="饮酒驾车", unit="次", required=False, max_value=9)
    drunk = CountField(label="醉酒驾车", unit="次", required=False, max_value=9)
    ncd = factor("平台返回的无赔款系数", help_text="知道就填，不再推算")
    pricing = factor("自主定价系数", help_text="不填用各家的常用值")
    violation = factor("交通违法系数", help_text="平台返回了才填")
    actual_value = MoneyField(label="车损险保额", required=False, help_text="不填按折旧算")
    tonnes = MeasureField(label="核定载质量", unit="吨", places=3, required=False, min_value=0, max_value=999)
    kerb_tonnes = MeasureField(
        label="整备质量", unit="吨", places=3, required=False, min_value=0, max_value=999
    )
    special_class = forms.ChoiceField(
        label="特种车类别", required=False, choices=[("", "—"), *((each, each) for each in "1234")]
    )
    plan = forms.CharField(label="方案名", max_length=20, required=False, help_text="例如 A 全保")
    advisor = forms.ChoiceField(label="顾问", required=False)

    @cached_property
    def covers(self) -> Mapping[str, queries.CoverChoice]:
        return queries.covers_to_wish(self.ctx)

    def known(self) -> Mapping[str, Any]:
        car, model = self.subject, self.subject.model
        approved = [each.pk for each in queries.approved_insurers(self.ctx, self.ctx.today)]
        found = {
            "insurers": approved[: quoting.MOST_INSURERS],
            "wishes": [dict(each) for each in USUAL],
            "inception_on": self.inception(),
            "region": queries.last_region(self.ctx),
            "kind": VehicleKind.CAR.value,
            "use": Use.FAMILY.value,
            "first_registered": car.sold_on,
            "bought_on": car.sold_on,
            "advisor": car.advisor_id,
        }
        if model is not None:
            engine = LITRES.search(model.power)
            found |= {
                "energy": model.energy,
                "seats": model.seats,
                "litres": Decimal(engine[1]) if engine else None,
            }
        last = queries.last_quote(self.ctx, car)
        if last is None and (insured := issued.last_insured(self.ctx, car, self.covers)):
            found["wishes"] = insured
        return found | (self.known_from(last, set(approved)) if last else {})

    def inception(self) -> date:
        """The day on which the running cover ends; tomorrow where none runs."""
        today = self.ctx.today
        ends = queries.cover_ends_on(self.ctx, self.subject)
        soon = ends is not None and today <= ends <= today + timedelta(days=quoting.AHEAD_DAYS)
        return ends if ends is not None and soon else today + timedelta(days=1)

    def known_from(self, last: Quote, approved: set[int]) -> dict[str, Any]:
        """What the last trial of this car was asked; what happened before only while it is fresh."""
        found = queries.facts_of(last)
        if same := [each.insurer_id for each in last.offers.all() if each.insurer_id in approved]:
            found["insurers"] = same
        if wished := queries.wished_in(last, self.covers):
            found["wishes"] = wished
        if last.made_at >= queries.fresh_since(self.ctx):
            found |= vars(last.claims)
        return found

    def arrange(self) -> None:
        fields = cast(Any, self.fields)
        approved = queries.approved_insurers(self.ctx, self.ctx.today)
        if self.is_bound:  # one without approval may be sent, to be refused and told; it is not offered
            sent = {str(each) for each in self["insurers"].value() or ()}
            others = {each.pk for each in approved}
            everybody = queries.all_insurers_named(self.ctx)
            approved = [each for each in everybody if each.pk in others or str(each.pk) in sent]
        fields["insurers"].choices = [(each.pk, str(each)) for each in approved]
        fields["region"].choices = [(each, each) for each in queries.regions(self.ctx)]
        fields["advisor"].choices = [("", "车辆的顾问"), *queries.advisors(self.ctx)]
        fields["wishes"].widget.line_form = wished_form(self.covers)

    def answer(self, done: Any) -> str | None:
        return reverse("insurance:quote", args=[done.subject.pk])


@form_for(actions.void_quote)
class VoidQuoteForm(ActionForm):
    """Why it is told to nobody any more."""

    verb = "作废"
    why = ChipsField(label="为什么", choices=[(each, each) for each in WHY_VOID])


@form_for(actions.record_binding_quote)
class RecordBindingQuoteForm(ActionForm):
    """Three totals and the insurer's picture."""

    verb = "录入报价"
    says = "照保险公司的报价单录入三个合计并拍照；超过您的权限会送上级签字，签完才算数。"
    insurer = ChipsField(label="保险公司", choices=[])
    compulsory = MoneyField(label="交强险", min_value=0)
    tax = MoneyField(label="车船税", min_value=0)
    commercial = MoneyField(label="商业险", min_value=0)
    photo = PhotoField(label="报价单照片")
    special = forms.CharField(label="特别约定", max_length=200, required=False, help_text="没有就空着")

    def arrange(self) -> None:
        offers = self.subject.offers.select_related("insurer")
        cast(Any, self.fields["insurer"]).choices = [(o.insurer_id, str(o.insurer)) for o in offers]


@form_for(actions.read_barred_attempt)
class ReadBarredAttemptForm(ActionForm):
    """What the manager says to it."""

    verb = "已阅"
    says = "算违规的进本人当月考核；看错了可以再阅一次，以最后一次为准。"
    violates = SwitchField(label="算违规推荐")
    remark = forms.CharField(
        label="批语", required=False, max_length=200, help_text="算违规的写依据哪条规定、怎么处理"
    )

    def known(self) -> Mapping[str, Any]:
        return {"violates": self.subject.violates, "remark": self.subject.remark}
