"""The kernel's own jobs: seal the journal, keep its head outside the database once a day."""

from datetime import timedelta

from django.conf import settings

from zhangdian.foundation.kernel import journal
from zhangdian.foundation.kernel.clockwork import job


@job("封印日志", every=timedelta(minutes=1), stuck=timedelta(minutes=10))
def seal_journal() -> None:
    while journal.seal_new_entries(late=False):
        pass


@job("记下日志链头", every=timedelta(hours=24))
def anchor_journal() -> None:
    while journal.seal_new_entries():
        pass
    journal.write_anchor(settings.DATA / "anchors")
