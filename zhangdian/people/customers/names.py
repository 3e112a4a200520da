"""Names of people and companies: pinyin for search, person or company, the mask in lists."""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from zhangdian.foundation.kernel.later import Later
from zhangdian.foundation.ui.cells import half_width

pinyin = Later("pypinyin")

# Surnames that are read otherwise than the same sign alone.
_READ_ALONE: Final = (
    "单:shan 曾:zeng 解:xie 仇:qiu 朴:piao 查:zha 区:ou 盖:ge 翟:zhai 洗:xian 员:yun "
    "缪:miao 覃:qin 召:shao 繁:po 折:she 种:chong 秘:bi 乐:yue 句:gou 祭:zhai 么:yao "
    "黑:he 隗:wei 郇:xun 都:du 卜:bu 薄:bo 能:nai 长:chang 藏:zang 重:chong 适:kuo"
)
_SURNAMES: Final = dict(pair.split(":") for pair in _READ_ALONE.split())
_COMPOUND: Final = {
    surname: tuple(sounds.split())
    for surname, sounds in {
        "尉迟": "yu chi", "万俟": "mo qi", "长孙": "zhang sun", "单于": "chan yu", "澹台": "tan tai",
        "令狐": "ling hu", "鲜于": "xian yu", "乐正": "yue zheng", "拓跋": "tuo ba", "独孤": "du gu",
        "欧阳": "ou yang", "司马": "si ma", "上官": "shang guan", "诸葛": "zhu ge",
        "夏侯": "xia hou", "皇甫": "huang fu", "东方": "dong fang", "公孙": "gong sun",
        "慕容": "mu rong", "司徒": "si tu", "司空": "si kong", "宇文": "yu wen", "轩辕": "xuan yuan",
        "赫连": "he lian", "呼延": "hu yan", "南宫": "nan gong", "端木": "duan mu", "百里": "bai li",
        "淳于": "chun yu", "濮阳": "pu yang", "太叔": "tai shu", "申屠": "shen tu",
        "钟离": "zhong li", "闾丘": "lü qiu", "完颜": "wan yan", "纳兰": "na lan", "西门": "xi men",
        "东郭": "dong guo", "公冶": "gong ye", "宗政": "zong zheng", "仲孙": "zhong sun",
        "左丘": "zuo qiu", "梁丘": "liang qiu", "第五": "di wu", "谷梁": "gu liang",
        "漆雕": "qi diao", "公羊": "gong yang", "羊舌": "yang she", "段干": "duan gan",
        "叶赫": "ye he", "爱新": "ai xin",
    }.items()
}  # fmt: skip
_COMPANY_WORDS: Final = re.compile(
    "公司|集团|有限|股份|合伙|合作社|委员会|政府|银行|学校|大学|中学|小学|学院|幼儿园|医院|卫生院|诊所|事务所|工作室"
    "|经营部|门市部|服务部|商行|车行|商店|超市|酒店|饭店|宾馆|餐厅|中心|协会|基金会|研究所|设计院|派出所|法院|检察院"
    "|消防|部队|工厂|农场|林场|矿业|码头|车队|物业|居委会|村委会|街道办|管委会|公安局|分局|支队|大队|出版社|报社"
)
_COMPANY_ENDS: Final = re.compile("[厂局院所社行队会站场馆园店部处校办署厅]$")
_FOREIGN_COMPANY: Final = re.compile(r"\b(?:co|ltd|inc|llc|corp|gmbh|company|group|limited)\b", re.IGNORECASE)
_ADDRESSED: Final = re.compile("(?:先生|女士|小姐|太太|师傅|经理|老师|总)$")


class NameKind(StrEnum):
    """Whether a name is a person's or a company's."""

    PERSON = "person"
    COMPANY = "company"

    @property
    def label(self) -> str:
        return "个人" if self is NameKind.PERSON else "单位"


class Spelling(NamedTuple):
    """One way to type a name in Latin letters: cyd and chenyadong."""

    initials: str
    full: str


def normalise(text: str) -> str:
    """Half width, single blanks, none between Chinese signs; the dot inside foreign names is ·."""
    plain = re.sub(r"\s+", " ", half_width(text)).strip()
    plain = re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", plain)
    return re.sub(r"(?<=[^\x00-\x7f])[•・‧∙⋅.](?=[^\x00-\x7f])", "·", plain)


def guess_kind(name: str) -> NameKind:
    """Person or company by its words; a guess that the clerk may turn."""
    plain = normalise(name)
    if "·" in plain or _ADDRESSED.search(plain):
        return NameKind.PERSON
    if _FOREIGN_COMPANY.search(plain):
        return NameKind.COMPANY
    if len(plain) >= 4 and _COMPANY_WORDS.search(plain):
        return NameKind.COMPANY
    return NameKind.COMPANY if len(plain) >= 5 and _COMPANY_ENDS.search(plain) else NameKind.PERSON


@lru_cache(4096)
def _sounds(text: str) -> tuple[str, ...]:
    """How it is read, sign by sign; surnames and given names come again and again."""
    return tuple(pinyin.lazy_pinyin(text))


def spell(name: str, kind: NameKind | None = None) -> Spelling:
    """The right spelling: a person's surname is read as a surname, a company's words as words."""
    plain = normalise(name)
    if (kind or guess_kind(plain)) is NameKind.COMPANY:
        return _joined(_sounds(plain))
    for surname, sounds in _COMPOUND.items():
        if plain.startswith(surname):
            return _joined([*sounds, *_sounds(plain[len(surname) :])])
    if plain[:1] in _SURNAMES:
        return _joined([_SURNAMES[plain[0]], *_sounds(plain[1:])])
    if plain[:1] > "\x7f":
        return _joined([*_sounds(plain[:1]), *_sounds(plain[1:])])
    return _joined(_sounds(plain))


def initials(name: str, kind: NameKind | None = None) -> str:
    """First letters of the pinyin, small: 单雄信 is sxx; Latin words stay whole."""
    return spell(name, kind).initials


def full_pinyin(name: str, kind: NameKind | None = None) -> str:
    """The whole pinyin, small and without tones: 尉迟恭 is yuchigong; ü is v."""
    return spell(name, kind).full


def search_words(name: str, kind: NameKind | None = None) -> tuple[str, ...]:
    """Everything a clerk may type for a name: right spelling first, then the common misreading, each once."""
    right, plain = spell(name, kind), _joined(_sounds(normalise(name)))
    return tuple(dict.fromkeys(word for word in (*right, *plain) if word))


def _joined(sounds: Iterable[str]) -> Spelling:
    heads: list[str] = []
    whole: list[str] = []
    for sound in sounds:
        word = re.sub(r"[^a-z0-9]", "", sound.lower().replace("ü", "v"))
        if word:
            whole.append(word)
            heads.append(word if sound[:1].isupper() or sound[:1].isdigit() else word[0])
    return Spelling("".join(heads), "".join(whole))


def mask(name: str) -> str:
    """张*: only the surname stays, whatever the length; a company's name stays whole."""
    plain = normalise(name)
    if not plain or guess_kind(plain) is NameKind.COMPANY:
        return plain
    surname = plain[:2] if plain[:2] in _COMPOUND else plain[0]
    return plain if _ADDRESSED.fullmatch(plain.removeprefix(surname)) else f"{surname}*"
