"""What a card or four digits open on a shared device: work with the hands, never money or stock value."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel import registry
from zhangdian.foundation.kernel.action import ANYBODY
from zhangdian.foundation.kernel.actions import refuse_request, sign_request
from zhangdian.foundation.kernel.context import Context
from zhangdian.foundation.kernel.models import Request
from zhangdian.people.organization.gates import acts_on_own_device
from zhangdian.people.organization.roles import FLOOR, Role
from zhangdian.people.organization.staff.actions import appoint
from zhangdian.resources.cashier.models import Receivable
from zhangdian.resources.parts import actions as parts
from zhangdian.resources.parts.counting.tests.arranging import a_count
from zhangdian.resources.parts.models import CounterSale, Lot, Movement, Part, StockCard
from zhangdian.resources.parts.tests.arranging import a_part, a_requisition, card_of, lines_of, supplier

MONEY_AND_STOCK = {
    "cashier.open_shift": "opens a drawer",
    "cashier.take_payment": "money comes in",
    "cashier.approve_on_account": "the car leaves unpaid",
    "cashier.refund_payment": "money goes out",
    "cashier.request_invoice": "asks for an invoice of the sum",
    "cashier.enter_invoice_number": "tax is owed for the sum",
    "cashier.void_invoice": "the tax is owed no more",
    "cashier.close_shift": "the drawer is counted",
    "cashier.close_day": "the takings are deposited",
    "cashier.open_account": "grants credit",
    "cashier.close_account": "takes credit away",
    "service.make_statement": "says what the customer owes",
    "service.authorize_internal_work": "the store pays for the work",
    "care.answer_complaint": "may grant compensation",
    "parts.sell_over_counter": "opens a bill",
    "parts.void_sale": "a bill is owed no more",
    "parts.ask_for_internal_use": "parts on a department's account",
    "parts.set_price": "changes what is asked for a part",
    "parts.open_stock": "stock with its cost",
    "parts.receive_parts": "stock with its cost, owed to the supplier",
    "parts.return_to_supplier": "stock leaves for a credit",
    "parts.settle_return": "the credit has come",
    "parts.scrap_lot": "stock is written off",
    "parts.adjust_stock": "stock is written off or up",
    "parts.close_count": "the differences are written off or up",
}
"""Acts that move money or stock value, and how."""

SIGNED_FOR = {"kernel.sign_request", "kernel.refuse_request"}
"""What others asked for is signed on an own device; these gates read the same sentence."""

KEYS = {
    "organization.change_password",
    "organization.set_kiosk_pin",
    "organization.set_card",
    "organization.name_deputy",
    "organization.end_deputy",
    "organization.ask_leave",
    "organization.end_leave",
    "organization.take_back_leave",
    "organization.swap_rest_day",
    "organization.lend_signature",
    "organization.take_back_signature",
    "organization.open_hand_over",
    "organization.change_hand_over",
    "organization.hand_over_kind",
    "organization.witness_hand_over",
    "organization.drop_hand_over",
    "organization.set_things_to_return",
}
"""They open the house, or somebody's posts, to somebody."""

BY_HAND = {
    "organization.give_things",
    "organization.receive_things",
    "organization.acknowledge_targets",
    "organization.take_back_acknowledgement",
    "kernel.withdraw_request",
    "kernel.print_paper",
    "kernel.export_list",
    "messaging.read_note",
    "customers.register_customer",
    "customers.change_customer",
    "customers.add_contact",
    "customers.end_contact",
    "customers.give_consent",
    "customers.withdraw_consent",
    "customers.unmask_field",
    "customers.register_vehicle",
    "customers.change_vehicle",
    "customers.change_plate",
    "customers.transfer_ownership",
    "customers.set_warranty_start",
    "customers.record_mileage",
    "customers.replace_meter",
    "customers.retire_vehicle",
    "customers.refer_customer",
    "customers.answer_referral",
    "customers.tell_recall",
    "customers.miss_recall",
    "customers.refuse_recall",
    "parts.open_count",
    "parts.draw_daily_count",
    "parts.count_shelf",
    "parts.explain_difference",
    "parts.block_lot",
    "parts.move_bin",
    "parts.issue_parts",
    "parts.sign_slip",
    "parts.return_parts",
    "parts.report_shortage",
    "parts.prepare_box",
    "parts.release_reservation",
    "parts.void_requisition",
    "service.tell_clock_end",
    "service.correct_clock",
    "service.keep_old_parts",
    "service.hand_over_old_parts",
    "service.give_back",
    "service.let_out",
    "service.pass_leader_check",
    "service.fail_leader_check",
    "service.pass_inspection",
    "service.fail_inspection",
    "service.start_wash",
    "service.finish_wash",
    "service.send_to_rewash",
    "service.receive_vehicle",
    "service.tag_key",
    "service.report_difference",
    "service.start_work",
    "service.pause_work",
    "service.record_fault_check",
    "service.finish_work",
    "service.report_finding",
    "service.report_delay",
    "service.ask_to_move_belongings",
    "care.open_complaint",
    "care.record_inquiry",
    "care.answer_inquiry",
    "care.ask_colleague",
    "care.give_advice",
    "care.pass_on_inquiry",
    "care.score_inquiry",
    "care.follow_up_inquiry",
    "care.reopen_inquiry",
    "care.withdraw_inquiry",
    "training.begin_test",
    "training.give_answer",
    "training.hand_in",
    "notices.confirm_notice",
    "notices.ask_about_notice",
    "notices.answer_notice_question",
    "duties.sign_post",
    "duties.show_done",
    "duties.draw_sample",
    "duties.pass_drawn",
    "duties.fault_drawn",
    "duties.read_fault",
    "duties.say_done",
    "duties.withdraw_word",
    "duties.confirm_done",
    "duties.refuse_done",
    "duties.take_back_look",
    "duties.choose_reach",
    "duties.sign_in",
    "duties.carry_out_decision",
    "duties.make_round",
    "duties.object_to_line",
    "duties.withdraw_objection",
    "duties.sign_appraisal",
    "duties.mend_fault",
    "duties.report_matter",
    "duties.supply_input",
    "duties.decide_matter",
    "duties.add_to_matter",
    "duties.withdraw_matter",
    "duties.read_answer",
}
"""Work of the floor: cars, parts for agreed lines, clocks, checks, words."""


