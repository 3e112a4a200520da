"""Whoever adds a page says who looks at it, or why it is none."""

from tests.pictures import sights


def test_every_page_of_one_record_has_its_records_and_every_exception_exists() -> None:
    addresses = sights.addresses()
    assert not sights.NOT_LOOKED_AT.keys() - addresses.keys()
    assert not (sights.RECORDS.keys() | sights.WITH_A_KIND.keys()) - addresses.keys()
    for page, takes in addresses.items():
        if takes and page not in sights.NOT_LOOKED_AT and page not in sights.RECORDS:
            sights.model_of(page)


def test_every_name_among_the_lookers_is_a_room_or_a_page() -> None:
    addresses = sights.addresses()
    rooms = {page.partition(":")[0] for page in addresses}
    assert not {name for name in sights.LOOKERS if name not in rooms | addresses.keys()}
