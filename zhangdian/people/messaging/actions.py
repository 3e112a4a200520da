"""What the worker and people do with messages, in the order of their way out."""

from datetime import datetime

from zhangdian.foundation.kernel.action import ANYBODY, Act, action
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers.models import Customer
from zhangdian.people.messaging import judging, occasions
from zhangdian.people.messaging.models import Channel, Message, Wording
from zhangdian.people.messaging.posts import KEEPERS

State = Message.State
OPEN = {State.WAITING, State.SENDING, State.UNKNOWN}
TOLD_OF = {*OPEN, State.ACCEPTED}


# The worker -----------------------------------------------------------------------------------------


@action("领取发送", by_clock=True, within={State.WAITING})
def take_message(ctx: Act, message: Message, *, gateway: str) -> None:
    """One worker takes it; from here until the gateway's answer is written down it may be on its way."""
    if message.customer_id:
        # Two messages to one number are judged one after the other.
        Customer.objects.of(ctx).filter(pk=message.customer_id).lock().get()
    verdict = judging.judge(ctx, message)
    if not isinstance(verdict, judging.Send):
        raise Refusal("这条消息现在不能发：等下一次判断")
    message.taken_at, message.gateway = ctx.now, gateway
    message.attempts += 1
    message.number_key = verdict.number_key
    if message.person_id is None and message.channel == Channel.SMS:
        message.address = verdict.address


@action("不发消息", by_clock=True, within={State.WAITING})
def drop_message(ctx: Act, message: Message, *, why: Message.Dropped) -> None:
    """At the moment of sending it may not be sent any more."""
    message.dropped_at, message.dropped_why = ctx.now, why


@action("记下没有发出", by_clock=True, within={State.WAITING})
def note_not_sent(ctx: Act, message: Message, *, why: Message.Dropped) -> None:
    """What the contract or the law owes the reader did not go: somebody must reach him another way."""
    message.failed_at, message.said = ctx.now, f"没有发出去：{why.label}，请用别的办法告诉收件人"


@action("推迟发送", by_clock=True, within={State.WAITING})
def put_off_message(ctx: Act, message: Message, *, until: datetime, why: str) -> None:
    """Outside the permitted hours, or too often: it is judged anew at that instant."""
    message.due_at, message.said = until, why


@action("记下网关已接收", by_clock=True, within=OPEN)
def note_accepted(ctx: Act, message: Message, *, gateway_id: str, ask_at: datetime | None) -> None:
    """The gateway took it; when its receipt is asked for, or never."""
    message.accepted_at, message.gateway_id = ctx.now, gateway_id
    message.ask_at, message.asks, message.said = ask_at, 0, ""


@action("记下网关拒收", by_clock=True, within={State.SENDING, State.UNKNOWN})
def note_refused(ctx: Act, message: Message, *, attempt: int, said: str) -> None:
    """The gateway will not take it: somebody must change something first."""
    refuse_another_try(message, attempt)
    message.failed_at, message.said = ctx.now, said


@action("退回待发", by_clock=True, within={State.SENDING, State.UNKNOWN})
def release_message(ctx: Act, message: Message, *, attempt: int, until: datetime, said: str) -> None:
    """It surely was not taken: it waits to be sent again."""
    refuse_another_try(message, attempt)
    forget_the_try(message)
    message.due_at, message.said = until, said


@action("记下去向不明", by_clock=True, within={State.SENDING})
def note_unknown(ctx: Act, message: Message, *, attempt: int, said: str, ask_at: datetime | None) -> None:
    """Nobody knows whether it was taken: it is asked after, and not sent again before that."""
    refuse_another_try(message, attempt)
    message.unknown_at, message.said = ctx.now, said
    message.ask_at, message.asks = ask_at, 0


