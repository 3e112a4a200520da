"""《新车保险交车资料》: policies, whom to call, each insurer's claims guide as it stands this day."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.browsing import browser_of
from tests.support.looking import look, said
from zhangdian.aftercare.insurance import issued
from zhangdian.aftercare.insurance.delivered import packs
from zhangdian.aftercare.insurance.delivered.tests.arranging import delivered
from zhangdian.aftercare.insurance.models import DeskWord, Policy
from zhangdian.aftercare.insurance.policies.actions import void_policy
from zhangdian.aftercare.insurance.policies.tests.arranging import a_policy, told
from zhangdian.aftercare.insurance.tests.arranging import insurer
from zhangdian.aftercare.insurance.visiting.actions import promise_claims_care
from zhangdian.foundation.kernel.models import Entry
from zhangdian.foundation.ui import pdf
from zhangdian.management.notices import actions as notices
from zhangdian.management.notices.tests.arranging import told as told_staff
from zhangdian.people.customers.actions import change_vehicle
from zhangdian.people.customers.tests.arrange import a_car, a_customer, vin


def new_car(shop):
    """A new car of a customer, insured here against both, from tomorrow on."""
    car = a_car(shop, plate="宁Z50031", vin=vin(31), owner=a_customer(shop))
    for line, number in (("VCI", "PDAA0000000031"), ("TCI", "PDZA0000000031")):
        a_policy(shop, shop.new_car_insurance, car=car, line=line, number=number, desk=Policy.Desk.NEW_CAR)
    return car


def a_guide(shop, code="AH", **how):
    given = {"code": "claims", "title": "出险怎么办", "text": "报案打 95500", "insurer": insurer(code), **how}
    return told_staff(shop, shop.new_car_insurance, **given)


def changed(shop, guide, text):
    return notices.correct_notice(
        shop.new_car_insurance,
        guide,
        what_changed="报案电话",
        title=guide.title,
        text=text,
        effective_on=shop.today,
        read_by=shop.now + timedelta(days=1),
    ).subject


def address(car):
    return reverse("insurance:delivery_pack", args=[car.pk])


def printed(shop, car, who=None):
    return said(look(who or shop.new_car_insurance, address(car)))


@pytest.mark.duty("NBI-14")
def test_it_bears_the_cars_policies_and_whom_to_call(shop):
    car = new_car(shop)
    delivered(shop, 31)
    seen = printed(shop, car)
    for text in (
        *("新车保险交车资料", car.vin, "段素琴", "安禾", "PDAA0000000031", "PDZA0000000031"),
        *("交强险", "商业险", "三者险", "安禾报案", "祝小曼", "本店救援", "120", "蒋春梅"),
    ):
        assert text in seen, text
    assert "先登记保单" not in seen


@pytest.mark.duty("NBI-14")
def test_it_names_the_covers_with_their_sums_and_whole_dates(shop):
    car = new_car(shop)
    [policy] = Policy.objects.filter(vehicle=car, line="VCI")
    seen = printed(shop, car)
    named = issued.in_words(issued.standing(policy))
    assert "三者险" in named
    assert f"险种：{named}" in seen
    assert f"{policy.starts_at.year}-{policy.starts_at.month:02}" in seen


@pytest.mark.duty("NBI-14")
def test_the_next_print_bears_the_new_edition_of_the_insurers_guide(shop):
    car = new_car(shop)
    guide = a_guide(shop)
    a_guide(shop, "ZA", text="报案打 95511")
    assert "报案打 95500" in printed(shop, car)
    assert "第 1 版" in printed(shop, car)
    changed(shop, guide, "报案改打 95599")
    seen = printed(shop, car)
    assert "报案改打 95599" in seen
    assert "第 2 版" in seen
    assert "95500" not in seen
    assert "95511" not in seen


@pytest.mark.duty("NBI-14")
def test_without_a_standing_guide_it_says_so_before_it_is_printed(shop):
    car = new_car(shop)
    guide = a_guide(shop)
    assert "没有理赔须知" not in printed(shop, car)
    notices.withdraw_notice(shop.new_car_insurance, guide, why="内容有误")
    seen = printed(shop, car)
    bar, paper = seen.split('<section class="paper', 1)
    assert "安禾 现在没有理赔须知" in bar
    assert "notices.publish_notice" in bar
    assert "理赔须知" not in paper
    delivered(shop, 31, consultant=str(shop.person("sales_consultant")))
    theirs = printed(shop, car, shop.sales_consultant)
    assert "先请保险专员发一份" in theirs
    assert "notices.publish_notice" not in theirs


def test_help_that_was_promised_with_a_policy_stands_beside_it(shop):
    car = new_car(shop)
    package = DeskWord.objects.of(shop.clock).filter(kind=DeskWord.Kind.CARE).earliest("pk")
    policy = Policy.objects.get(number="PDAA0000000031")
    promise_claims_care(shop.new_car_insurance, policy, package=package)
    assert f"本店送：{package}" in printed(shop, car)


def test_a_policy_that_was_entered_wrongly_or_has_ended_stands_in_no_pack(shop):
    car = new_car(shop)
    void_policy(shop.new_car_insurance, Policy.objects.get(number="PDAA0000000031"), why="录错了车")
    assert "PDAA0000000031" not in printed(shop, car)
    shop.later(days=370)
    seen = printed(shop, car)
    assert "PDZA0000000031" not in seen
    assert "先登记保单，再打印" in seen


def test_it_is_reached_from_the_policy_the_file_of_the_car_and_the_list_of_delivered_cars(shop):
    car = new_car(shop)
    policy = Policy.objects.get(number="PDAA0000000031")
    there = (
        ("insurance:policy", policy),
        ("insurance:car", car),
        ("insurance:deliveredcar", delivered(shop, 31)),
    )
    for name, record in there:
        assert address(car) in said(look(shop.new_car_insurance, reverse(name, args=[record.pk]))), name
    void_policy(shop.new_car_insurance, policy, why="录错了车")
    gone = said(look(shop.new_car_insurance, reverse("insurance:policy", args=[policy.pk])))
    assert address(car) not in gone


@pytest.mark.parametrize("post", ["washer", "technician", "cashier"])
def test_who_reads_no_insurance_reads_no_pack(shop, post):
    assert browser_of(getattr(shop, post)).get(address(new_car(shop))).status_code == 404


def test_a_consultant_takes_the_papers_of_his_own_customers_only(shop):
    car = new_car(shop)
    there = browser_of(shop.sales_consultant)
    assert there.get(address(car)).status_code == 404
    noted = delivered(shop, 31, consultant="别人")
    page = reverse("insurance:deliveredcar", args=[noted.pk])
    assert address(car) not in said(look(shop.sales_consultant, page))
    change_vehicle(shop.service_advisor, car, advisor=shop.person("sales_consultant"))
    assert there.get(address(car)).status_code == 200
    assert address(car) in said(look(shop.sales_consultant, page))


@pytest.mark.duty("NBI-14")
@pytest.mark.skipif(bool(pdf.lacking()), reason="this server cannot set pages")
def test_as_pdf_it_is_journaled_as_leaving_the_house(shop):
    car = new_car(shop)
    file = reverse("insurance:delivery_pack_file", args=[car.pk])
    answer: Any = browser_of(shop.new_car_insurance).post(file)
    assert b"".join(answer.streaming_content)[:4] == b"%PDF"
    taken = Entry.objects.filter(action="kernel.export_list").latest("at")
    assert taken.inputs["name"] == "delivery_pack"


def test_however_many_policies_there_are_it_asks_the_same(shop):
    car = a_car(shop, plate="宁Z50032", vin=vin(32))
    told(shop, car)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            pack = packs.pack_of(shop.new_car_insurance, car)
            assert [(each.covers, each.cares) for each in pack.policies]
        return len(queries)

    a_policy(shop, shop.new_car_insurance, car=car)
    few = asked()
    for number, code in enumerate(("ZA", "HT", "AH")):
        a_policy(
            shop, shop.new_car_insurance, car=car, number=f"PDN{number:08}", insurer=insurer(code), line="NON"
        )
    assert asked() == few
