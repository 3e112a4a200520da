"""What waits for a signature of mine, by my posts, by those I fill, by what was lent to me; what I signed."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db.models import (
    BigIntegerField,
    CharField,
    DecimalField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Concat
from django.urls import resolve, reverse

from zhangdian.foundation.kernel import registry
from zhangdian.foundation.kernel.actions import post_to_sign_in, power_to_sign
from zhangdian.foundation.kernel.models import Request, RequestSignature
from zhangdian.foundation.ui.act_views import page_at
from zhangdian.foundation.ui.listing import Choice, Column, Days, Kind, Listing, Row, Typed
from zhangdian.foundation.ui.queues import Task, once_a_page, queue
from zhangdian.foundation.ui.readers import readers_of
from zhangdian.foundation.ui.waits import MOST, Waits
from zhangdian.people.organization.models import Person, SigningPower, Tenure
from zhangdian.people.organization.queries import in_force
from zhangdian.people.organization.roles import Role

BLANK = Value(" ")


def to_sign(ctx: Any) -> Any:
    """Requests of others that still need one of my posts, or one whose signature was lent to me for them,
    and that I have not signed, oldest first.
    """
    mine = Q()
    for role in sorted(ctx.roles):
        mine |= Q(posts__contains=f" {role} ")
    signed = RequestSignature.objects.filter(request=OuterRef("pk"), person=ctx.person_id)
    rows = Request.objects.of(ctx).filter(~Exists(signed), state=Request.State.OPEN)
    rows = rows.alias(posts=Concat(BLANK, "needed", BLANK))
    rows = rows.filter(mine | Q(Exists(lent_for(ctx))))
    return rows.exclude(asker=ctx.person_id).select_related("asker")


def outer(name: str, kind: Any) -> Any:
    """A column of the request that a power is looked up for."""
    return ExpressionWrapper(OuterRef(name), output_field=kind)


def lent_for(ctx: Any) -> Any:
    """Powers of mine that are good for a request, as the standing reads them."""
    holds = Tenure.objects.of(ctx).filter(
        in_force(ctx.today), person=OuterRef("holder"), role=OuterRef("role"), person__disabled_at=None
    )
    lent = SigningPower.objects.of(ctx).filter(
        Exists(holds), agent=ctx.person_id, taken_back_at=None, since_at__lte=ctx.now, until_at__gt=ctx.now
    )
    fits = lent.alias(
        wanted=Concat(BLANK, outer("needed", CharField()), BLANK),
        post=Concat(BLANK, "role", BLANK),
        acts=Concat(BLANK, "actions", BLANK),
        act=Concat(BLANK, outer("action", CharField()), BLANK),
        yuan=outer("amount", DecimalField()),
        asks=outer("asker", BigIntegerField()),
    ).filter(wanted__contains=F("post"), acts__contains=F("act"))
    within = Q(upto=None) | Q(upto__gte=F("yuan"))
    return fits.filter(within).exclude(holder=F("asks"))


@once_a_page
def asked_of(ctx: Any) -> list[Any]:
    """The oldest of what waits for a signature of his, with who signed already; read once a look."""
    return list(to_sign(ctx).for_acts()[:MOST])


@queue("待我签", Role.values, lambda ctx: Waits(to_sign(ctx)))
def requests_to_sign(ctx: Any) -> list[Task]:
    """Discounts, refunds, adjustments above somebody's limit: what is asked, and by whom."""
    return [
        Task(
            f"请签：{one.effect}",
            reverse("web:requests"),
            "去签",
            since=one.asked_at,
            remark=str(one.asker),
        )
        for one in asked_of(ctx)
    ]


def in_whose_name(ctx: Any, requests: list[Any]) -> list[tuple[Any, str]]:
    """Each request with the name for whom he would sign; empty where in his own."""
    whom: dict[int, int] = {}
    lent: dict[int, str] = {}
    for one in requests:
        if post := post_to_sign_in(ctx, one):
            if post in ctx.standing.acting_for:
                whom[one.pk] = ctx.standing.acting_for[post]
        elif power := power_to_sign(ctx, one):
            lent[one.pk] = power.name
    people = Person.objects.of(ctx).filter(pk__in=set(whom.values())) if whom else ()
    names = {person.pk: person.name for person in people}
    return [(one, lent.get(one.pk) or names.get(whom.get(one.pk, 0), "")) for one in requests]


