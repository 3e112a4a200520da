"""Insurers as a list."""

from datetime import date

from zhangdian.aftercare.insurance.insurers.actions import InsurerRow, load_insurers
from zhangdian.aftercare.insurance.models import Insurer


def test_the_demo_store_has_six_of_which_one_is_approved_no_more(shop):
    assert Insurer.objects.of(shop.fi_manager).count() == 6
    approved = set(Insurer.objects.of(shop.fi_manager).approved_on(shop.today).values_list("code", flat=True))
    assert approved == {"AH", "ZA", "HT", "JL", "XD"}


def test_a_known_code_is_left_as_it_is_and_a_new_one_comes_with_its_approval(shop):
    rows = [
        InsurerRow("ah", "另一个名字", "另名"),
        InsurerRow("LN", "蓝屿财险", "蓝屿", approved_from=date(2026, 1, 1)),
    ]
    load_insurers(shop.fi_manager, rows=rows)
    assert Insurer.objects.get(code="AH").short_name == "安禾"
    assert Insurer.objects.get(code="LN").approval_on(date(2026, 6, 1)) is not None


def test_a_code_that_stands_twice_in_a_list_comes_once(shop):
    row = InsurerRow("LN", "蓝屿财险", "蓝屿")
    load_insurers(shop.fi_manager, rows=[row, row])
    assert Insurer.objects.filter(code="LN").count() == 1
