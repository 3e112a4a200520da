"""The hour by which a notice is to be read by all: duties of who publishes it are counted from it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from zhangdian.foundation.kernel.dates import RecordDate, record_date
from zhangdian.management.notices.models import Notice
from zhangdian.management.notices.queries import read_by_all

READ_BY = "notices.notice.read_by"


def followed(ctx: Any, keys: Iterable[int]) -> dict[int, int]:
    """All have read it: the last reading proves that they were told."""
    return read_by_all(ctx, keys)


def declare_dates() -> None:
    standing = Q(state=Notice.State.STANDING)
    record_date(RecordDate(READ_BY, "通知读完期限", stands=standing, followed=followed))
