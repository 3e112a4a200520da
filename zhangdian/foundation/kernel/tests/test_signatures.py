"""An act behind signatures becomes a request: asked once, kept as it was asked, its gate fixed."""

import pytest

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.act import Act
from zhangdian.foundation.kernel.actions import sign_request, withdraw_request
from zhangdian.foundation.kernel.gates import GATES
from zhangdian.foundation.kernel.models import Counter, Request, Weight
from zhangdian.foundation.kernel.refusals import Question, Refusal
from zhangdian.foundation.kernel.tests.arranging import (
    TWO,
    a_card,
    an_action,
    bin_of,
    last_entry,
    leave_as_it_is,
)
from zhangdian.people.organization.stores.actions import set_rule_weight
from zhangdian.resources.parts.actions import move_bin
from zhangdian.resources.parts.models import StockCard


def test_asking_answers_with_the_request_and_touches_what_waits(shop, relocate):
    card = a_card(shop)
    first = relocate(shop.storekeeper, card, bin="Z-9", token="t")
    again = relocate(shop.storekeeper, card, bin="Z-9", token="t")
    assert first.waits_for_signature
    assert again.waits_for_signature
    assert (again.subject, again.touched) == (first.subject, first.touched)
    assert first.touched == (f"stockcard-{card.pk}", f"request-{first.subject.pk}")
    assert Request.objects.count() == 1


def test_who_waits_for_it_already_does_not_ask_again(shop, relocate):
    card = a_card(shop)
    first = relocate(shop.storekeeper, card, bin="Z-9").subject
    with refused("已经提过", "撤回那一份"):
        relocate(shop.storekeeper, card, bin="Z-9")
    assert relocate(shop.storekeeper, card, bin="Z-8").waits_for_signature
    assert relocate(shop.parts_manager, card, bin="Z-9").waits_for_signature
    withdraw_request(shop.storekeeper, first)
    assert relocate(shop.storekeeper, card, bin="Z-9").waits_for_signature


def test_nobody_is_asked_to_sign_for_what_would_be_refused(shop, monkeypatch):
    @an_action("搬到没有的架子", needs=TWO)
    def move_nowhere(ctx: Act, card: StockCard, *, bin: str) -> None:
        card.bin = bin
        card.save()
        raise Refusal("没有这个架子")

    with refused("没有这个架子"):
        move_nowhere(shop.storekeeper, a_card(shop), bin="Q-1")
    assert not Request.objects.exists()


def test_a_question_of_the_act_is_asked_of_who_asks(shop, relocate):
    card = a_card(shop)
    with pytest.raises(Question, match="这么远吗"):
        relocate(shop.storekeeper, card, bin="far")
    asked = relocate(shop.storekeeper, card, bin="far", because={"kernel.far_away": "没地方"}).subject
    sign_request(shop.parts_manager, asked)
    sign_request(shop.general_manager, asked)
    assert bin_of(asked) == "far"


def test_what_was_tried_before_asking_is_taken_back_whole(shop):
    @an_action("编号", needs=TWO)
    def number(ctx: Act, card: StockCard) -> None:
        card.bin = "Z-9"
        ctx.draw_number(card, "bin", "SQ")

    card = a_card(shop)
    before = (card.bin, card.version)
    asked = number(shop.storekeeper, card)
    card.refresh_from_db()
    assert asked.waits_for_signature
    assert (card.bin, card.version) == before
    assert not Counter.objects.filter(kind="SQ").exists()
    assert asked.entry.changes == {"new": [f"kernel.request#{asked.subject.pk}"]}


def test_it_is_asked_anew_when_what_he_saw_has_changed(shop, relocate):
    card = a_card(shop)
    relocate(shop.storekeeper, card, bin="Z-9")
    move_bin(shop.storekeeper, card, bin="B-1")
    assert relocate(shop.storekeeper, card, bin="Z-9").waits_for_signature


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
