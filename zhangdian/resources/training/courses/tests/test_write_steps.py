"""The procedure stands in editions, and is shown where the work is done."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.renewals.tests import arranging as renewing
from zhangdian.resources.training.courses.actions import write_steps
from zhangdian.resources.training.tests.arranging import STEPS, a_course


def test_a_later_edition_counts_from_its_day_and_says_what_changed(shop):
    course = a_course(shop)
    write_steps(shop.internal_trainer, course, text=STEPS)
    with refused("改了什么"):
        write_steps(shop.internal_trainer, course, text=f"{STEPS}\n归档")
    with refused("没有改动"):
        write_steps(shop.internal_trainer, course, text=STEPS, what_changed="没有")
    later = shop.today + timedelta(days=2)
    write_steps(shop.internal_trainer, course, text=f"{STEPS}\n归档", what_changed="当天归档", since=later)
    address = reverse("training:course", args=[course.pk])
    assert "<li>归档</li>" not in said(look(shop.renewal_clerk, address)).split("各版")[0]
    shop.later(days=2)
    assert "<li>归档</li>" in said(look(shop.renewal_clerk, address)).split("各版")[0]


def test_nothing_is_no_procedure(shop):
    with refused("至少写一步"):
        write_steps(shop.internal_trainer, a_course(shop), text=" \n ")


@pytest.mark.duty("NBI-04")
def test_the_issuing_procedure_stands_beside_the_form_of_a_policy(shop):
    course = a_course(shop, place="insurance.enter_policy")
    write_steps(shop.internal_trainer, course, text=STEPS)
    page = said(look(shop.new_car_insurance, reverse("ui:act", args=["insurance.enter_policy"])))
    assert "<li>请人复核</li>" in page
    elsewhere = reverse("ui:act", args=["duties.report_matter"])
    assert "<li>请人复核</li>" not in said(look(shop.new_car_insurance, elsewhere))


@pytest.mark.duty("RNW-19")
def test_the_procedure_of_claims_opens_during_the_call(shop):
    course = a_course(shop, name="理赔实务", place="insurance.renewal_call")
    write_steps(shop.internal_trainer, course, text="先问人有没有受伤\n提醒马上报案")
    renewal = renewing.a_renewal(shop)
    page = said(look(shop.renewal_clerk, reverse("insurance:renewal", args=[renewal.pk])))
    assert "<li>先问人有没有受伤</li>" in page
