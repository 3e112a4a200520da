"""Ranges are received, handed on by two, used on policies, voided, counted; what is missing is a loss."""

from collections.abc import Sequence
from decimal import Decimal

from zhangdian.aftercare.insurance import numbering
from zhangdian.aftercare.insurance.models import (
    FormBatch,
    FormCount,
    FormLoss,
    FormMove,
    Insurer,
    NumberedForm,
    Policy,
)
from zhangdian.aftercare.insurance.numbering import store_keeps_paper
from zhangdian.aftercare.insurance.numbers import number_of
from zhangdian.aftercare.insurance.posts import COLLECTORS, KEEPERS
from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.attachments import attach
from zhangdian.foundation.kernel.money import ZERO
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.people.organization import queries
from zhangdian.people.organization.gates import acts_on_own_device
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.queries import himself

State, What = NumberedForm.State, FormMove.What


@action("领入单证", by=COLLECTORS, opens=FormBatch, gates=[store_keeps_paper, acts_on_own_device])
def receive_forms(
    ctx: Act,
    *,
    kind: str,
    first: str,
    last: str,
    received_from: str,
    insurer: Insurer | None = None,
    photos: Sequence[int] = (),
) -> FormBatch:
    """A range from the insurer; from now on every number is in the hands of who received it (NBI-07)."""
    if not kind.strip():
        raise Refusal("请写是哪种单证，例如“空白保单”")
    if not received_from.strip():
        raise Refusal("请写从谁手里领的")
    prefix, begins, ends, width = numbering.span(first, last)
    batch = FormBatch(
        store_id=ctx.store_id,
        kind=kind.strip(),
        insurer=insurer,
        prefix=prefix,
        first=begins,
        last=ends,
        width=width,
        received_by=himself(ctx),
        received_at=ctx.now,
        received_from=received_from.strip(),
        acted_at=ctx.now,
    )
    batch.save()
    forms = NumberedForm.objects.add_many(
        NumberedForm(
            batch=batch,
            store_id=ctx.store_id,
            kind=batch.kind,
            number=number,
            serial=batch.serial(number),
            holder=himself(ctx),
        )
        for number in range(begins, ends + 1)
    )
    numbering.note(ctx, forms, What.RECEIVED, words=batch.received_from)
    if photos:
        attach(ctx, batch, "receipt", photos)
    return batch


def mine_in(ctx: Act, batch: FormBatch) -> list[NumberedForm]:
    return list(batch.forms.held().filter(holder=ctx.person_id).order_by("number"))


@action("交出单证", by=COLLECTORS, gates=[acts_on_own_device])
def offer_forms(ctx: Act, batch: FormBatch, *, to: Person, numbers: str = "") -> None:
    """All that he has of a range, or these numbers; they are his until the other signs."""
    if to.pk == ctx.person_id:
        raise Refusal("不能交给自己：请选别人")
    if not set(queries.posts_of(ctx, [to])[to.pk]).intersection(COLLECTORS):
        raise Refusal(f"{to.name}不办保险：请选新车保险专员、续保专员、保险内勤或金融保险经理")
    mine = mine_in(ctx, batch)
    forms = numbering.numbered(mine, numbers) if numbers.strip() else mine
    if not forms:
        raise Refusal("这一段里没有在您手里的：请打开在您手里的那一段")
    if waits := [each for each in forms if each.offered_to_id]:
        raise Refusal(f"{waits[0].serial} 已经交给别人、还没签收：先“不交了”再重新交")
    for each in forms:
        each.offered_to = to
    NumberedForm.objects.change_many(forms, ["offered_to"])


@action("签收单证", by=COLLECTORS, gates=[acts_on_own_device])
def take_forms(ctx: Act, batch: FormBatch) -> None:
    """What was offered to him of this range, now in his hands: both are named on every number."""
    forms = list(batch.forms.held().filter(offered_to=ctx.person_id).order_by("number"))
    if not forms:
        raise Refusal("这一段里没有要您签收的：可能对方已经撤回，请刷新")
    numbering.hand(ctx, forms, himself(ctx))


@action("不交了", by=COLLECTORS)
def end_offer(ctx: Act, batch: FormBatch) -> None:
    """The giver takes back what was not signed for, or the other does not take it: it stays where it is."""
    waits = list(batch.forms.held().filter(offered_to__isnull=False).order_by("number"))
    mine = [each for each in waits if ctx.person_id in (each.holder_id, each.offered_to_id)]
    if not mine:
        raise Refusal("这一段里没有您交出或要您签收的")
    for each in mine:
        each.offered_to = None
    NumberedForm.objects.change_many(mine, ["offered_to"])


def refuse_what_is_not_his(ctx: Act, form: NumberedForm) -> None:
    if form.state != State.HELD:
        raise Refusal(f"{form} 已{State(form.state).label.removeprefix('已')}，不能再用")
    if form.holder_id != ctx.person_id:
        raise Refusal(
            f"{form} 在{form.holder.name}手里：请他来办，或先交给您",
            [Missing("办这张单证", form.holder.name)],
        )
    if form.offered_to_id:
        raise Refusal(f"{form} 正交给别人、还没签收：先“不交了”")


