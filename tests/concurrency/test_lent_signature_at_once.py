"""A lent signature is given and taken back at the same moment: it counts before, or not at all."""

import pytest
from django.db import connection

from tests.support.copies import at_once, raised
from zhangdian.foundation.kernel import actions as kernel
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.foundation.kernel.models import Entry, Request
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization.lending.actions import take_back_signature
from zhangdian.people.organization.lending.tests import arranging


@pytest.fixture
def lent(own_shop):
    arranging.anybody_may_be_supervisor(own_shop)
    return arranging.lent(own_shop), arranging.asked(own_shop)


@pytest.mark.parametrize("lingers", ["power_to_sign", "hold_power"])
def test_who_signs_later_than_it_was_taken_back_is_refused(own_shop, lent, linger, lingers):
    power, request = lent
    linger(kernel, lingers, 0.2)
    answers = at_once(
        lambda: sign_request(own_shop.second_advisor, request),
        lambda: take_back_signature(own_shop.front_desk_supervisor, power),
    )
    refused = raised(answers)
    if connection.vendor == "postgresql" and lingers == "power_to_sign":
        assert refused, "it was taken back while he was signing"
    assert [type(each) for each in refused] in ([], [Refusal])
    state = Request.objects.get(pk=request.pk).state
    assert state == (Request.State.OPEN if refused else Request.State.DONE)
    order = list(
        Entry.objects.filter(action__in=["kernel.sign_request", "organization.take_back_signature"])
        .order_by("at", "id")
        .values_list("action", flat=True)
    )
    assert order[-1] == "organization.take_back_signature" or refused


@pytest.mark.only_on("postgres")
def test_without_holding_it_fast_it_would_count_after_it_was_taken_back(own_shop, lent, linger, monkeypatch):
    """The negative control."""
    power, request = lent
    monkeypatch.setattr(kernel, "hold_power", lambda _act, _power: None)
    linger(kernel, "power_to_sign", 0.4)
    answers = at_once(
        lambda: sign_request(own_shop.second_advisor, request),
        lambda: take_back_signature(own_shop.front_desk_supervisor, power),
    )
    assert raised(answers) == []
    assert Request.objects.get(pk=request.pk).state == Request.State.DONE
