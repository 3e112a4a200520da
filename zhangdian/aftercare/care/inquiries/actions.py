"""An inquiry is written down by whoever hears it, answered by its post, scored by whoever asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from zhangdian.aftercare.care import gates
from zhangdian.aftercare.care.inquiries import answering
from zhangdian.aftercare.care.models import Inquiry, InquiryTopic
from zhangdian.aftercare.care.posts import TOPIC_KEEPERS
from zhangdian.foundation.kernel.action import ANYBODY, Act, action
from zhangdian.foundation.kernel.models import Means
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.foundation.kernel.sight import PersonalText
from zhangdian.people.customers import entered, people, vehicles
from zhangdian.people.customers.models import Customer, Vehicle
from zhangdian.people.organization import queries as organization
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.queries import himself
from zhangdian.people.organization.roles import Role

State = Inquiry.State
ANSWERED = (State.ANSWERED, State.FOLLOWING)
MOST_MINUTES = 60 * 24


# Topics ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class InquiryTopicRow:
    """One topic that is loaded."""

    name: str
    desk: Role
    minutes: int
    order: int = 0


@action("载入咨询主题", by=TOPIC_KEEPERS, by_clock=True)
def load_inquiry_topics(ctx: Act, *, rows: Sequence[InquiryTopicRow]) -> None:
    """What is asked about; a topic that is there already is left as it is."""
    there = set(InquiryTopic.objects.of(ctx).filter(ended_on=None).values_list("name", flat=True))
    for row in rows:
        refuse_minutes(row.minutes)
    InquiryTopic.objects.add_many(
        InquiryTopic(store_id=ctx.store_id, since=ctx.today, acted_at=ctx.now, **vars(row))
        for row in rows
        if row.name not in there
    )


@action("加咨询主题", by=TOPIC_KEEPERS, opens=InquiryTopic)
def add_inquiry_topic(ctx: Act, *, name: str, desk: Role, minutes: int, order: int = 0) -> InquiryTopic:
    """Something more that is asked about."""
    topic = InquiryTopic(store_id=ctx.store_id, since=ctx.today, acted_at=ctx.now)
    write_topic(topic, name, desk, minutes, order)
    topic.save()
    return topic


@action("改咨询主题", by=TOPIC_KEEPERS)
def set_inquiry_topic(
    ctx: Act, topic: InquiryTopic, *, name: str, desk: Role, minutes: int, order: int = 0
) -> None:
    """Another post or other minutes for what is asked from now on; what was asked keeps its hour."""
    answering.refuse_ended(topic)
    write_topic(topic, name, desk, minutes, order)
    topic.save()


def write_topic(topic: InquiryTopic, name: str, desk: Role, minutes: int, order: int) -> None:
    refuse_minutes(minutes)
    topic.name = answering.said(name, "请写主题，至少两个字")
    topic.desk, topic.minutes, topic.order = desk, minutes, order


def refuse_minutes(minutes: int) -> None:
    if not 0 < minutes <= MOST_MINUTES:
        raise Refusal(f"几分钟内答请填 1 到 {MOST_MINUTES}：按营业时间算")


@action("停用咨询主题", by=TOPIC_KEEPERS)
def end_inquiry_topic(ctx: Act, topic: InquiryTopic, *, why: str) -> None:
    """Nobody chooses it any more; what was asked under it keeps it."""
    answering.refuse_ended(topic)
    if not InquiryTopic.objects.of(ctx).filter(ended_on=None).exclude(pk=topic.pk).exists():
        raise Refusal("这是最后一个主题：请先加新的，再停用它")
    topic.ended_why = answering.said(why, "停用要写原因")
    topic.ended_on = ctx.today
    topic.save()


# Inquiries ------------------------------------------------------------------------------------------


@action("记咨询", by=ANYBODY, opens=Inquiry)
def record_inquiry(
    ctx: Act,
    *,
    question: str,
    topic: InquiryTopic,
    asker: Inquiry.Asker = Inquiry.Asker.CUSTOMER,
    channel: Inquiry.Channel = Inquiry.Channel.PHONE,
    plate: PersonalText = "",
    customer: Customer | None = None,
    caller: PersonalText = "",
    phone: PersonalText = "",
    colleague: Person | None = None,
    owner: Person | None = None,
    promised_at: datetime | None = None,
    reply: str = "",
) -> Inquiry:
    """Whoever hears it writes it down; answered at once, or open with its hour (CSR-01, NBI-11, SA-12)."""
    answering.refuse_ended(topic)
    inquiry = Inquiry(
        store_id=ctx.store_id,
        asker=asker,
        channel=channel,
        topic=topic,
        question=answering.said(question, "请记下问的是什么"),
        heard_by=himself(ctx),
        asked_at=ctx.now,
        begun_at=ctx.now,
        acted_at=ctx.now,
    )
    if asker == Inquiry.Asker.COLLEAGUE:
        asked_inside(inquiry, colleague)
    else:
        asked_by_customer(ctx, inquiry, plate, customer, caller, phone)
        if not reply.strip() and not (inquiry.vehicle or inquiry.customer_id or inquiry.phone):
            raise Refusal("答复谁：请记车牌或电话；当场答了的，写上怎么答的就行")
    answering.refuse_twin(ctx, inquiry)
    inquiry.due_at = answering.due_of(ctx, topic, promised_at)
    if reply.strip():
        inquiry.owner = himself(ctx)
        answering.lay_down_answer(ctx, inquiry, reply, told_by(channel))
    else:
        inquiry.owner = owner or answering.answers_for(ctx, topic, inquiry.vehicle)
    inquiry.desk = answering.desk_of(ctx, topic, inquiry.owner)
    inquiry.save()
    ctx.draw_number(inquiry, "number", "ZX")
    return inquiry


def asked_inside(inquiry: Inquiry, colleague: Person | None) -> None:
    """A colleague asks: who, and of which department (NBI-11)."""
    if colleague is None:
        raise Refusal("请选是哪位同事问的")
    inquiry.colleague, inquiry.department = colleague, colleague.department
    inquiry.channel = Inquiry.Channel.INSIDE


def asked_by_customer(
    ctx: Act, inquiry: Inquiry, plate: str, customer: Customer | None, caller: str, phone: str
) -> None:
    """A customer asks: his car and his file as they are known."""
    car: Vehicle | None = None
    if plate.strip():
        car = vehicles.find(ctx, plate=entered.plate_of(ctx, plate).text)
        if car is None:
            raise Refusal(f"没有车牌 {plate.strip()} 的档案：请核对，或只记来电人和电话")
    inquiry.phone = entered.phone_of(phone)
    inquiry.caller = caller.strip()
    found = answering.heard_of(ctx, customer, entered.phone_of(phone))
    inquiry.vehicle = car
    inquiry.customer_id = found.pk if found else people.owner_in_use(car)


def told_by(channel: Inquiry.Channel) -> Means:
    """As he was asked, so he answered."""
    if channel in (Inquiry.Channel.WECHAT, Inquiry.Channel.ONLINE):
        return Means.LINK
    return Means.PHONE if channel == Inquiry.Channel.PHONE else Means.DESK


@action("答复咨询", by=ANYBODY, within=Inquiry.OPEN, gates=[gates.inquiry_is_his])
def answer_inquiry(
    ctx: Act, inquiry: Inquiry, *, reply: str, means: Means = Means.PHONE, next_on: date | None = None
) -> None:
    """Whoever asked is told; where it was agreed, he is asked again on a day (CSR-03, CSR-38)."""
    answering.lay_down_answer(ctx, inquiry, reply, means)
    inquiry.owner = inquiry.owner or himself(ctx)
    inquiry.next_on = later_day(ctx, next_on)
    inquiry.save()


def later_day(ctx: Act, day: date | None) -> date | None:
    if day is not None and not ctx.today < day <= ctx.today + 26 * answering.FURTHEST:
        raise Refusal("再联系的日子请在明天以后、一年以内")
    return day


@action("去问同事", by=ANYBODY, within=Inquiry.OPEN, gates=[gates.inquiry_is_his])
def ask_colleague(
    ctx: Act, inquiry: Inquiry, *, desk: Role | None = None, helper: Person | None = None
) -> None:
    """He cannot answer it himself: the right post is asked, and he still tells the customer (CSR-38)."""
    if helper is not None and helper.pk == ctx.person_id:
        raise Refusal("不能问自己：请选别人，或直接答复")
    asked = answering.desk_of(ctx, inquiry.topic, helper) if helper else desk
    if not asked:
        raise Refusal("请选问哪个岗位，或问谁")
    if helper is None and not organization.holders(ctx, asked):
        raise Refusal(f"现在没有人任{Role(asked).label}：请选别的岗位，或选一位同事")
    answering.forget_help(inquiry)
    inquiry.helper, inquiry.helper_desk, inquiry.helped_at = helper, asked, ctx.now
    inquiry.owner = inquiry.owner or himself(ctx)
    inquiry.save()


@action("答同事", by=ANYBODY, within={State.ASKING}, gates=[gates.he_was_asked])
def give_advice(ctx: Act, inquiry: Inquiry, *, advice: str) -> None:
    """Who was asked says what he knows; the inquiry's owner tells the customer."""
    inquiry.advice = answering.said(advice, "请写怎么回事、怎么跟客户说")
    inquiry.advised_by, inquiry.advised_at = himself(ctx), ctx.now
    inquiry.save()


