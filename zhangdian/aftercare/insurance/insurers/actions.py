"""Insurers are added, approved from a day until a day, and withdrawn; what was stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhangdian.aftercare.insurance.models import Insurer, InsurerApproval
from zhangdian.aftercare.insurance.posts import KEEPERS
from zhangdian.foundation.kernel.action import Act, action
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.organization.gates import acts_on_own_device


@dataclass(frozen=True)
class InsurerRow:
    """One insurer of a list, with its approval where the store has given one."""

    code: str
    name: str
    short_name: str
    branch: str = ""
    report_phone: str = ""
    partner: bool = False
    issues_by: str = ""
    remark: str = ""
    approved_from: date | None = None
    approved_until: date | None = None


@action("导入保险公司", by=KEEPERS, by_clock=True, chunk=True)
def load_insurers(ctx: Act, *, rows: Sequence[InsurerRow]) -> None:
    """Insurers of the store with their approvals; a code that is there already is left as it is."""
    there = set(Insurer.objects.of(ctx).values_list("code", flat=True))
    fresh = list({row.code.upper(): row for row in rows if row.code.upper() not in there}.values())
    made = Insurer.objects.add_many(
        Insurer(
            store_id=ctx.store_id,
            code=row.code.upper(),
            name=row.name,
            short_name=row.short_name,
            branch=row.branch,
            report_phone=row.report_phone,
            partner=row.partner,
            issues_by=row.issues_by,
            remark=row.remark,
            acted_at=ctx.now,
        )
        for row in fresh
    )
    InsurerApproval.objects.add_many(
        InsurerApproval(
            insurer=insurer,
            since=row.approved_from,
            until=row.approved_until,
            approved_by_id=ctx.person_id,
            basis="导入",
        )
        for insurer, row in zip(made, fresh, strict=True)
        if row.approved_from
    )


@action("登记保险公司", by=KEEPERS, opens=Insurer)
def add_insurer(
    ctx: Act,
    *,
    code: str,
    name: str,
    short_name: str,
    branch: str = "",
    report_phone: str = "",
    partner: bool = False,
    issues_by: str = "",
    remark: str = "",
) -> Insurer:
    """It is known from now on; quotes and policies of it wait for its approval (RNW-31)."""
    made = Insurer(
        store_id=ctx.store_id,
        code=needed(code, "简码").upper(),
        name=needed(name, "公司全称"),
        short_name=needed(short_name, "简称"),
        branch=branch.strip(),
        report_phone=report_phone.strip(),
        partner=partner,
        issues_by=issues_by.strip(),
        remark=remark.strip(),
        acted_at=ctx.now,
    )
    made.save()
    return made


def needed(text: str, what: str) -> str:
    if not text.strip():
        raise Refusal(f"请填{what}")
    return text.strip()


@action("改保险公司资料", by=KEEPERS)
def change_insurer(
    ctx: Act,
    insurer: Insurer,
    *,
    name: str | None = None,
    short_name: str | None = None,
    branch: str | None = None,
    report_phone: str | None = None,
    partner: bool | None = None,
    issues_by: str | None = None,
    remark: str | None = None,
) -> None:
    """What is not given stays; old and new are in the journal."""
    given = {
        "name": name,
        "short_name": short_name,
        "branch": branch,
        "report_phone": report_phone,
        "partner": partner,
        "issues_by": issues_by,
        "remark": remark,
    }
    for field, value in given.items():
        if value is not None:
            setattr(insurer, field, value if isinstance(value, bool) else value.strip())
    needed(insurer.name, "公司全称")
    needed(insurer.short_name, "简称")


@action("认证", by=KEEPERS, gates=[acts_on_own_device])
def approve_insurer(
    ctx: Act, insurer: Insurer, *, since: date | None = None, until: date | None = None, basis: str = ""
) -> None:
    """From this day until that it may be quoted and sold; two approvals never meet (RNW-31)."""
    begins = since or ctx.today
    if until is not None and until < begins:
        raise Refusal(f"认证到期日 {until} 早于起始日 {begins}：请核对")
    for each in insurer.approvals.all():
        if overlap(each, begins, until):
            ends = "没有到期日" if each.until is None else f"到 {each.until}"
            raise Refusal(
                f"{insurer} 已有一次认证（{each.since} 起，{ends}）：请从它到期的次日起，或先撤销它"
            )
    InsurerApproval(
        insurer=insurer, since=begins, until=until, approved_by_id=ctx.person_id, basis=basis.strip()
    ).save()


def overlap(approval: InsurerApproval, since: date, until: date | None) -> bool:
    """Whether an approval has a day in common with these; a withdrawn one ends the day before."""
    ended = approval.withdrawn_on
    if ended is not None and (ended <= since or ended <= approval.since):
        return False
    begins_before_the_end = until is None or approval.since <= until
    return begins_before_the_end and (approval.until is None or approval.until >= since)


@action("撤销认证", by=KEEPERS, gates=[acts_on_own_device])
def withdraw_insurer(ctx: Act, insurer: Insurer, *, why: str) -> None:
    """From today it can be neither quoted nor sold; approvals that were to begin later fall too."""
    if len(why.strip()) < 2:
        raise Refusal("撤销认证要写原因，专员和销售会看到")
    standing = [
        each
        for each in insurer.approvals.all()
        if each.withdrawn_on is None and (each.until is None or each.until >= ctx.today)
    ]
    if not standing:
        raise Refusal(f"{insurer} 现在没有认证，没有可撤销的")
    for each in standing:
        each.withdrawn_on, each.withdrawn_why = ctx.today, why.strip()
    InsurerApproval.objects.change_many(standing, ["withdrawn_on", "withdrawn_why"])
