"""What is asked of which policy is set by day; papers are collected, waived, taken out, looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhangdian.aftercare.insurance import collecting, looking, own
from zhangdian.aftercare.insurance.models import (
    DocumentNeed,
    Dossier,
    DossierItem,
    Drive,
    Keeper,
    Policy,
    PolicyLine,
    Scan,
)
from zhangdian.aftercare.insurance.posts import COLLECTORS, KEEPERS, READERS
from zhangdian.foundation.kernel.action import Act, Signatures, action
from zhangdian.foundation.kernel.attachments import attach
from zhangdian.foundation.kernel.gates import stops
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.people.organization import queries
from zhangdian.people.organization.gates import acts_on_own_device
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.queries import himself
from zhangdian.people.organization.roles import Role

State = DossierItem.State
OF_THE_FILE = "办保险、金融、上牌的岗位"


# ---- what is asked -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class NeedRow:
    """One paper as the house ships it."""

    name: str
    order: int
    line: str
    keeper: str
    desk: str
    drive: str
    identity: bool
    source: str
    example: bool


@action("载入要收的资料", by=KEEPERS, by_clock=True)
def load_document_needs(ctx: Act, *, rows: Sequence[NeedRow]) -> None:
    """The house's own examples; a paper that is there already is left as it is."""
    there = set(DocumentNeed.objects.of(ctx).values_list("name", flat=True))
    new = [row for row in rows if row.name not in there]
    if not new:
        raise Refusal("这些资料门店都有了：要改请逐项定")
    DocumentNeed.objects.add_many(
        DocumentNeed(store_id=ctx.store_id, since=ctx.today, acted_at=ctx.now, **vars(row)) for row in new
    )


@action("定要收的资料", by=KEEPERS, opens=DocumentNeed, gates=[acts_on_own_device])
def set_document_need(
    ctx: Act,
    *,
    name: str,
    source: str,
    line: PolicyLine | None = None,
    keeper: Keeper | None = None,
    desk: Policy.Desk | None = None,
    drive: Drive | None = None,
    identity: bool = False,
    asked: bool = True,
    order: int = 50,
    since: date | None = None,
) -> DocumentNeed:
    """From a day on policies of this kind need the paper, or no longer; older lists stay (RNW-15)."""
    if not name.strip():
        raise Refusal("请写是哪种资料")
    if not source.strip():
        raise Refusal("请写依据：哪家公司的规定、哪份通知")
    if since and since < ctx.today:
        raise Refusal("从哪天起不能早于今天：已经列好的清单不会倒回去改")
    made = DocumentNeed(
        store_id=ctx.store_id,
        name=name.strip(),
        order=order,
        line=line or "",
        keeper=keeper or "",
        desk=desk or "",
        drive=drive or "",
        identity=identity,
        asked=asked,
        since=since or ctx.today,
        source=source.strip(),
        set_by=himself(ctx),
        acted_at=ctx.now,
    )
    made.save()
    return made


@action("更正要收的资料", by=KEEPERS, gates=[acts_on_own_device])
def correct_document_need(
    ctx: Act,
    need: DocumentNeed,
    *,
    source: str,
    line: PolicyLine | None = None,
    keeper: Keeper | None = None,
    desk: Policy.Desk | None = None,
    drive: Drive | None = None,
    identity: bool = False,
    asked: bool = True,
    order: int = 50,
) -> None:
    """What was set wrongly; of lists that were drawn up already the owner draws up his anew."""
    if not source.strip():
        raise Refusal("请写依据：哪家公司的规定、哪份通知")
    need.line, need.keeper, need.desk, need.drive = line or "", keeper or "", desk or "", drive or ""
    need.identity, need.asked, need.order = identity, asked, order
    need.source, need.example, need.set_by = source.strip(), False, himself(ctx)


# ---- the dossier of a policy ---------------------------------------------------------------------------


@action("列资料清单", by=COLLECTORS, opens=Dossier)
def draw_up_dossier(ctx: Act, policy: Policy) -> Dossier:
    """Of a policy that was entered before papers were asked for, or long after it was signed."""
    if policy.state in (Policy.State.VOID, Policy.State.CANCELLED):
        raise Refusal("作废、退保的保单不用收资料")
    if Dossier.objects.of(ctx).filter(policy=policy).exists():
        raise Refusal("这张保单已经有资料清单：请打开它")
    made = collecting.open_dossier(ctx, policy)
    if made is None:
        raise Refusal(
            "这种保单现在没有要收的资料：要收请金融保险经理先定",
            [Missing("定要收的资料", "金融保险经理", "insurance.set_document_need")],
        )
    made.owner = himself(ctx)
    return made


@action("重列资料清单", by=COLLECTORS)
def redraw_dossier(ctx: Act, dossier: Dossier) -> None:
    """By what is asked today of such a policy: new papers are added, what nobody asks any more is let go."""
    wanted = {each.name: each for each in collecting.needed(ctx, dossier.policy)}
    items = {each.name: each for each in dossier.items.all()}
    for name, item in items.items():
        if name not in wanted and item.state == State.MISSING:
            waive(ctx, item, "现在不要求了")
    fresh = [collecting.item_of(dossier, need) for name, need in wanted.items() if name not in items]
    changed = [each for each in items.values() if each.changes()]
    if not fresh and not changed:
        raise Refusal("清单和现在的要求一样，不用重列")
    DossierItem.objects.change_many(changed, ["state", "because", "settled_by", "settled_at"])
    DossierItem.objects.add_many(fresh)
    collecting.recount(ctx, dossier)


