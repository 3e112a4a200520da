"""What of this room is in somebody's hands: requests, signatures that only he can give, standing in."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from zhangdian.foundation.kernel import registry
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.models import Request
from zhangdian.people.organization import queries
from zhangdian.people.organization.belongings import Belonging, Row, belonging
from zhangdian.people.organization.models import Deputy, LeaveSlip, Person, SigningPower, Target, Tenure


def asked_by(ctx: Any, person: Person) -> Any:
    return Request.objects.of(ctx).filter(asker=person, state=Request.State.OPEN)


def told_request(request: Request) -> Row:
    action = registry.ACTIONS.get(request.action)
    return Row(request.pk, f"{action.label if action else ''} {request.effect}".strip()[:120])


def withdraw(ctx: Act, requests: Any, to: Person) -> None:
    """He is not there to carry it out: whoever goes on asks anew."""
    for request in requests:
        request.state, request.answer = Request.State.WITHDRAWN, "申请人交接，撤回；接手的人按需要重新申请"
    Request.objects.change_many(requests, ["state", "answer"])


def only_he_signs(ctx: Any, person: Person) -> Any:
    """Requests that wait for a post of which he is the last holder."""
    mine = Tenure.objects.of(ctx).filter(queries.in_force(ctx.today), person=person)
    others = (
        Tenure.objects.of(ctx)
        .filter(queries.in_force(ctx.today), person__disabled_at=None)
        .exclude(person=person)
    )
    rows = Request.objects.of(ctx).filter(state=Request.State.OPEN).exclude(asker=person)
    alone = mine.exclude(role__in=others.values("role")).values_list("role", flat=True)
    wanted = Q(pk__in=())
    for role in alone:
        wanted |= Q(needed=role) | Q(needed__startswith=f"{role} ")
        wanted |= Q(needed__endswith=f" {role}") | Q(needed__contains=f" {role} ")
    return rows.filter(wanted)


def stands_in(ctx: Any, person: Person) -> Any:
    rows = Deputy.objects.of(ctx).filter(Q(deputy=person) | Q(principal=person))
    return rows.filter(until__gte=ctx.today, ended_on=None).select_related("principal", "deputy")


def lent(ctx: Any, person: Person) -> Any:
    rows = SigningPower.objects.of(ctx).filter(Q(holder=person) | Q(agent=person), taken_back_at=None)
    return rows.filter(until_at__gt=ctx.now).select_related("holder", "agent")


def aimed_at(ctx: Any, person: Person) -> Any:
    return Target.objects.of(ctx).filter(person=person, replaced_at=None, first__gte=ctx.month)


def away(ctx: Any, person: Person) -> Any:
    rows = LeaveSlip.objects.of(ctx).filter(person=person, until__gte=ctx.today)
    return rows.filter(state=LeaveSlip.State.GRANTED)


def page_of(person_id: int) -> str:
    return reverse("organization:person", args=[person_id])


def join() -> None:
    """The kinds of this room, in the order in which the page tells them."""
    belonging(
        Belonging(
            "organization.requests",
            "他提的待签申请",
            "份",
            asked_by,
            told_request,
            hand=withdraw,
            to_nobody=True,
            ends="申请人走了就办不成：撤回，接手的人按需要重新申请",
        )
    )
    belonging(
        Belonging(
            "organization.signatures",
            "只有他能签的申请",
            "份",
            only_he_signs,
            told_request,
            ends="请他先签完，或先任命接任的人",
        )
    )
    belonging(
        Belonging(
            "organization.deputies",
            "代理",
            "条",
            stands_in,
            lambda each: Row(each.pk, str(each), page_of(each.principal_id)),
            ends="替别人代理的随账号结束：请本人另外指定代理人",
            stops=False,
        )
    )
    belonging(
        Belonging(
            "organization.powers",
            "授权代签",
            "份",
            lent,
            lambda each: Row(each.pk, str(each), reverse("organization:signingpower", args=[each.pk])),
            ends="随账号结束",
            stops=False,
        )
    )
    belonging(
        Belonging(
            "organization.targets",
            "本月起的目标",
            "项",
            aimed_at,
            lambda each: Row(each.pk, str(each)),
            ends="目标留在账上：请主管把没做完的分给接手的人",
            stops=False,
        )
    )
    belonging(
        Belonging(
            "organization.leaves",
            "没休完的假",
            "张",
            away,
            lambda each: Row(each.pk, str(each), reverse("organization:leaveslip", args=[each.pk])),
            ends="随账号结束",
            stops=False,
        )
    )