@action("转交咨询", by=ANYBODY, within=Inquiry.OPEN, gates=[gates.inquiry_is_his])
def pass_on_inquiry(
    ctx: Act, inquiry: Inquiry, *, why: str, to: Person | None = None, topic: InquiryTopic | None = None
) -> None:
    """Another answers it from now on, or another post by another topic; its hour stays (SA-23)."""
    if topic is not None:
        answering.refuse_ended(topic)
    about = topic or inquiry.topic
    if to is None and about.pk == inquiry.topic_id:
        raise Refusal("请选交给谁，或改成哪个主题")
    ctx.notes["why"] = answering.said(why, "转交要写为什么")
    owner = to or answering.answers_for(ctx, about, inquiry.vehicle)
    if owner is not None and owner.pk == inquiry.owner_id and about.pk == inquiry.topic_id:
        raise Refusal(f"本来就是{owner.name}在办：请选别人")
    inquiry.topic, inquiry.owner = about, owner
    inquiry.desk = answering.desk_of(ctx, about, owner)
    inquiry.passed += 1
    answering.forget_help(inquiry)
    inquiry.save()


@action("给答复打分", by=ANYBODY, within=ANSWERED, gates=[gates.somebody_else_scores])
def score_inquiry(ctx: Act, inquiry: Inquiry, *, score: int, words: str = "") -> None:
    """Whoever asked scores the answer, once; of a customer it is written down what he said."""
    if inquiry.colleague_id is not None and inquiry.colleague_id != ctx.person_id:
        who = str(inquiry.colleague)
        raise Refusal(f"由问的人打分：{who}", [Missing("给答复打分", who)])
    if inquiry.score is not None:
        raise Refusal(f"已经打过 {inquiry.score} 分")
    if not 1 <= score <= 5:
        raise Refusal("请打 1 到 5 分")
    inquiry.score, inquiry.score_words, inquiry.scored_at = score, words.strip(), ctx.now
    inquiry.save()


