"""The customer was reached: his scores, his words, and what follows at once."""

from datetime import date, timedelta

import pytest

from tests.support.saying_no import asked, refused
from zhangdian.aftercare.care import figures
from zhangdian.aftercare.care.calling.actions import QuestionRow, load_questionnaire, record_call
from zhangdian.aftercare.care.models import (
    Channel,
    Complaint,
    FollowUp,
    Questionnaire,
    QuestionnaireQuestion,
)
from zhangdian.aftercare.care.questions import Given
from zhangdian.aftercare.care.sheets import ComplaintSheet
from zhangdian.aftercare.care.tests import arranging
from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel import holds
from zhangdian.people.customers.models import Referral
from zhangdian.people.organization.roles import Role

EARLY = "care.called_before_the_agreed_hour"


@pytest.mark.duty("PROC-F-03", "CSR-25")
def test_scores_and_words_are_kept_with_the_visit_and_its_edition(shop):
    follow_up = arranging.a_visit_called(shop, words="挺好的，就是等得久")
    assert (follow_up.state, follow_up.words) == (FollowUp.State.REACHED, "挺好的，就是等得久")
    assert follow_up.questionnaire.edition == "2026-01"
    scores = {each.question.code: each.score for each in follow_up.answers.all() if each.score is not None}
    assert scores == {"Q2": 5, "Q3": 5, "Q4": 5, "Q6": 5, "Q7": 5, "Q8": 9}
    assert [attempt.number for attempt in follow_up.attempts.all()] == [1]
    assert not Complaint.objects.exists()


@pytest.mark.duty("PROC-F-03")
def test_what_was_asked_before_a_new_edition_stays_as_it_was_asked(shop):
    old = arranging.a_visit_called(shop)
    row = QuestionRow("Q2", "接您的顾问专业吗", QuestionnaireQuestion.Answered.SCORE5, required=True)
    load_questionnaire(
        shop.customer_relations_manager,
        kind=Questionnaire.Kind.SERVICE,
        edition="2026-12",
        since=shop.today + timedelta(days=1),
        questions=[row],
    )
    shop.later(days=2)
    order = arranging.a_visit_left_at(shop, plate="宁Z88K01")
    arranging.the_agreed_hour(shop, order)
    new = arranging.call(shop, order)
    asked_then = [each.question.text for each in old.answers.all() if each.question.code == "Q2"]
    asked_now = [each.question.text for each in new.answers.all()]
    assert asked_then == ["服务顾问接待您是否及时、热情"]
    assert asked_now == ["接您的顾问专业吗"]
    means = figures.mean_scores(shop.aftersales_care, date(2026, 11, 1), shop.today)
    assert {mean.question.text for mean in means} >= {*asked_then, *asked_now}


@pytest.mark.duty("PROC-F-02")
def test_before_the_agreed_hour_there_is_a_reason(shop):
    order = arranging.a_visit_left_at(shop)
    shop.at(shop.now.replace(hour=7) + timedelta(days=1))
    with asked(EARLY, "和客户约的是"):
        arranging.call(shop, order)
    done = record_call(
        shop.aftersales_care,
        order,
        answers=arranging.answers(shop, order),
        because={EARLY: "顾问请我先打"},
    )
    assert done.entry.notes["because"] == {EARLY: "顾问请我先打"}


@pytest.mark.parametrize("hour", ["08:30", "12:40", "20:30"])
@pytest.mark.duty("CSR-28", "PROC-F-02")
def test_a_customer_at_rest_is_not_called_for_any_reason(shop, hour):
    order = arranging.a_visit_left_at(shop)
    shop.later(days=1)
    shop.at(hour)
    with refused("休息时间"):
        arranging.call(shop, order)


@pytest.mark.duty("CSR-28")
def test_who_calls_us_himself_is_never_too_early(shop):
    order = arranging.a_visit_left_at(shop)
    shop.at("20:30")
    assert arranging.call(shop, order, channel=Channel.INCOMING).reached_at == shop.now


@pytest.mark.duty("PROC-F-04", "CSR-02")
def test_two_of_five_is_a_complaint_with_the_visit_at_once(shop):
    follow_up = arranging.a_visit_called(shop, said={"Q4": 2}, words="说十点好，等到一点半")
    complaint = Complaint.objects.get()
    order = follow_up.order
    assert (complaint.state, complaint.order, complaint.vehicle) == ("received", order, order.vehicle)
    assert (complaint.topic.code, complaint.source) == ("T02", Complaint.Source.FOLLOW_UP)
    assert complaint.words == "说十点好，等到一点半"
    assert ComplaintSheet(shop.aftersales_care, complaint).low == "等待时间和答应的一样吗：2"
    assert complaint.number.startswith("TS")
    waiting = holds.open_on(shop.aftersales_care, [complaint])[complaint.pk]
    told = {(hold.holder, hold.person) for hold in waiting}
    assert told == {(Role.FRONT_DESK_SUPERVISOR, None), (Role.SERVICE_ADVISOR, order.advisor)}


