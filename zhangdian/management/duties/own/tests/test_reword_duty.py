"""A store words a duty in its own way; below the text's own figures only with the general manager's name."""

from datetime import timedelta

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.foundation.kernel.actions import sign_request
from zhangdian.management.duties.models import Duty, StoreDuty
from zhangdian.management.duties.own.actions import reword_duty
from zhangdian.management.duties.own.tests.arranging import FOLLOW_UP, hung, reword, tomorrow
from zhangdian.management.duties.post import sheet
from zhangdian.management.duties.post.actions import sign_post
from zhangdian.management.duties.tests.arranging import item, the_clock_looks, with_duties
from zhangdian.people.organization.roles import Role

SUPERVISOR = Role.WORKSHOP_SUPERVISOR
SIX_S = "每天推行并检查车间6S，班前班后各走一遍"
WRITTEN = "推行并检查车间6S"


def sheet_of(shop, month=""):
    ctx = shop.workshop_supervisor
    month = sheet.month_of(ctx, month)
    return sheet.sheet_of(ctx, shop.person("workshop_supervisor"), SUPERVISOR, month)


def sign(shop):
    digest = sheet.digest_now(shop.workshop_supervisor, SUPERVISOR)
    sign_post(shop.workshop_supervisor, role=SUPERVISOR, digest=digest)


def test_its_words_hang_there_from_the_day_on_beside_the_house_s(shop):
    reword(shop, "WSM-05", SIX_S)
    assert hung(shop, "WSM-05").row.sentence == WRITTEN
    found = hung(shop, "WSM-05", days=1)
    assert (found.row.sentence, found.house.sentence, found.is_reworded) == (SIX_S, WRITTEN, True)


def test_another_store_s_wall_reads_as_before(shop):
    reword(shop, "WSM-05", SIX_S)
    assert not StoreDuty.objects.of(shop.other_store_manager).exists()


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (FOLLOW_UP, "交车后7日内完成服务质量跟踪回访"),
        (FOLLOW_UP, "交车后完成服务质量跟踪回访"),
        ("PROC-W-21", "质检员或技术总监对车辆90%总检"),
        ("CAS-03", "每周结账对账"),
    ],
)
def test_below_the_text_s_own_figures_it_waits_for_the_general_manager(shop, code, sentence):
    asked = reword(shop, code, sentence)
    assert asked.waits_for_signature
    assert sentence in asked.subject.effect
    assert not hung(shop, code, days=1).is_reworded
    sign_request(shop.general_manager, asked.subject)
    assert hung(shop, code, days=1).row.sentence == sentence


def test_a_signature_that_comes_after_the_day_begins_the_day_after_it(shop):
    asked = reword(shop, FOLLOW_UP, "交车后7日内回访")
    shop.later(days=4)
    sign_request(shop.general_manager, asked.subject)
    assert StoreDuty.objects.get().since == tomorrow(shop)


def test_the_general_manager_s_own_act_is_his_signature(shop):
    done = reword_duty(
        shop.general_manager, code=FOLLOW_UP, sentence="交车后5日内回访", since=tomorrow(shop), reason="人少"
    )
    assert not done.waits_for_signature


def test_stricter_needs_nobody_and_back_to_the_house_s_figures_neither(shop):
    assert not reword(shop, FOLLOW_UP, "交车后2日内完成服务质量跟踪回访").waits_for_signature
    written = hung(shop, FOLLOW_UP).house.sentence
    assert not reword(shop, FOLLOW_UP, written).waits_for_signature
    found = hung(shop, FOLLOW_UP, days=1)
    assert (found.row.sentence, found.is_reworded, found.own.number) == (written, False, 2)


