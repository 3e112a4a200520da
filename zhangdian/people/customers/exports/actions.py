"""Personal data leaves the house: asked with a reason, signed by another person, taken once."""

from datetime import timedelta

from django.db.models import Max

from zhangdian.foundation.kernel.action import Act, Signatures, action
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.people.customers.exports import ledger
from zhangdian.people.customers.models import Customer, CustomerExport, Vehicle
from zhangdian.people.organization.models import Person
from zhangdian.people.organization.roles import MANAGERS, Role

ASKERS = (
    *MANAGERS,
    Role.FRONT_DESK_SUPERVISOR,
    Role.AFTERSALES_CARE,
    Role.CUSTOMER_CARE,
    Role.MARKETING_MANAGER,
    Role.INFORMATION_CONSULTANT,
)
ALIVE = timedelta(hours=24)
MOST_ROWS = 200_000
State = CustomerExport.State


def needs_for_export(ctx: Act, *, why: str, advisor: Person | None, with_identity: bool) -> Signatures | None:
    """The head of customer relations signs; for himself, and for ID numbers, the general manager."""
    roles = [Role.CUSTOMER_RELATIONS_MANAGER]
    if Role.CUSTOMER_RELATIONS_MANAGER in ctx.roles:
        roles = [Role.GENERAL_MANAGER]
    elif with_identity:
        roles.append(Role.GENERAL_MANAGER)
    whose = f"{advisor.name}的客户" if advisor else "全部客户"
    return Signatures(
        tuple(roles), f"导出{whose}资料{'，含身份证号' if with_identity else ''}：{why.strip()}"
    )


@action("导出客户资料", by=ASKERS, opens=CustomerExport, needs=needs_for_export)
def export_customers(
    ctx: Act, *, why: str, advisor: Person | None = None, with_identity: bool = False
) -> CustomerExport:
    """Names, phones and addresses in the clear, of what stands at this moment; dead after a day."""
    if len(why.strip()) < 4:
        raise Refusal("导出客户资料要写明用途，例如“邮寄会员卡”")
    cars, people = ledger.cars_of(ctx, _key(advisor)), ledger.carless_of(ctx, _key(advisor))
    assert ctx.person_id is not None  # only people ask
    count = cars.count() + people.count()
    if not count:
        raise Refusal("没有可以导出的客户和车辆")
    if count > MOST_ROWS:
        raise Refusal(f"一次最多导出 {MOST_ROWS:,} 行，现有 {count:,} 行：请按服务顾问分开导出")
    export = CustomerExport(
        store_id=ctx.store_id,
        asked_by_id=ctx.person_id,
        why=why.strip()[:200],
        advisor=advisor,
        with_identity=with_identity,
        rows=count,
        upto_customer=Customer.objects.aggregate(last=Max("pk"))["last"] or 0,
        upto_vehicle=Vehicle.objects.aggregate(last=Max("pk"))["last"] or 0,
        expires_at=ctx.now + ALIVE,
        acted_at=ctx.now,
    )
    export.save()
    return export


def _key(person: Person | None) -> int | None:
    return person.pk if person else None


@action("下载客户资料", by=ASKERS, moves=(State.READY, State.TAKEN))
def take_export(ctx: Act, export: CustomerExport) -> None:
    """Who asked takes it, once."""
    if export.asked_by_id != ctx.person_id:
        raise Refusal("只有申请人自己能下载")
    if export.expires_at <= ctx.now:
        raise Refusal("这份导出已过 24 小时，作废了：请重新申请")
    export.taken_at = ctx.now
