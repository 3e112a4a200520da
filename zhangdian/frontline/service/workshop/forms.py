"""What the acts of the workshop ask: a reason is a chip, the last tap sends."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django import forms

from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.ui import fields
from zhangdian.foundation.ui.acting import ActionForm, form_for
from zhangdian.frontline.service import capacity
from zhangdian.frontline.service.fields import (
    NearField,
    PeopleField,
    PressField,
    WordsField,
    chips,
)
from zhangdian.frontline.service.models import Bay, Finding, InspectionItem, ProgressNote
from zhangdian.frontline.service.wanting import WantedField
from zhangdian.frontline.service.workbench import Pause
from zhangdian.frontline.service.workshop import actions, extra
from zhangdian.frontline.service.workshop.fields import LinesField, OfferField, SelfCheckField

PRESS = "service/_act_press.html"
About = ProgressNote.About
REASSIGNED = ("原技师不在岗", "手上活多", "技能更合适", "换工位", "客户指定")
DIFFERENCES = ("新划痕", "凹陷", "轮毂划伤", "玻璃裂纹", "少了东西", "里程油量不符")
UNCLEAR = ("车身痕迹登记上没有", "物品和登记不一致", "项目没交待清楚", "客户的话看不懂", "缺钥匙或单据")
DELAYS = ("配件晚到", "比预想的难", "发现新问题", "等工位", "人手不够", "设备故障")
BELONGINGS = ("要拆座椅", "要拆后备箱", "要动儿童座椅", "要拆仪表台")
PRIORITIES = [("5", "先做"), ("0", "按次序"), ("-5", "靠后")]
PRIORITY_REASONS = ("客户赶时间", "投诉过等太久", "等料先放", "返修", "客户不急")
ANSWERS = {
    About.DIFFERENCE: ("客户确认，来时就有", "登记补上了", "我来和客户说"),
    About.BACK: ("已核对，登记补上了", "已问客户，照做", "这一项先不做"),
    About.BELONGINGS: ("客户同意移动", "客户不同意", "我来拿走"),
    About.DELAY: ("客户理解", "客户着急，尽快"),
}
TOLD = ("理解", "着急，尽快", "改天来取", "不满意")
DECLINED = ("下次再做", "嫌贵", "认为没必要", "去外面做", "赶时间")
WAYS = [(Means.PHONE.value, "电话"), (Means.DESK.value, "当面")]
STEPS = (20, 40, 60, 90, 120, 180)
"""Minutes ahead that are one tap."""


class BayForm(ActionForm):
    """A page of the workshop: big buttons, the way back, nothing else."""

    page = "service/workshop/act.html"
    fields: dict[str, Any]


@form_for(actions.dispatch)
class DispatchForm(BayForm):
    """A name by free minutes; the bay comes with the man."""

    part = PRESS
    proposed = forms.IntegerField(required=False, widget=forms.HiddenInput)
    bay = forms.TypedChoiceField(label="工位", required=False, coerce=int, empty_value=None)
    technician = PeopleField(label="派给")

    def arrange(self) -> None:
        bays = Bay.objects.of(self.ctx).filter(closed_at=None)
        self.fields["bay"].choices = [("", "他现在的工位"), *((bay.pk, bay.code) for bay in bays)]
        skills = [line.skill for line in self.subject.lines.filter(voided_at=None)]
        free = capacity.who_is_free(capacity.crew(self.ctx))
        hands = sorted(((each, capacity.fits(each, skills)) for each in free), key=lambda pair: not pair[1])
        self.fields["technician"].show(hands)


@form_for(actions.reassign)
class ReassignForm(BayForm):
    """The reason, then a name."""

    part = PRESS
    reason = fields.ChipsField(label="为什么", choices=chips(REASSIGNED), initial=REASSIGNED[1])
    technician = PeopleField(label="改派给")

    def arrange(self) -> None:
        free = capacity.who_is_free(capacity.crew(self.ctx))
        others = [each for each in free if each.person.pk != self.subject.technician_id]
        hands = [(each, capacity.fits(each, [self.subject.skill])) for each in others]
        self.fields["technician"].show(sorted(hands, key=lambda pair: not pair[1]))


@form_for(actions.return_to_advisor)
class ReturnToAdvisorForm(BayForm):
    """What differs or is not clear."""

    verb = "退回顾问"
    words = WordsField(label="哪里不对", words=UNCLEAR)
    photos = fields.PhotoField(label="照片", required=False, many=True, most=6)


@form_for(actions.answer_note)
class AnswerNoteForm(BayForm):
    """The advisor's answer, and how he has it."""

    verb = "回复车间"
    answer = WordsField(label="怎么答复", words=())  # type: ignore[assignment]
    means = fields.SegField(label="怎么问的客户", choices=WAYS, initial=Means.DESK.value)

    def arrange(self) -> None:
        words = ANSWERS.get(About(self.subject.about), ())
        self.fields["answer"].widget.choices = chips(words)


