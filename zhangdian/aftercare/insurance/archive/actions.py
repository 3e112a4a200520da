"""Paper files are filed, moved, lent, brought back, spot-checked; policies are kept and given back signed."""

import random
from datetime import date

from zhangdian.aftercare.insurance.models import (
    Folder,
    FolderLoan,
    KeptPolicy,
    Policy,
    ShelfCount,
    SpotCheck,
    SpotItem,
)
from zhangdian.aftercare.insurance.numbering import store_keeps_paper
from zhangdian.aftercare.insurance.posts import COLLECTORS, KEEPERS
from zhangdian.aftercare.insurance.standards import CHECKED_A_MONTH, LENT_AT_MOST
from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.attachments import attach
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.people.customers import people
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.organization import rates
from zhangdian.people.organization.gates import acts_on_own_device
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.queries import himself

State, Verdict = Folder.State, SpotItem.Verdict
DESK = tuple(dict.fromkeys((*COLLECTORS, *KEEPERS)))


# ---- paper files ---------------------------------------------------------------------------------------


def said(text: str, what: str) -> str:
    if not text.strip():
        raise Refusal(f"请写{what}")
    return text.strip()


@action("建纸质档案", by=COLLECTORS, opens=Folder, gates=[store_keeps_paper])
def file_folder(ctx: Act, vehicle: Vehicle, *, what: str, shelf: str) -> Folder:
    """Paper of one car gets a number and a place (RNW-23)."""
    folder = Folder(
        store_id=ctx.store_id,
        vehicle=vehicle,
        what=said(what, "里面是什么，例如“2026 年投保单、保单副本”"),
        shelf=said(shelf, "放在哪里，例如“A 柜 3 层”"),
        filed_by=himself(ctx),
        filed_at=ctx.now,
        acted_at=ctx.now,
    )
    folder.save()
    ctx.draw_number(folder, "number", "DA")
    return folder


@action("换架位", by=COLLECTORS, within={State.SHELF, State.LENT})
def move_folder(ctx: Act, folder: Folder, *, what: str, shelf: str) -> None:
    """It stands elsewhere, or what is in it was written wrongly."""
    folder.what, folder.shelf = said(what, "里面是什么"), said(shelf, "放在哪里")


@action("作废档案", by=COLLECTORS, within={State.SHELF})
def void_folder(ctx: Act, folder: Folder, *, why: str) -> None:
    """Filed twice or for the wrong car: it never was."""
    folder.void_because = said(why, "为什么作废")[:100]


@action("借出档案", by=DESK, within={State.SHELF})
def lend_folder(ctx: Act, folder: Folder, *, borrower: Person, due_on: date, what_for: str) -> None:
    """To one person until a day; who asks for it is told who has it (RNW-23)."""
    days = int(rates.measure_of(ctx, LENT_AT_MOST))
    if due_on < ctx.today:
        raise Refusal("该还的日子要在今天或以后")
    if (due_on - ctx.today).days > days:
        raise Refusal(f"一次最多借 {days} 天：请改早，到期再续")
    if borrower.disabled_at is not None:
        raise Refusal(f"{borrower.name}的账号已停用，不能借给他")
    FolderLoan(
        folder=folder,
        borrower=borrower,
        lent_by=himself(ctx),
        lent_at=ctx.now,
        due_on=due_on,
        what_for=said(what_for, "借去做什么"),
    ).save()
    folder.borrower, folder.due_on = borrower, due_on


@action("归还档案", by=DESK, within={State.LENT, State.GONE})
def return_folder(ctx: Act, folder: Folder) -> None:
    """It lies in its place again."""
    loan = folder.loans.filter(returned_at=None).first()
    if loan is None and folder.missing_at is None:
        raise Refusal("这份档案没有借出：请刷新")
    if loan is not None:
        loan.returned_at, loan.returned_to = ctx.now, himself(ctx)
        loan.save()
    folder.borrower, folder.due_on, folder.missing_at = None, None, None


@action("抽查档案", by=COLLECTORS, opens=SpotCheck, gates=[store_keeps_paper])
def draw_spot_check(ctx: Act) -> SpotCheck:
    """So many files by lot: also those that are lent are looked for, at who has them (RNW-23)."""
    keys = list(Folder.objects.of(ctx).standing().order_by("pk").values_list("pk", flat=True))
    if not keys:
        raise Refusal("还没有纸质档案，不用抽查：请先建档")
    most = int(rates.measure_of(ctx, CHECKED_A_MONTH))
    seed = f"{ctx.store_id}:{ctx.now.isoformat()}"
    drawn = random.Random(seed).sample(keys, min(max(most, 1), len(keys)))
    check = SpotCheck(
        store_id=ctx.store_id,
        month=ctx.today.replace(day=1),
        seed=seed,
        drawn_by=himself(ctx),
        drawn_at=ctx.now,
        left=len(drawn),
        acted_at=ctx.now,
    )
    check.save()
    SpotItem.objects.add_many(
        SpotItem(check_of=check, folder_id=key, order=number) for number, key in enumerate(drawn, 1)
    )
    return check