@action("用单证", by=COLLECTORS, gates=[acts_on_own_device])
def use_form(ctx: Act, form: NumberedForm, *, policy_number: str) -> None:
    """On a policy of the ledger; only who holds it uses it, and once."""
    refuse_what_is_not_his(ctx, form)
    policy = Policy.objects.of(ctx).standing().filter(number=number_of(policy_number)).first()
    if policy is None:
        raise Refusal("账上没有这个保单号：请先登记保单，再登记用了哪张单证")
    form.state, form.policy, form.ended_at = State.USED, policy, ctx.now
    form.save()
    numbering.note(ctx, [form], What.USED, words=str(policy))


@action("作废单证", by=COLLECTORS, gates=[acts_on_own_device])
def void_form(ctx: Act, form: NumberedForm, *, why: str, photos: Sequence[int] = ()) -> None:
    """Spoiled, torn, misprinted: it stays with who voided it until the insurer takes it back."""
    refuse_what_is_not_his(ctx, form)
    if len(why.strip()) < 2:
        raise Refusal("作废要写原因")
    form.state, form.because, form.ended_at = State.VOID, why.strip(), ctx.now
    form.save()
    numbering.note(ctx, [form], What.VOID, words=why.strip())
    if photos:
        attach(ctx, form, "void", photos)


@action("撤销登记", by=KEEPERS, gates=[acts_on_own_device])
def undo_form(ctx: Act, form: NumberedForm, *, why: str) -> None:
    """Used or voided on the wrong number: it is in hand again; a lost one never is."""
    if form.state not in (State.USED, State.VOID):
        raise Refusal(f"{form} 现在是“{State(form.state).label}”：用错、作废错的才撤销，遗失的不能再用")
    if len(why.strip()) < 2:
        raise Refusal("请写为什么撤销")
    form.state, form.policy, form.because, form.ended_at = State.HELD, None, "", None
    form.save()
    numbering.note(ctx, [form], What.UNDONE, words=why.strip())


@action("报单证遗失", by=COLLECTORS, gates=[acts_on_own_device])
def report_form_lost(ctx: Act, form: NumberedForm, *, words: str) -> None:
    """Who has it says that it is gone: charged to him, told to the manager, never used any more (NBI-07)."""
    if form.state not in (State.HELD, State.VOID):
        raise Refusal(f"{form} 现在是“{State(form.state).label}”，不用报遗失")
    if form.holder_id != ctx.person_id:
        raise Refusal(f"{form} 在{form.holder.name}手里：请他报，或由别人盘点")
    if len(words.strip()) < 2:
        raise Refusal("请写怎么丢的、最后一次见到在哪里")
    numbering.lose(ctx, [form], words.strip())


@action("盘点单证", by=COLLECTORS, opens=FormCount, gates=[store_keeps_paper, acts_on_own_device])
def count_forms(ctx: Act, *, holder: Person, missing: str = "", remark: str = "") -> FormCount:
    """What one person has in hand, counted by another; every number that is not there is a loss on him."""
    if holder.pk == ctx.person_id:
        raise Refusal("自己的单证请另一个人来点", [Missing("盘点单证", "另一位保险专员或经理")])
    batches = FormBatch.objects.of(ctx).filter(forms__holder=holder, forms__state=State.HELD)
    locked = list(FormBatch.objects.of(ctx).filter(pk__in=batches.values("pk")).order_by("pk").lock())
    held = list(numbering.held_by(ctx, holder).filter(batch__in=[each.pk for each in locked]))
    if not held:
        raise Refusal(f"{holder.name}手里没有单证，不用点")
    gone = numbering.numbered(held, missing)
    count = FormCount(
        store_id=ctx.store_id,
        holder=holder,
        counted_by=himself(ctx),
        counted_at=ctx.now,
        expected=len(held),
        found=len(held) - len(gone),
        remark=remark.strip(),
        acted_at=ctx.now,
    )
    count.save()
    if gone:
        numbering.lose(ctx, gone, remark.strip() or "盘点时不在", count)
    return count


@action(
    "处理单证遗失",
    by=KEEPERS,
    moves=(FormLoss.State.OPEN, FormLoss.State.SETTLED),
    gates=[acts_on_own_device],
)
def settle_form_loss(
    ctx: Act, loss: FormLoss, *, how: FormLoss.How, words: str, charged: Decimal = ZERO
) -> None:
    """Reported to the insurer, or found and given back as void; what the holder pays stands there."""
    if len(words.strip()) < 2:
        raise Refusal("请写怎么处理的：报给谁、哪天，或在哪里找到的")
    loss.how, loss.settled_words, loss.charged = how, words.strip(), charged
    loss.settled_by, loss.settled_at = himself(ctx), ctx.now


@action("重开单证遗失", by=KEEPERS, moves=(FormLoss.State.SETTLED, FormLoss.State.OPEN))
def reopen_form_loss(ctx: Act, loss: FormLoss, *, why: str) -> None:
    """Settled wrongly: it waits for the manager again."""
    if len(why.strip()) < 2:
        raise Refusal("请写为什么重开")
    loss.how, loss.settled_words, loss.charged = "", "", ZERO
    loss.settled_by, loss.settled_at = None, None
