"""He stays after all."""

from tests.support.saying_no import refused
from zhangdian.people.organization.leaving.actions import drop_hand_over
from zhangdian.people.organization.leaving.tests import arranging
from zhangdian.people.organization.models import HandOver
from zhangdian.people.organization.staff.actions import close_account_at_once


def test_a_new_one_may_be_opened_then(shop):
    sheet = arranging.begun(shop)
    with refused("原因"):
        drop_hand_over(shop.office_director, sheet, reason=" ")
    with refused("上级"):
        drop_hand_over(shop.workshop_supervisor, sheet, reason="不走了")
    drop_hand_over(shop.office_director, sheet, reason="不走了")
    sheet.refresh_from_db()
    assert sheet.state == HandOver.State.DROPPED
    assert arranging.begun(shop).pk != sheet.pk


def test_of_who_is_gone_it_is_finished(shop):
    close_account_at_once(
        shop.general_manager, shop.person("guide"), receiver=shop.person("lounge_host"), reason="旷工"
    )
    with refused("交接要办完"):
        drop_hand_over(shop.office_director, arranging.of(shop, "guide"), reason="算了")
