"""The office says what every management review must have before it."""

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.management.duties.models import ReviewInput
from zhangdian.management.duties.reviews.actions import set_review_input
from zhangdian.management.duties.reviews.tests.arranging import given, missing, opened, with_inputs

FIGURES = ReviewInput.Source.FIGURES


def test_one_of_its_own_is_asked_in_the_next_review(shop):
    with_inputs(shop)
    set_review_input(shop.office_director, name="安全检查", hint="消防和用电", reason="集团要求")
    set_review_input(
        shop.office_director, name="车间效率", source=FIGURES, figures=["service.efficiency"], reason="加看"
    )
    set_review_input(shop.office_director, name="设备、场地和工具", stands=False, reason="并到安全检查")
    meeting = opened(shop)
    assert "安全检查" in missing(meeting)
    assert "设备、场地和工具" not in missing(meeting)
    assert given(meeting, "车间效率").input.figures == "service.efficiency"


def test_it_has_a_name_a_reason_and_figures_that_everybody_may_see(shop):
    office = shop.office_director
    with refused("名称和为什么"):
        set_review_input(office, name=" ", reason="试行")
    with refused("哪些指标"):
        set_review_input(office, name="毛利", source=FIGURES, reason="试行")
    with refused("从清单里选"):
        set_review_input(office, name="毛利", source=FIGURES, figures=["cashier.billed"], reason="试行")
    with refused("不用停用"):
        set_review_input(office, name="毛利", stands=False, reason="试行")


def test_everybody_reads_the_list_and_the_office_changes_it(shop):
    with_inputs(shop)
    office, head = (
        browser_of(getattr(shop, who)).get("/duties/meetings/inputs").content.decode()
        for who in ("office_director", "service_manager")
    )
    assert "投诉件数" in head
    assert "duties.set_review_input" in office
    assert "duties.set_review_input" not in head
    form = browser_of(shop.office_director).get("/act/duties.set_review_input?name=审核结果").content.decode()
    assert "内审、厂家检查" in form