def with_pages(ctx: Any, requests: list[Any]) -> list[Any]:
    """Each request with the page of what it is about, where he may read that page."""
    about: dict[str, dict[int, int]] = {}
    for one in requests:
        about.setdefault(one.subject_type, {})[one.subject_id] = one.subject_id
    kinds = {name: apps.get_model(name) for name in about if name}
    for name, model in kinds.items():
        if model.root:
            rows = model._base_manager.filter(pk__in=about[name])
            about[name] = dict(rows.values_list("pk", f"{model.root}_id"))
    for one in requests:
        kind = kinds.get(one.subject_type)
        one.page = page_for(ctx, kind, about[one.subject_type].get(one.subject_id)) if kind else ""
    return requests


def page_for(ctx: Any, model: Any, pk: int | None) -> str:
    """The page of a record, or of the root of which it is a part; nothing where it has none for him."""
    kind = model._meta.get_field(model.root).related_model if model.root else model
    found = page_at(kind, pk) if pk is not None else ""
    readers = readers_of(resolve(found).func) if found else frozenset()
    return found if readers is None or readers & set(map(str, ctx.roles)) else ""


def labelled(request: Any) -> str:
    """What is asked for, by the act's name."""
    action = registry.ACTIONS.get(request.action)
    return str(action.label) if action else ""


def signed_by(ctx: Any) -> QuerySet[Any]:
    """What he signed or refused to sign, and what others did in his name."""
    rows: QuerySet[Any] = RequestSignature.objects.of(ctx)
    return rows.filter(Q(person=ctx.person_id) | Q(for_whom=ctx.person_id))


STATES = {state.value: str(state.label) for state in Request.State}


def yes_or_no(row: Row) -> str:
    return "同意" if row["agrees"] else f"拒签：{row['request__answer']}"


HOW: dict[str, tuple[str, Callable[[Any], Q]]] = {
    "own": ("我自己签的", lambda ctx: Q(person=ctx.person_id, agrees=True)),
    "refused": ("我拒签的", lambda ctx: Q(person=ctx.person_id, agrees=False)),
    "for_me": ("别人代我签的", lambda ctx: Q(for_whom=ctx.person_id)),
}


class Signed(Listing):
    """我签过的: the newest first."""

    title = "我签过的"
    thing = "签字"
    unit = "份"
    order = ("-signed_at", "-pk")
    order_says = "最近的在前"
    empty_title = "还没有签过"
    empty_says = "您签过的、拒签的，别人以您的名义代签的，都会列在这里。"
    columns = (
        Column("request__effect", "签了什么", kind=Kind.STRONG, card="1"),
        Column("request__amount", "金额", kind=Kind.MONEY, sort="request__amount", card="2>"),
        Column("request__asker__name", "谁提的", card="2"),
        Column("agrees", "签了吗", yes_or_no, needs=("agrees", "request__answer")),
        Column("person__name", "谁签的", card="3"),
        Column("for_whom__name", "代谁"),
        Column("signed_at", "签于", kind=Kind.MOMENT, sort="signed_at", card="3>"),
        Column("request__state", "后来", labels=STATES, card="1>"),
    )
    filters = (
        Choice(
            key="how",
            heading="谁签的",
            options=tuple((key, label) for key, (label, _) in HOW.items()),
            where=lambda rows, value, ctx: rows.filter(HOW[value][1](ctx)),
            shown="seg",
        ),
        Days(key="days", heading="哪天", path="signed_at"),
        Typed(
            key="q",
            heading="签了什么或谁提的",
            where=lambda rows, text, ctx: rows.filter(
                Q(request__effect__icontains=text) | Q(request__asker__name__icontains=text)
            ),
        ),
    )
