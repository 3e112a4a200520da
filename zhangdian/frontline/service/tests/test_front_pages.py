"""The pages of the front desk, looked at by those whose they are."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zhangdian.doors.simulation import visits
from zhangdian.foundation.kernel.models import Paper
from zhangdian.foundation.kernel.refusals import NotHere
from zhangdian.foundation.ui import act_views, search
from zhangdian.foundation.ui.waits import count
from zhangdian.frontline.service import queries as queries_of_visits
from zhangdian.frontline.service import views
from zhangdian.frontline.service.appointments import views as appointments
from zhangdian.frontline.service.appointments.actions import book_appointment
from zhangdian.frontline.service.booking import AHEAD
from zhangdian.frontline.service.models import Appointment, RepairOrder
from zhangdian.frontline.service.reception import views as reception
from zhangdian.frontline.service.reception import waiting
from zhangdian.frontline.service.tests.pages import look, press, words
from zhangdian.frontline.service.writeup import views as writeup
from zhangdian.people.customers.actions import change_customer

DEVICES = ("desktop", "tablet", "phone")


@pytest.fixture
def arrived(shop):
    visits.a_car(shop)
    return visits.a_visit_arrived(shop)


@pytest.fixture
def received(shop):
    visits.a_car(shop)
    return visits.a_visit_received(shop)


def queries(page) -> int:
    """How many queries a page takes."""
    page()
    with CaptureQueriesContext(connection) as taken:
        page()
    return len(taken)


# The entrance -------------------------------------------------------------------------------------


@pytest.mark.duty("PROC-R-04")
def test_three_signs_and_one_tap_register_a_car(shop):
    visits.a_car(shop)
    found = words(look(shop.guide, reception.entrance_matches, "/entrance/matches?tail=966"))
    assert 'value="宁Z62966"' in found
    assert press(shop.guide, "service.receive_vehicle", plate="宁Z62966").status_code == 204
    page = words(look(shop.guide, reception.entrance, "/entrance", device="phone"))
    assert "在等的车" in page
    assert "0 分" in page


@pytest.mark.duty("PROC-R-04")
def test_who_is_not_greeted_in_ten_minutes_is_red_on_the_supervisor_s_screen(shop):
    visits.a_visit_arrived(shop)
    shop.later(minutes=9)
    [found] = count(shop.front_desk_supervisor, [waiting.count])
    assert not found.late
    shop.later(minutes=1)
    [found] = count(shop.front_desk_supervisor, [waiting.count])
    assert found.late
    page = words(look(shop.front_desk_supervisor, reception.reception, "/reception"))
    assert "t-late" in page or "late" in page


@pytest.mark.duty("PROC-R-06")
def test_how_he_wants_to_be_called_stands_on_the_screen_when_he_arrives(shop):
    owner = visits.a_customer(shop)
    change_customer(shop.service_advisor, owner, called="王老师")
    visits.a_car(shop, owner=owner)
    order = visits.a_visit_arrived(shop)
    page = words(look(shop.service_advisor, reception.walk_around, "/reception/1", pk=order.pk))
    assert "王老师" in page


def test_signs_that_mean_nothing_say_so(shop):
    assert "没有尾号 XYZ" in words(look(shop.guide, reception.entrance_matches, "/entrance/matches?tail=xyz"))


def test_a_car_that_is_here_is_shown_as_here(shop, arrived):
    assert "已在店" in words(look(shop.guide, reception.entrance_matches, "/entrance/matches?tail=966"))


def test_one_tap_hangs_the_lowest_free_tag(shop, arrived):
    page = words(look(shop.guide, reception.entrance, "/entrance"))
    assert 'name="key_tag" value="1"' in page
    press(shop.guide, "service.tag_key", arrived.pk, key_tag="1")
    assert visits.again(arrived).key_tag == 1


def test_the_entrance_takes_the_same_queries_for_one_car_and_for_many(shop, arrived):
    def page():
        return look(shop.guide, reception.entrance, "/entrance?tail=966")

    before = queries(page)
    for number in range(3):
        visits.a_visit_arrived(shop, f"宁ZK778{number}")
    assert queries(page) == before


# The queue ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("device", DEVICES)
def test_the_queue_shows_mine_first_and_anybodys_after_ten_minutes(shop, device):
    visits.a_visit_arrived(shop, "宁ZK7780", words="小保养")
    page = words(look(shop.service_advisor, reception.reception, "/reception", device=device))
    assert "公共" in page
    assert "小保养" in page


@pytest.mark.duty("PROC-R-07")
def test_greeting_leads_to_the_car(shop, arrived):
    answer = press(shop.service_advisor, "service.greet_customer", arrived.pk)
    assert answer["HX-Redirect"] == f"/reception/{arrived.pk}"


def test_the_queue_takes_the_same_queries_for_one_car_and_for_many(shop, arrived):
    def page():
        return look(shop.service_advisor, reception.reception, "/reception")

    before = queries(page)
    for number in range(3):
        visits.a_visit_arrived(shop, f"宁ZK778{number}")
    assert queries(page) == before


# The walk around ----------------------------------------------------------------------------------


@pytest.mark.parametrize("device", DEVICES)
def test_the_walk_around_asks_only_what_is_not_known(shop, arrived, device):
    page = words(look(shop.service_advisor, reception.walk_around, device=device, pk=arrived.pk))
    for said in ("邹雪梅", "刹车吱吱响", "无贵重物品", "核对一致", "四角照片", "去开单"):
        assert said in page


@pytest.mark.duty("PROC-R-10", "PROC-R-17")
def test_seven_taps_send_one_form_and_lead_to_the_write_up(shop, arrived):
    advisor = shop.service_advisor
    answer = press(
        advisor,
        "service.complete_walk_around",
        arrived.pk,
        mileage_km="107196",
        seat_photo=visits.a_photo(advisor),
        photos=[visits.a_photo(advisor) for _ in range(4)],
        marks='[{"kind":"scratch","view":"left","x":438,"y":300,"old":false}]',
        belongings=["无贵重物品", "儿童座椅", ""],
        belongings_movable="先打电话",
        papers="same",
    )
    assert answer.status_code == 204, words(answer)
    assert answer["HX-Redirect"] == f"/writeup/{arrived.pk}"
    order = visits.again(arrived)
    assert (order.belongings, order.belongings_movable, order.papers_checked) == (
        "儿童座椅",
        "先打电话",
        "same",
    )
    assert [mark.place for mark in order.marks.all()] == ["左后门"]
    done = words(look(advisor, reception.walk_around, pk=arrived.pk))
    assert "左后门 划痕" in done
    assert "补记痕迹" in done


def test_a_missing_photo_comes_back_in_the_same_form(shop, arrived):
    answer = press(shop.service_advisor, "service.complete_walk_around", arrived.pk, mileage_km="107196")
    assert answer.status_code == 422
    assert "主驾照片(三件套、里程、油量)" in words(answer)
    assert 'id="walk-form"' in words(answer)


def test_the_first_figures_of_the_meter_stand_there(shop):
    visits.a_car(shop)
    visits.a_visit_left(shop)
    order = visits.a_visit_arrived(shop)
    assert 'name="mileage_km" value="107"' in words(
        look(shop.service_advisor, reception.walk_around, pk=order.pk)
    )


def test_a_figure_is_judged_while_it_is_typed(shop):
    visits.a_car(shop)
    visits.a_visit_left(shop)
    order = visits.a_visit_arrived(shop)
    for typed, said in (("107", ""), ("107196", "+0"), ("999999", "超出日均"), ("100000", "少")):
        page = words(
            look(shop.service_advisor, reception.mileage_hint, f"/m?mileage_km={typed}", pk=order.pk)
        ).strip()
        assert (said in page) if said else page == "", (typed, page)


def test_another_stores_car_does_not_exist(shop, arrived):
    for view in (reception.walk_around, writeup.write_up, writeup.find_operations, views.draft_papers):
        with pytest.raises(NotHere):
            look(shop.other_store_advisor, view, pk=arrived.pk)


# The write-up -------------------------------------------------------------------------------------


@pytest.mark.parametrize("device", DEVICES)
def test_the_write_up_shows_lines_money_promise_and_what_is_missing(shop, received, device):
    empty = words(look(shop.service_advisor, writeup.write_up, device=device, pk=received.pk))
    assert "还没有项目" in empty
    visits.write_up(shop, received, ["B001"])
    page = words(look(shop.service_advisor, writeup.write_up, device=device, pk=received.pk))
    for said in ("更换前制动片", "590.00", "有货", "请客户签字", "发链接签", "展示后门店处理"):
        assert said in page


def test_the_write_up_takes_the_same_queries_for_one_line_and_for_many(shop, received):
    def page():
        return look(shop.service_advisor, writeup.write_up, pk=received.pk)

    visits.write_up(shop, received, ["B001"])
    before = queries(page)
    visits.write_up(shop, received, ["A001", "A008", "D004"])
    assert queries(page) <= before
    assert before <= 40


def test_initials_find_an_operation_and_one_tap_adds_it(shop, received):
    [concern] = received.concerns.all()
    path = f"/w?q=ghqzdp&to={concern.pk}"
    found = words(look(shop.service_advisor, writeup.find_operations, path, pk=received.pk))
    [wanted] = set(re.findall(r'name="wanted" value="(B001[^"]*)"', found))
    assert press(shop.service_advisor, "service.add_lines", received.pk, wanted=[wanted]).status_code == 204
    assert received.lines.get().concern == concern


def test_letters_are_not_the_customers_words(shop, received):
    page = look(shop.service_advisor, writeup.find_operations, "/w?q=zzzz", pk=received.pk)
    assert "记成客户的话" not in words(page)
    page = look(shop.service_advisor, writeup.find_operations, "/w?q=咔咔响", pk=received.pk)
    assert "记成客户的话" in words(page)


def test_a_sign_that_no_database_takes_finds_as_if_it_were_not_there(shop, received):
    page = look(shop.service_advisor, writeup.find_operations, "/w?q=A0%0001", pk=received.pk)
    assert "小保养" in words(page)


def test_what_nobody_can_read_is_no_operation(shop, received):
    answer = press(shop.service_advisor, "service.add_lines", received.pk, wanted=["B001; drop"])
    assert answer.status_code == 422
    assert not received.lines.exists()


def test_a_seg_is_kept_at_once(shop, received):
    sent = {"wash": "no", "old_parts": "take", "pay": "cash", "stay": "leaves"}
    assert press(shop.service_advisor, "service.set_choices", received.pk, **sent).status_code == 204
    order = visits.again(received)
    assert (order.wash, order.old_parts, order.pay, order.stay) == ("no", "take", "cash", "leaves")


# Signing ------------------------------------------------------------------------------------------


@pytest.fixture
def ready(shop, received):
    visits.write_up(shop, received)
    return visits.again(received)


def signing_page(shop, order) -> str:
    return words(look(shop.service_advisor, act_views.act, name="service.sign_order", pk=order.pk))


@pytest.mark.duty("PROC-R-31", "PROC-R-32")
def test_what_is_shown_is_what_is_signed(shop, ready):
    page = signing_page(shop, ready)
    assert "接车登记表" in page
    assert "任务委托书" in page
    [shown] = set(re.findall(r'name="shown" value="([0-9a-f ]+)"', page))
    answer = press(
        shop.service_advisor,
        "service.sign_order",
        ready.pk,
        seen_revision=ready.revision,
        shown=shown,
        signature=visits.a_photo(shop.service_advisor, "white"),
    )
    assert answer["HX-Redirect"] == f"/orders/{ready.pk}"
    assert [paper.page_id[:16] for paper in Paper.objects.order_by("pk")] == shown.split()


def test_a_paper_that_changed_meanwhile_is_shown_again(shop, ready):
    [shown] = set(re.findall(r'name="shown" value="([0-9a-f ]+)"', signing_page(shop, ready)))
    press(shop.service_advisor, "service.tag_key", ready.pk, key_tag="9")
    answer = press(
        shop.service_advisor,
        "service.sign_order",
        ready.pk,
        seen_revision=ready.revision,
        shown=shown,
        signature=visits.a_photo(shop.service_advisor, "white"),
    )
    assert answer.status_code == 422
    assert "内容刚刚改过" in words(answer)


def test_signed_with_a_pen_the_photo_is_the_signature(shop, ready):
    photo = visits.a_photo(shop.service_advisor)
    sent = {"seen_revision": ready.revision, "signature": photo, "means": "paper"}
    assert press(shop.service_advisor, "service.sign_order", ready.pk, **sent).status_code == 204
    assert {paper.means for paper in Paper.objects.all()} == {"paper"}


@pytest.mark.duty("PROC-R-31")
def test_he_may_refuse_to_sign_before_a_witness(shop, ready):
    sent = {
        "seen_revision": ready.revision,
        "reason": "赶时间",
        "witness": shop.person("second_advisor").pk,
    }
    answer = press(shop.service_advisor, "service.record_refused_signature", ready.pk, **sent)
    assert answer.status_code == 204, words(answer)
    assert visits.again(ready).state == RepairOrder.State.WAITING


def test_a_paper_prints_with_number_digest_and_count(shop, ready):
    visits.sign(shop, ready)
    order = Paper.objects.get(kind="WL")
    page = words(look(shop.service_advisor, views.paper, pk=order.pk))
    for said in (order.number, "原件摘要", "第 1 次打印", "人民币(大写)", "打印过 0 次"):
        assert said in page
    press(shop.service_advisor, "kernel.print_paper", order.pk)
    press(shop.service_advisor, "kernel.print_paper", order.pk)
    assert "补打 第 2 次打印" in words(look(shop.service_advisor, views.paper, pk=order.pk))


def test_drafts_say_that_they_are_drafts(shop, ready):
    page = words(look(shop.service_advisor, views.draft_papers, pk=ready.pk))
    assert page.count("草稿，不作凭证") == 2


# Appointments and the search ----------------------------------------------------------------------


@pytest.mark.duty("SA-03")
def test_a_car_is_booked_for_a_half_hour(shop):
    car = visits.a_car(shop)
    day = shop.today.replace(day=24)
    sent = {"slot_at_day": day.isoformat(), "slot_at_hour": "09:30", "kind": "MAINT", "channel": "电话"}
    answer = press(shop.service_advisor, "service.book_appointment", car.pk, **sent)
    assert answer["HX-Redirect"] == "/appointments", words(answer)
    hours = words(look(shop.service_advisor, appointments.hours_of_day, f"/h?slot_at_day={day}"))
    assert "09:30 · 1" in hours


def test_an_appointment_is_looked_at_changed_and_listed(shop):
    car = visits.a_car(shop)
    at = shop.now + AHEAD / 100
    booked: Appointment = book_appointment(shop.service_advisor, car, slot_at=at, words="小保养").subject
    page = words(look(shop.service_advisor, appointments.appointment, pk=booked.pk))
    assert "小保养" in page
    form = words(look(shop.service_advisor, act_views.act, name="service.cancel_appointment", pk=booked.pk))
    assert car.plate[2:] in form
    assert "object" not in form
    listed = look(shop.service_advisor, appointments.appointments, "/appointments?when=coming")
    assert "邹雪梅" in words(listed)
    with pytest.raises(NotHere):
        look(shop.other_store_advisor, appointments.appointment, pk=booked.pk)


def test_a_car_to_book_is_found_by_its_tail(shop):
    visits.a_car(shop)
    assert "62966" in words(look(shop.service_advisor, appointments.book, "/b?q=966"))


@pytest.mark.parametrize("typed", ["宁Z62966", "966"])
def test_the_search_box_finds_orders_by_plate(shop, arrived, typed):
    hits = [hit for hit in search.hits(shop.service_advisor, typed) if hit.kind == "工单"]
    assert [hit.url for hit in hits] == [f"/orders/{arrived.pk}"]


def test_the_search_box_finds_orders_by_number(shop):
    visits.a_car(shop)
    order = visits.a_visit_signed(shop)
    for typed in (order.number, order.number[-4:]):
        assert [h.title for h in search.hits(shop.service_advisor, typed) if h.kind == "工单"], typed
    assert not [h for h in search.hits(shop.other_store_advisor, order.number) if h.kind == "工单"]


# The list of orders -------------------------------------------------------------------------------


def test_the_list_says_in_whose_hands_each_car_is_as_the_board_does(shop):
    visits.a_visit_in_repair(shop)
    visits.a_visit_signed(shop, "宁ZK7780")
    shop.later(days=1)
    page = words(look(shop.service_advisor, views.orders, "/orders"))
    for order in RepairOrder.objects.filter(state__in=RepairOrder.HERE):
        seen = queries_of_visits.visit(shop.service_advisor, order.pk)
        assert f">{seen.ball.text}<" in page


def test_the_list_shows_late_cars_first_then_the_longest_standing(shop):
    visits.a_visit_arrived(shop, "宁ZK7780")
    shop.later(minutes=5)
    late = visits.a_visit_signed(shop)
    shop.later(days=1)
    visits.a_visit_arrived(shop, "宁ZK7781")
    page = words(look(shop.service_advisor, views.orders, "/orders"))
    assert "超 " in page
    places = [
        page.index(f"/orders/{order.pk}")
        for order in (late, *RepairOrder.objects.exclude(pk=late.pk).order_by("pk"))
    ]
    assert places == sorted(places)


def test_the_list_takes_the_same_queries_for_one_car_and_for_many(shop, arrived):
    def page():
        return look(shop.service_advisor, views.orders, "/orders")

    before = queries(page)
    for number in range(3):
        visits.a_visit_arrived(shop, f"宁ZK778{number}")
    assert queries(page) == before


def test_a_draft_leads_to_its_next_page_and_not_to_twenty_forms(shop, received):
    page = words(look(shop.service_advisor, views.repairorder, pk=received.pk))
    assert f"/writeup/{received.pk}" in page
    assert "service.note_words" not in page


@pytest.mark.parametrize(
    "arranged",
    [
        visits.a_visit_arrived,
        visits.a_visit_in_repair,
        visits.a_visit_ready,
        visits.a_visit_to_pay,
        visits.a_visit_left,
    ],
)
def test_the_page_of_a_visit_opens_at_every_stage(shop, arranged):
    order = visits.again(arranged(shop))
    page = words(look(shop.service_advisor, views.repairorder, pk=order.pk))
    assert order.get_state_display() in page
