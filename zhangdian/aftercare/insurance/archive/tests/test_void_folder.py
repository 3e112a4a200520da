"""Filed twice: it never was."""

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.archive import actions
from zhangdian.aftercare.insurance.archive.tests.arranging import a_folder, again
from zhangdian.aftercare.insurance.numbered.tests.arranging import with_paper


def test_it_is_void_and_is_drawn_in_no_spot_check(shop):
    folder = a_folder(with_paper(shop))
    actions.void_folder(shop.renewal_clerk, folder, why="建重了")
    assert again(folder).state == "void"
    with refused("还没有纸质档案"):
        actions.draw_spot_check(shop.renewal_clerk)
