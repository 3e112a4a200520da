"""The holder says that it is done; another person looks, and says so or sends it back."""

from collections.abc import Sequence

from zhangdian.foundation.kernel.action import ANYBODY, Act, action
from zhangdian.foundation.kernel.attachments import attach
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.management.duties import owing, second, timetables
from zhangdian.management.duties.models import AppraisalMonth, DueItem, SecondLook
from zhangdian.people.organization.queries import himself
from zhangdian.people.organization.roles import superiors_of

Outcome = SecondLook.Outcome


@action("报做好", by=ANYBODY, opens=SecondLook)
def say_done(ctx: Act, item: DueItem, *, words: str, photos: Sequence[int] = ()) -> SecondLook:
    """It waits for the second person; who looks late makes nobody late who said it in time."""
    if timetables.SECOND not in item.proofs.split():
        raise Refusal(f"{item.code} 不用复核：照它的证据做，会自己记上")
    owing.refuse_others(ctx, item, "报做好")
    owing.refuse_what_ended(item)
    owing.refuse_out_of_time(ctx, item)
    if SecondLook.objects.of(ctx).filter(item=item, outcome="").exists():
        raise Refusal("已经报过做好，在等复核：不用再报")
    if not words.strip():
        raise Refusal("请写怎么做的：复核的人照着看")
    look = SecondLook(
        item=item,
        said_by=himself(ctx),
        said_at=ctx.now,
        words=words.strip(),
        post=second.post_to_ask(ctx, item),
    )
    look.save()
    attach(ctx, item, "proof", photos)
    return look


@action("复核通过", by=ANYBODY)
def confirm_done(ctx: Act, look: SecondLook) -> None:
    """Now it is done, from when its holder said so, and by his word as evidence."""
    second.refuse_looking(ctx, look)
    refuse_what_ended(look)
    end(ctx, look, Outcome.CONFIRMED)
    look.item.done_at, look.item.proof_id = look.said_at, look.entry_id
    look.item.save()


@action("复核退回", by=ANYBODY)
def refuse_done(ctx: Act, look: SecondLook, *, why: str) -> None:
    """It goes back to its holder, who has until the same hour."""
    second.refuse_looking(ctx, look)
    refuse_what_ended(look)
    end(ctx, look, Outcome.REFUSED, why)


@action("撤回报做好", by=ANYBODY)
def withdraw_word(ctx: Act, look: SecondLook) -> None:
    """Said by mistake, and nobody has answered yet."""
    if ctx.person_id != look.said_by_id:
        raise Refusal(f"是{look.said_by}报的，由他撤回", [Missing("撤回报做好", str(look.said_by))])
    refuse_what_ended(look)
    end(ctx, look, Outcome.WITHDRAWN)


@action("收回复核", by=ANYBODY)
def take_back_look(ctx: Act, look: SecondLook, *, why: str) -> None:
    """It was not done after all: it is owed again, by the same hour; not once its month is appraised."""
    if look.outcome != Outcome.CONFIRMED:
        raise Refusal("没有通过，不用收回")
    if ctx.person_id == look.said_by_id or (
        ctx.person_id != look.ended_by_id and not ctx.roles & set(superiors_of(look.post))
    ):
        raise Refusal(f"由{look.ended_by}或其上级收回", [Missing("收回复核", str(look.ended_by))])
    if AppraisalMonth.objects.of(ctx).filter(first=look.item.day.replace(day=1)).exists():
        raise Refusal("这个月的考核已经开出：请在考核单上提异议或重开")
    end(ctx, look, Outcome.TAKEN_BACK, why)
    look.item.done_at = look.item.proof = None
    look.item.save()


def refuse_what_ended(look: SecondLook) -> None:
    if look.outcome or look.item.done_at is not None or look.item.excused:
        raise Refusal("这一次已经答过，或者认过不算：请刷新")


def end(ctx: Act, look: SecondLook, outcome: SecondLook.Outcome, why: str = "") -> None:
    if outcome in (Outcome.REFUSED, Outcome.TAKEN_BACK) and not why.strip():
        raise Refusal("请写哪里没做好：他照着改")
    look.outcome, look.reason = outcome, why.strip()
    look.ended_at, look.ended_by = ctx.now, himself(ctx)
    look.save()
