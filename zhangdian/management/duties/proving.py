"""Fields of a form that says what proves a duty: who looks, or what is drawn."""

from typing import Any

from django import forms

from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm
from zhangdian.management.duties import samples
from zhangdian.people.organization.roles import Role


class SaysWhatProves(ActionForm):
    """Who looks where a second person does, and what is drawn where a sample proves it."""

    proof = forms.ChoiceField(label="凭什么算做了", choices=(), required=False)
    confirmed_by = forms.ChoiceField(
        label="谁来复核（要复核才选）", choices=[("", "上级"), *Role.choices], required=False
    )
    draws = forms.ChoiceField(label="抽什么（要抽查才选）", choices=(), required=False)
    draw_count = fields.CountField(label="抽几件", unit="件", max_value=samples.MOST, required=False)
    draw_days = fields.SegField(label="抽哪几天的", choices=samples.DAYS, initial=0, required=False)

    def offer(self, proofs: list[tuple[str, str]]) -> None:
        """The proofs of this form, and the figures whose records may be drawn."""
        asked: Any = self.fields
        asked["proof"].choices = proofs
        asked["draws"].choices = [("", "不抽查"), *samples.to_choose()]

    def clean_confirmed_by(self) -> str | None:
        return self.cleaned_data["confirmed_by"] or None

    def clean_draw_count(self) -> int:
        return self.cleaned_data["draw_count"] or 0

    def clean_draw_days(self) -> int:
        return int(self.cleaned_data["draw_days"] or 0)
