"""It lies in its place again; the loan says when and who took it back."""

import pytest

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.archive import actions, desks
from zhangdian.aftercare.insurance.archive.tests.arranging import a_folder, again, lent
from zhangdian.aftercare.insurance.numbered.tests.arranging import with_paper
from zhangdian.people.organization import handovers


@pytest.mark.duty("RNW-23")
def test_it_is_on_its_shelf_and_leaves_the_borrowers_desk(shop):
    folder = lent(shop, a_folder(with_paper(shop)))
    with refused("借出的保险档案 1 份"):
        handovers.refuse_what_stands(shop.office_director, shop.person("fi_manager"), "停用账号")
    actions.return_folder(shop.renewal_clerk, folder)
    assert (again(folder).state, again(folder).borrower) == ("in", None)
    assert folder.loans.get().returned_to == shop.person("renewal_clerk")
    assert desks.folders_to_bring_back(shop.fi_manager) == []
    lent(shop, again(folder), to="new_car_insurance")
