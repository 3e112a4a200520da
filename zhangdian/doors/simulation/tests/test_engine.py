"""Moving time: who is due first, who gets free hands first, what a refusal does."""

from datetime import UTC, datetime, timedelta

import pytest

from zhangdian.doors.simulation.engine import Course, Crew, Engine, Event, Worker
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.refusals import Refusal

START = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def engine():
    yield Engine(START)
    clock.set_to(None)


def always(worker: Worker, at: datetime) -> bool:
    return True


def test_courses_go_on_in_the_order_of_their_instants(engine):
    seen = []

    def course(name: str, minutes: int) -> Course:
        yield engine.later(minutes)
        seen.append((name, clock.now() - START))

    engine.begin(course("later", 30))
    engine.begin(course("sooner", 10))
    engine.run(START + timedelta(hours=1))
    assert seen == [("sooner", timedelta(minutes=10)), ("later", timedelta(minutes=30))]


def test_one_pair_of_hands_serves_the_lowest_rank_first_then_who_came_first(engine):
    crew, served = Crew("washers", [Worker(1, "周少峰", frozenset())], always), []

    def car(name: str, rank: int) -> Course:
        worker = yield crew.turn(rank)
        try:
            yield engine.later(12)
            served.append((name, (engine.now - START).seconds // 60))
        finally:
            engine.release(worker)

    for name, rank in (("first", 0), ("second", 0), ("waits", -2)):
        engine.begin(car(name, rank))
    engine.run(START + timedelta(hours=1))
    # The first takes the free hands before anybody else has asked.
    assert served == [("first", 12), ("waits", 24), ("second", 36)]


def test_who_does_not_fit_lets_others_pass(engine):
    plain, certified = Worker(1, "a", frozenset()), Worker(2, "b", frozenset(), high_voltage=True)
    crew, got = Crew("mechanics", [plain, certified], always), {}

    def car(name: str, needs: bool) -> Course:
        worker = yield crew.turn(0, (lambda each: each.high_voltage) if needs else None)
        got[name] = worker.name

    engine.begin(car("electric", True))
    engine.begin(car("petrol", False))
    engine.run(START)
    assert got == {"electric": "b", "petrol": "a"}


def test_an_event_lets_all_go_on_who_waited_for_it(engine):
    parts, gone = Event(), []

    def car(name: str) -> Course:
        yield parts
        gone.append(name)

    engine.begin(car("one"))
    engine.begin(car("two"))
    engine.run(START)
    assert gone == []
    engine.happen(parts)
    engine.run(START + timedelta(minutes=1))
    assert gone == ["one", "two"]


def test_a_refusal_ends_its_own_course_only(engine):
    def refused() -> Course:
        yield engine.later(1)
        raise Refusal("还没签字")

    def goes_on() -> Course:
        yield engine.later(2)
        done.append(True)

    done: list[bool] = []
    engine.begin(refused())
    engine.begin(goes_on())
    engine.run(START + timedelta(minutes=5))
    assert done == [True]
    assert [sentence for _, _, sentence in engine.refused] == ["还没签字"]


def test_the_clock_never_runs_beyond_the_end(engine):
    def endless() -> Course:
        while True:
            yield engine.later(7)

    engine.begin(endless())
    engine.run(START + timedelta(minutes=30))
    assert clock.now() == START + timedelta(minutes=30)
