"""An act behind signatures becomes a request: asked once, kept as it was asked, its gate fixed."""

import pytest

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.gates import GATES
from zhangdian.foundation.kernel.models import Request, Weight
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.kernel.tests.arranging import TWO, a_card, an_action, last_entry, leave_as_it_is
from zhangdian.people.organization.stores.actions import set_rule_weight
from zhangdian.resources.parts.actions import move_bin


def test_asking_answers_with_the_request_and_touches_what_waits(shop, relocate):
    card = a_card(shop)
    first = relocate(shop.storekeeper, card, bin="Z-9", token="t")
    again = relocate(shop.storekeeper, card, bin="Z-9", token="t")
    assert first.waits_for_signature
    assert again.waits_for_signature
    assert (again.subject, again.touched) == (first.subject, first.touched)
    assert first.touched == (f"stockcard-{card.pk}", f"request-{first.subject.pk}")
    assert Request.objects.count() == 1


def test_no_store_may_weigh_the_signers_own_gate_less(shop, request_):
    with refused("不能放宽"):
        set_rule_weight(shop.general_manager, rule="kernel.signer_holds_a_needed_role", weight=Weight.WATCH)
    gate = GATES["kernel.signer_holds_a_needed_role"]
    assert gate.weight_for({gate.name: "watch"}) is Weight.STOP


def test_a_token_of_a_signed_act_cannot_be_taken_by_its_asker(shop, relocate, request_):
    with pytest.raises(Refusal, match="编号不对"):
        move_bin(shop.storekeeper, a_card(shop), bin="B", token=f"signed/{request_.pk}")


def test_the_clock_cannot_ask_for_signatures(shop):
    by_clock = an_action(by_clock=True, needs=TWO)(leave_as_it_is)
    with refused("先有人签字"):
        by_clock(shop.clock, a_card(shop))


def test_personal_inputs_of_a_request_stand_only_where_erasure_reaches(shop, relocate):
    relocate(shop.storekeeper, a_card(shop), bin="Z-9", seen_by="邹雪梅")
    entry = last_entry()
    assert "邹雪梅" not in entry.inputs_text + entry.changes_text + entry.notes_text
    assert "邹雪梅" in entry.personal_text