@action("在", by=COLLECTORS)
def find_folder(ctx: Act, item: SpotItem, *, remark: str = "") -> None:
    """It is where the register says."""
    judge(ctx, item, Verdict.FOUND, remark)


@action("不在", by=COLLECTORS)
def miss_folder(ctx: Act, item: SpotItem, *, remark: str) -> None:
    """It is not there: the register says so until it turns up."""
    judge(ctx, item, Verdict.MISSING, said(remark, "在哪里找过"))


def judge(ctx: Act, item: SpotItem, verdict: SpotItem.Verdict, remark: str) -> None:
    if item.verdict == verdict:
        raise Refusal(f"这一份已经记了“{Verdict(verdict).label}”")
    if item.check_of.state == SpotCheck.State.DONE:
        raise Refusal("这次抽查已经查完：后来找到的，在档案页按“归还档案”")
    check, folder = item.check_of, Folder.objects.of(ctx).lock().get(pk=item.folder_id)
    item.verdict, item.remark = verdict, remark.strip()[:100]
    item.judged_by, item.judged_at = himself(ctx), ctx.now
    item.save()
    folder.missing_at = ctx.now if verdict == Verdict.MISSING else None
    folder.save()
    verdicts = list(check.items.values_list("verdict", flat=True))
    check.found, check.missing = verdicts.count(Verdict.FOUND), verdicts.count(Verdict.MISSING)
    check.left = len(verdicts) - check.found - check.missing


# ---- policies kept for customers -----------------------------------------------------------------------


@action("代管保单", by=COLLECTORS, opens=KeptPolicy, gates=[store_keeps_paper])
def keep_policy(
    ctx: Act, vehicle: Vehicle, *, what: str, shelf: str, policy: Policy | None = None
) -> KeptPolicy:
    """The customer leaves his policy with us: he gets a receipt with its number and place (RNW-28)."""
    if policy is not None and policy.vehicle_id != vehicle.pk:
        raise Refusal("这张保单不是这台车的：请重选")
    kept = KeptPolicy(
        store_id=ctx.store_id,
        vehicle=vehicle,
        customer_id=people.owner_in_use(vehicle),
        policy=policy,
        what=said(what, "代管什么，例如“商业险保单正本 1 份”"),
        shelf=said(shelf, "放在哪里"),
        taken_by=himself(ctx),
        taken_at=ctx.now,
        acted_at=ctx.now,
    )
    kept.save()
    ctx.draw_number(kept, "number", "DG")
    return kept


@action("换代管架位", by=COLLECTORS, within={KeptPolicy.State.KEPT})
def move_kept_policy(ctx: Act, kept: KeptPolicy, *, what: str, shelf: str) -> None:
    """It lies elsewhere, or was written down wrongly."""
    kept.what, kept.shelf = said(what, "代管什么"), said(shelf, "放在哪里")
    kept.missing_at = None


@action("交还保单", by=COLLECTORS, moves=(KeptPolicy.State.KEPT, KeptPolicy.State.RETURNED))
def return_kept_policy(ctx: Act, kept: KeptPolicy, *, signature: int) -> None:
    """With the customer's signature: that ends the custody (RNW-28)."""
    [signed] = attach(ctx, kept, "signature", [signature])
    kept.signature, kept.returned_by, kept.returned_at = signed.upload, himself(ctx), ctx.now
    kept.missing_at = None


@action("清点代管保单", by=COLLECTORS, opens=ShelfCount, gates=[store_keeps_paper, acts_on_own_device])
def count_kept_policies(ctx: Act, *, shelf: str = "", missing: str = "") -> ShelfCount:
    """What lies on the shelf against the list, one shelf or all; what is not there is marked (RNW-28)."""
    rows = KeptPolicy.objects.of(ctx).filter(state=KeptPolicy.State.KEPT)
    if shelf.strip():
        rows = rows.filter(shelf=shelf.strip())
    listed = list(rows.order_by("pk").lock())
    if not listed:
        raise Refusal("这一架没有代管的保单：请核对架位，点全部就不填", [Missing("架位", "经办人")])
    gone = {named(listed, tail).pk for tail in missing.replace("、", " ").replace(",", " ").split()}
    for each in listed:
        each.missing_at = ctx.now if each.pk in gone else None
        each.save()
    count = ShelfCount(
        store_id=ctx.store_id,
        shelf=shelf.strip(),
        counted_by=himself(ctx),
        counted_at=ctx.now,
        listed=len(listed),
        found=len(listed) - len(gone),
        missing="、".join(each.number for each in listed if each.pk in gone)[:400],
        acted_at=ctx.now,
    )
    count.save()
    return count


def named(listed: list[KeptPolicy], tail: str) -> KeptPolicy:
    there = [each for each in listed if each.number.endswith(tail.upper())]
    if len(there) != 1:
        raise Refusal(f"账上有 {len(there)} 份代管号尾数是 {tail}：请照清单抄全")
    return there[0]
