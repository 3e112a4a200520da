"""客户看电子客户联."""

import pytest

from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import links
from zhangdian.foundation.kernel.models import Paper
from zhangdian.foundation.kernel.papers import body_of
from zhangdian.frontline.service.writeup.actions import open_copies, send_copies
from zhangdian.people.organization.models import Person


@pytest.fixture
def key(shop):
    visits.a_car(shop)
    order = visits.a_visit_signed(shop)
    secret = links.new_key()
    send_copies(shop.service_advisor, order, key=secret)
    return secret


@pytest.mark.duty("PROC-R-32", "PROC-R-33")
def test_he_reads_what_he_signed_word_for_word_and_how_far_his_car_is(client, key):
    page = client.get(f"/l/{key}").content.decode()
    for paper in Paper.objects.filter(kind__in=("HC", "WL")):
        assert body_of(paper).strip() in page
    assert "待派工" in page


@pytest.mark.duty("PROC-D-34")
def test_his_advisor_s_number_stands_on_it(shop, client, key):
    advisor = Person.objects.get(pk=shop.service_advisor.person_id)
    assert advisor.service_phone
    assert advisor.service_phone in client.get(f"/l/{key}").content.decode()


def test_that_he_looked_is_kept(shop, key):
    link, customer = links.follow(key)
    entry = open_copies(customer, link.subject_id).entry
    assert (entry.actor, entry.link_id) == ("customer", link.pk)
