"""A matter is reported, answered with a measure that somebody owes, sent back for more, or withdrawn."""

from collections.abc import Sequence
from datetime import date, time

from zhangdian.foundation.kernel.action import ANYBODY, Act, action
from zhangdian.foundation.kernel.attachments import attach
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.management.duties import cases, owing, timetables
from zhangdian.management.duties.matters import about as records
from zhangdian.management.duties.matters import asking
from zhangdian.management.duties.matters.gates import he_may_answer, he_may_withdraw, he_reported_it
from zhangdian.management.duties.matters.kinds import KindRow
from zhangdian.management.duties.models import Matter, MatterKind
from zhangdian.people.organization import superiors
from zhangdian.people.organization.gates import acts_on_own_device
from zhangdian.people.organization.models import Person, Store
from zhangdian.people.organization.queries import himself
from zhangdian.people.organization.roles import STAFF_OFFICE, Role
from zhangdian.resources.parts import limits

State = Matter.State
MOST_PIECES = 10_000
LONGEST = 500
MOST_HOURS, MOST_DAYS = 72, 30


@action("载入事项类别", by=STAFF_OFFICE, by_clock=True)
def load_matter_kinds(ctx: Act, *, rows: Sequence[KindRow]) -> None:
    """A store begins with the house's kinds; from then on they are its own."""
    known = set(MatterKind.objects.of(ctx).values_list("name", flat=True))
    new = [row for row in rows if row.name not in known]
    if not new:
        raise Refusal("这些类别门店都有了：要改请逐条改")
    MatterKind.objects.add_many(MatterKind(store_id=ctx.store_id, **vars(row)) for row in new)


@action("定事项类别", by=STAFF_OFFICE, gates=[acts_on_own_device])
def set_matter_kind(
    ctx: Act,
    *,
    name: str,
    reason: str,
    posts: Sequence[Role] = (),
    answered_by: Role | None = None,
    decided_by: Role | None = None,
    hours: int = 0,
    days: int = 0,
    moves_stock: bool = False,
    hint: str = "",
    stands: bool = True,
) -> None:
    """A new kind under a name, or a known one as it holds from now on; what is reported keeps its hour."""
    Store.objects.of(ctx).lock().here(ctx.store_id)
    name = name.strip()
    if not name or not reason.strip():
        raise Refusal("请写类别的名称和为什么这样定")
    if bool(hours) == bool(days):
        raise Refusal("答复期限按小时或按工作日只填一个，且要填一个")
    if hours > MOST_HOURS or days > MOST_DAYS:
        raise Refusal(f"答复期限最长 {MOST_DAYS} 个工作日或 {MOST_HOURS} 小时：请改短")
    if decided_by and posts and decided_by not in posts:
        raise Refusal(f"{Role(decided_by).label}可以自己定，也要在可以报的岗位里：请加上")
    known = MatterKind.objects.of(ctx).filter(name=name).first()
    if known is None and not stands:
        raise Refusal(f"没有“{name}”这个类别：不用停用")
    kind = known or MatterKind(store_id=ctx.store_id, name=name)
    kind.posts = " ".join(dict.fromkeys(posts))
    kind.answered_by, kind.decided_by = answered_by or "", decided_by or ""
    kind.hours, kind.days, kind.moves_stock = hours, days, moves_stock
    kind.hint, kind.stands, kind.reason = hint.strip(), stands, reason.strip()
    kind.save()


@action("上报", by=ANYBODY, opens=Matter)
def report_matter(
    ctx: Act,
    *,
    kind: MatterKind,
    what: str,
    proposal: str = "",
    about: str = "",
    source: str = "",
    change: int = 0,
    decision: str = "",
    photos: Sequence[int] = (),
) -> Matter:
    """It goes to the post above, or is only written down with what he decided himself (NBI-10, WSM-20)."""
    if not kind.stands:
        raise Refusal(f"“{kind}”已经停用：请选别的类别")
    if not what.strip():
        raise Refusal("请写什么事")
    me = himself(ctx)
    found = records.found_by(ctx, about)
    matter = Matter(
        store_id=ctx.store_id,
        kind=kind,
        what=what.strip(),
        proposal=proposal.strip(),
        source=source.strip(),
        reported_by=me,
        role=asking.role_for(ctx, kind, me),
        reported_at=ctx.now,
        acted_at=ctx.now,
    )
    if found is not None:
        matter.about_type, matter.about_id = found._meta.label_lower, found.pk
        matter.about_text = cases.called(found)
    if change:
        refuse_change(kind, change, source)
        matter.card, matter.change = records.card_of(ctx, found), change
    if decision.strip():
        asking.refuse_to_decide(ctx, kind)
        matter.state = State.DECIDED
        asking.answered(ctx, matter, decision.strip())
    else:
        asking.raise_it(ctx, matter)
    matter.save()
    attach(ctx, matter, "matter", photos)
    ctx.draw_number(matter, "number", "SB")
    return matter


