"""The receiver signs after the giver; of somebody who is gone he says himself what was there."""

from tests.support.saying_no import refused
from zhangdian.people.organization.leaving.actions import change_hand_over, give_things, receive_things
from zhangdian.people.organization.leaving.tests import arranging
from zhangdian.people.organization.models import HandOver
from zhangdian.people.organization.staff.actions import close_account_at_once


def test_first_gives_who_gives(shop):
    sheet = arranging.begun(shop)
    with refused("移交人先签"):
        receive_things(shop.front_desk_supervisor, sheet)
    with refused("本人签"):
        receive_things(shop.cashier, sheet)
    give_things(shop.service_advisor, sheet)
    receive_things(shop.front_desk_supervisor, sheet)
    sheet.refresh_from_db()
    assert (sheet.state, sheet.received_at) == (HandOver.State.RECEIVED, shop.now)


def test_he_does_not_change_what_the_giver_signed(shop):
    arranging.things(shop)
    sheet = arranging.begun(shop)
    give_things(shop.service_advisor, sheet)
    with refused("改好再签"):
        receive_things(shop.front_desk_supervisor, sheet, missing=[sheet.things.all()[0].pk], words="没有")


def test_of_who_is_gone_he_says_what_was_there(shop):
    arranging.things(shop)
    close_account_at_once(
        shop.general_manager,
        shop.person("service_advisor"),
        receiver=shop.person("front_desk_supervisor"),
        reason="旷工三天",
    )
    sheet = arranging.of(shop, "service_advisor")
    badge = sheet.things.all()[0]
    receive_things(shop.front_desk_supervisor, sheet, missing=[badge.pk], words="人没回来，工牌没交")
    assert [each.standing for each in sheet.things.all()] == ["missing", "given"]


def test_another_receiver_signs_anew(shop):
    sheet = arranging.begun(shop)
    give_things(shop.service_advisor, sheet)
    change_hand_over(
        shop.office_director, sheet, receiver=shop.person("cashier"), due_on=shop.today, reason="他休假"
    )
    with refused("本人签"):
        receive_things(shop.front_desk_supervisor, sheet)
    receive_things(shop.cashier, sheet)
