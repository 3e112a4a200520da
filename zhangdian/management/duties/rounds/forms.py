"""A round as one page: every point stands on good; what is not gets a chip, and all of it one photo."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from django import forms
from django.core import signing
from django.urls import reverse

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.management.duties import walks
from zhangdian.management.duties.models import RoundPoint
from zhangdian.management.duties.rounds import actions
from zhangdian.management.duties.rounds.actions import Fault
from zhangdian.people.organization.roles import Role

AMISS = ("脏", "乱", "缺", "坏", "过期")
REMEDIES = ("清理了", "归位了", "补齐了", "修好了", "换了新的", "报修了")
LONGEST = 12 * 60 * 60
"""Seconds after which a page that was left open says nothing of how long the walk took."""


class PointsWidget(forms.Widget):
    """Each point with its chips for what is amiss; none pressed means good."""

    template_name = "duties/widgets/points.html"
    bare = True
    use_fieldset = True
    points: Sequence[RoundPoint] = ()

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        return {point.pk: str(data.get(f"{name}-{point.pk}", "")).strip()[:200] for point in self.points}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        made = super().get_context(name, None, attrs)
        given = value if isinstance(value, dict) else {}
        made["widget"]["rows"] = [
            {"point": point, "name": f"{name}-{point.pk}", "given": given.get(point.pk, "")}
            for point in self.points
        ]
        made["widget"]["chips"] = AMISS
        return made


class PointsField(forms.Field):
    """What is amiss, point by point, as the action takes it."""

    widget: Any = PointsWidget

    def show(self, points: Sequence[RoundPoint]) -> None:
        self.widget.points = points

    def clean(self, value: Any) -> list[Fault]:
        given = value or {}
        return [Fault(point, given[point.pk]) for point in self.widget.points if given.get(point.pk)]


@form_for(actions.make_round)
class RoundForm(ActionForm):
    """Begun when the page was opened; the page says so under its own seal."""

    verb = "走完了"
    part = "duties/_walk.html"
    prepared = ("began_at",)
    role = forms.ChoiceField(choices=Role.choices, widget=forms.HiddenInput)
    faults = PointsField(label="都好就直接点下面；不好的点出来", required=False)
    photos = fields.PhotoField(label="不好的地方拍一张", many=True, most=6, required=False)

    def __init__(self, ctx: Any, subject: Any, data: Any = None, **kwargs: Any) -> None:
        self.began = signing.dumps(clock.now().timestamp(), salt="round")
        self.sent = str(data.get("began", "")) if data else ""
        super().__init__(ctx, subject, data, **kwargs)

    def arrange(self) -> None:
        cast(PointsField, self.fields["faults"]).show(walks.points_of(self.ctx, self.asked_role))

    @property
    def asked_role(self) -> str:
        given = str(self.data.get("role") or self.initial.get("role") or "")
        return given if given in Role.values else ""

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"began_at": self.begun_at()}

    def begun_at(self) -> datetime:
        """When the page was opened; now, where its seal says nothing."""
        try:
            seconds = signing.loads(self.sent, salt="round")
        except signing.BadSignature:
            return clock.now()
        begun = datetime.fromtimestamp(seconds, tz=clock.CHINA)
        taken = (clock.now() - begun).total_seconds()
        return begun if 0 <= taken <= LONGEST else clock.now()

    def answer(self, done: Any) -> str | None:
        return reverse("duties:rounds")


@form_for(actions.mend_fault)
class MendForm(ActionForm):
    """How it was put right."""

    verb = "改好了"
    remedy = fields.ChipsField(label="怎么改的", choices=[(each, each) for each in REMEDIES])
