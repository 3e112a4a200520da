"""A file is lent to one person until a day; who asks is told who has it (RNW-23)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.archive import actions, desks
from zhangdian.aftercare.insurance.archive.tests.arranging import a_folder, again, lent
from zhangdian.aftercare.insurance.numbered.tests.arranging import with_paper
from zhangdian.foundation.kernel.refusals import Refusal


@pytest.mark.duty("RNW-23")
def test_who_asks_the_day_after_sees_who_has_it(shop):
    folder = lent(shop, a_folder(with_paper(shop)))
    shop.later(days=1)
    page = said(look(shop.new_car_insurance, reverse("insurance:folder", args=[folder.pk])))
    assert shop.person("fi_manager").name in page
    with pytest.raises(Refusal, match="借出"):
        lent(shop, folder, to="new_car_insurance")


@pytest.mark.duty("RNW-23")
def test_it_waits_on_the_desk_of_who_borrowed_it_and_is_late_after_its_day(shop):
    lent(shop, a_folder(with_paper(shop)))
    assert desks.folders_to_bring_back(shop.fi_manager)[0].tone == ""
    shop.at(shop.now + timedelta(days=4))
    assert desks.folders_to_bring_back(shop.fi_manager)[0].tone == "late"
    assert desks.folders_to_bring_back(shop.renewal_clerk) == []


def test_not_for_longer_than_the_store_lends_and_not_into_the_past(shop):
    folder = a_folder(with_paper(shop))
    with refused("最多借"):
        lent(shop, folder, days=400)
    with refused("今天或以后"):
        lent(shop, folder, days=-1)
    with refused("借去做什么"):
        actions.lend_folder(
            shop.renewal_clerk, folder, borrower=shop.person("fi_manager"), due_on=shop.today, what_for=" "
        )
    assert again(folder).borrower is None
