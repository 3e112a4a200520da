"""What is asked when clauses were explained."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, cast

from django import forms
from django.urls import reverse

from zhangdian.aftercare.insurance import explained, queries
from zhangdian.aftercare.insurance.explaining import actions
from zhangdian.aftercare.insurance.models import Line, Quote
from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for

CONFIRMED_BY = [
    (Means.DESK, "当面说的"),
    (Means.PHONE, "电话里说的"),
    (Means.PAPER, "纸上签字"),
    (Means.PAD, "签字板"),
    (Means.LINK, "微信或链接"),
]
WHY_WITHDRAWN = ("记错了车", "险种选错了", "客户说没讲过")


@form_for(actions.explain_clauses)
class ExplainClausesForm(ActionForm):
    """The covers of the last trial stand chosen; what he says or signs is his own."""

    verb = "客户确认了"
    says = "赔什么、不赔什么、免赔多少都讲到；登记保单时按这里的版本核对。"
    covers = fields.ManyChipsField(label="讲了哪些险种", choices=[])
    means = fields.ChipsField(label="客户怎么确认的", choices=CONFIRMED_BY)
    words = forms.CharField(
        label="客户自己的话", max_length=200, required=False, help_text="当面、电话确认的要记"
    )
    photo = fields.PhotoField(label="签字或画面", required=False, help_text="签字、微信确认的要拍")

    @cached_property
    def last(self) -> Quote | None:
        return queries.last_quote(self.ctx, self.subject)

    @cached_property
    def offered(self) -> list[Any]:
        return explained.covers_to_explain(self.ctx, self.subject, self.last)

    def known(self) -> Mapping[str, Any]:
        offers = list(self.last.offers.all()) if self.last else []
        tried = {line.code for offer in offers for line in offer.lines.all()}
        usual = [each for each in self.offered if each.line in (Line.COMPULSORY, Line.MAIN)]
        chosen = [each for each in self.offered if each.code in tried] if tried else usual
        return {"covers": [each.pk for each in chosen]}

    def arrange(self) -> None:
        cast(Any, self.fields["covers"]).choices = [(each.pk, str(each)) for each in self.offered]

    def clean_covers(self) -> list[int]:
        return [int(key) for key in self.cleaned_data["covers"]]

    def answer(self, done: Any) -> str | None:
        return reverse("insurance:explanation", args=[done.subject.pk])


@form_for(actions.withdraw_explanation)
class WithdrawExplanationForm(ActionForm):
    """Why it does not count."""

    verb = "作废"
    why = fields.ChipsField(label="为什么", choices=[(each, each) for each in WHY_WITHDRAWN])