def waive(ctx: Act, item: DossierItem, why: str) -> None:
    item.state, item.because = State.WAIVED, why
    item.settled_by, item.settled_at = himself(ctx), ctx.now


@action("收资料", by=COLLECTORS)
def collect_document(ctx: Act, item: DossierItem, *, photos: Sequence[int]) -> None:
    """Photographed or uploaded once, for all policies of this car that need it (RNW-15, RNW-24)."""
    if item.state == State.HERE:
        raise Refusal(f"{item}已经收了：要换请先“撤下”，写明为什么")
    if not photos:
        raise Refusal(f"请拍{item}，或上传截图")
    scan = Scan(
        dossier=item.dossier,
        name=item.name,
        identity=item.identity,
        pages=len(set(photos)),
        taken_by=himself(ctx),
        taken_at=ctx.now,
    )
    scan.save()
    attach(ctx, scan, "document", photos)
    collecting.collect(ctx, item, scan, himself(ctx))


@action("不用收", by=COLLECTORS)
def waive_document(ctx: Act, item: DossierItem, *, why: str) -> None:
    """Of this one policy, for a reason that stands there."""
    if item.state != State.MISSING:
        raise Refusal(f"{item}现在是“{State(item.state).label}”：缺的才用写不用收")
    if len(why.strip()) < 2:
        raise Refusal("请写为什么不用收")
    waive(ctx, item, why.strip())
    item.save()
    collecting.recount(ctx, item.dossier)


@action("还是要收", by=COLLECTORS)
def ask_document_again(ctx: Act, item: DossierItem) -> None:
    """It was waived by mistake: it is missing again."""
    if item.state != State.WAIVED:
        raise Refusal(f"{item}没有写过不用收")
    item.state, item.because, item.settled_by, item.settled_at = State.MISSING, "", None, None
    item.save()
    collecting.recount(ctx, item.dossier)


@action("撤下资料", by=COLLECTORS)
def take_out_document(ctx: Act, item: DossierItem, *, why: str) -> None:
    """Blurred, or somebody else's: nobody opens it any more, and it is missing wherever it served."""
    if item.scan is None:
        raise Refusal(f"{item}还没有收，不用撤")
    if len(why.strip()) < 2:
        raise Refusal("请写为什么撤下")
    scan = item.scan
    rows = collecting.used_by(ctx, scan)
    for each in rows:
        each.state, each.scan, each.settled_by, each.settled_at = State.MISSING, None, None, None
    DossierItem.objects.change_many(rows, ["state", "scan", "settled_by", "settled_at"])
    scan.withdrawn_at, scan.withdrawn_by, scan.withdrawn_why = ctx.now, himself(ctx), why.strip()
    scan.save()
    for dossier in {each.dossier_id: each.dossier for each in rows}.values():
        collecting.recount(ctx, dossier)
        dossier.save()


@action("换资料负责人", by=(Role.FI_MANAGER,))
def reassign_dossier(ctx: Act, dossier: Dossier, *, owner: Person) -> None:
    """Somebody else collects what is missing."""
    if owner.pk == dossier.owner_id:
        raise Refusal(f"已经由{owner.name}负责：请选别人")
    if not set(queries.posts_of(ctx, [owner])[owner.pk]).intersection(COLLECTORS):
        raise Refusal(f"{owner.name}不办保险：请选新车保险专员、续保专员、保险内勤或金融保险经理")
    dossier.owner = owner


# ---- looking at one ------------------------------------------------------------------------------------


@stops("证件只有要核对证件的岗位能看", fixed=True)
def post_asks_for_identity(ctx: Any, item: DossierItem) -> Missing | None:
    if collecting.may_open(ctx, item.identity):
        return None
    return Missing(f"{item}上有证件号码、账号：请{OF_THE_FILE}来看", OF_THE_FILE)


@stops("销售顾问、服务顾问只看自己客户的", fixed=True)
def papers_are_his(ctx: Any, item: DossierItem) -> Missing | None:
    return own.lacking(ctx, item.dossier.policy.vehicle)


def needs_to_look(ctx: Act, item: DossierItem, *, why: str) -> Signatures | None:
    """After so many looks a day a manager signs for each."""
    return looking.beyond_a_day(ctx, f"{item.dossier} {item}", why)


@action("查看资料", by=READERS, gates=[papers_are_his, post_asks_for_identity], needs=needs_to_look)
def open_document(ctx: Act, item: DossierItem, *, why: str) -> None:
    """With a reason, journaled; the pictures stand open for ten minutes to who asked."""
    if item.scan_id is None:
        raise Refusal(f"{item}还没有收：请先收资料")
    looking.refuse_look(item.dossier.policy.holder, why)


def needs_to_open(ctx: Act, policy: Policy, *, why: str) -> Signatures | None:
    return looking.beyond_a_day(ctx, f"{policy} 原件", why)


@action("看保单原件", by=READERS, gates=[own.policy_is_his], needs=needs_to_open)
def open_original(ctx: Act, policy: Policy, *, why: str) -> None:
    """The insurer's own paper bears names, numbers and addresses: it opens like every other paper of his."""
    if policy.filed_at is None:
        raise Refusal("保单还没有归档：请先拍下来归档")
    looking.refuse_look(policy.holder, why)