def test_what_the_floor_reaches_there_is_named_here():
    """A new act of a post of the floor is either closed on shared devices or written among these."""
    reached = {
        each.name
        for each in registry.ACTIONS.values()
        if (each.by == ANYBODY or FLOOR.intersection(each.by)) and acts_on_own_device not in each.gates
    }
    assert reached - SIGNED_FOR == BY_HAND


@pytest.mark.parametrize("name", sorted([*MONEY_AND_STOCK, *KEYS]))
def test_it_is_closed_on_a_shared_device(name):
    assert acts_on_own_device in registry.ACTIONS[name].gates


def test_all_of_the_till_is_closed():
    till = {each.name for each in registry.ACTIONS.values() if each.room == "cashier"}
    assert till <= set(MONEY_AND_STOCK)


# ---- tried at the parts window ---------------------------------------------------------------------


def sold(who: Context, part: Part) -> CounterSale:
    lines = [parts.SaleLine(part.pk, 1)]
    sale: CounterSale = parts.sell_over_counter(
        who, lines=lines, buyer="散客", channel=CounterSale.Channel.COUNTER
    ).subject
    return sale


def a_sale(shop: Shop) -> CounterSale:
    return sold(shop.storekeeper, a_part(shop, (3, "20", 30)))


def a_card(shop: Shop) -> StockCard:
    return card_of(shop, a_part(shop, (3, "20", 30)))


def a_lot(shop: Shop) -> Lot:
    lot: Lot = Lot.objects.get(part=a_part(shop, (3, "20", 30)))
    return lot


@pytest.mark.parametrize(
    ("act", "of", "inputs"),
    [
        (parts.void_sale, a_sale, {"reason": "不要了"}),
        (parts.adjust_stock, a_card, {"difference": -1, "reason": "少一件"}),
        (parts.scrap_lot, a_lot, {"quantity": 1, "reason": "过期"}),
        (parts.return_to_supplier, a_lot, {"quantity": 1, "reason": "破损"}),
        (parts.close_count, lambda shop: a_count(shop, a_part(shop, (3, "20", 30))), {}),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_the_storekeeper_is_told_to_use_his_own_device(shop, act, of, inputs):
    subject, here = of(shop), shop.storekeeper.on("kiosk:1")
    before = moved()
    with refused(*SAID):
        act(here, subject, **inputs)
    assert not act.status(here, subject).allowed
    assert moved() == before


def test_he_opens_no_bill_and_takes_no_goods_in(shop):
    part, here = a_part(shop, (3, "20", 30)), shop.storekeeper.on("kiosk:1")
    before = moved()
    with refused(*SAID):
        sold(here, part)
    with refused(*SAID):
        parts.receive_parts(here, supplier=supplier(), delivery_note="1", lines=[])
    assert moved() == before


def test_nobody_signs_there_what_another_asked_for(shop):
    asked = parts.adjust_stock(shop.storekeeper, a_card(shop), difference=-1, reason="少一件")
    appoint(shop.office_director, shop.person("parts_manager"), role=Role.GUIDE)
    here = shop.parts_manager.on("kiosk:1")
    with refused(*SAID):
        sign_request(here, asked.subject)
    with refused(*SAID):
        refuse_request(here, asked.subject, reason="不对")
    assert Request.objects.get().state == Request.State.OPEN
    sign_request(shop.parts_manager, asked.subject)


def test_a_supervisor_is_nobody_there(shop):
    with refused(*SAID):
        assert shop.workshop_supervisor.on("kiosk:1").roles


def test_the_pick_is_issued_and_signed_there_as_before(shop):
    requisition = a_requisition(shop, (a_part(shop, (3, "20", 30)), 1))
    [line] = lines_of(requisition)
    parts.issue_parts(
        shop.storekeeper.on("kiosk:1"),
        requisition,
        lines=[parts.IssueLine(line.pk, 1)],
        taker=shop.person("technician"),
    )
    assert lines_of(requisition)[0].issued == 1


SAID = ("共用机上", "动库存金额", "自己的设备上用密码登录")


def moved() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Movement, Receivable, Request, CounterSale))
