"""A wrong picture is taken out: nobody opens it any more, and it is missing wherever it served."""

import pytest

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.dossiers.actions import open_document, take_out_document
from zhangdian.aftercare.insurance.dossiers.tests.arranging import (
    ID,
    again,
    all_collected,
    both_lines,
    collected,
    item,
)
from zhangdian.aftercare.insurance.models import Dossier, Scan
from zhangdian.foundation.kernel.attachments import photos_of


@pytest.mark.duty("RNW-24")
def test_it_is_missing_in_both_policies_and_opens_to_nobody(shop):
    first, second = both_lines(shop)
    all_collected(shop, second)
    assert again(second).state == Dossier.State.WHOLE
    open_document(shop.renewal_clerk, item(second), why="核对投保信息")
    [photo] = photos_of(shop.renewal_clerk, item(second).scan)
    take_out_document(shop.renewal_clerk, item(first), why="拍成别人的")
    for each in (first, second):
        assert (again(each).state, item(each).scan) == (Dossier.State.OPEN, None)
        assert ID in again(each).missing
    assert browser_of(shop.renewal_clerk).get(f"/photo/{photo.upload_id}").status_code == 404
    assert Scan.objects.get(name=ID).withdrawn_why == "拍成别人的"
    collected(shop, first)
    assert item(second).state == "here"


def test_only_what_is_there(shop):
    first, _ = both_lines(shop)
    with refused("还没有收"):
        take_out_document(shop.renewal_clerk, item(first), why="拍糊了")
