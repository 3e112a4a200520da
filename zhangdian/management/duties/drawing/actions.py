"""The system draws when the holder opens it; he judges each; with the last it is done."""

from collections.abc import Sequence

from django.utils.crypto import salted_hmac

from zhangdian.foundation.kernel.action import ANYBODY, Act, action
from zhangdian.foundation.kernel.attachments import attach
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.management.duties import owing, samples, timetables
from zhangdian.management.duties.models import Drawn, DueItem, Sample
from zhangdian.people.organization.queries import himself

Verdict = Drawn.Verdict


@action("打开抽查", by=ANYBODY, opens=Sample)
def draw_sample(ctx: Act, item: DueItem) -> Sample:
    """Drawn at this moment and once, so that nobody can know before and nobody can draw again."""
    if timetables.DRAWN not in item.proofs.split():
        raise Refusal(f"{item.code} 不用抽查：照它的证据做，会自己记上")
    owing.refuse_others(ctx, item, "抽查")
    owing.refuse_out_of_time(ctx, item)
    if Sample.objects.of(ctx).filter(item=item).exists():
        raise Refusal("已经抽过：抽到哪几件就看哪几件，不能重抽")
    owing.refuse_what_ended(item)
    draw = samples.draw_of(ctx, item)
    facts, keys = samples.population(ctx, draw, item.day)
    first, last = draw.span(item.day)
    sample = Sample(
        item=item,
        draws=draw.figure,
        first=first,
        last=last,
        of=len(keys),
        seed=salted_hmac("sample", f"{item.pk} {ctx.now.isoformat()}").hexdigest()[:32],
        drawn_by=himself(ctx),
        drawn_at=ctx.now,
    )
    sample.save()
    drawn = samples.told(ctx, facts, samples.chosen(keys, sample.seed, draw.count), sample)
    Drawn.objects.add_many(drawn)
    if not drawn:
        owing.let_go(item, "没有可抽的记录")
    return sample


@action("抽查合格", by=ANYBODY)
def pass_drawn(ctx: Act, drawn: Drawn, *, words: str = "", photos: Sequence[int] = ()) -> None:
    """In order; also where it was judged otherwise by mistake."""
    judge(ctx, drawn, Verdict.FINE, words, photos)


@action("抽查不合格", by=ANYBODY)
def fault_drawn(ctx: Act, drawn: Drawn, *, words: str, photos: Sequence[int] = ()) -> None:
    """Not in order: his superior reads it among the exceptions, and he whose work it is on his Today."""
    if not words.strip():
        raise Refusal("请写怎么不好")
    judge(ctx, drawn, Verdict.FAULTY, words, photos)


@action("看过抽查结果", by=ANYBODY)
def read_fault(ctx: Act, drawn: Drawn) -> None:
    """He whose work it is has read what was not in order."""
    if drawn.whose_id != ctx.person_id:
        raise Refusal("由做这件事的人来看", [Missing("看过抽查结果", str(drawn.whose or "做的人"))])
    if drawn.verdict != Verdict.FAULTY or drawn.seen_at is not None:
        raise Refusal("没有不合格，或已经看过")
    drawn.seen_at = ctx.now
    drawn.save()


def judge(ctx: Act, drawn: Drawn, verdict: Drawn.Verdict, words: str, photos: Sequence[int]) -> None:
    """Nobody judges his own work; with the last one the duty is done."""
    item = drawn.item
    owing.refuse_others(ctx, item, "抽查")
    owing.refuse_out_of_time(ctx, item)
    if drawn.whose_id == ctx.person_id:
        ctx.ask("judges_his_own_work", "抽到的是您自己做的", ("没有别人在岗", "上级一起看的"))
    if item.excused:
        raise Refusal("这一次认过不算：不用看了")
    if drawn.verdict == verdict:
        raise Refusal("已经这样记了")
    drawn.verdict, drawn.words, drawn.seen_at = verdict, words.strip(), None
    drawn.judged_at, drawn.judged_by = ctx.now, himself(ctx)
    drawn.save()
    attach(ctx, item, "drawn", photos)
    left = Drawn.objects.of(ctx).filter(sample=drawn.sample_id, verdict="").exclude(pk=drawn.pk)
    if item.done_at is None and not left.exists():
        owing.prove(ctx, item)