@form_for(actions.report_difference)
class ReportDifferenceForm(BayForm):
    """What is not as the walk-around form says."""

    verb = "告诉顾问"
    photos = fields.PhotoField(label="照片", required=False, many=True, most=6)
    words = WordsField(label="哪里不一样", words=DIFFERENCES)


@form_for(actions.start_work)
class StartWorkForm(BayForm):
    """The first start of a car says that it is as received."""

    verb = "与接车一致，开工"
    as_received = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)


@form_for(actions.pause_work)
class PauseWorkForm(BayForm):
    """Why: six big buttons."""

    part = PRESS
    reason = PressField(label="为什么停", choices=Pause.choices)


@form_for(actions.record_fault_check)
class RecordFaultCheckForm(BayForm):
    """Confirmed or not, codes, and the kilometres of a road test."""

    part = PRESS
    codes = forms.CharField(label="故障码", required=False, max_length=100)
    road_test_km = fields.CountField(label="路试", unit="km", required=False, max_value=200)
    confirmed = PressField(label="故障", choices=[("true", "确认了"), ("false", "没出现")])


@form_for(actions.finish_work)
class FinishWorkForm(BayForm):
    """My lines of this car: all good by one tap, torque where it matters."""

    verb = "全部合格，完工"
    part = "service/workshop/_finish.html"
    results = SelfCheckField(label="自检")
    remark = forms.CharField(label="备注", required=False, max_length=200)

    def arrange(self) -> None:
        mine = self.subject.lines.filter(
            voided_at=None, technician=self.ctx.person_id, dispatched_at__isnull=False, finished_at=None
        )
        widget = self.fields["results"].widget
        widget.work = list(mine.select_related("operation"))
        widget.typed = {key: str(said) for key, said in self.initial.items() if "-torque-" in key}


@form_for(actions.report_finding)
class ReportFindingForm(BayForm):
    """Photo, item from the list, red or amber: done."""

    part = "service/workshop/_finding.html"
    photos = fields.PhotoField(label="拍照", many=True, most=6)
    item = fields.ChipsField(label="哪里", required=False)
    measured = forms.CharField(label="测得", required=False, max_length=30)
    name = forms.CharField(label="列表里没有的", required=False, max_length=60)
    level = PressField(
        label="多急", choices=[(Finding.Level.RED, "红：现在就要修"), (Finding.Level.AMBER, "黄：近期要修")]
    )

    def arrange(self) -> None:
        self.fields["item"].choices = [(item.pk, item.name) for item in InspectionItem.objects.all()]


@form_for(actions.propose_extra_work)
class ProposeExtraWorkForm(BayForm):
    """Each finding priced, in plain words, with a new time: filled in already."""

    verb = "发给客户"
    home = "service:extra_work"
    part = "service/workshop/_offer.html"
    wanted = OfferField(label="项目")
    new_promise_at = NearField(label="新的交车时间", required=False)
    message = forms.CharField(label="对客户说一句", required=False, max_length=300)

    def arrange(self) -> None:
        self.fields["wanted"].widget.rows = self.rows
        self.initial.setdefault("new_promise_at", self.proposed_time)
        self.fields["new_promise_at"].show(self.proposed_time, (0, 20, 40, 60, 120))

    @cached_property
    def rows(self) -> Any:
        codes = self.data.getlist("also") if hasattr(self.data, "getlist") else []
        also = str(self.initial.get("also", "")).split()
        return extra.offered(self.ctx, self.subject, [*codes, *also])

    @property
    def proposed_time(self) -> Any:
        return extra.proposed_time(self.ctx, self.subject, self.rows)


