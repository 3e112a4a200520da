"""What somebody typed, judged: kept in its one spelling, or refused with the reason."""

from datetime import date

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.models import Weight
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers import identities, names, phones, plates, vins

SURE = ("照行驶证核对无误", "客户提供", "其他")


def plate_of(ctx: Act, text: str) -> plates.Plate:
    """The plate and its kind."""
    try:
        plate = plates.judge(text)
    except plates.PlateRefused as error:
        raise Refusal(str(error)) from error
    if plate.doubt:
        ctx.ask("plate_is_sure", plate.doubt, SURE, weight=Weight.WATCH)
    return plate


def vin_of(ctx: Act, text: str) -> str:
    """The VIN, its check digit right."""
    try:
        vin = vins.judge(text)
    except vins.VinRefused as error:
        raise Refusal(str(error)) from error
    if vin.doubt:
        ctx.ask("vin_is_sure", vin.doubt, SURE, weight=Weight.WATCH)
    return vin.text


def phone_of(text: str) -> str:
    """The number, or nothing where nothing was typed."""
    if not text.strip():
        return ""
    try:
        return phones.judge(text).text
    except phones.PhoneRefused as error:
        raise Refusal(str(error)) from error


def id_number_of(text: str, on: date) -> str:
    """A resident's number, or nothing where nothing was typed."""
    if not text.strip():
        return ""
    try:
        return identities.judge_resident(text, on=on).text
    except identities.IdentityRefused as error:
        raise Refusal(str(error)) from error


def credit_code_of(text: str) -> str:
    """A company's code, or nothing where nothing was typed."""
    if not text.strip():
        return ""
    try:
        return identities.judge_credit_code(text)
    except identities.IdentityRefused as error:
        raise Refusal(str(error)) from error


def name_of(text: str) -> str:
    """The name; nobody is called nothing."""
    name = names.normalise(text)
    if not name:
        raise Refusal("姓名是空的：请填客户姓名或单位名称")
    if len(name) > 60:
        raise Refusal(f"姓名有 {len(name)} 个字，最多 60 个：请核对是不是填错了栏")
    return name
