"""Looking at messages: the list, one message, the wordings and the ways out of the house."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhangdian.foundation.ui.readers import read_by
from zhangdian.people.messaging import occasions, queries
from zhangdian.people.messaging.desks import label_of, page_of
from zhangdian.people.messaging.gateways import chosen
from zhangdian.people.messaging.listings import GATEWAYS, TONES, Messages, messages_here
from zhangdian.people.messaging.models import Channel, Message
from zhangdian.people.messaging.posts import KEEPERS, READERS


@require_GET
@read_by(READERS)
def messages(request: HttpRequest) -> HttpResponse:
    """消息."""
    ctx = request.ctx  # type: ignore[attr-defined]
    listing = Messages(request, messages_here(ctx), ctx)
    keeps = bool(ctx.roles & set(KEEPERS))
    return render(request, "messaging/messages.html", {"listing": listing, "keeps": keeps})


@require_GET
@read_by(READERS)
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """One message: its words, its reader, how far it got, and what may be done."""
    ctx = request.ctx  # type: ignore[attr-defined]
    rows = queries.with_reader(Message.objects.of(ctx)).select_related("vehicle", "settled_by")
    found: Message = rows.here(pk)
    state = Message.State(found.state)
    facts = {"message": found, "label": label_of(found), "about": page_of(found)}
    says = {"tone": TONES.get(state, ""), "next": NEXT[state], "way": GATEWAYS.get(found.gateway, "")}
    return render(request, "messaging/message.html", {**facts, **says})


NEXT = {
    Message.State.WAITING: "到了该发的时间，后台会自己发出去；不要发了就撤下。",
    Message.State.SENDING: "正在发：几分钟内没有结果会记成不明。",
    Message.State.ACCEPTED: "网关已经接收，等运营商的回执。",
    Message.State.DELIVERED: "收件人已经收到，没有要做的了。",
    Message.State.UNKNOWN: "网关没有说清收没收：收件人说收到了就确认，确实没有再重发。",
    Message.State.FAILED: "按上面网关的话改好以后重发；不用发了就撤下。",
    Message.State.DROPPED: "不会再发。",
}


@require_GET
@read_by(KEEPERS)
def wordings(request: HttpRequest) -> HttpResponse:
    """消息模板: what the house writes on each occasion, and by which ways it leaves."""
    ctx = request.ctx  # type: ignore[attr-defined]
    held = occasions.wordings_of(ctx)
    facts = {
        "rows": [
            (each, wording, occasions.for_people(wording.text if wording else each.text))
            for each in occasions.OCCASIONS.values()
            for wording in [held.get(each.key)]
        ],
        "ways": ways_out(),
        "names": occasions.NAMES.values(),
    }
    return render(request, "messaging/wordings.html", facts)


def ways_out() -> list[tuple[Any, str]]:
    """Each channel and what carries it; empty where nobody has opened it."""
    carried = chosen.by_channel()
    sent = [channel for channel in Channel if channel is not Channel.PAGE]
    return [(each.label, GATEWAYS[carried[each].name] if each in carried else "") for each in sent]