@form_for(actions.authorize_extra_work)
class AuthorizeExtraWorkForm(BayForm):
    """His answer by phone or at the desk: everything agreed until somebody taps."""

    verb = "记下答复"
    home = "service:extra_work"
    part = "service/workshop/_answered.html"
    agreed = LinesField(label="同意")
    cheaper = LinesField(label="选更省的")
    means = fields.SegField(label="怎么答复的", choices=WAYS, initial=Means.PHONE.value)
    spoken_by = forms.CharField(label="谁答复的", max_length=40)
    reason = fields.ChipsField(label="不做的为什么", choices=chips(DECLINED), required=False)
    own_words = forms.CharField(label="安全项不做，客户自己的话", required=False, max_length=200)

    def known(self) -> Mapping[str, Any]:
        asked = extra.asked(self.ctx, self.subject)
        return {
            "agreed": [row.line_id for row in asked],
            "spoken_by": extra.spoken_by(self.ctx, self.subject),
        }

    def arrange(self) -> None:
        asked = extra.asked(self.ctx, self.subject)
        self.fields["agreed"].choices = [(row.line_id, row.line.name) for row in asked]
        self.fields["cheaper"].choices = [
            (row.line_id, f"{row.cheaper_words} {row.cheaper_amount}") for row in asked if row.cheaper_amount
        ]

    @property
    def has_cheaper(self) -> bool:
        return bool(self.fields["cheaper"].choices)

    def clean(self) -> dict[str, Any]:
        """The cheaper way of a line is one answer to it."""
        given: dict[str, Any] = super().clean() or {}
        less = set(given.get("cheaper") or ())
        given["agreed"] = [key for key in given.get("agreed") or () if key not in less]
        return given


@form_for(actions.answer_extra_work)
class AnswerExtraWorkForm(BayForm):
    """What the customer switched on, the way he chose, and which version he saw."""

    verb = "同意"
    seen_revision = forms.IntegerField(widget=forms.HiddenInput)
    agreed = LinesField(label="同意")
    cheaper = LinesField(label="选更省的")

    def arrange(self) -> None:
        keys = [(row.line_id, str(row.line_id)) for row in self.subject.asked.all()]
        self.fields["agreed"].choices = self.fields["cheaper"].choices = keys

    def clean(self) -> dict[str, Any]:
        """这次都不做 sends everything off; the cheaper way of a line is one answer to it."""
        given: dict[str, Any] = super().clean() or {}
        if self.data.get("none"):
            return {**given, "agreed": [], "cheaper": []}
        on, less = set(given.get("agreed") or ()), set(given.get("cheaper") or ())
        return {**given, "agreed": sorted(on - less), "cheaper": sorted(on & less)}


@form_for(actions.ask_for_call)
class AskForCallForm(BayForm):
    """One tap."""

    verb = "给我打电话"
    seen_revision = forms.IntegerField(widget=forms.HiddenInput)


@form_for(actions.report_delay)
class ReportDelayForm(BayForm):
    """The new hour, then the reason."""

    part = PRESS
    new_time_at = NearField(label="大约什么时候好", required=False)
    reason = PressField(label="为什么晚", choices=chips(DELAYS))

    def arrange(self) -> None:
        self.fields["new_time_at"].show(max(self.ctx.now, self.subject.promised_at or self.ctx.now), STEPS)


@form_for(actions.agree_new_time)
class AgreeNewTimeForm(BayForm):
    """The hour that the customer agreed to, and what he said."""

    part = PRESS
    at = NearField(label="新的交车时间")
    means = fields.SegField(label="怎么说的", choices=WAYS, initial=Means.PHONE.value)
    answer = PressField(label="客户说", choices=chips(TOLD))  # type: ignore[assignment]

    def known(self) -> Mapping[str, Any]:
        told = self.subject.progress_notes.filter(
            about=About.DELAY, answered_at=None, new_time_at__gt=self.ctx.now
        )
        said = told.order_by("-new_time_at").values_list("new_time_at", flat=True).first()
        return {"at": said} if said else {}

    def arrange(self) -> None:
        self.fields["at"].show(max(self.ctx.now, self.subject.promised_at or self.ctx.now), STEPS)


@form_for(actions.ask_to_move_belongings)
class AskToMoveBelongingsForm(BayForm):
    """Why they are in the way."""

    part = PRESS
    words = PressField(label="为什么要动", choices=chips(BELONGINGS))


@form_for(actions.set_priority)
class SetPriorityForm(BayForm):
    """Before the others, in its turn, or after them."""

    part = PRESS
    priority = fields.SegField(label="次序", choices=PRIORITIES, initial="5")
    reason = PressField(label="为什么", choices=chips(PRIORITY_REASONS))


@form_for(actions.authorize_internal_work)
class AuthorizeInternalWorkForm(BayForm):
    """What the store does at its own cost, by code, and why."""

    verb = "本店承担"
    part = "service/workshop/_internal.html"
    wanted = WantedField(label="项目")
    reason = WordsField(label="为什么由本店承担", words=("装配时碰坏", "自己的返修", "配件质量", "诊断错了"))
