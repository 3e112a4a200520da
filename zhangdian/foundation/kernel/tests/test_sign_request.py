"""Signed by others, an act is carried out exactly once, as it was asked, or not at all."""

import json
from datetime import timedelta

from tests.support.saying_no import asked, refused
from zhangdian.foundation.kernel.actions import refuse_request, sign_request
from zhangdian.foundation.kernel.codec import canonical
from zhangdian.foundation.kernel.models import Entry, Request, RequestSignature, Weight
from zhangdian.foundation.kernel.tests.arranging import (
    a_card,
    acts,
    an_action,
    bin_of,
    leave_as_it_is,
)
from zhangdian.foundation.kernel.tests.test_journal import sql
from zhangdian.people.organization.staff.actions import close_account_at_once, name_deputy
from zhangdian.people.organization.stores.actions import set_rule_weight
from zhangdian.resources.parts.actions import move_bin


def test_nothing_happens_before_the_last_signature_and_then_exactly_once(shop, request_):
    before = bin_of(request_)
    sign_request(shop.parts_manager, request_)
    assert bin_of(request_) == before
    assert Request.objects.get().needed == "GM"
    done = sign_request(shop.general_manager, request_, token="t")
    assert bin_of(request_) == "Z-9"
    assert Request.objects.get().state == Request.State.DONE
    assert sign_request(shop.general_manager, request_, token="t").entry.pk == done.entry.pk
    with refused("待签申请现在是“已办”"):
        sign_request(shop.general_manager, request_)
    assert Entry.objects.filter(action="kernel.relocate").count() == 1


def test_the_entry_of_what_was_done_names_the_asker_and_the_signers_have_their_own(shop, request_):
    sign_request(shop.parts_manager, request_)
    done = sign_request(shop.general_manager, request_)
    carried = Entry.objects.get(action="kernel.relocate")
    assert carried.person_id == shop.storekeeper.person_id
    assert f"stockcard-{request_.subject_id}" in done.touched
    signed = RequestSignature.objects.order_by("pk").values_list("role", flat=True)
    assert list(signed) == ["PTM", "GM"]
    assert list(Entry.objects.filter(action="kernel.sign_request").values_list("role", flat=True)) == [
        "PTM",
        "GM",
    ]


def test_who_asks_cannot_sign_even_when_he_holds_the_post(shop, relocate):
    asked_by_manager = relocate(shop.parts_manager, a_card(shop), bin="Z-9").subject
    with refused("自己提的申请不能自己签"):
        sign_request(shop.parts_manager, asked_by_manager)
    with refused("自己提的申请不能自己签"):
        refuse_request(shop.parts_manager, asked_by_manager, reason="不")


def test_another_post_cannot_sign(shop, request_):
    with refused("不由您签", "配件经理"):
        sign_request(shop.service_advisor, request_)


def test_nobody_signs_twice_even_when_he_holds_both_posts(shop, request_):
    name_deputy(
        shop.general_manager,
        shop.person(shop.general_manager),
        deputy=shop.person(shop.parts_manager),
        since=shop.today,
        until=shop.today,
    )
    sign_request(shop.parts_manager, request_)
    with refused("您已经签过"):
        sign_request(shop.parts_manager, request_)


def test_a_deputy_signs_and_the_entry_says_for_whom(shop, request_):
    sign_request(shop.parts_manager, request_)
    name_deputy(
        shop.general_manager,
        shop.person(shop.general_manager),
        deputy=shop.person(shop.deputy_general_manager),
        since=shop.today,
        until=shop.today,
    )
    sign_request(shop.deputy_general_manager, request_)
    entry = Entry.objects.filter(action="kernel.sign_request").last()
    assert (entry.role, entry.person_id, entry.acting_for_id) == (
        "GM",
        shop.deputy_general_manager.person_id,
        shop.general_manager.person_id,
    )
    assert bin_of(request_) == "Z-9"


def test_a_changed_subject_is_not_carried_out(shop, request_):
    sign_request(shop.parts_manager, request_)
    move_bin(shop.storekeeper, request_.subject_id, bin="B-1")
    before = acts()
    with refused("申请之后内容已经变了"):
        sign_request(shop.general_manager, request_)
    assert acts() == before
    assert Request.objects.get().state == Request.State.OPEN
    assert RequestSignature.objects.count() == 1


def test_what_happened_around_the_subject_changes_nothing(shop, request_):
    sign_request(shop.parts_manager, request_)
    an_action()(leave_as_it_is)(shop.guide, request_.subject_id)
    sign_request(shop.general_manager, request_)
    assert bin_of(request_) == "Z-9"


def test_an_asker_who_left_gets_nothing_done(shop, request_):
    sign_request(shop.parts_manager, request_)
    gone, other = shop.person(shop.storekeeper), shop.person("parts_manager")
    close_account_at_once(shop.general_manager, gone, receiver=other, reason="旷工")
    with refused("已停用"):
        sign_request(shop.general_manager, request_)


def test_a_question_that_came_up_since_is_answered_by_the_signer(shop, relocate):
    set_rule_weight(shop.general_manager, rule="kernel.far_away", weight=Weight.WATCH)
    request = relocate(shop.storekeeper, a_card(shop), bin="far").subject
    set_rule_weight(shop.general_manager, rule="kernel.far_away", weight=Weight.ASK)
    sign_request(shop.parts_manager, request)
    with asked("kernel.far_away"):
        sign_request(shop.general_manager, request)
    sign_request(shop.general_manager, request, because={"kernel.far_away": "没地方"})
    assert bin_of(request) == "far"
    assert Entry.objects.get(action="kernel.relocate").notes["because"] == {"kernel.far_away": "没地方"}


def test_the_askers_chip_goes_along(shop, relocate):
    card = a_card(shop)
    request = relocate(shop.storekeeper, card, bin="far", because={"kernel.far_away": "没地方"}).subject
    sign_request(shop.parts_manager, request)
    sign_request(shop.general_manager, request)
    assert bin_of(request) == "far"


def test_a_request_older_than_a_day_is_signed_all_the_same(shop, request_):
    sign_request(shop.parts_manager, request_)
    shop.later(days=3)
    assert shop.now - request_.asked_at > timedelta(days=2)
    sign_request(shop.general_manager, request_)
    assert bin_of(request_) == "Z-9"


def test_what_was_asked_before_an_input_came_is_carried_out_with_its_default(shop, request_):
    kept = json.loads(request_.inputs_text)
    del kept["seen_by"]
    sql("UPDATE kernel_request SET inputs_text = %s WHERE id = %s", canonical(kept), request_.pk)
    for signer in (shop.parts_manager, shop.general_manager):
        sign_request(signer, Request.objects.get())
    assert bin_of(request_) == "Z-9"
