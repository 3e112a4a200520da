"""Marks in thousandths of the drawing."""

from zhangdian.foundation.ui import marks
from zhangdian.frontline.service import outline
from zhangdian.frontline.service.models import DamageMark


def test_a_tap_comes_back_to_its_place():
    for x, y in ((438, 300), (88, -6), (654, 366), (604, 212)):
        mark = DamageMark(kind="scratch", view="left", x=outline.across(x), y=outline.down(y))
        there = outline.point(mark)
        assert abs(there[0] - x) <= 1
        assert abs(there[1] - y) <= 1


def test_new_marks_have_numbers_and_known_ones_letters():
    new = DamageMark(kind="scratch", view="left", x=1, y=1, place="左后门")
    old = DamageMark(kind="dent", view="top", x=2, y=2, place="车顶", known_from_id=7)
    assert [(one.sign, one.words) for one in outline.signs([old, new])] == [
        ("1", "左后门 划痕"),
        ("A", "车顶 凹陷"),
    ]
    drawn = outline.drawn([new, old])
    assert 'class="spot old"' in drawn
    assert set(marks.KINDS) >= {"scratch", "dent"}
