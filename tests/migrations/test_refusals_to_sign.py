"""Refusals to sign of before they stood under the request: the journal tells who refused, and when."""

import pytest
from django.core.management import call_command
from django.db import connection

from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.actions import refuse_request
from zhangdian.foundation.kernel.models import RequestSignature
from zhangdian.foundation.kernel.records import writing
from zhangdian.frontline.service.writeup.actions import grant_discount

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("by_migrations")]
BEFORE = ("kernel", "0003_what_is_signed_and_for_whom")


def test_the_journal_tells_who_refused(own_shop) -> None:
    visits.a_car(own_shop)
    order = visits.a_visit_received(own_shop)
    visits.write_up(own_shop, order, ["A001"])
    asked = grant_discount(own_shop.service_advisor, visits.again(order), percent=20, reason="等太久").subject
    refuse_request(own_shop.front_desk_supervisor, asked, reason="金额太高")
    [(was, at)] = RequestSignature.objects.values_list("person", "signed_at")
    with writing(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM kernel_requestsignature")
    call_command("migrate", *BEFORE, verbosity=0)
    call_command("migrate", "kernel", verbosity=0)
    [again] = RequestSignature.objects.filter(request=asked.pk)
    assert (again.person_id, again.agrees, again.signed_at, again.role) == (was, False, at, "FDS")