def test_who_signed_signs_again_and_sees_both_texts(shop):
    with_duties(shop)
    sign(shop)
    reword(shop, "WSM-05", SIX_S)
    assert sheet_of(shop).is_signed
    assert [each.code for each in sheet_of(shop).coming] == ["WSM-05"]
    shop.later(days=1)
    found = sheet_of(shop)
    assert not found.is_signed
    [change] = found.changes
    assert (change.code, change.was, change.now) == ("WSM-05", WRITTEN, SIX_S)
    text = browser_of(shop.workshop_supervisor).get("/duties/post").content.decode()
    assert "您签收以后改了 1 条" in text
    assert f"<del>{WRITTEN}</del>" in text
    sign(shop)
    assert sheet_of(shop).is_signed
    assert sheet_of(shop).changes == []


def test_what_was_due_before_keeps_the_sentence_of_its_day(shop):
    with_duties(shop)
    the_clock_looks(shop)
    reword(shop, "WSM-05", SIX_S)
    assert item(shop, "WSM-05").sentence == WRITTEN
    shop.later(days=1)
    the_clock_looks(shop)
    assert item(shop, "WSM-05").sentence == SIX_S
    before = item(shop, "WSM-05").__class__.objects.get(code="WSM-05", day=shop.today - timedelta(days=1))
    assert (before.sentence, before.edition) == (WRITTEN, None)


def test_a_clock_that_was_down_gives_each_day_the_edition_of_that_day(shop):
    with_duties(shop)
    the_clock_looks(shop)
    reword(shop, "WSM-05", SIX_S, since=shop.today + timedelta(days=2))
    shop.later(days=4)
    the_clock_looks(shop)
    rows = item(shop, "WSM-05").__class__.objects.filter(code="WSM-05").order_by("day")
    assert [each.sentence == SIX_S for each in rows] == [False, False, True, True, True]


def test_last_month_keeps_last_month_s_sentence(shop):
    with_duties(shop)
    the_clock_looks(shop)
    reword(shop, "WSM-05", SIX_S, since=shop.today + timedelta(days=10))
    shop.later(days=12)
    the_clock_looks(shop)
    [november] = [each for each in sheet_of(shop, "2026-11").lines if each.row.code == "WSM-05"]
    [december] = [each for each in sheet_of(shop, "2026-12").lines if each.row.code == "WSM-05"]
    assert (november.row.sentence, december.row.sentence) == (WRITTEN, SIX_S)


def test_when_the_house_writes_anew_the_store_s_words_stay(shop):
    with_duties(shop)
    reword(shop, "WSM-05", SIX_S)
    shop.later(days=1)
    the_clock_looks(shop)
    found = item(shop, "WSM-05")
    assert found.duty == Duty.objects.get(code="WSM-05")
    assert found.sentence == SIX_S


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"sentence": WRITTEN}, "一字不差"),
        ({"sentence": "  "}, "请写职责原文"),
        ({"sentence": SIX_S, "reason": " "}, "请写为什么改"),
        ({"sentence": SIX_S, "code": "ZZZ-99"}, "没有 ZZZ-99"),
    ],
)
def test_what_says_nothing_is_refused(shop, how, words):
    with refused(words):
        reword(shop, **{"code": "WSM-05", **how})


def test_a_day_before_another_edition_is_refused(shop):
    reword(shop, "WSM-05", SIX_S, since=shop.today + timedelta(days=10))
    with refused("12月3日起已经另有一版"):
        reword(shop, "WSM-05", "检查车间6S和工具", since=shop.today + timedelta(days=3))


def test_it_is_reworded_on_its_page(shop):
    browser = browser_of(shop.office_director)
    form = browser.get("/act/duties.reword_duty?code=WSM-05").content.decode()
    assert WRITTEN in form
    sent = {"code": "WSM-05", "sentence": SIX_S, "since": tomorrow(shop).isoformat(), "reason": "定细一点"}
    answer = browser.post("/act/duties.reword_duty", {**sent, "token": "t"})
    assert answer.headers["Location"] == "/duties/catalogue/WSM-05"
    text = browser.get("/duties/catalogue/WSM-05").content.decode()
    assert SIX_S in text
    assert WRITTEN in text
    assert "定细一点" in text
    early = browser.post("/act/duties.reword_duty", {**sent, "since": shop.today.isoformat(), "token": "u"})
    assert "最早从明天起" in early.content.decode()
