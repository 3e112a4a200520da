"""How near is near enough (demo/README.md, how to simulate, 5)."""

from zhangdian.doors.simulation import yardstick


def test_what_is_common_is_held_to_a_tenth():
    assert yardstick.share("质量", "洗车", 79, 3200, 4000).near
    assert not yardstick.share("质量", "洗车", 79, 2700, 4000).near


def test_what_is_rare_is_held_to_three_deviations_of_its_count():
    # Two in a hundred of 2,000 are 40 ± 19.
    assert yardstick.share("质量", "总检不合格", 2, 58, 2000).near
    assert not yardstick.share("质量", "总检不合格", 2, 62, 2000).near


def test_both_columns_stand_side_by_side():
    text = yardstick.table(yardstick.duration("wash incl. waiting", (28, 66), [20, 28, 40, 70, 31] * 100))
    assert "| wash incl. waiting 中位 | 分 | 28.0 | 31.0 |" in text
