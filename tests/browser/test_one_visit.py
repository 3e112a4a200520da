"""One car through the whole visit, by the people of the store and its customer.

Each of the store comes in by the form of the login, with his number and password, and begins at his home.
"""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser import stations
from tests.browser.stage import Stage
from zhangdian.doors.simulation import visits
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.resources.parts import actions as parts
from zhangdian.resources.parts.models import Requisition

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.long_on("postgres")]
WORDS = "踩刹车时前轮吱吱响"
PHONE, MASKED = "16110000005", "161****0005"


@dataclass
class Watch:
    """The front desk's supervisor looks at the order after each step."""

    stage: Stage
    page: Page

    def sees(self, state: str, ball: str, *facts: str) -> None:
        self.stage.open(self.page, f"/orders/{stations.order_here().pk}")
        head = self.page.locator(".page-h")
        expect(head.locator(".st").first).to_have_text(state)
        expect(head.locator(".ball")).to_contain_text(ball)
        for fact in facts:
            expect(self.page.locator("main")).to_contain_text(fact)


def test_one_car_goes_from_the_gate_to_the_follow_up_call(stage: Stage) -> None:
    shop = stage.shop
    visits.a_car(shop)
    stations.give_a_pin(shop)
    watch = Watch(stage, stage.log_in(shop.front_desk_supervisor))
    received(stage, watch)
    worked_on(stage, watch)
    extra_work_agreed(stage, watch)
    finished_and_looked_at(stage, watch)
    handed_over(stage, watch)
    paid_and_out(stage, watch)
    called_afterwards(stage)


def received(stage: Stage, watch: Watch) -> None:
    """Arrival, walk around, the customer's words, write-up, first sitting."""
    shop = stage.shop
    phone = stage.log_in(shop.guide, "phone")
    stations.arrive(stage, phone)
    watch.sees("接车", "服务顾问")
    tablet = stage.log_in(shop.service_advisor, "tablet")
    stations.greet(stage, tablet)
    watch.sees("接车", "林承志")
    expect(tablet.locator("#walk")).to_contain_text("邹雪梅")
    tablet.get_by_label("客户的话").fill(WORDS)
    stage.press(tablet, "记下")
    expect(tablet.locator(".says")).to_have_text(WORDS)
    stage.type(tablet.get_by_label("里程", exact=True), "107196")
    stage.press(tablet, "去开单")
    expect(tablet.locator(".refusal")).to_contain_text("主驾照片")
    stations.walk_around(stage, tablet, "")
    stage.tap(tablet.get_by_label("加项目或客户的话，可打拼音首字母"))
    tablet.get_by_label("加项目或客户的话，可打拼音首字母").fill("A001")
    stage.tap(tablet.locator("#operations button", has_text="小保养").first)
    expect(tablet.locator("tr.operation")).to_contain_text("小保养")
    expect(tablet.locator(".actionbar")).to_contain_text("556.00")
    stations.sign_order(stage, tablet)
    watch.sees("待派工", "在库等发", "接车登记表", "任务委托书", "客户同意 556.00")
    assert stations.order_here().number == "WL261123-0001"
    stage.open(phone, "/entrance")
    expect(phone.locator("#waiting")).to_contain_text("没有在等的车")


def worked_on(stage: Stage, watch: Watch) -> None:
    """Dispatch by the proposal, the box from the window, the technician's clock."""
    shop = stage.shop
    shop.later(minutes=6)
    desk = stage.log_in(shop.workshop_supervisor)
    stage.open(desk, "/")
    expect(desk.locator(".task")).to_contain_text("派工")
    stations.accept_proposal(stage, desk)
    expect(desk.locator("#lane-in_repair .job")).to_contain_text("小保养")
    box = Requisition.objects.of(shop.storekeeper).for_purpose(stations.order_here()).get()
    parts.prepare_box(shop.storekeeper, box, box="7")
    phone = stage.log_in(shop.technician, "phone")
    stage.open(phone, "/jobs")
    expect(phone.locator("#jobs")).to_contain_text(WORDS)
    expect(phone.locator(".box")).to_contain_text("等发 2 件")
    sees_neither_money_nor_phone(phone)
    window = stage.log_in(shop.storekeeper)
    stage.open(window, "/parts/")
    expect(window.locator(".queue")).to_contain_text("汪承志")
    stations.issue(stage, window)
    watch.sees("维修中", "汪承志")
    stations.start(stage, phone)
    expect(phone.locator(".box")).to_contain_text("已领 2 件")
    stations.pause(stage, phone)
    stations.go_on(stage, phone)


