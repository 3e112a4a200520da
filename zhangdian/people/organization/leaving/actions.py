"""Handing over: opened, row by row into other hands, the things signed back, witnessed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhangdian.foundation.kernel.action import ANYBODY, Act, action
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.people.organization import belongings, handovers, queries, superiors
from zhangdian.people.organization.belongings import Belonging
from zhangdian.people.organization.gates import acts_on_own_device
from zhangdian.people.organization.models import HandOver, HandOverThing, Person, ThingToReturn
from zhangdian.people.organization.roles import LEADERS, STAFF_OFFICE, Role

State = HandOver.State
UNDER_WAY = HandOver.UNDER_WAY


@action("办理交接", by=LEADERS, within={Person.State.EMPLOYED}, gates=[acts_on_own_device])
def open_hand_over(
    ctx: Act,
    person: Person,
    *,
    why: HandOver.Why,
    receiver: Person,
    role: str = "",
    remark: str = "",
) -> None:
    """Before somebody leaves or gives up a post: who takes the things, and until when all is handed over."""
    superiors_only(ctx, person, "办理交接")
    if why == HandOver.Why.GONE:
        raise Refusal("人已经离开的，请用“立即停用”：账号马上关掉，交接随后补办")
    if why == HandOver.Why.POST and role not in handovers.posts_of(ctx, person):
        raise Refusal(f"换岗要选{person.name}现在的一个岗位")
    handovers.open_for(
        ctx, person, receiver, why, role=role if why == HandOver.Why.POST else "", remark=remark
    )


def superiors_only(ctx: Act, person: Person, what: str) -> None:
    """Whoever stands above him or keeps the staff; of somebody who is gone any leader above the receiver."""
    if ctx.roles & {*STAFF_OFFICE} or superiors.stands_above(ctx, person):
        return
    if person.disabled_at is not None and superiors.stood_above(ctx, person):
        return
    raise Refusal(f"{what}由{person.name}的上级或办公室主任来做", [Missing(what, "上级或办公室主任")])


@action("换接收人", by=LEADERS, within={*UNDER_WAY}, gates=[acts_on_own_device])
def change_hand_over(ctx: Act, hand_over: HandOver, *, receiver: Person, due_on: date, reason: str) -> None:
    """Another takes the things, or it takes longer; what was signed before is signed again."""
    superiors_only(ctx, hand_over.person, "换接收人")
    if receiver.disabled_at is not None:
        raise Refusal(f"{receiver.name}的账号已停用，不能接收：请换一个人")
    if due_on < ctx.today:
        raise Refusal("期限要在今天或以后")
    if not reason.strip():
        raise Refusal("请写为什么换人或改期")
    if receiver.pk != hand_over.receiver_id:
        hand_over.received_at = None
    hand_over.receiver, hand_over.due_on, hand_over.remark = receiver, due_on, reason.strip()


@action("交给", by=LEADERS, within={*UNDER_WAY}, gates=[acts_on_own_device], locks=("to",))
def hand_over_kind(
    ctx: Act, hand_over: HandOver, *, kind: str, to: Person | None = None, rows: Sequence[int] = ()
) -> None:
    """All of a kind, or these rows, go into other hands; of very much so many at a time."""
    superiors_only(ctx, hand_over.person, "交接")
    known = kind_named(kind)
    takes(ctx, hand_over, known, to)
    standing = known.rows(ctx, hand_over.person)
    if rows:
        standing = standing.filter(pk__in=rows)
    found = list(standing.order_by("pk").lock()[: belongings.MOST])
    if not found:
        raise Refusal(f"{hand_over.person.name}名下没有这样的{known.label}：请刷新，可能刚刚交过")
    assert known.hand is not None
    handovers.take(ctx, hand_over, known, found, None if known.to_nobody else to)
    known.hand(ctx, found, to or hand_over.receiver)


def kind_named(name: str) -> Belonging:
    known = belongings.KINDS.get(name)
    if known is None:
        raise Refusal("没有这一类：请刷新页面再办")
    if known.hand is None:
        raise Refusal(f"{known.label}不能交给别人：{known.ends}")
    return known


def takes(ctx: Act, hand_over: HandOver, kind: Belonging, to: Person | None) -> None:
    """Somebody else who is here and holds one of the posts on which it hangs."""
    if kind.to_nobody:
        return
    if to is None:
        raise Refusal(f"请选谁接{kind.label}")
    if to.pk == hand_over.person_id:
        raise Refusal("不能交给他自己")
    if to.disabled_at is not None:
        raise Refusal(f"{to.name}的账号已停用，不能接：请换一个人")
    if kind.posts and not set(kind.posts).intersection(handovers.posts_of(ctx, to)):
        who = "、".join(post.label for post in kind.posts)
        raise Refusal(f"{to.name}不是{who}，接不了{kind.label}：请换一个人")


@action("移交人签字", by=ANYBODY, within={State.OPEN, State.GIVEN})
def give_things(
    ctx: Act,
    hand_over: HandOver,
    *,
    missing: Sequence[int] = (),
    never_had: Sequence[int] = (),
    words: str = "",
) -> None:
    """He gives back what stands on the sheet but for what he names, and signs."""
    if hand_over.person_id != ctx.person_id:
        raise Refusal(f"移交由{hand_over.person.name}本人签", [Missing("移交人签字", hand_over.person.name)])
    tell_things(hand_over, missing, never_had, words)
    hand_over.given_at, hand_over.received_at = ctx.now, None


def tell_things(hand_over: HandOver, missing: Sequence[int], never_had: Sequence[int], words: str) -> None:
    """Each thing of the sheet has its answer; what is missing has words."""
    if set(missing) & set(never_had):
        raise Refusal("同一样不能又缺又没领过：请只选一处")
    if missing and not words.strip():
        raise Refusal("缺了的要写为什么、怎么办")
    things = list(hand_over.things.all())
    if {*missing, *never_had} - {thing.pk for thing in things}:
        raise Refusal("选的物品不在这张单上：请刷新页面再签")
    standings = HandOverThing.Standing
    for thing in things:
        if thing.pk in missing:
            thing.standing, thing.remark = standings.MISSING, words.strip()[:100]
        else:
            thing.standing = standings.NEVER_HAD if thing.pk in never_had else standings.GIVEN
            thing.remark = ""
    HandOverThing.objects.change_many(things, ["standing", "remark"])


@action("接收人签字", by=ANYBODY, within={State.OPEN, State.GIVEN})
def receive_things(
    ctx: Act,
    hand_over: HandOver,
    *,
    missing: Sequence[int] = (),
    never_had: Sequence[int] = (),
    words: str = "",
) -> None:
    """He has in hand what the sheet says; of somebody who is gone he himself says what was there."""
    if hand_over.receiver_id != ctx.person_id:
        name = hand_over.receiver.name
        raise Refusal(f"接收由{name}本人签", [Missing("接收人签字", name)])
    if hand_over.given_at is not None:
        if missing or never_had:
            raise Refusal(f"和移交人签的不一样：请{hand_over.person.name}改好再签，您再接")
    elif hand_over.why == HandOver.Why.GONE:
        tell_things(hand_over, missing, never_had, words)
    else:
        raise Refusal(f"{hand_over.person.name}还没签：移交人先签，接收人再签")
    hand_over.received_at = ctx.now
    hand_over.remark = words.strip()[:300] or hand_over.remark


@action("监交人签字", by=LEADERS, within={State.RECEIVED}, gates=[acts_on_own_device])
def witness_hand_over(ctx: Act, hand_over: HandOver) -> None:
    """The superior signs when nothing stands in his name any more; with that he may go."""
    superiors_only(ctx, hand_over.person, "监交")
    if ctx.person_id in (hand_over.person_id, hand_over.receiver_id):
        raise Refusal("监交人不能是移交人或接收人：请换一位上级签")
    if held := belongings.counted(ctx, hand_over.person, hand_over.role):
        said = "、".join(belongings.in_words(held))
        raise Refusal(f"{hand_over.person.name}名下还有{said}：先交给接手的人，再监交")
    hand_over.witness, hand_over.done_at = queries.himself(ctx), ctx.now


@action("撤销交接", by=LEADERS, within={*UNDER_WAY}, gates=[acts_on_own_device])
def drop_hand_over(ctx: Act, hand_over: HandOver, *, reason: str) -> None:
    """He stays after all; what went into other hands stays there."""
    superiors_only(ctx, hand_over.person, "撤销交接")
    if hand_over.why == HandOver.Why.GONE:
        raise Refusal("人已经离开，交接要办完：交不了的请换接收人")
    if not reason.strip():
        raise Refusal("撤销要写明原因")
    hand_over.dropped_because = reason.strip()


@dataclass(frozen=True)
class ThingRow:
    """One line of the store's list; no post: everybody's."""

    what: str
    role: str = ""
    stands: bool = True


@action("定交接物品", by=STAFF_OFFICE, by_clock=True, gates=[acts_on_own_device])
def set_things_to_return(ctx: Act, *, rows: list[ThingRow]) -> None:
    """What leavers give back, by post; a line that is off is asked of nobody any more."""
    known = {(each.role, each.what): each for each in ThingToReturn.objects.of(ctx)}
    told = dict.fromkeys((row.role, row.what.strip()) for row in rows)
    if wrong := [role for role, _ in told if role and role not in Role.values]:
        raise Refusal(f"没有 {wrong[0]} 这个岗位")
    if any(not what for _, what in told):
        raise Refusal("请写交什么")
    by_key = {(row.role, row.what.strip()): row for row in rows}
    changed = []
    for key, row in by_key.items():
        if (there := known.get(key)) and there.stands != row.stands:
            there.stands = row.stands
            changed.append(there)
    ThingToReturn.objects.change_many(changed, ["stands"])
    ThingToReturn.objects.add_many(
        ThingToReturn(store_id=ctx.store_id, role=role, what=what, stands=row.stands)
        for (role, what), row in by_key.items()
        if (role, what) not in known
    )
