"""The stations of a visit: what each of the store does at his own screen, tap by tap."""

from datetime import date
from decimal import Decimal

from playwright.sync_api import Page, expect

from tests.browser.stage import Stage
from zhangdian.doors.simulation import visits
from zhangdian.doors.simulation.people import Shop
from zhangdian.frontline.service.models import RepairOrder
from zhangdian.people.customers import actions as customers
from zhangdian.people.customers.models import Vehicle, VehicleModel
from zhangdian.people.organization import secrets
from zhangdian.people.organization.access.actions import set_kiosk_pin
from zhangdian.resources.cashier import actions as cashier
from zhangdian.resources.cashier.queries import open_shift_of

PLATE = visits.PLATE
UNKNOWN, UNKNOWN_VIN = "宁ZK7788", "LVHRU5844P5023917"
"""A car that was never here; its number begins like that of the known one, so its model is known."""
PIN = "2468"


def a_known_car(shop: Shop) -> Vehicle:
    """Sold here last year, serviced half a year ago: the store knows what it is and what is due."""
    found: Vehicle = customers.register_vehicle(
        shop.service_advisor,
        plate=PLATE,
        owner=visits.a_customer(shop),
        model=VehicleModel.objects.get(code="M03"),
        vin="LVHRU5847P5012345",
        sold_on=date(2025, 5, 20),
    ).subject
    visits.a_visit_left(shop, PLATE, words="该保养了")
    shop.later(days=170)
    return found


def give_a_pin(shop: Shop, who: str = "technician") -> None:
    person = shop.person(who)
    set_kiosk_pin(shop.in_role("OFD"), person, pin_digest=secrets.pin_digest(person.employee_no, PIN))


def order_here() -> RepairOrder:
    """The visit that is played."""
    return RepairOrder.objects.order_by("-pk")[0]


def arrive(stage: Stage, phone: Page) -> None:
    """The guide types three signs on the keypad and taps the car."""
    stage.open(phone, "/entrance")
    stage.taps += 1
    for sign in PLATE[-3:]:
        phone.locator("[data-keys]").first.get_by_role("button", name=sign, exact=True).click()
    stage.tap(phone.locator(".match button").first)
    expect(phone.locator("#waiting")).to_contain_text("等接待")