def extra_work_agreed(stage: Stage, watch: Watch) -> None:
    """A finding with its photo, the advisor's offer, the customer's yes, back to the bay."""
    shop = stage.shop
    shop.later(minutes=12)
    phone = stage.log_in(shop.technician, "phone")
    stage.open(phone, "/jobs")
    stations.find(stage, phone)
    watch.sees("维修中", "林承志")
    link = stations.offer(stage, stage.log_in(shop.service_advisor, "tablet"))
    watch.sees("维修中", "待客户")
    customer = stage.stranger()
    customer.goto(link)
    expect(customer.locator("main")).to_contain_text("更换前制动片")
    expect(customer.locator(".actionbar")).to_contain_text("590")
    sees_no_phone(customer)
    stations.agree(stage, customer)
    stage.open(phone, "/jobs")
    expect(phone.locator("#jobs")).to_contain_text("客户同意了，等主管派工")
    stations.accept_proposal(stage, stage.log_in(shop.workshop_supervisor))
    stage.open(phone, "/jobs")
    expect(phone.get_by_label("更换前制动片的力矩")).to_be_visible()
    window = stage.log_in(shop.storekeeper)
    stage.open(window, "/parts/")
    stations.issue(stage, window)
    watch.sees("维修中", "汪承志", "客户同意 1,146.00")


def finished_and_looked_at(stage: Stage, watch: Watch) -> None:
    """Torque and self-check, leader, inspector, wash."""
    shop = stage.shop
    shop.later(minutes=25)
    phone = stage.log_in(shop.technician, "phone")
    stage.open(phone, "/jobs")
    stage.type(phone.get_by_label("更换前制动片的力矩"), "110")
    stations.finish(stage, phone)
    watch.sees("检验", "维修组长")
    stations.check_as_leader(stage, stage.log_in(shop.team_leader, "phone"))
    watch.sees("检验", "质量检验员")
    stations.inspect(stage, stage.log_in(shop.quality_inspector, "tablet"))
    watch.sees("洗车", "洗车")
    washer = stage.log_in(shop.washer, "phone")
    stations.wash(stage, washer)
    sees_neither_money_nor_phone(washer)
    watch.sees("待交车", "林承志")


def handed_over(stage: Stage, watch: Watch) -> None:
    """The advisor's own check, the word to the customer, the statement, the second sitting."""
    shop = stage.shop
    shop.later(minutes=5)
    tablet = stage.log_in(shop.service_advisor, "tablet")
    stations.hand_over(stage, tablet, callback="大后天")
    expect(tablet.locator("#delivery")).to_contain_text("11月26日 周四 10-12点")
    expect(tablet.locator("#delivery")).to_contain_text("110 N·m")
    expect(tablet.locator("#delivery .total").first).to_contain_text("1,146.00")
    watch.sees("结算", "未付款")
    guard = stage.log_in(shop.guard, "phone")
    stage.open(guard, f"/gate?q={stations.PLATE}")
    expect(guard.locator("#gate")).to_contain_text("不能放行")
    expect(guard.get_by_role("button", name="放行")).to_have_count(0)


def paid_and_out(stage: Stage, watch: Watch) -> None:
    """Paid, the pass is valid in the same moment, the guard lets it out."""
    shop = stage.shop
    stations.open_the_till(shop)
    stations.take_money(stage, stage.log_in(shop.cashier))
    watch.sees("可放行", "客户")
    guard = stage.log_in(shop.guard, "phone")
    stations.let_out(stage, guard)
    expect(guard.locator("#gate")).to_contain_text("62966")
    sees_neither_money_nor_phone(guard)
    stage.open(guard, f"/orders/{stations.order_here().pk}")
    expect(guard.locator("main")).to_contain_text(MASKED)
    sees_no_phone(guard)
    assert stations.order_here().state == RepairOrder.State.LEFT


def called_afterwards(stage: Stage) -> None:
    """Three days later, in the agreed hour, with a score for everything."""
    shop = stage.shop
    shop.later(days=3)
    shop.at("10:20")
    desk = stage.log_in(shop.aftersales_care)
    stage.open(desk, "/")
    expect(desk.locator(".band-of-day").first).not_to_contain_text("已迟")
    stage.press(desk, "打")
    expect(desk.locator("main")).to_contain_text(PHONE)
    expect(desk.locator("main")).to_contain_text(WORDS)
    for question in desk.locator(".questions fieldset").all():
        answers = question.locator("label.chip")
        if answers.count():
            stage.tap(answers.first if "好了" in answers.first.inner_text() else answers.last)
    stage.press(desk, "记下，下一位")
    expect(desk.locator("#calls")).to_contain_text("今天办完 1")
    stage.open(desk, f"/orders/{stations.order_here().pk}")
    stage.press(desk, "看回访")
    expect(desk.locator("main")).to_contain_text("10 / 10")


def sees_neither_money_nor_phone(page: Page) -> None:
    """What the bay, the wash and the gate work with carries no sum, no cost and no number of the customer."""
    for word in ("556.00", "¥", "成本", "毛利"):
        expect(page.locator("body")).not_to_contain_text(word)
    sees_no_phone(page)


def sees_no_phone(page: Page) -> None:
    expect(page.locator("body")).not_to_contain_text(PHONE)
