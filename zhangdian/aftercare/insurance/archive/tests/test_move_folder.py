"""It stands elsewhere, or what is in it was written wrongly."""

from zhangdian.aftercare.insurance.archive import actions
from zhangdian.aftercare.insurance.archive.tests.arranging import a_folder, again
from zhangdian.aftercare.insurance.numbered.tests.arranging import with_paper


def test_the_register_says_the_new_place(shop):
    folder = a_folder(with_paper(shop))
    actions.move_folder(shop.renewal_clerk, folder, what=folder.what, shelf="B 柜 1 层")
    assert again(folder).shelf == "B 柜 1 层"
