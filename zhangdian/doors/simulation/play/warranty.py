"""Whether the maker pays: the warranty clerk judges while the car is being mended."""

from zhangdian.doors.simulation.durations import JUDGEMENT
from zhangdian.doors.simulation.engine import Course, Worker
from zhangdian.doors.simulation.world import Visit
from zhangdian.frontline.service.models import OrderLine, Payer
from zhangdian.frontline.service.writeup import actions as writeup


def ask(visit: Visit) -> None:
    """Lines that the maker is to pay wait for their number."""
    open_lines = unjudged(visit)
    if open_lines and not visit.judging:
        visit.judging += 1
        visit.world.begin(judge(visit))


def unjudged(visit: Visit) -> list[int]:
    return [
        line.pk
        for line in visit.parts(OrderLine)
        if line.payer == Payer.MANUFACTURER
        and not (line.voided_at or line.declined_at or line.approval_no)
        and line.operation.rate_kind in "MDEBP"
    ]


def judge(visit: Visit) -> Course:
    """Reads the codes, looks at the car, writes the number."""
    world, luck = visit.world, visit.luck
    try:
        yield world.later(luck.minutes(*JUDGEMENT))
        clerk: Worker = yield world.turn("warranty")
        try:
            for place, pk in enumerate(unjudged(visit)):
                yield world.later(luck.uniform(1, 4))
                world.do(
                    writeup.judge_warranty,
                    clerk,
                    pk,
                    covered=True,
                    approval_no=f"ZB{world.today:%y%m}{visit.pk:05d}{place}",
                )
        finally:
            world.release(clerk)
    finally:
        visit.judging -= 1
        world.engine.happen(visit.judged)
