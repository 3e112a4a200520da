"""Fixtures of the play."""

from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest

from zhangdian.doors.simulation import insured

WITHIN = 20


@pytest.fixture
def soon(monkeypatch):
    """Every car is insured here, and its cover ends within twenty days."""
    likely = insured.cover_of

    def ends_soon(seed, number, car, today):
        found = next(filter(None, (likely(seed, place, car, today) for place in count(number))))
        code = insured.shares("share_renewal_pct")[number % 5][0]
        return replace(found, ours=True, insurer=code, last_day=today + timedelta(days=number % WITHIN))

    monkeypatch.setattr(insured, "cover_of", ends_soon)
