"""It lies elsewhere."""

from zhangdian.aftercare.insurance.archive import actions
from zhangdian.aftercare.insurance.archive.tests.arranging import kept
from zhangdian.aftercare.insurance.models import KeptPolicy
from zhangdian.aftercare.insurance.numbered.tests.arranging import with_paper


def test_the_list_says_the_new_place(shop):
    actions.move_kept_policy(
        shop.renewal_clerk, kept(with_paper(shop)), what="保单正本 2 份", shelf="代管柜 1 层"
    )
    found = KeptPolicy.objects.get()
    assert (found.what, found.shelf) == ("保单正本 2 份", "代管柜 1 层")