def arrive_unknown(stage: Stage, phone: Page) -> None:
    """No such car: the whole plate, of which the house knows how it begins here."""
    stage.open(phone, "/entrance")
    stage.tap(phone.get_by_text("不是这辆 / 新车"))
    keypad = phone.locator("details.rest zd-keypad")
    known = keypad.locator("input").input_value()
    stage.taps += -(-len(UNKNOWN.removeprefix(known)) // 3)
    for sign in UNKNOWN.removeprefix(known):
        keypad.get_by_role("button", name=sign, exact=True).click()
    stage.press(phone, "登记到店")
    expect(phone.locator("#waiting")).to_contain_text("等接待")


def identify(stage: Stage, tablet: Page) -> None:
    """Owner and car of a plate that nobody knows, asked on the card itself."""
    stage.type(tablet.get_by_label("姓名或单位"), "傅天佑")
    stage.type(tablet.get_by_label("电话", exact=True), "16110000777")
    stage.type(tablet.get_by_label("车架号"), UNKNOWN_VIN)
    stage.press(tablet, "登记")
    expect(tablet.locator("#walk")).to_contain_text("栎行 1.5L CVT 改款")


def greet(stage: Stage, tablet: Page) -> None:
    """From the home page straight to the car."""
    stage.open(tablet, "/")
    stage.press(tablet, "接待")
    tablet.wait_for_url("**/reception/*")


def walk_around(stage: Stage, tablet: Page, figures: str) -> None:
    """Driver's seat, four corners, the meter; everything else is pressed already."""
    stage.shoot(tablet.locator("zd-photo.seat"))
    stage.shoot(tablet.locator("zd-photo.corners"), 4)
    stage.type(tablet.get_by_label("里程", exact=True), figures)
    stage.press(tablet, "去开单")
    tablet.wait_for_url("**/writeup/*")


def write_up(stage: Stage, tablet: Page) -> None:
    """What is due is proposed; one tap takes it and the order stands."""
    stage.press(tablet, "小保养")
    expect(tablet.locator("tr.operation")).to_have_count(1)


def sign_order(stage: Stage, tablet: Page) -> None:
    """The first sitting: both papers under one signature."""
    stage.press(tablet, "请客户签字")
    expect(tablet.locator(".sheets")).to_contain_text("任务委托书")
    stage.sign(tablet)
    stage.press(tablet, "签好了，交车间")
    tablet.wait_for_url("**/orders/*")


def accept_proposal(stage: Stage, desk: Page) -> None:
    """The board proposes a name and a bay; one tap."""
    stage.open(desk, "/board")
    stage.tap(desk.locator("form.proposal button"))
    expect(desk.locator("form.proposal")).to_have_count(0)


def start(stage: Stage, phone: Page) -> None:
    """One big button."""
    stage.open(phone, "/jobs")
    stage.press(phone, "开工")
    expect(phone.locator("#jobs-bar")).to_contain_text("完工自检")


def go_on(stage: Stage, phone: Page) -> None:
    stage.press(phone, "继续")
    expect(phone.locator("#jobs-bar")).to_contain_text("完工自检")


def pause(stage: Stage, phone: Page, reason: str = "等工位") -> None:
    stage.press(phone, "暂停")
    stage.press(phone, reason)
    expect(phone.locator("#jobs")).to_contain_text(f"停着：{reason}")


def find(stage: Stage, phone: Page, what: str = "前制动片厚度") -> None:
    """Photo, item, red: the last tap sends."""
    stage.press(phone, "发现问题")
    stage.shoot(phone.locator("zd-photo"))
    stage.tap(phone.locator("label.chip", has_text=what))
    stage.press(phone, "红")
    expect(phone.locator("#jobs")).to_contain_text("已告诉顾问")


def finish(stage: Stage, phone: Page) -> None:
    stage.press(phone, "完工自检")
    stage.press(phone, "全部合格，完工")
    expect(phone.locator("#jobs")).to_contain_text("现在没有派给您的活")


def issue(stage: Stage, desk: Page) -> None:
    """Who waits longest lies open: his digits, and the parts are his."""
    waiting = desk.locator(".queue .row-card").count()
    stage.scan(desk.get_by_label("领料人的四位口令"), PIN)
    stage.tap(desk.locator(".pick-foot button"))
    expect(desk.locator(".queue .row-card")).to_have_count(waiting - 1)


def offer(stage: Stage, tablet: Page) -> str:
    """Priced, worded and timed already: open and send. Tells the customer's link."""
    stage.open(tablet, "/")
    stage.press(tablet, "报价")
    stage.press(tablet, "发给客户")
    expect(tablet.locator("#extra")).to_contain_text("待答复")
    return tablet.get_by_label("链接").input_value()


def agree(stage: Stage, phone: Page) -> None:
    """The customer's yes on his own telephone."""
    stage.press(phone, "同意这")
    expect(phone.locator("main")).to_contain_text("收到")


def check_as_leader(stage: Stage, phone: Page) -> None:
    stage.open(phone, "/inspection")
    stage.press(phone, "合格，无建议")
    expect(phone.locator("#inspection")).to_contain_text("没有等组长检查的车")


def inspect(stage: Stage, tablet: Page) -> None:
    stage.open(tablet, "/inspection")
    stage.tap(tablet.get_by_role("link", name="总检", exact=True))
    stage.press(tablet, "全部合格")
    expect(tablet.locator("#inspection")).to_contain_text("没有等总检的车")


def wash(stage: Stage, phone: Page) -> None:
    """Begin, then the place where it stands; a wash that was drawn brings a photo."""
    stage.open(phone, "/wash")
    stage.press(phone, "开始")
    expect(phone.locator("button.place").first).to_be_visible()
    if (drawn := phone.locator(".ask zd-photo")).count():
        stage.shoot(drawn)
    stage.tap(phone.locator("button.place").first)
    expect(phone.locator("#wash")).to_contain_text("现在没有在洗的车")


def hand_over(stage: Stage, tablet: Page, callback: str = "") -> None:
    """The advisor's own look, the word to the customer, the statement, the second sitting."""
    stage.open(tablet, "/")
    stage.press(tablet, "核对")
    stage.press(tablet, "实车一致")
    stage.press(tablet, "当面告诉了")
    expect(tablet.locator("#delivery")).to_contain_text("已告诉客户")
    if callback:
        stage.tap(tablet.locator("label", has_text=callback))
    stage.tap(tablet.locator("zd-all button"))
    stage.sign(tablet)
    stage.press(tablet, "签好，去收款")
    expect(tablet.locator("#delivery")).to_contain_text("等收款")


def take_money(stage: Stage, desk: Page) -> None:
    """The way is scan by default; the channel's number comes from its slip."""
    stage.open(desk, "/cashier/")
    stage.scan(desk.get_by_label("渠道流水号"), "4200001234")
    stage.press(desk, "确认到账")
    expect(desk.locator("#till")).to_contain_text("没有人等付款")


def open_the_till(shop: Shop) -> None:
    if not open_shift_of(shop.cashier):
        cashier.open_shift(shop.cashier, float_amount=Decimal(500))


def let_out(stage: Stage, phone: Page) -> None:
    stage.open(phone, "/gate")
    stage.press(phone, "放行")
    expect(phone.locator("#gate")).to_contain_text("现在没有")
