"""What the acts of reception ask: as little as the store does not know yet."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar, cast

from django import forms
from django.urls import reverse

from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.frontline.service import outline, papers, receiving
from zhangdian.frontline.service.models import ThingTaken
from zhangdian.frontline.service.models.order import Kind
from zhangdian.frontline.service.posts import ADVISORS
from zhangdian.frontline.service.reception import actions
from zhangdian.frontline.service.reception.fields import (
    EIGHTHS,
    BelongingsField,
    CornersWidget,
    FuelWidget,
    SeatWidget,
)
from zhangdian.frontline.service.reception.queries import Habit, habit_of, province_of
from zhangdian.people.customers import people
from zhangdian.people.customers.models import Customer, VehicleModel

CIRCUMSTANCES = ("早上冷的时候", "低速", "高速", "转弯", "过坎", "下坡", "倒车", "一直有")
MOVABLE = [("可移动", "可移动"), ("先打电话", "先打电话")]
PAPERS = [(one.value, str(one.label)) for one in receiving.PapersOutcome]
TAKEN = [
    (ThingTaken.Thing.KEY.value, "车钥匙"),
    (ThingTaken.Thing.LICENCE.value, "行驶证"),
    (ThingTaken.Thing.BOOKLET.value, "保养手册"),
]
COLOURS = ("白", "黑", "灰", "银", "红", "蓝", "绿", "棕")
VOID_REASONS = ("客户不做了", "改天再来", "登记错车", "只是路过")


def chips(words: Sequence[str]) -> list[tuple[str, str]]:
    return [(word, word) for word in words]


@form_for(actions.receive_vehicle)
class ReceiveVehicleForm(ActionForm):
    """A whole plate, where the last three signs found nothing."""

    verb = "登记到店"
    part = "service/reception/_whole_plate.html"
    plate = fields.PlateField(label="车牌")
    kind = fields.ChipsField(label="来做什么", choices=Kind.choices, required=False)
    words = forms.CharField(label="客户的话", required=False, max_length=300)
    key_tag = fields.CountField(label="钥匙牌", unit="号", required=False)
    appointment = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def arrange(self) -> None:
        self.fields["plate"].widget.province = province_of(self.ctx)

    def answer(self, done: Any) -> str | None:
        """A guide goes on at the entrance, an advisor sees the queue."""
        desk = self.ctx.roles.intersection(ADVISORS)
        return reverse("service:reception" if desk else "service:entrance")


@form_for(actions.greet_customer)
class GreetCustomerForm(ActionForm):
    """One tap, and on to the car."""

    verb = "接待"

    def answer(self, done: Any) -> str | None:
        return reverse("service:walk_around", args=[self.subject.pk])


class MarkedForm(ActionForm):
    """Marks are tapped in the drawing's units and kept in thousandths."""

    def clean_marks(self) -> list[outline.Mark]:
        return [
            outline.Mark(one.kind, one.view, outline.across(one.x), outline.down(one.y), one.place)
            for one in self.cleaned_data["marks"]
        ]


@form_for(actions.complete_walk_around)
class CompleteWalkAroundForm(MarkedForm):
    """The whole of the car in one card; what is usual is pressed already."""

    verb = "去开单"
    home = "service:walk_around"
    part = "service/reception/_walk.html"
    mileage_km = fields.CountField(label="里程", unit="km")
    fuel_eighths = forms.ChoiceField(label="油量", choices=EIGHTHS, widget=FuelWidget, required=False)
    seat_photo = fields.PhotoField(label="主驾", widget=SeatWidget, required=False)
    photos = fields.PhotoField(label="四角照片", many=True, widget=CornersWidget, required=False)
    marks = fields.DamageMarksField(label="外观")
    mark_photos = fields.PhotoField(label="近照", many=True, required=False)
    belongings = BelongingsField(label="车内物品")
    belongings_movable = fields.SegField(label="要移动时", choices=MOVABLE, required=False)
    found_around = fields.ManyChipsField(
        label="缺少或异常", choices=chips(receiving.FOUND_AROUND), required=False
    )
    papers = fields.ChipsField(label="证件", choices=PAPERS, required=False)
    taken = fields.ManyChipsField(label="收下", choices=TAKEN[1:], required=False)
    sender_name = forms.CharField(label="送修人", max_length=30, required=False)
    sender_phone = forms.CharField(label="送修人电话", max_length=20, required=False)

    def known(self) -> Mapping[str, Any]:
        same = receiving.PapersOutcome.SAME.value if self.subject.vehicle.owner_id else ""
        return {
            "mileage_km": self.habit.first_figures,
            "papers": self.subject.papers_checked or same,
            "belongings_movable": "可移动",
        }

    def arrange(self) -> None:
        known = receiving.known_marks(self.ctx, self.subject.vehicle_id, but=self.subject.pk)
        self.fields["marks"].widget.known = outline.seen_before(known)

    @cached_property
    def habit(self) -> Habit:
        """What the meter should show about now."""
        return habit_of(self.ctx, self.subject.vehicle)

    @property
    def electric(self) -> bool:
        model = self.subject.vehicle.model
        return model is not None and model.energy == "BEV"

    @property
    def fast(self) -> bool:
        return self.subject.kind in receiving.FAST_LANE

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("belongings") == receiving.NOTHING_OF_VALUE:
            given["belongings_movable"] = ""
        return given

    def answer(self, done: Any) -> str | None:
        return reverse("service:write_up", args=[self.subject.pk])


