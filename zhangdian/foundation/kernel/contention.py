"""What the database cannot do now: it is tried again, and what it refuses is a sentence."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

from django.db import DatabaseError, DataError, IntegrityError, InternalError, OperationalError, connection

from zhangdian.foundation.kernel.constraints import sentence_of
from zhangdian.foundation.kernel.refusals import Refusal

TRIES = 4
FULL = "数据库现在写不进去（磁盘满了或只能读），什么都没有改：请告诉管机房的人，好了再按一次"
BUSY = "同一时间办理的人太多，这一次没有办成：请再按一次，不会重复办理"
Answer = TypeVar("Answer")


def tried_again(work: Callable[[], Answer]) -> Answer:
    """Do it, again as a whole after a deadlock; inside another transaction it is done once."""
    outermost = not connection.in_atomic_block
    for attempt in range(1, TRIES + 1):
        try:
            return work()
        except (OperationalError, InternalError) as error:
            if cannot_write(error):
                raise Refusal(FULL) from error
            if not is_contention(error):
                raise
            if not outermost or attempt == TRIES:
                raise Refusal(BUSY) from error
            time.sleep(random.uniform(0.01, 0.05) * 2**attempt)
        except IntegrityError as error:
            if not (sentence := sentence_of(error)):
                raise
            raise Refusal(sentence) from error
        except DataError as error:
            raise Refusal("有一个值太长或太大，放不下：请改短后再试") from error
    raise AssertionError("unreachable")


def cannot_write(error: DatabaseError) -> bool:
    """No room left on the disk, or a database that is only read: nothing was changed."""
    told = str(error)
    return getattr(error.__cause__, "sqlstate", "") in ("53100", "25006") or any(
        words in told for words in ("disk is full", "readonly database")
    )


def is_contention(error: DatabaseError) -> bool:
    """Deadlock or serialization failure on PostgreSQL; on SQLite the one writer was busy for too long."""
    return getattr(error.__cause__, "sqlstate", "") in ("40001", "40P01") or "is locked" in str(error)