def refuse_change(kind: MatterKind, change: int, source: str) -> None:
    if not kind.moves_stock:
        raise Refusal(f"“{kind}”不提调库存：请选可以提的类别，或写在建议里")
    if abs(change) > MOST_PIECES:
        raise Refusal(f"一次最多提 {MOST_PIECES} 件")
    if not source.strip():
        raise Refusal("提调库存要写消息从哪里来")


@action("自己定", by=ANYBODY, moves=((State.OPEN, State.RETURNED), State.DECIDED), gates=[he_reported_it])
def decide_matter(ctx: Act, matter: Matter, *, decision: str) -> None:
    """Who may decide it himself does so after all; nobody owes an answer any more (WSM-20)."""
    asking.refuse_to_decide(ctx, matter.kind)
    if not decision.strip():
        raise Refusal("请写怎么定的")
    owing.let_go(matter.item, "本人自己定了")
    asking.answered(ctx, matter, decision.strip())


@action("答复事项", by=ANYBODY, moves=(State.OPEN, State.ANSWERED), gates=[acts_on_own_device, he_may_answer])
def answer_matter(
    ctx: Act, matter: Matter, *, measure: str, owner: Person, day: date, hour: time = time(17, 30)
) -> None:
    """What is done, by whom, until when: it stands in its owner's Today like every duty (NBI-10)."""
    if not measure.strip():
        raise Refusal("请写采取什么措施")
    if owner.pk == ctx.person_id and superiors.nearest_above(ctx, owner) is None:
        raise Refusal("您上面没有能复核的人：请交给别人办")
    due_at = owing.due_on(ctx, day, hour)
    matter.measure = owing.owe(
        ctx,
        f"SC{ctx.entry_id}",
        owing.first_post_of(ctx, owner),
        measure.strip(),
        due_at,
        timetables.SECOND,
        person=owner,
        confirmed_by=asking.in_which_post(ctx, matter),
    )
    asking.answered(ctx, matter, measure.strip())


@action("不采纳", by=ANYBODY, moves=(State.OPEN, State.REFUSED), gates=[acts_on_own_device, he_may_answer])
def refuse_matter(ctx: Act, matter: Matter, *, why: str) -> None:
    """Nothing is done, and why."""
    if not why.strip():
        raise Refusal("请写为什么不采纳")
    asking.answered(ctx, matter, why.strip())


@action(
    "同意调库存", by=ANYBODY, moves=(State.OPEN, State.ANSWERED), gates=[acts_on_own_device, he_may_answer]
)
def agree_stock(ctx: Act, matter: Matter) -> None:
    """Signed: the limits of the part follow at once, and with them what is ordered (PTP-08)."""
    if matter.card is None:
        raise Refusal("这件没有提调库存：请答复措施，或写明不采纳")
    low, high = limits.shift(ctx, matter.card.part, matter.change)
    asking.answered(ctx, matter, f"同意：{matter.card.part} 上下限各 {matter.change:+d}，现在 {low}～{high}")


@action("退回补充", by=ANYBODY, moves=(State.OPEN, State.RETURNED), gates=[acts_on_own_device, he_may_answer])
def return_matter(ctx: Act, matter: Matter, *, wanted: str) -> None:
    """It cannot be answered as it stands: the reporter says more first."""
    if not wanted.strip():
        raise Refusal("请写还要补充什么")
    asking.answered(ctx, matter, wanted.strip())


@action("补充", by=ANYBODY, moves=(State.RETURNED, State.OPEN), gates=[he_reported_it])
def add_to_matter(ctx: Act, matter: Matter, *, more: str, photos: Sequence[int] = ()) -> None:
    """What was asked for; the time to answer begins anew."""
    if not more.strip():
        raise Refusal("请写补充了什么")
    what = f"{matter.what}\n补充：{more.strip()}"
    if len(what) > LONGEST:
        raise Refusal(f"连同原来的一共最多 {LONGEST} 字：请写短些")
    matter.what = what
    matter.answered_at = matter.answered_by = None
    asking.raise_it(ctx, matter)
    attach(ctx, matter, "matter", photos)


@action(
    "撤回事项",
    by=ANYBODY,
    moves=((State.OPEN, State.RETURNED), State.WITHDRAWN),
    gates=[he_may_withdraw],
)
def withdraw_matter(ctx: Act, matter: Matter, *, why: str) -> None:
    """It has settled itself, or was reported by mistake; nobody owes an answer."""
    if not why.strip():
        raise Refusal("请写为什么撤回")
    matter.answer = why.strip()
    owing.let_go(matter.item, "报的人撤回了")


@action("知道了", by=ANYBODY, within={State.ANSWERED, State.REFUSED}, gates=[he_reported_it])
def read_answer(ctx: Act, matter: Matter) -> None:
    """The reporter has seen what was answered."""
    if matter.read_at is not None:
        raise Refusal("已经看过")
    matter.read_at = ctx.now
