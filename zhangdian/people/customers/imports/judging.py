"""One row of a ledger, read as a careful clerk reads it: each cell in its one spelling, or the reason."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Final

from zhangdian.foundation.ui.sheets import CellUnreadable, Row, half_width, read_date, read_km
from zhangdian.people.customers import identities, mileage, names, phones, plates, vins
from zhangdian.people.customers.ledger_columns import LABELS
from zhangdian.people.customers.models import Customer

Fault = tuple[str, str]
"""The heading of the field, and the sentence."""
WHOLE_ROW: Final = "整行"
NOTHING: Final = frozenset(
    {"", "-", "--", "/", "无", "暂无", "没有", "未知", "不详", "空", "null", "none", "n/a"}
)
YES: Final = frozenset({"是", "会员", "y", "yes", "true", "1", "√", "有", "1.0"})
NO: Final = frozenset({"否", "非会员", "n", "no", "false", "0", "×", "x", "无", "0.0"})
COMPANY: Final = frozenset(
    {"单位", "公司", "企业", "对公", "公户", "机构", "company", "单位客户", "企业客户"}
)
PERSON: Final = frozenset({"个人", "私家", "私人", "自然人", "私户", "个人客户", "person"})
REMINDERS: Final = {
    **{str(choice.label): choice.value for choice in Customer.Reminder},
    **{choice.value: choice.value for choice in Customer.Reminder},
    "仅电话": Customer.Reminder.CALL.value,
    "仅短信": Customer.Reminder.SMS.value,
    "电话+短信": Customer.Reminder.SMS_AND_CALL.value,
    "企业微信": Customer.Reminder.WECHAT.value,
    "免打扰": Customer.Reminder.NONE.value,
}
EARLIEST: Final = date(1980, 1, 1)


@dataclass(slots=True)
class Incoming:
    """What a row says, judged by itself; whether it fits what we know is asked when it is taken in."""

    line: int
    plate: str = ""
    plate_kind: str = ""
    vin: str = ""
    name: str = ""
    kind: str = ""
    phone: str = ""
    called: str = ""
    id_number: str = ""
    credit_code: str = ""
    address: str = ""
    member: bool | None = None
    reminder: str = ""
    model: str = ""
    colour: str = ""
    engine_no: str = ""
    sold_on: date | None = None
    warranty_start: date | None = None
    km: int | None = None
    read_on: date | None = None
    last_visit_on: date | None = None
    advisor: str = ""
    contact: str = ""
    contact_phone: str = ""
    remark: str = ""
    customer_remark: str = ""
    faults: list[Fault] = field(default_factory=list)

    @property
    def means_a_car(self) -> bool:
        return bool(self.plate or self.vin)


_DAYS: Final = frozenset({"sold_on", "warranty_start", "read_on", "last_visit_on"})
_NAMES: Final = tuple(each.name for each in fields(Incoming))


def pack(rows: list[Incoming]) -> str:
    """Rows as the text of a chunk."""
    plain = [[_plain(getattr(row, name)) for name in _NAMES] for row in rows]
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def unpack(text: str) -> list[Incoming]:
    rows = []
    for values in json.loads(text):
        given = dict(zip(_NAMES, values, strict=True))
        for name in _DAYS:
            given[name] = date.fromisoformat(given[name]) if given[name] else None
        given["faults"] = [tuple(fault) for fault in given["faults"]]
        rows.append(Incoming(**given))
    return rows


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


class Judge:
    """Reads the rows of one ledger by the columns that somebody chose."""

    def __init__(self, columns: Mapping[str, int], today: date) -> None:
        self.columns = columns
        self.today = today

    def read(self, row: Row) -> Incoming:
        """The row judged; all its faults at once, so that nobody sends it back and forth."""
        incoming = Incoming(row.line)
        if row.fault:
            incoming.faults.append((WHOLE_ROW, row.fault))
            return incoming
        for key, column in self.columns.items():
            text = row.cell(column).replace("\0", "")
            if column in row.doubts:
                incoming.faults.append((LABELS[key], row.doubts[column]))
            elif half_width(text).strip().lower() not in NOTHING or key == "member":
                self._take(incoming, key, text)
        if not incoming.faults:
            incoming.faults += self._as_a_whole(incoming)
        return incoming

    def _take(self, incoming: Incoming, key: str, text: str) -> None:
        try:
            _READERS.get(key, _words(60))(self, incoming, key, text)
        except (ValueError, OverflowError) as error:
            incoming.faults.append((LABELS[key], str(error)))

    def _as_a_whole(self, row: Incoming) -> list[Fault]:
        row.kind = row.kind or (names.guess_kind(row.name).value if row.name else "")
        if row.credit_code and row.name:
            row.kind = Customer.Kind.COMPANY.value
        if not (row.means_a_car or row.name or row.phone):
            return [(WHOLE_ROW, "车牌、车架号、姓名都是空的：认不出是哪辆车、哪位客户")]
        if not row.means_a_car and not (row.phone or row.id_number or row.credit_code):
            return [(LABELS["phone"], "没有车，也没有电话：同名的人很多，请补上电话")]
        if row.id_number and row.kind == Customer.Kind.COMPANY:
            return [(LABELS["id_number"], "单位没有身份证号：请填统一社会信用代码，或把类别改为“个人”")]
        if row.km is not None and not row.means_a_car:
            return [(LABELS["km"], "有里程，却没有车牌和车架号：不知道是哪辆车")]
        if row.contact_phone and not row.contact:
            return [(LABELS["contact"], "有联系人电话，没有联系人姓名")]
        if row.contact and not row.name:
            return [(LABELS["name"], "有联系人，没有客户姓名")]
        return []


Reader = Callable[[Judge, Incoming, str, str], None]


def _words(most: int) -> Reader:
    def read(_judge: Judge, row: Incoming, key: str, text: str) -> None:
        words = " ".join(half_width(text).split())
        if len(words) > most:
            raise CellUnreadable(f"有 {len(words)} 个字，最多 {most} 个：请缩短")
        setattr(row, key, words)

    return read


def _plate(_judge: Judge, row: Incoming, _key: str, text: str) -> None:
    if not plates.is_absent(text):
        plate = plates.judge(text)
        row.plate, row.plate_kind = plate.text, plate.kind.value


def _vin(_judge: Judge, row: Incoming, _key: str, text: str) -> None:
    row.vin = vins.judge(text).text


def _name(_judge: Judge, row: Incoming, key: str, text: str) -> None:
    name = names.normalise(text)
    if len(name) > 60:
        raise CellUnreadable(f"有 {len(name)} 个字，最多 60 个：请核对是不是填错了列")
    if not any(sign.isalpha() for sign in name):
        raise CellUnreadable(f"“{name[:20]}”不像姓名：请核对是不是错列")
    setattr(row, key, name)


def _kind(_judge: Judge, row: Incoming, _key: str, text: str) -> None:
    word = half_width(text).strip().lower()
    if word not in COMPANY | PERSON:
        raise CellUnreadable(f"客户类别“{text[:10]}”看不懂：请写“个人”或“单位”")
    row.kind = (Customer.Kind.COMPANY if word in COMPANY else Customer.Kind.PERSON).value


def _phone(_judge: Judge, row: Incoming, key: str, text: str) -> None:
    setattr(row, key, phones.judge(text).text)


def _id_number(judge: Judge, row: Incoming, _key: str, text: str) -> None:
    try:
        row.id_number = identities.judge_resident(text, on=judge.today).text
    except identities.IdentityRefused as refused:
        try:
            row.credit_code = identities.judge_credit_code(text)  # companies stand in the same column
        except identities.IdentityRefused:
            raise refused from None


def _credit_code(_judge: Judge, row: Incoming, _key: str, text: str) -> None:
    row.credit_code = identities.judge_credit_code(text)


def _member(_judge: Judge, row: Incoming, _key: str, text: str) -> None:
    word = half_width(text).strip().lower()
    if not word or word in NOTHING - NO:
        return
    if word not in YES | NO:
        raise CellUnreadable(f"会员“{text[:10]}”看不懂：请写“是”或“否”")
    row.member = word in YES


def _reminder(_judge: Judge, row: Incoming, _key: str, text: str) -> None:
    word = half_width(text).replace(" ", "").replace("、", "+")
    if word not in REMINDERS:
        raise CellUnreadable(f"提醒方式“{text[:10]}”看不懂：请写短信、电话、短信+电话、微信或不提醒")
    row.reminder = REMINDERS[word]


def _day(judge: Judge, row: Incoming, key: str, text: str) -> None:
    day = read_date(text)
    if day > judge.today:
        raise CellUnreadable(f"“{day:%Y-%m-%d}”还没到：请核对年月日")
    if day < EARLIEST:
        raise CellUnreadable(f"“{day:%Y-%m-%d}”太早：请核对年份")
    setattr(row, key, day)


def _km(_judge: Judge, row: Incoming, _key: str, text: str) -> None:
    row.km = read_km(text)
    mileage.refuse_impossible(row.km)


def _engine(_judge: Judge, row: Incoming, _key: str, text: str) -> None:
    number = half_width(text).replace(" ", "").upper()
    if len(number) > 30:
        raise CellUnreadable(f"发动机号有 {len(number)} 位，最多 30 位：请核对")
    row.engine_no = number


_READERS: Final[dict[str, Reader]] = {
    "plate": _plate,
    "vin": _vin,
    "name": _name,
    "kind": _kind,
    "phone": _phone,
    "called": _words(20),
    "id_number": _id_number,
    "credit_code": _credit_code,
    "address": _words(120),
    "member": _member,
    "reminder": _reminder,
    "colour": _words(20),
    "engine_no": _engine,
    "sold_on": _day,
    "warranty_start": _day,
    "km": _km,
    "read_on": _day,
    "last_visit_on": _day,
    "contact": _name,
    "contact_phone": _phone,
    "remark": _words(200),
    "customer_remark": _words(200),
}
