"""While a car is here whose cover ends soon, its advisor asks the customer where he will renew."""

from datetime import date, time, timedelta

from zhangdian.aftercare.insurance.models import ExpiryTalk
from zhangdian.aftercare.insurance.visiting import jobs
from zhangdian.aftercare.insurance.visiting.actions import remind_of_expiry
from zhangdian.doors.simulation import chance
from zhangdian.doors.simulation.engine import Course
from zhangdian.doors.simulation.play.promising import advisor_of
from zhangdian.doors.simulation.world import World
from zhangdian.foundation.kernel import clock
from zhangdian.frontline.service.models import RepairOrder

LOOKS = tuple(time(hour, 20) for hour in range(9, 19))
FORGOTTEN = 0.15
"""Share of a look's customers whom nobody asks this time."""
Answer = ExpiryTalk.Answer
SAYS = (
    (Answer.QUOTE, 0.30, "先报个价看看"),
    (Answer.THINKS, 0.75, "到期前再说"),
    (Answer.NOT_WANTED, 0.90, "单位统一投"),
    (Answer.ELSEWHERE, 1.0, "朋友那里办好了"),
)
"""What is said, up to which of a hundred, and his words."""


def day_of_reminders(world: World, day: date) -> Course:
    """The clock calls up whom to ask; the advisors ask those whose cars are still here."""
    for at in LOOKS:
        yield clock.instant(day, at)
        jobs.owe_for(world.clock)
        ask(world)


def ask(world: World) -> None:
    owed = ExpiryTalk.objects.of(world.clock).filter(answer="", order__state__in=RepairOrder.HERE)
    for talk in owed.select_related("order").order_by("pk"):
        luck = chance.of(world.seed, "expiry talk", talk.pk, world.now.isoformat())
        if luck.happens(FORGOTTEN):
            continue
        share = luck.random()
        said, words = next((each, text) for each, most, text in SAYS if share <= most)
        until = talk.expires_on + timedelta(days=365) if said is Answer.ELSEWHERE else None
        worker = advisor_of(world, talk.order)
        world.try_to(remind_of_expiry, worker, talk.order_id, said=said, words=words, until=until)
