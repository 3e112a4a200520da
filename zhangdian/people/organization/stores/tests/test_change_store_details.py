"""What stands on every paper of the store."""

from zhangdian.people.organization.stores.actions import change_store_details


def test_only_what_is_given_changes(shop):
    change_store_details(shop.office_director, complaint_phone="0000-00009999")
    assert (shop.store.complaint_phone, shop.store.phone) == ("0000-00009999", "0000-00001200")
    assert shop.other_store.complaint_phone != "0000-00009999"