@action("再联系过了", by=ANYBODY, within={State.FOLLOWING}, gates=[gates.inquiry_is_his])
def follow_up_inquiry(ctx: Act, inquiry: Inquiry, *, outcome: str, next_on: date | None = None) -> None:
    """What came of it; a further day where it goes on."""
    inquiry.outcome = answering.said(outcome, "请写后来怎样")
    inquiry.next_on = later_day(ctx, next_on)
    inquiry.save()


@action("又来问了", by=ANYBODY, within=ANSWERED)
def reopen_inquiry(ctx: Act, inquiry: Inquiry, *, words: str) -> None:
    """The answer did not do: it is owed again from now on, and counted (ISC-02)."""
    if inquiry.reopened >= 99:
        raise Refusal("这件咨询已经重开太多次：请另记一件")
    ctx.notes["why"] = answering.said(words, "请记下还有什么没答清楚")
    answering.forget_answer(inquiry)
    answering.forget_help(inquiry)
    inquiry.question = f"{inquiry.question}；又问：{ctx.notes['why']}"[:500]
    inquiry.begun_at = ctx.now
    inquiry.due_at = answering.due_of(ctx, inquiry.topic, None)
    inquiry.reopened += 1
    inquiry.save()


@action("撤销咨询", by=ANYBODY, within=Inquiry.OPEN, gates=[gates.inquiry_is_his])
def withdraw_inquiry(ctx: Act, inquiry: Inquiry, *, why: str) -> None:
    """It was written twice or by mistake, or is not wanted any more."""
    inquiry.withdrawn_why = answering.said(why, "撤销要写原因")
    inquiry.withdrawn_at = ctx.now
    inquiry.save()
