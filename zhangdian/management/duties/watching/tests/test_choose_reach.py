"""Each says how he wants to be urged; where he says nothing he sees it in the page."""

import pytest

from tests.support.saying_no import refused
from zhangdian.management.duties.models import Reach
from zhangdian.management.duties.watching.actions import choose_reach
from zhangdian.people.messaging.models import Channel


def test_it_is_kept_once_for_each(shop):
    choose_reach(shop.service_manager, channel=Channel.SMS)
    choose_reach(shop.service_manager, channel=Channel.EMAIL, mailbox="a@example.com")
    reach = Reach.objects.get()
    assert (reach.channel, reach.person_id) == (Channel.EMAIL, shop.service_manager.person_id)
    assert "a@example.com" not in str(reach.mailbox)
    choose_reach(shop.service_manager, channel=Channel.PAGE)
    assert not Reach.objects.get().mailbox


@pytest.mark.parametrize(
    ("channel", "words"), [(Channel.WECOM, "由催办规则来定"), (Channel.EMAIL, "能收邮件的地址")]
)
def test_what_reaches_nobody_is_refused(shop, channel, words):
    with refused(words):
        choose_reach(shop.service_manager, channel=channel)
