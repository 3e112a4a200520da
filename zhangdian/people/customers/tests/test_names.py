"""Surnames are read as surnames, companies are told from people, masks show the surname only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhangdian.people.customers import names
from zhangdian.people.customers.names import NameKind


@pytest.mark.parametrize(
    ("name", "initials", "full"),
    [
        ("单雄信", "sxx", "shanxiongxin"),
        ("曾国藩", "zgf", "zengguofan"),
        ("解晓东", "xxd", "xiexiaodong"),
        ("仇英", "qy", "qiuying"),
        ("朴树", "ps", "piaoshu"),
        ("查良镛", "zly", "zhaliangyong"),
        ("区志明", "ozm", "ouzhiming"),
        ("盖鸣晖", "gmh", "geminghui"),
        ("翟天临", "ztl", "zhaitianlin"),
        ("尉迟恭", "ycg", "yuchigong"),
        ("万俟卨", "mqx", "moqixie"),
        ("长孙无忌", "zswj", "zhangsunwuji"),
        ("欧阳娜娜", "oynn", "ouyangnana"),
        ("段素琴", "dsq", "duansuqin"),
        ("吕布", "lb", "lvbu"),
        ("望澜宏图物流有限公司", "wlhtwlyxgs", "wanlanhongtuwuliuyouxiangongsi".replace("wanlan", "wanglan")),
        ("重庆长安汽车公司", "cqcaqcgs", "chongqingchanganqichegongsi"),
        ("John Smith", "johnsmith", "johnsmith"),
        ("", "", ""),
    ],
)
def test_pinyin_for_search(name, initials, full):
    assert names.initials(name) == initials
    assert names.full_pinyin(name) == full


def test_both_readings_find_the_customer():
    assert names.search_words("单雄信") == ("sxx", "shanxiongxin", "dxx", "danxiongxin")
    assert names.search_words("段素琴") == ("dsq", "duansuqin")


@pytest.mark.parametrize(
    "name",
    [
        "望澜宏图物流有限公司",
        "澜江安达建材有限公司",
        "新澜第二机械厂",
        "望澜市公安局",
        "望澜第一中学",
        "澜江实验学校",
        "云栎区人民政府",
        "中澜银行",
        "宏图商行",
        "远澜消防救援支队",
        "望澜市场监督管理所",
        "Wanglan Logistics Co., Ltd",
    ],
)
def test_companies_are_known_by_their_words(name):
    assert names.guess_kind(name) is NameKind.COMPANY
    assert names.mask(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "张三",
        "段素琴",
        "王行",
        "李厂",
        "欧阳娜娜",
        "陈经理",
        "阿卜杜拉·买买提",
        "古丽娜尔·艾合买提局",
        "John Smith",
    ],
)
def test_people_are_people(name):
    assert names.guess_kind(name) is NameKind.PERSON


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("张小明", "张*"),
        ("欧阳娜娜", "欧阳*"),
        ("张先生", "张先生"),
        ("张伟先生", "张*"),
        ("阿卜杜拉·买买提", "阿*"),
        ("", ""),
    ],
)
def test_masks_show_the_surname_only(name, masked):
    assert names.mask(name) == masked


@pytest.mark.parametrize(
    ("typed", "name"),
    [(" 张 三 ", "张三"), ("阿卜杜拉•买买提", "阿卜杜拉·买买提"), ("Ｊｏｈｎ  Smith", "John Smith")],
)
def test_names_are_normalised(typed, name):
    assert names.normalise(typed) == name


@given(st.text(max_size=16))
def test_normalising_twice_is_as_once_and_pinyin_is_plain_letters(text):
    once = names.normalise(text)
    assert names.normalise(once) == once
    assert names.full_pinyin(text).isascii()
    names.mask(text)
