"""组长检查合格: by somebody who did not do the work, with what the car still needs."""

import pytest

from tests.support.saying_no import refused
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.inspection.actions import Recommended, pass_leader_check
from zhangdian.frontline.service.lines import Wanted
from zhangdian.frontline.service.models import Advice, Check, Finding, InspectionItem
from zhangdian.frontline.service.queries import visit
from zhangdian.frontline.service.workshop.actions import propose_extra_work, report_finding
from zhangdian.people.organization.staff.actions import appoint


@pytest.mark.duty("PROC-W-18", "PROC-W-20")
def test_passed_the_car_stands_with_the_inspector_with_its_minutes(shop):
    order = visits.a_visit_finished(shop)
    pass_leader_check(shop.team_leader, order)
    shop.later(minutes=7)
    held = visit(shop.quality_inspector, order.pk)
    assert (held.ball.who, held.minutes) == ("质量检验员", 7)


@pytest.mark.duty("PROC-W-18", "TML-02")
def test_a_leader_who_did_the_work_himself_is_refused_and_another_is_named(shop):
    order = visits.a_visit_signed(shop)
    visits.dispatch(shop, order, "team_leader")
    visits.issue_all(shop, order, "team_leader")
    visits.start(shop, order, "team_leader")
    visits.finish(shop, order, "team_leader")
    with refused("您自己做过", "别的组长、质检员或技术总监"):
        pass_leader_check(shop.team_leader, visits.again(order))
    pass_leader_check(shop.second_leader, visits.again(order))


@pytest.mark.duty("PROC-W-17")
def test_before_the_technician_s_own_check_there_is_nothing_to_pass(shop):
    order = visits.a_visit_in_repair(shop)
    with refused("检验"):
        pass_leader_check(shop.team_leader, order)


@pytest.mark.duty("PROC-W-19", "TML-04")
def test_the_leader_recommends_or_says_that_there_is_nothing(shop):
    order = visits.a_visit_finished(shop)
    pass_leader_check(shop.team_leader, order)
    check = Check.objects.get(order=order, stage=Check.Stage.LEADER)
    assert (check.remark, check.person) == ("无建议", shop.person("team_leader"))


@pytest.mark.duty("PROC-W-19")
def test_what_he_recommends_goes_with_the_car(shop):
    order = visits.a_visit_finished(shop)
    tyres = Recommended("更换前轮胎", safety=True, urgency=Advice.Urgency.NOW, detail="花纹 1.8 mm")
    pass_leader_check(shop.team_leader, order, recommendations=[tyres])
    advice = Advice.objects.get(order=order)
    assert (advice.vehicle, advice.name, advice.safety, advice.urgency) == (
        order.vehicle,
        "更换前轮胎",
        True,
        "now",
    )


@pytest.mark.duty("PROC-W-16", "PROC-W-19")
def test_a_finding_that_nobody_priced_is_recommended(shop):
    order = visits.a_visit_finished(shop)
    report_finding(
        shop.technician,
        order,
        item=InspectionItem.objects.get(code="I03"),
        level=Finding.Level.RED,
        measured="1.5",
        photos=[visits.a_photo(shop.technician)],
    )
    pass_leader_check(shop.team_leader, order)
    advice = Advice.objects.get(order=order)
    assert (advice.name, advice.detail, advice.safety) == ("轮胎花纹深度", "1.5", True)


@pytest.mark.duty("PROC-W-16")
def test_extra_work_without_an_answer_is_not_passed_over(shop):
    order = visits.a_visit_finished(shop)
    propose_extra_work(shop.service_advisor, order, wanted=[Wanted("A005")])
    with refused("还没有客户答复", "更换空调滤芯"):
        pass_leader_check(shop.team_leader, order)


def test_it_is_done_once(shop):
    order = visits.a_visit_finished(shop)
    pass_leader_check(shop.team_leader, order)
    with refused("已经做过了"):
        pass_leader_check(shop.second_leader, order)


def test_a_technician_is_no_leader(shop):
    order = visits.a_visit_finished(shop)
    with refused("维修组长"):
        pass_leader_check(shop.second_technician, order)
    appoint(shop.clock, shop.person("second_technician"), role="TML")
    pass_leader_check(shop.second_technician, order)