@pytest.mark.duty("PROC-F-04")
def test_three_is_at_the_line_and_four_is_not(shop):
    arranging.a_visit_called(shop, said={"Q2": 4})
    assert not Complaint.objects.exists()
    shop.later(days=1)
    order = arranging.a_visit_left_at(shop, plate="宁Z88K01")
    arranging.the_agreed_hour(shop, order)
    arranging.call(shop, order, said={"Q2": 3}, words="问两句就不耐烦")
    assert Complaint.objects.get().topic.code == "T06"


@pytest.mark.duty("PROC-F-04")
def test_a_fault_that_is_still_there_is_a_major_one(shop):
    arranging.a_visit_called(shop, said={"Q5": "没好"}, words="还是咯噔响")
    complaint = Complaint.objects.get()
    assert (complaint.topic.code, complaint.severity) == ("T01", "major")


@pytest.mark.duty("PROC-F-04", "CSR-02")
def test_a_complaint_is_in_the_customer_s_own_words(shop):
    order = arranging.a_visit_left_at(shop)
    arranging.the_agreed_hour(shop, order)
    with refused("客户的原话"):
        arranging.call(shop, order, said={"Q4": 1})
    assert not FollowUp.objects.exists()


@pytest.mark.duty("PROC-F-04")
def test_angry_words_beside_good_scores_are_asked_about(shop):
    order = arranging.a_visit_left_at(shop)
    arranging.the_agreed_hour(shop, order)
    question = "care.these_words_are_no_complaint"
    with asked(question, "太差"):
        arranging.call(shop, order, words="休息区空调太差")
    arranging.call(shop, order, words="休息区空调太差", because={question: "只是建议"})
    assert not Complaint.objects.exists()


@pytest.mark.duty("PROC-F-04")
def test_who_says_that_he_complains_complains(shop):
    arranging.a_visit_called(shop, words="收费不清楚，我要投诉", complains=True)
    assert Complaint.objects.get().topic.code == "T18"


@pytest.mark.duty("CSR-29")
def test_a_required_question_left_out_is_named(shop):
    order = arranging.a_visit_left_at(shop)
    arranging.the_agreed_hour(shop, order)
    with refused("项目和费用讲得清楚吗"):
        arranging.call(shop, order, said={"Q3": None})


@pytest.mark.duty("CSR-29")
def test_whose_matter_was_not_done_is_led_past_the_scores(shop):
    order = arranging.a_visit_left_at(shop)
    arranging.the_agreed_hour(shop, order)
    nothing = dict.fromkeys(("Q2", "Q3", "Q4", "Q5", "Q6", "Q7", "Q8"))
    follow_up = arranging.call(shop, order, said={**nothing, "Q1": "没有", "Q9": "配件没到"})
    assert [each.question.code for each in follow_up.answers.all()] == ["Q1", "Q9"]


@pytest.mark.parametrize(("code", "score"), [("Q2", 6), ("Q2", 0), ("Q8", 11)])
def test_a_score_is_on_its_scale(shop, code, score):
    order = arranging.a_visit_left_at(shop)
    arranging.the_agreed_hour(shop, order)
    with refused("要打"):
        arranging.call(shop, order, said={code: score}, words="一般")


def test_an_answer_that_nobody_offered_is_refused(shop):
    order = arranging.a_visit_left_at(shop)
    arranging.the_agreed_hour(shop, order)
    with refused("没有“差不多”这个答案"):
        arranging.call(shop, order, said={"Q1": "差不多"})


def test_without_any_answer_nobody_was_asked(shop):
    order = arranging.a_visit_left_at(shop)
    arranging.the_agreed_hour(shop, order)
    with refused("还没有回答"):
        record_call(shop.aftersales_care, order, answers=[])


def test_two_editions_are_not_mixed(shop):
    order = arranging.a_visit_left_at(shop)
    arranging.the_agreed_hour(shop, order)
    other = QuestionnaireQuestion.objects.get(code="N1")
    with refused("不是同一版"):
        record_call(
            shop.aftersales_care, order, answers=[*arranging.answers(shop, order), Given(other, score=5)]
        )


@pytest.mark.duty("CSR-25")
def test_a_visit_is_followed_up_once(shop):
    follow_up = arranging.a_visit_called(shop)
    with refused("已经办完了"):
        arranging.call(shop, follow_up.order)


def test_a_car_that_is_still_here_is_not_called_about(shop):
    order = visits.a_visit_ready(shop)
    with refused("待交车"):
        arranging.call(shop, order)


def test_an_advisor_does_not_score_himself(shop):
    order = arranging.a_visit_left_at(shop)
    arranging.the_agreed_hour(shop, order)
    with refused("来做"):
        record_call(shop.service_advisor, order, answers=arranging.answers(shop, order))


@pytest.mark.duty("CSR-08")
def test_what_else_he_wants_goes_to_its_desk(shop):
    follow_up = arranging.a_visit_called(shop, wish="三个月内想换车", wish_desk=Role.SALES_CONSULTANT)
    referral = Referral.objects.get()
    assert (referral.desk, referral.wish) == (Role.SALES_CONSULTANT, "三个月内想换车")
    assert referral.vehicle == follow_up.order.vehicle
