"""What waits for a person stands in bands: overdue, now, today, and what has days left."""

from datetime import time, timedelta
from types import SimpleNamespace

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.queues import Task, bands


def test_what_is_due_in_days_is_not_todays():
    now = clock.instant(clock.day(clock.now()), time(10))
    ctx = SimpleNamespace(now=now, today=clock.day(now))
    late, soon, in_days = (
        Task(title, "/", "看", due=now + away)
        for title, away in (
            ("迟了", timedelta(minutes=-5)),
            ("下午", timedelta(hours=4)),
            ("证书到期", timedelta(days=11)),
        )
    )
    waiting = Task("等着", "/", "看", since=now)
    told = {
        band.label: [task.title for task in band.tasks] for band in bands(ctx, [late, soon, in_days, waiting])
    }
    assert told == {"已迟": ["迟了"], "现在": ["等着"], "今天": ["下午"], "以后": ["证书到期"]}