@action("记下问过网关", by_clock=True, within={State.UNKNOWN, State.ACCEPTED})
def note_asked(ctx: Act, message: Message, *, again_at: datetime | None, said: str) -> None:
    """The gateway could not tell yet; when to ask again, or never."""
    message.ask_at, message.said = again_at, said
    message.asks += 1


@action("记下回执送达", by_clock=True, within={*TOLD_OF, State.FAILED})
def note_delivered(ctx: Act, message: Message, *, gateway_id: str) -> None:
    """It reached its reader, whatever we believed before."""
    message.delivered_at = ctx.now
    message.gateway_id = gateway_id or message.gateway_id


@action("记下回执未达", by_clock=True, within=TOLD_OF)
def note_undelivered(ctx: Act, message: Message, *, said: str) -> None:
    """It was taken and did not reach its reader."""
    message.failed_at, message.said = ctx.now, said


def refuse_another_try(message: Message, attempt: int) -> None:
    """What is told of an earlier try says nothing about the present one."""
    if message.attempts != attempt:
        raise Refusal("这条消息已经又发了一次：上一次的结果不再算数")


def forget_the_try(message: Message) -> None:
    """As if it had not been tried; how often it was stays counted."""
    message.taken_at = message.unknown_at = message.accepted_at = message.failed_at = None
    message.ask_at = None


# People ---------------------------------------------------------------------------------------------


def settled(ctx: Act, message: Message, reason: str) -> None:
    """Who decided, and why."""
    if not reason.strip():
        raise Refusal("请写明原因：别人要看得懂为什么这样处理")
    message.settled_by_id, message.settled_why = ctx.person_id, reason.strip()


@action("重发", by=KEEPERS, within={State.UNKNOWN, State.FAILED})
def resend_message(ctx: Act, message: Message, *, reason: str) -> None:
    """Somebody has looked and wants it sent again, knowing that an unknown one may arrive twice."""
    settled(ctx, message, reason)
    if message.good_until <= ctx.now:
        raise Refusal("这条消息已经过了有效时间：请撤下，需要的话另发一条")
    forget_the_try(message)
    message.due_at = ctx.now


@action("确认已达", by=KEEPERS, within={State.UNKNOWN})
def confirm_delivered(ctx: Act, message: Message, *, reason: str) -> None:
    """Somebody has asked the reader, or looked into the gateway's books: it arrived."""
    settled(ctx, message, reason)
    message.delivered_at = ctx.now


@action("撤下不发", by=KEEPERS, within={State.WAITING, State.UNKNOWN, State.FAILED})
def withdraw_message(ctx: Act, message: Message, *, reason: str) -> None:
    """It is not sent, or not tried any more."""
    settled(ctx, message, reason)
    message.dropped_at, message.dropped_why = ctx.now, Message.Dropped.WITHDRAWN


@action("知道了", by=ANYBODY, within={State.DELIVERED})
def read_note(ctx: Act, message: Message) -> None:
    """The reader of a note in the page has read it."""
    if message.channel != Channel.PAGE or message.person_id != ctx.person_id:
        raise Refusal("这条消息不是发给您的：由收件人自己点")
    message.read_at = message.read_at or ctx.now


@action("定消息模板", by=KEEPERS, opens=Wording)
def set_wording(
    ctx: Act,
    *,
    occasion: str,
    text: str,
    signature: str = "",
    aliyun_code: str = "",
    tencent_code: str = "",
) -> Wording:
    """The store's own words for an occasion from today on, with signature and codes as reviewed."""
    which = occasions.OCCASIONS.get(occasion)
    if which is None:
        raise Refusal("没有这个场合：请从模板页上选一个")
    text = occasions.from_people(text.strip())
    occasions.refuse_unusable(which, text)
    wording = Wording(
        store_id=ctx.store_id,
        occasion=occasion,
        since=ctx.today,
        text=text,
        signature=signature.strip(),
        aliyun_code=aliyun_code.strip(),
        tencent_code=tencent_code.strip(),
    )
    wording.save()
    return wording
