"""What must be true before a complaint is taken by somebody, or closed at all."""

from typing import Any

from zhangdian.aftercare.care.models import Complaint, Inquiry, Severity
from zhangdian.aftercare.care.posts import GRAVE
from zhangdian.foundation.kernel.gates import gate, stops
from zhangdian.foundation.kernel.models import Weight
from zhangdian.foundation.kernel.refusals import Missing
from zhangdian.people.organization.roles import Role, superiors_of

HANDED_ON = ("服务经理委托", "主管在外，先接下", "客户只要见我", "其他")


@gate("重大投诉由主管或经理亲自受理", chips=HANDED_ON)
def a_manager_takes_a_major_one(ctx: Any, complaint: Complaint) -> Missing | None:
    """SVM-07, FDS-04: handing it on is possible and stays visible."""
    if complaint.severity == Severity.MAJOR and not ctx.roles.intersection(GRAVE):
        return Missing(
            "重大投诉由服务经理或前台主管亲自受理", Role.SERVICE_MANAGER.label, "care.take_complaint"
        )
    return None


@stops("投诉有人受理")
def complaint_is_taken(ctx: Any, complaint: Complaint) -> Missing | None:
    if complaint.taken_at is None:
        return Missing("还没有人受理", Role.FRONT_DESK_SUPERVISOR.label, "care.take_complaint")
    return None


@stops("处理办法和客户一起选定了")
def remedy_is_chosen(ctx: Any, complaint: Complaint) -> Missing | None:
    if not complaint.remedy or complaint.answered_at is None:
        return Missing("还没有选定处理办法", str(complaint.taken_by or "处理人"), "care.answer_complaint")
    return None


@stops("结果告诉过客户，听过他的意见")
def customer_has_been_told(ctx: Any, complaint: Complaint) -> Missing | None:
    """The call back after the remedy; what he says to it is asked by closing itself (CSR-12)."""
    if complaint.answered_at is None:
        return Missing("还没把结果告诉客户、听他的意见", str(complaint.taken_by or "处理人"))
    return None


@gate("听客户意见的人不是处理的人", weight=Weight.WATCH)
def somebody_else_asks(ctx: Any, complaint: Complaint) -> Missing | None:
    if ctx.person_id is not None and ctx.person_id == complaint.answered_by_id:
        return Missing("处理的人自己回访，由另一位客服回访更好")
    return None


@stops("由答复这件咨询的人来办")
def inquiry_is_his(ctx: Any, inquiry: Inquiry) -> Missing | None:
    """Its owner, whoever holds its post, whoever wrote it down, and those above the post."""
    if ctx.person_id is not None and ctx.person_id in (inquiry.owner_id, inquiry.heard_by_id):
        return None
    if ctx.roles.intersection({inquiry.desk, *superiors_of(Role(inquiry.desk))}):
        return None
    who = str(inquiry.owner or inquiry.get_desk_display())
    return Missing(f"这件咨询由{who}答复", who)


@stops("由被问的人来答")
def he_was_asked(ctx: Any, inquiry: Inquiry) -> Missing | None:
    """The colleague who was asked, or whoever holds the post that was, and those above it."""
    if inquiry.helper_id is not None and inquiry.helper_id == ctx.person_id:
        return None
    if inquiry.helper_desk:
        above = superiors_of(Role(inquiry.helper_desk))
        own = () if inquiry.helper_id else (inquiry.helper_desk,)
        if ctx.roles.intersection({*own, *above}):
            return None
    who = str(inquiry.helper or inquiry.get_helper_desk_display())
    return Missing(f"问的是{who}", who)


@gate("记客户打分的人不是答复的人", weight=Weight.WATCH)
def somebody_else_scores(ctx: Any, inquiry: Inquiry) -> Missing | None:
    if ctx.person_id is not None and ctx.person_id == inquiry.answered_by_id:
        return Missing("答复的人自己记客户打的分，由别人问更准")
    return None
