"""What rail and page both ask is read once for one look."""

from dataclasses import dataclass, field

from zhangdian.foundation.ui.queues import once_a_page


@dataclass
class Looking:
    asked: dict[object, int] = field(default_factory=dict)


def test_a_visitor_is_read_for_once_and_the_next_one_anew():
    read = []

    @once_a_page
    def cars(ctx, *, mine):
        read.append(mine)
        return len(read)

    first, next_ = Looking(), Looking()
    assert [cars(first, mine=True), cars(first, mine=True), cars(first, mine=False)] == [1, 1, 2]
    assert cars(next_, mine=True) == 3


def test_whoever_acts_or_asks_in_a_job_reads_what_is_there_now():
    read = []

    @once_a_page
    def cars(ctx):
        read.append(ctx)
        return len(read)

    assert [cars("clock"), cars("clock")] == [1, 2]
