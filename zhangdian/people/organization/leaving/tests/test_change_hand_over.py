"""Another receives, or it takes longer."""

from datetime import timedelta

from tests.support.saying_no import refused
from zhangdian.people.organization.leaving.actions import change_hand_over, give_things, receive_things
from zhangdian.people.organization.leaving.tests import arranging
from zhangdian.people.organization.models import HandOver
from zhangdian.people.organization.staff.actions import disable_person


def test_what_was_received_is_received_anew_by_another(shop):
    sheet = arranging.begun(shop)
    give_things(shop.service_advisor, sheet)
    receive_things(shop.front_desk_supervisor, sheet)
    to, later = shop.person("cashier"), shop.today + timedelta(days=5)
    change_hand_over(shop.office_director, sheet, receiver=to, due_on=later, reason="他也要走")
    sheet.refresh_from_db()
    assert (sheet.state, sheet.received_at, sheet.due_on) == (HandOver.State.GIVEN, None, later)
    receive_things(shop.cashier, sheet)


def test_it_is_not_for_yesterday_nor_for_who_is_gone_nor_without_a_word(shop):
    sheet, guide = arranging.begun(shop), shop.person("guide")
    disable_person(shop.office_director, guide, reason="离职")
    how = {"receiver": shop.person("cashier"), "due_on": shop.today, "reason": "换人"}
    with refused("已停用"):
        change_hand_over(shop.office_director, sheet, **{**how, "receiver": guide})
    with refused("今天或以后"):
        change_hand_over(shop.office_director, sheet, **{**how, "due_on": shop.today - timedelta(days=1)})
    with refused("为什么"):
        change_hand_over(shop.office_director, sheet, **{**how, "reason": " "})
    with refused("上级"):
        change_hand_over(shop.workshop_supervisor, sheet, **how)
