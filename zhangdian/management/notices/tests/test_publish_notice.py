"""A notice goes to whom it is meant for, each reads it, and who published it sees who has not."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.browsing import browser_of
from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.tests import arranging as quoting
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.models import PartLine
from zhangdian.management.duties import desks as duties
from zhangdian.management.duties.models import DueItem
from zhangdian.management.duties.tests.arranging import the_clock_looks, with_duties
from zhangdian.management.notices import desks, queries
from zhangdian.management.notices.actions import publish_notice
from zhangdian.management.notices.models import Notice, NoticeKind, ReadReceipt
from zhangdian.management.notices.tests.arranging import SLC, again, insurer, more_consultants, reads, told
from zhangdian.people.organization.roles import Department, Role
from zhangdian.people.organization.staff.actions import close_account_at_once
from zhangdian.resources.parts.models import Part


def page(who, notice):
    return said(look(who, reverse("notices:notice", args=[notice.pk])))


@pytest.mark.duty("NBI-13")
def test_of_eight_consultants_the_two_who_have_not_read_are_named_and_have_it_in_their_today(shop):
    more = more_consultants(shop, 7)
    notice = told(shop)
    for who in [shop.sales_consultant, *more[:5]]:
        reads(notice, who)
    seen = page(shop.new_car_insurance, notice)
    assert "6 / 8" in seen
    assert "顾问05" in seen
    assert "顾问06" in seen
    assert "顾问01" not in seen
    for who in more[5:]:
        [task] = desks.notices_to_read(who)
        assert (task.verb, task.due) == ("读", notice.read_by)
    assert desks.notices_to_read(more[0]) == []


@pytest.mark.duty("NBI-13", "FIN-17")
@pytest.mark.parametrize(
    ("code", "desk", "row"),
    [("underwriting", "new_car_insurance", "NBI-13"), ("finance", "finance_specialist", "FIN-17")],
)
def test_telling_everybody_is_the_specialists_duty_until_the_last_has_read(shop, code, desk, row):
    with_duties(shop)
    [other] = more_consultants(shop, 1)
    notice = told(shop, getattr(shop, desk), code=code)
    the_clock_looks(shop)
    [item] = DueItem.objects.of(shop.clock).filter(code=row)
    assert (item.person_id, item.case) == (notice.published_by_id, ("notices.notice", notice.pk))
    reads(notice, shop.sales_consultant)
    the_clock_looks(shop)
    assert again(item).done_at is None
    assert any(
        task.url.endswith(f"/notices/{notice.pk}") for task in duties.duties_of_mine(getattr(shop, desk))
    )
    reads(notice, other)
    the_clock_looks(shop)
    assert again(item).proof.action == "notices.confirm_notice"


@pytest.mark.duty("NBI-14")
def test_a_changed_claim_guide_must_be_read_by_all_consultants_and_stands_beside_that_insurers_quote(shop):
    guide = told(shop, shop.claims_adjuster, code="claims", title="安禾报案改电话", insurer=insurer())
    assert [task.title for task in desks.notices_to_read(shop.sales_consultant)] == ["安禾报案改电话"]
    quote = quoting.a_quote(shop, shop.new_car_insurance)
    address = reverse("insurance:quote", args=[quote.pk])
    assert "安禾报案改电话" in said(look(shop.new_car_insurance, address))
    other = quoting.a_quote(shop, shop.new_car_insurance, insurers=[insurer("ZA")])
    assert guide.title not in said(look(shop.new_car_insurance, reverse("insurance:quote", args=[other.pk])))


@pytest.mark.duty("PTM-12")
def test_a_dearer_part_lists_the_three_open_estimates_to_their_advisors(shop):
    owner = visits.a_customer(shop)
    for number in range(3):
        visits.a_car(shop, f"宁Z7100{number}", owner=owner)
        visits.write_up(shop, visits.a_visit_received(shop, f"宁Z7100{number}"))
    part = PartLine.objects.earliest("pk").part
    visits.a_car(shop, "宁Z71009", owner=owner)
    done = visits.a_visit_in_repair(shop, "宁Z71009")
    notice = told(
        shop,
        shop.parts_manager,
        code="parts",
        title="涨价",
        posts=[],
        departments=[Department.PARTS],
        parts=[part],
    )
    mine = ReadReceipt.objects.get(notice=notice, person=shop.service_advisor.person_id)
    assert mine.why == ReadReceipt.Why.AFFECTED
    [task] = desks.notices_to_read(shop.service_advisor)
    assert task.title == "涨价"
    seen = page(shop.service_advisor, notice)
    assert all(f"宁Z<i></i>7100{number}" in seen for number in range(3))
    assert seen.count("估价，没签字") == 3
    assert done.plate[2:] not in seen


def test_a_signed_order_stands_there_until_its_parts_are_issued(shop):
    visits.a_car(shop)
    order = visits.a_visit_signed(shop)
    part = PartLine.objects.filter(order=order).earliest("pk").part
    [car] = queries.affected_by(shop.parts_manager, [part.pk])
    assert (car.order.pk, car.says) == (order.pk, "已签字，没发料")
    visits.dispatch(shop, order)
    visits.issue_all(shop, order)
    assert queries.affected_by(shop.parts_manager, [part.pk]) == []


@pytest.mark.duty("TRN-02")
def test_a_technical_bulletin_goes_to_the_technicians(shop):
    notice = told(shop, shop.internal_trainer, code="technical", posts=[Role.TECHNICIAN])
    assert desks.notices_to_read(shop.technician)
    assert desks.notices_to_read(shop.second_technician)
    assert desks.notices_to_read(shop.washer) == []
    assert page(shop.internal_trainer, notice).count("没读") >= 2


@pytest.mark.duty("GM-08", "STF-04", "SVM-10", "PTM-10", "MKT-12")
@pytest.mark.parametrize(
    ("code", "desk", "reader"),
    [
        ("rule", "general_manager", "storekeeper"),
        ("maker", "service_manager", "service_advisor"),
        ("parts_policy", "parts_manager", "storekeeper"),
        ("brief", "marketing_specialist", "sales_consultant"),
    ],
)
def test_each_kind_goes_to_whom_it_proposes(shop, code, desk, reader):
    answer = browser_of(getattr(shop, desk)).get(f"/act/notices.publish_notice?kind={kind_key(code)}")
    assert answer.status_code == 200
    offered = answer.context["form"]
    told(
        shop,
        getattr(shop, desk),
        code=code,
        posts=[Role(each) for each in offered["posts"].initial],
        departments=[Department(each) for each in offered["departments"].initial],
    )
    assert desks.notices_to_read(getattr(shop, reader))


def kind_key(code):
    from_code = {each.code: each.pk for each in NoticeKind.objects.all()}
    return from_code[code]


def test_who_publishes_it_need_not_read_it(shop):
    notice = told(shop, shop.parts_manager, code="parts", posts=[], departments=[Department.PARTS])
    assert not ReadReceipt.objects.filter(notice=notice, person=notice.published_by).exists()


def test_whose_post_does_not_publish_the_kind_is_told_who_does(shop):
    with refused("承保政策", "由新车保险专员"):
        told(shop, shop.service_advisor)


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ({"posts": []}, "没有人会收到"),
        ({"title": " "}, "标题和正文都要写"),
        ({"code": "finance", "insurer": True}, "不挂保险公司"),
        ({"parts": True}, "不挂配件"),
        ({"hours": -1}, "读完期限"),
        ({"hours": 24 * 61}, "读完期限"),
        ({"effective": 400}, "哪天起"),
        ({"ends": -1}, "到哪天"),
    ],
)
def test_what_makes_no_sense_is_refused(shop, how, says):
    given = dict(how)
    if given.pop("insurer", None):
        given["insurer"] = insurer()
    if given.pop("parts", None):
        given["parts"] = [Part.objects.earliest("pk")]
    if hours := given.pop("hours", None):
        given["read_by"] = shop.now + timedelta(hours=hours)
    if days := given.pop("effective", None):
        given["effective_on"] = shop.today + timedelta(days=days)
    if days := given.pop("ends", None):
        given["ends_on"] = shop.today + timedelta(days=days)
    who = shop.fi_manager
    with refused(says):
        told(shop, who, **given)


def test_a_name_of_somebody_gone_is_refused(shop):
    gone = shop.person("washer")
    close_account_at_once(shop.general_manager, gone, receiver=shop.person("guide"), reason="旷工三天")
    with refused("账号已停用"):
        told(shop, people=[gone])


def test_the_form_takes_part_numbers_and_says_which_it_does_not_know(shop):
    part = Part.objects.earliest("pk")
    browser = browser_of(shop.parts_manager)
    given = {
        "kind": kind_key("parts"),
        "title": "缺货",
        "text": "厂家缺货两周",
        "parts": f"{part.part_no}\nXX-没有",
        "effective_on": shop.today.isoformat(),
        "read_by": (shop.now + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M"),
        "departments": ["parts"],
        "token": "notice-of-a-part",
    }
    answer = browser.post("/act/notices.publish_notice", given)
    assert "目录里没有 XX-没有" in answer.content.decode()
    browser.post("/act/notices.publish_notice", {**given, "parts": part.part_no, "token": "notice-2"})
    assert [each.part_id for each in Notice.objects.get().parts.all()] == [part.pk]


def test_only_those_whom_it_concerns_see_it(shop):
    notice = told(shop)
    address = reverse("notices:notice", args=[notice.pk])
    for name in ("sales_consultant", "new_car_insurance", "fi_manager", "sales_manager", "office_director"):
        assert look(getattr(shop, name), address).status_code == 200, name
    browser = browser_of(shop.washer)
    assert browser.get(address).status_code == 404


def test_names_of_those_who_have_not_read_are_for_who_keeps_it(shop):
    notice = told(shop, posts=[SLC, Role.SHOWROOM_HOST])
    assert "0 / 2" in page(shop.fi_manager, notice)
    assert "0 / 2" not in page(shop.sales_consultant, notice)


def test_people_below_who_are_late_stand_before_their_nearest_superior(shop):
    notice = told(shop)
    assert desks.unread_below(shop.sales_manager) == []
    shop.later(days=1, minutes=1)
    [task] = desks.unread_below(shop.sales_manager)
    assert str(shop.person("sales_consultant")) in task.title
    assert desks.unread_below(shop.general_manager) == []
    reads(notice, shop.sales_consultant)
    assert desks.unread_below(shop.sales_manager) == []


def asked(who, address):
    with CaptureQueriesContext(connection) as queries_asked:
        assert look(who, address).status_code == 200
    return len(queries_asked)


def test_however_many_notices_and_readers_there_are_the_pages_ask_the_same(shop):
    owner = visits.a_customer(shop)
    visits.a_car(shop, owner=owner)
    order = visits.a_visit_signed(shop)
    part = PartLine.objects.filter(order=order).earliest("pk").part
    how = {"code": "parts", "posts": [SLC], "parts": [part]}
    notice = told(shop, shop.parts_manager, **how)
    addresses = [
        (shop.parts_manager, reverse("notices:notices")),
        (shop.sales_consultant, reverse("web:home")),
    ]
    reading = [asked(shop.parts_manager, reverse("notices:notice", args=[notice.pk]))]
    few = [asked(*each) for each in addresses]
    more_consultants(shop, 6)
    for number in range(4):
        visits.a_car(shop, f"宁Z7200{number}", owner=owner)
        visits.a_visit_signed(shop, f"宁Z7200{number}")
    for _ in range(5):
        notice = told(shop, shop.parts_manager, **how)
    assert [asked(*each) for each in addresses] == few
    assert asked(shop.parts_manager, reverse("notices:notice", args=[notice.pk])) == reading[0]


def test_it_is_published_once_per_press(shop):
    given = {
        "kind": NoticeKind.objects.get(code="underwriting"),
        "title": "一次",
        "text": "一次",
        "read_by": shop.now + timedelta(days=1),
        "posts": [SLC],
    }
    for _ in range(2):
        publish_notice(shop.new_car_insurance, token="once", **given)
    assert Notice.objects.filter(title="一次").count() == 1
