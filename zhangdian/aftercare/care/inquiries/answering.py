"""Whose an inquiry is, until when it is in time, and how long an answer took."""

from datetime import datetime, timedelta

from django.db.models import Q

from zhangdian.aftercare.care.models import Inquiry, InquiryTopic
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.people.customers import people
from zhangdian.people.customers.models import Customer, Vehicle
from zhangdian.people.organization import hours
from zhangdian.people.organization import queries as organization
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import Role

SHORTEST = 2
"""Signs that a question, an answer or a reason has at least."""
FURTHEST = timedelta(days=14)
"""No answer is promised for later."""
TWICE = ("另一件事", "同一件又问了一遍", "对方要求另记")


def said(text: str, what: str) -> str:
    """The words, or a refusal that says what to write."""
    words = text.strip()
    if len(words) < SHORTEST:
        raise Refusal(what)
    return words


def due_of(ctx: Act, topic: InquiryTopic, promised: datetime | None) -> datetime:
    """What was promised to whoever asked, else the topic's minutes of the store's time."""
    if promised is None:
        return hours.working_day(ctx).after(ctx.now, timedelta(minutes=topic.minutes))
    if not ctx.now < promised <= ctx.now + FURTHEST:
        raise Refusal(f"答应的时间请在现在以后、{FURTHEST.days} 天以内")
    return promised


def refuse_ended(topic: InquiryTopic) -> None:
    if topic.ended_on is not None:
        raise Refusal(f"“{topic}”已经停用：请选现在用的主题")


def desk_of(ctx: Act, topic: InquiryTopic, person: Person | None) -> str:
    """The post in which he answers: the topic's where he holds it, else his first."""
    if person is None:
        return topic.desk
    if person.disabled_at is not None:
        raise Refusal(f"{person.name}的账号已停用：请选在岗的人")
    posts = organization.posts_of(ctx, [person])[person.pk]
    if not posts:
        raise Refusal(f"{person.name}没有任职：请选在岗的人")
    return topic.desk if topic.desk in posts else posts[0]


def answers_for(ctx: Act, topic: InquiryTopic, vehicle: Vehicle | None) -> Person | None:
    """Who heard it, if it is his post's; an advisor's customer's advisor (SA-12); else all of the post."""
    if topic.desk in ctx.roles:
        return organization.himself(ctx)
    held = organization.holders(ctx, topic.desk)
    if not held:
        raise Refusal(
            f"现在没有人任{topic.get_desk_display()}：请选一位来答，或请客服关系经理改这个主题由哪个岗位答",
            [Missing("改咨询主题", Role.CUSTOMER_RELATIONS_MANAGER.label, "care.set_inquiry_topic")],
        )
    if topic.desk == Role.SERVICE_ADVISOR and vehicle is not None:
        return next((each for each in held if each.pk == vehicle.advisor_id), None)
    return None


def refuse_twin(ctx: Act, inquiry: Inquiry) -> None:
    """The same person about the same thing, not answered yet: it may be the same question."""
    about = Q()
    if inquiry.vehicle_id:
        about |= Q(vehicle=inquiry.vehicle_id)
    if inquiry.customer_id:
        about |= Q(customer=inquiry.customer_id)
    if inquiry.colleague_id:
        about |= Q(colleague=inquiry.colleague_id)
    if not about:
        return
    open_ones = Inquiry.objects.of(ctx).filter(about, topic=inquiry.topic_id, state__in=Inquiry.OPEN)
    if known := open_ones.order_by("asked_at", "pk").first():
        says = f"还有一件没答复的咨询 {known.number}“{known.question[:30]}”：是另一件事吗"
        ctx.ask("inquiry_is_another_one", says, TWICE)


def lay_down_answer(ctx: Act, inquiry: Inquiry, answer: str, means: str) -> None:
    """Whoever asked has been told, by whom, and how long it took."""
    inquiry.answer = said(answer, "请写怎么答复的")
    inquiry.answered_at, inquiry.answered_by, inquiry.means = ctx.now, organization.himself(ctx), means
    inquiry.minutes = int(hours.working_day(ctx).between(inquiry.begun_at, ctx.now).total_seconds() // 60)


def forget_answer(inquiry: Inquiry) -> None:
    """What was said did not do: the journal keeps it, the inquiry begins again; its score stays."""
    inquiry.answer, inquiry.means, inquiry.outcome = "", "", ""
    inquiry.answered_at = inquiry.answered_by = inquiry.minutes = inquiry.next_on = None


def forget_help(inquiry: Inquiry) -> None:
    """Nobody is asked any more."""
    inquiry.helper, inquiry.helper_desk, inquiry.helped_at = None, "", None
    inquiry.advice, inquiry.advised_by, inquiry.advised_at = "", None, None


def heard_of(ctx: Act, customer: Customer | None, number: str) -> Customer | None:
    """The customer as he was chosen, else as his number is known (CSR-01); nobody who is to be forgotten."""
    if customer is not None:
        people.refuse_unused(ctx, customer)
        return customer
    found = people.find(ctx, phone=number) if number else None
    return found if found and not found.restricted_at else None