@form_for(actions.add_marks)
class AddMarksForm(MarkedForm):
    """A mark seen later."""

    verb = "补记"
    prepared: ClassVar[tuple[str, ...]] = ("page", "seen_revision")
    marks = fields.DamageMarksField(label="外观")
    photos = fields.PhotoField(label="近照", many=True, required=False)

    def prepare(self, given: dict[str, Any]) -> dict[str, Any]:
        """The next version of a form that was signed already, drawn with these marks."""
        order = self.subject
        if not order.signed_at:
            return {}
        new = receiving.marks_of(order, given.get("marks") or (), seen_at=receiving.seen_where(order))
        page = papers.corrected(self.ctx, order, new, near=len(given.get("photos") or ()))
        return {"page": page, "seen_revision": order.revision}


@form_for(actions.note_words)
class NoteWordsForm(ActionForm):
    """What he says, exactly as he says it."""

    verb = "记下"
    part = "service/_act_line.html"
    words = forms.CharField(
        label="客户的话",
        max_length=300,
        widget=forms.TextInput(attrs={"placeholder": "客户还说了什么，照原话", "autocomplete": "off"}),
    )


@form_for(actions.note_circumstances)
class NoteCircumstancesForm(ActionForm):
    """When it happens; each chip is kept at once."""

    verb = "记下"
    part = "service/_act_chips.html"
    circumstances = fields.ManyChipsField(label="什么时候", choices=chips(CIRCUMSTANCES), required=False)

    def known(self) -> Mapping[str, Any]:
        return {"circumstances": [one for one in self.subject.circumstances.split("、") if one]}


@form_for(actions.correct_words)
class CorrectWordsForm(ActionForm):
    """What was written down wrongly."""

    verb = "改好了"
    words = forms.CharField(label="客户的话", max_length=300)

    def known(self) -> Mapping[str, Any]:
        return {"words": self.subject.words}


@form_for(actions.check_papers)
class CheckPapersForm(ActionForm):
    """Licence and booklet against the file."""

    verb = "核对好了"
    outcome = fields.ChipsField(label="核对结果", choices=PAPERS)
    taken = fields.ManyChipsField(label="收下", choices=TAKEN, required=False)
    sender_name = forms.CharField(label="送修人", max_length=30, required=False, help_text="只是送修时填")
    sender_phone = forms.CharField(label="送修人电话", max_length=20, required=False)

    def known(self) -> Mapping[str, Any]:
        return {
            "outcome": self.subject.papers_checked or receiving.PapersOutcome.SAME.value,
            "sender_name": self.subject.sender_name,
        }


@form_for(actions.identify_car)
class IdentifyCarForm(ActionForm):
    """A car that came by its plate alone: owner, VIN, model; what we know already is not asked."""

    verb = "登记"
    part = "service/reception/_identify.html"

    class Media:
        css: ClassVar = {"all": ["service/front.css"]}

    kind = fields.SegField(label="车主是", choices=Customer.Kind.choices, initial=Customer.Kind.PERSON)
    name = forms.CharField(label="姓名或单位", max_length=60)
    phone = forms.CharField(
        label="电话", max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})
    )
    vin = forms.CharField(
        label="车架号", max_length=17, required=False, help_text="照行驶证或前风挡左下角，17 位"
    )
    model = forms.TypedChoiceField(label="车型", coerce=int, empty_value=None, required=False)
    colour = fields.ChipsField(label="颜色", choices=chips(COLOURS), required=False)

    def known(self) -> Mapping[str, Any]:
        car = self.subject.vehicle
        return {"vin": car.vin, "model": car.model_id, "colour": car.colour}

    def arrange(self) -> None:
        car = self.subject.vehicle
        known = ("name", "phone", "kind") if people.owner_in_use(car) else ()
        for field in (*known, *(("vin",) if car.vin else ())):
            del self.fields[field]
        models = VehicleModel.objects.of(self.ctx).order_by("series", "code")
        cast(forms.ChoiceField, self.fields["model"]).choices = [
            ("", "照车架号认，目录里没有的不选"),
            *((one.pk, str(one)) for one in models),
        ]


@form_for(actions.tag_key)
class TagKeyForm(ActionForm):
    """The tag that hangs on this key; the lowest free one is proposed."""

    verb = "挂上"
    part = "service/_act_line.html"
    key_tag = fields.CountField(label="钥匙牌", unit="号", max_value=receiving.TAGS)

    def known(self) -> Mapping[str, Any]:
        return {"key_tag": self.subject.key_tag or receiving.free_tag(self.ctx)}


@form_for(actions.void_order)
class VoidOrderForm(ActionForm):
    """He leaves before anything was promised."""

    verb = "作废"
    reason = fields.ChipsField(label="为什么", choices=chips(VOID_REASONS))

    def answer(self, done: Any) -> str | None:
        return reverse("service:reception")
