"""Whether a changed sentence asks less is read from its figures; what cannot be judged counts as less."""

import pytest

from zhangdian.management.duties.strictness import slackened
from zhangdian.management.duties.written import rows

LESS = [
    ("交车后3天内回访", "交车后7天内回访"),
    ("交车后3日内回访", "交车后一周内回访"),
    ("2小时内回复", "150分钟内回复"),
    ("每天检查 2 次", "每天检查 1 次"),
    ("至少两次", "至少一次"),
    ("合格率 95%", "合格率 90%"),
    ("合格率百分之九十五", "合格率百分之九十"),
    ("返修率2%", "返修率3%"),
    ("不超过3次", "不超过5次"),
    ("每周汇报", "每月汇报"),
    ("每次都记", "记下来"),
    ("每台都检", "每3台检一台"),
    ("每月5日前交", "每月8日前交"),
    ("17:30前报", "18:00前报"),
    ("早上8点半到岗", "早上9点到岗"),
    ("到期前7天提醒", "到期前3天提醒"),
    ("保存十五天", "保存十天"),
    ("3天内回访", "回访"),
    ("每半年一次", "每年一次"),
]
NO_LESS = [
    ("交车后3天内回访", "交车后两天内回访"),
    ("每天检查 2 次", "每天检查 3 次"),
    ("返修率2%", "返修率1.5%"),
    ("每月汇报", "每周汇报"),
    ("17:30前报", "17:00前报"),
    ("到期前7天提醒", "到期前15天提醒"),
    ("回访客户", "3天内回访客户"),
    ("推行6S", "推行并检查6S"),
    ("合格率 95%", "95% 以上的合格率"),
    ("满12个月", "满1年"),
]
UNCLEAR = [
    ("3天内回访", "3天后回访"),
    ("停放3天", "停放2天"),
    ("3天内回访", "3天内回访，忙时7天内"),
    ("推行6S", "推行5S"),
]


@pytest.mark.parametrize(("old", "new"), LESS)
def test_less_than_before_is_told(old, new):
    assert slackened(old, new)


@pytest.mark.parametrize(("old", "new"), NO_LESS)
def test_as_much_or_more_is_not_told(old, new):
    assert slackened(old, new) == []


@pytest.mark.parametrize(("old", "new"), UNCLEAR)
def test_what_nobody_can_judge_is_told(old, new):
    assert slackened(old, new)


@pytest.mark.parametrize(("old", "new"), [pair for pair in LESS if "率" in pair[0] or "内" in pair[0]][:6])
def test_what_is_less_one_way_is_never_less_the_other_way_too(old, new):
    assert slackened(new, old) == []


def test_no_written_row_is_below_itself():
    assert [row.code for row in rows() if slackened(row.sentence, row.sentence)] == []
