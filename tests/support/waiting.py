"""What waits for somebody, told in both ways: by the tasks of his queues and by the database's count."""

from typing import Any

from zhangdian.foundation.ui import queues
from zhangdian.foundation.ui.waits import Waiting, counted


def told_differently(who: Any, room: str = "") -> list[str]:
    """The queues, of one room or of all, of which home and the rail would tell this person two things."""
    wrong = []
    for name, queue in queues._queues.items():
        if not queue.counts or not queue.roles & who.roles or room not in name:
            continue
        tasks = queue.tasks(who)
        listed = Waiting(len(tasks), any(task.late(who.now) for task in tasks)) if tasks else None
        told = counted(who, [queue.counts])[queue.counts]
        if told != listed:
            wrong.append(f"{name}: {listed} listed, {told} counted")
    return wrong
