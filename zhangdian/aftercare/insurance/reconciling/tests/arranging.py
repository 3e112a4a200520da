"""Insurers' lists as tests arrange them."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from zhangdian.aftercare.insurance import layouts, terms
from zhangdian.aftercare.insurance.models import (
    BroughtSheet,
    Insurer,
    Policy,
    PolicyList,
    PolicyListLine,
    UnregisteredPolicy,
)
from zhangdian.aftercare.insurance.policies.tests import arranging as policies
from zhangdian.aftercare.insurance.reconciling import actions
from zhangdian.aftercare.insurance.tests.arranging import insurer
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.ui.xlsx import Column, ColumnKind, write_sheet
from zhangdian.people.customers.tests.arrange import vin

HEADINGS = (
    "保险单号", "险种名称", "VIN码", "车牌号码", "被保险人",
    "出单日期", "起保日期", "终保日期", "签单保费", "代收车船税",
)  # fmt: skip
KEYS = (
    "number", "line", "vin", "plate", "holder", "signed_on", "starts_on", "last_day", "premium", "tax",
)  # fmt: skip
UNKNOWN = "PDZZ20265101000000000"


def number(at: int) -> str:
    return f"PDAA2026510100000{at:05}"


def some_policies(shop: Any, count: int = 2) -> list[Policy]:
    """Checked ones of 安禾 of 3,000 yuan each, signed today."""
    return [
        policies.checked(shop, policies.a_policy(shop, car=policies.a_car(shop, at), number=number(at)))
        for at in range(1, count + 1)
    ]


def row_of(shop: Any, policy: Policy, **otherwise: Any) -> dict[str, Any]:
    """As the insurer tells a policy of ours; `otherwise` is what it tells differently."""
    zone = shop.clock.standing.zone
    return {
        "number": policy.number,
        "line": "机动车商业保险",
        "vin": policy.vehicle.vin,
        "plate": policy.vehicle.plate,
        "holder": "",
        "signed_on": policy.signed_on,
        "starts_on": clock.day(policy.starts_at, zone),
        "last_day": terms.last_day_of(policy.ends_at, zone),
        "premium": policy.premium,
        "tax": "",
        **otherwise,
    }


def a_row(shop: Any, at: int = 1, **otherwise: Any) -> dict[str, Any]:
    """Of a policy that nobody here has entered."""
    first = shop.today + timedelta(days=1)
    return {
        "number": f"{UNKNOWN}{at}",
        "line": "商业险",
        "vin": vin(800 + at),
        "plate": f"宁Z8{at:04}",
        "holder": "程远山",
        "signed_on": shop.today,
        "starts_on": first,
        "last_day": first + timedelta(days=364),
        "premium": policies.PREMIUM,
        "tax": "",
        **otherwise,
    }


def brought(shop: Any, rows: Sequence[dict[str, Any]], digest: str = "a", who: Any = None) -> BroughtSheet:
    """The cells of a sheet, as an upload keeps them."""
    ctx = who or shop.renewal_clerk
    body = [[at, [f"{row[key]}" for key in KEYS], {}, ""] for at, row in enumerate(rows, 2)]
    kept = BroughtSheet(
        store_id=shop.store_id,
        person_id=ctx.person_id,
        at=shop.now,
        name="清单.xlsx",
        digest=digest,
        headings_text=json.dumps(HEADINGS),
        rows=len(body),
        body=json.dumps(body),
    )
    kept.save()
    return kept


def a_draft(
    shop: Any,
    *rows: dict[str, Any],
    digest: str = "a",
    whose: Insurer | None = None,
    month: date | None = None,
) -> PolicyList:
    kept = brought(shop, rows, digest)
    columns = [actions.Chosen(key, at) for at, key in enumerate(KEYS)]
    made: PolicyList = actions.open_policy_list(
        shop.renewal_clerk,
        insurer=whose or insurer(),
        month=month or shop.today,
        brought=kept.pk,
        columns=columns,
    ).subject
    return made


def a_list(shop: Any, *rows: dict[str, Any], **how: Any) -> PolicyList:
    """Confirmed and compared."""
    draft = a_draft(shop, *rows, **how)
    actions.accept_policy_list(shop.renewal_clerk, draft)
    return again(draft)


def again(found: PolicyList) -> PolicyList:
    fresh: PolicyList = PolicyList.objects.get(pk=found.pk)
    return fresh


def lines_of(found: PolicyList) -> list[PolicyListLine]:
    return list(found.lines.order_by("order"))


def line_of(found: PolicyList, number: str) -> PolicyListLine:
    line: PolicyListLine = found.lines.select_related("policy_list").get(number=number)
    return line


def task_of(number: str) -> UnregisteredPolicy:
    task: UnregisteredPolicy = UnregisteredPolicy.objects.get(number=number)
    return task


def xlsx(rows: Sequence[dict[str, Any]], headings: Sequence[str] = HEADINGS) -> bytes:
    """The insurer's own sheet."""
    stream = BytesIO()
    columns = [Column(each, ColumnKind.TEXT, 20) for each in headings]
    write_sheet(stream, "清单", columns, [[f"{row[key]}" for key in KEYS[: len(headings)]] for row in rows])
    return stream.getvalue()


def laid_out() -> list[actions.NamedColumn]:
    """A layout of another insurer: other words, another order, a column that means nothing to us."""
    return [
        actions.NamedColumn("序号"),
        actions.NamedColumn("出单日", "signed_on"),
        actions.NamedColumn("保单编码", "number"),
        actions.NamedColumn("车架", "vin"),
        actions.NamedColumn("净保费金额", "net_premium"),
        actions.NamedColumn("终止时刻", "ends_on"),
    ]


assert {*KEYS} <= {*layouts.LABELS}
