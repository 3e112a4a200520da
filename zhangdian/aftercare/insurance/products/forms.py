"""What is asked for the library of covers: the house's examples at one tap, a clause in plain words."""

from collections.abc import Mapping
from typing import Any

from django import forms

from zhangdian.aftercare.insurance import queries
from zhangdian.aftercare.insurance.products import actions, ledgers
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.foundation.ui.fields import DayField


@form_for(actions.load_covers)
class LoadCoversForm(ActionForm):
    """The house's list, as it lies beside the room."""

    verb = "载入险种"
    says = "载入系统自带的险种表；已有的不动。标“示例”的要对照保险公司条款核对。"
    prepared = ("rows",)

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"rows": ledgers.house_covers()}


@form_for(actions.load_clauses)
class LoadClausesForm(ActionForm):
    """The house's plain words."""

    verb = "载入条款说明"
    says = "载入系统自带的白话说明；已有的不动。"
    prepared = ("rows",)

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"rows": ledgers.house_clauses()}


@form_for(actions.explain_cover)
class ExplainCoverForm(ActionForm):
    """The last edition stands there to be changed."""

    verb = "写下这一版"
    pays = forms.CharField(label="赔什么", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    excludes = forms.CharField(
        label="不赔什么", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    rating = forms.CharField(label="保费怎么来", max_length=300, required=False)
    edition = forms.CharField(label="条款版本", max_length=60, required=False)
    since = DayField(label="从哪天起", required=False, help_text="不填就是今天；以前的报价仍用以前的说明")

    def known(self) -> Mapping[str, Any]:
        last = queries.clause_on(self.subject, self.ctx.today)
        names = ("pays", "excludes", "rating", "edition")
        return {name: getattr(last, name) for name in names} if last else {}
