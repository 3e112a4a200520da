"""What hands on a keyboard may expect: Enter opens and sends, Escape closes, and the eye finds its place."""

import pytest
from playwright.sync_api import expect

from tests.browser.stage import Stage
from zhangdian.doors.simulation import visits

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.long_on("postgres")]


def test_a_filter_opens_by_enter_and_closes_by_escape_where_it_was(stage: Stage) -> None:
    visits.a_visit_signed(stage.shop)
    page = stage.screen(stage.shop.service_advisor)
    stage.open(page, "/orders")
    head = page.locator(".filters summary").first
    head.focus()
    page.keyboard.press("Enter")
    menu = page.locator(".filters details[open]")
    expect(menu).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    expect(head).to_be_focused()


def test_a_car_that_was_pulled_on_the_board_is_let_go_by_escape(stage: Stage) -> None:
    order = visits.a_visit_signed(stage.shop)
    page = stage.screen(stage.shop.workshop_supervisor)
    stage.open(page, f"/board?car={order.pk}")
    pulled = page.locator(f"#pull-{order.pk}")
    expect(pulled).to_be_visible()
    page.keyboard.press("Escape")
    expect(pulled).to_have_count(0)


def test_the_gate_is_asked_by_enter(stage: Stage) -> None:
    visits.a_car(stage.shop)
    order = visits.a_visit_to_pay(stage.shop)
    page = stage.screen(stage.shop.guard)
    stage.open(page, "/gate")
    page.keyboard.type(order.plate[-3:])
    page.keyboard.press("Enter")
    expect(page.get_by_text("还没付结算单")).to_be_visible()


def test_the_search_box_finds_while_typing_and_opens_by_arrow_and_enter(stage: Stage) -> None:
    """`/` goes there; a plate's tail finds the order and the car without Enter; what is chosen is opened."""
    order = visits.a_visit_signed(stage.shop)
    page = stage.screen(stage.shop.service_advisor)
    stage.open(page, "/")
    page.keyboard.press("/")
    box, found = page.get_by_role("combobox", name="找车牌、车架号、手机、姓名首字母"), page.locator("#found")
    expect(box).to_be_focused()
    page.keyboard.type(order.plate[-3:])
    options = found.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(found).to_contain_text(order.number)
    assert page.url == stage.url + "/"
    assert options.count() > 1
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    second = options.nth(1).get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(stage.url + str(second))
    expect(page.locator("main")).to_contain_text(order.plate[2:])


def test_the_search_box_closes_by_escape_and_says_when_it_finds_nothing(stage: Stage) -> None:
    visits.a_visit_signed(stage.shop)
    page = stage.screen(stage.shop.service_advisor)
    stage.open(page, "/")
    page.keyboard.press("/")
    page.keyboard.type("zzz999")
    found = page.locator("#found")
    expect(found).to_contain_text("没有找到「zzz999」")
    page.keyboard.press("Escape")
    expect(found).to_be_hidden()


@pytest.mark.parametrize("path", ["/orders", "/board", "/orders/{}", "/deliveries/{}", "/appointments"])
def test_each_stop_of_the_tab_key_can_be_seen(stage: Stage, path: str) -> None:
    order = visits.a_visit_ready(stage.shop)
    page = stage.screen(stage.shop.service_advisor)
    stage.open(page, path.format(order.pk))
    stops = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            break
        stops.append(stop)
    assert len(stops) > 12
    assert [stop["name"] for stop in stops if not stop["seen"]] == []


STOP = """() => {
  const on = document.activeElement;
  if (!on || on === document.body) return null;
  const ring = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  const around = [on, on.parentElement, on.parentElement.parentElement];
  const seen = around.some((each) => ring(getComputedStyle(each))) || ring(getComputedStyle(on, "::before"))
    || around.some((each) => each.matches(".input, .find") && getComputedStyle(each).boxShadow !== "none");
  return { name: on.outerHTML.slice(0, 90), seen };
}"""


def test_a_form_at_a_desk_is_typed_into_at_once(stage: Stage) -> None:
    address = "/act/customers.register_customer"
    page = stage.screen(stage.shop.service_advisor)
    stage.open(page, address)
    first = page.locator(".act .field :is(input, select, textarea):visible").first
    expect(first).to_be_focused()
    answer = page.request.get(f"{stage.url}{address}?device=phone")
    assert "autofocus" not in answer.text()


def test_so_is_a_form_that_is_made_of_lines(stage: Stage) -> None:
    address = "/act/organization.set_things_to_return"
    page = stage.screen(stage.shop.office_director)
    stage.open(page, address)
    expect(page.locator(".act-page input:visible").first).to_be_focused()
    phone = stage.screen(stage.shop.office_director, "phone")
    stage.open(phone, address)
    phone.wait_for_load_state()
    assert phone.evaluate("document.activeElement === document.body")
