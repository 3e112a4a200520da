"""The bays of a store."""

from tests.support.saying_no import refused
from zhangdian.frontline.service.cataloguing.actions import BayRow, load_bays
from zhangdian.frontline.service.models import Bay

ROW = BayRow("Z9", "机电", team="机电一组", high_voltage=True)


def test_a_bay_belongs_to_the_store_that_enters_it(shop):
    load_bays(shop.workshop_supervisor, rows=[ROW])
    kept = Bay.objects.get(code="Z9")
    assert (kept.store_id, kept.kind, kept.team, kept.high_voltage) == (
        shop.store_id,
        "机电",
        "机电一组",
        True,
    )


def test_the_same_sign_stands_once_and_nothing_of_the_table_goes_in(shop):
    load_bays(shop.workshop_supervisor, rows=[ROW])
    with refused("Z9", "已经登记过"):
        load_bays(shop.workshop_supervisor, rows=[BayRow("Z8", "钣金"), ROW])
    assert not Bay.objects.filter(code="Z8").exists()
