"""What is asked when somebody hands over: to whom, what is missing, who signs."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.urls import reverse

from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.foundation.ui.fields import ChipsField, DayField, ManyChipsField, RowsField, SegField
from zhangdian.people.organization import belongings, handovers, queries
from zhangdian.people.organization.leaving import actions
from zhangdian.people.organization.models import HandOver, Person, Tenure, ThingToReturn
from zhangdian.people.organization.roles import Role

WHYS = [(each.value, each.label) for each in (HandOver.Why.LEAVES, HandOver.Why.POST, HandOver.Why.MOVES)]
STAYS = ("不走了", "改派别的岗位", "开错了人")
ALL = [("", "所有人"), *Role.choices]


def colleagues(ctx: Any, but: int, posts: Any = ()) -> list[tuple[int, str]]:
    """Who is here, or holds one of these posts."""
    people = Person.objects.of(ctx).filter(disabled_at=None).exclude(pk=but)
    if posts:
        held = Tenure.objects.of(ctx).filter(queries.in_force(ctx.today), role__in=posts)
        people = people.filter(pk__in=held.values("person"))
    return [(each.pk, f"{each.name} {each.employee_no}") for each in people]


@form_for(actions.open_hand_over)
class OpenHandOverForm(ActionForm):
    verb = "开交接单"
    says = "名下的工单、客户、物料等一类一类交给接手的人；物品由移交人、接收人、监交人签。"
    why = SegField(label="为什么", choices=WHYS, initial=HandOver.Why.LEAVES)
    role = ChipsField(label="换岗时交出哪个岗位", choices=[], required=False)
    receiver = forms.TypedChoiceField(label="谁接物品", coerce=int)
    remark = forms.CharField(label="说明", max_length=300, required=False)

    def arrange(self) -> None:
        posts = handovers.posts_of(self.ctx, self.subject)
        cast(Any, self.fields["role"]).choices = [(post.value, post.label) for post in posts]
        cast(Any, self.fields["receiver"]).choices = colleagues(self.ctx, self.subject.pk)

    def answer(self, done: Any) -> str | None:
        return reverse("organization:belongings", args=[self.subject.pk])


@form_for(actions.change_hand_over)
class ChangeHandOverForm(ActionForm):
    verb = "改"
    receiver = forms.TypedChoiceField(label="谁接物品", coerce=int)
    due_on = DayField(label="最迟哪天交清")
    reason = forms.CharField(label="为什么改", max_length=200)

    def known(self) -> Mapping[str, Any]:
        return {"receiver": self.subject.receiver_id, "due_on": self.subject.due_on}

    def arrange(self) -> None:
        cast(Any, self.fields["receiver"]).choices = colleagues(self.ctx, self.subject.person_id)


@form_for(actions.hand_over_kind)
class HandOverKindForm(ActionForm):
    """One kind, all of it or the chosen rows, to somebody who holds the post."""

    verb = "交"
    kind = forms.CharField(widget=forms.HiddenInput)
    to = forms.TypedChoiceField(label="交给谁", coerce=int)
    rows = ManyChipsField(label="只交这些(不选就是全部)", choices=[], required=False)

    def arrange(self) -> None:
        kind = belongings.KINDS.get(str((self.data or self.initial).get("kind", "")))
        if kind is None:
            del self.fields["to"], self.fields["rows"]
            return
        person = self.subject.person
        if kind.to_nobody:
            del self.fields["to"]
            self.verb = "了结"  # type: ignore[misc]
            self.says = kind.ends
        else:
            able = colleagues(self.ctx, person.pk, kind.posts)
            cast(Any, self.fields["to"]).choices = [("", "请选"), *able]
            count = kind.rows(self.ctx, person).count()
            self.says = f"{kind.label} {count} {kind.unit}"
            if count > belongings.MOST:
                self.says += f"，一次交 {belongings.MOST} {kind.unit}，剩下的再点一次"
        standing = kind.rows(self.ctx, person)[: belongings.SHOWN + 1]
        told = [kind.tells(each) for each in standing]
        if 1 < len(told) <= belongings.SHOWN:
            cast(Any, self.fields["rows"]).choices = [(row.key, row.title) for row in told]
        else:
            del self.fields["rows"]

    def clean_rows(self) -> list[int]:
        return [int(key) for key in self.cleaned_data["rows"]]


class ThingsForm(ActionForm):
    """What is not there of the sheet; the rest is."""

    missing = ManyChipsField(label="缺了哪些", choices=[], required=False)
    never_had = ManyChipsField(label="没领过哪些", choices=[], required=False)
    words = forms.CharField(
        label="说明", max_length=100, required=False, help_text="缺了的要写为什么、怎么办"
    )

    def arrange(self) -> None:
        things = [(thing.pk, thing.what) for thing in self.subject.things.all()]
        for name in ("missing", "never_had"):
            if things:
                cast(Any, self.fields[name]).choices = things
            else:
                del self.fields[name]

    def clean_missing(self) -> list[int]:
        return [int(key) for key in self.cleaned_data["missing"]]

    def clean_never_had(self) -> list[int]:
        return [int(key) for key in self.cleaned_data["never_had"]]


@form_for(actions.give_things)
class GiveThingsForm(ThingsForm):
    verb = "我都交了，签字"


@form_for(actions.receive_things)
class ReceiveThingsForm(ThingsForm):
    verb = "我收到了，签字"

    def arrange(self) -> None:
        super().arrange()
        if self.subject.given_at is not None:
            for name in ("missing", "never_had"):
                self.fields.pop(name, None)
            self.fields["words"].help_text = ""


@form_for(actions.drop_hand_over)
class DropHandOverForm(ActionForm):
    verb = "撤销"
    reason = ChipsField(label="为什么", choices=[(each, each) for each in STAYS])


class ThingRowForm(forms.Form):
    what = forms.CharField(label="交什么", max_length=60)
    role = forms.ChoiceField(label="哪个岗位", choices=ALL, required=False)
    stands = forms.BooleanField(label="在用", required=False, initial=True)


@form_for(actions.set_things_to_return)
class ThingsToReturnForm(ActionForm):
    """The whole list as it stands; a line that is switched off stays in old sheets."""

    verb = "存下"
    rows = RowsField(ThingRowForm, makes=actions.ThingRow, spare=3, label="离职、换岗时交回")

    def known(self) -> Mapping[str, Any]:
        things = ThingToReturn.objects.of(self.ctx)
        return {"rows": [{"what": each.what, "role": each.role, "stands": each.stands} for each in things]}
