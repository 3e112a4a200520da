"""Customers as rooms above open them: written in one spelling, found again, never twice by oversight."""

from typing import Any

from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.kernel.sight import opened
from zhangdian.people.customers import entered, gates, phones
from zhangdian.people.customers.models import Contact, Customer, Referral, Vehicle, key_of, pool_of
from zhangdian.people.organization.roles import Role

SHARED = ("家人共用", "公司与经办人共用", "号码换了机主", "其他")


def write(
    ctx: Act,
    customer: Customer,
    *,
    name: str | None = None,
    phone: str | None = None,
    called: str | None = None,
    id_number: str | None = None,
    credit_code: str | None = None,
    address: str | None = None,
    remark: str | None = None,
) -> None:
    """Write what is given, judged; what is None stays. The columns by which he is found follow."""
    judged: dict[str, Any] = {
        "name": name if name is None else entered.name_of(name),
        "phone": phone if phone is None else entered.phone_of(phone),
        "id_number": id_number if id_number is None else entered.id_number_of(id_number, ctx.today),
        "credit_code": credit_code if credit_code is None else entered.credit_code_of(credit_code),
        "called": called,
        "address": address,
        "remark": remark,
    }
    for field, value in judged.items():
        if value is not None:
            setattr(customer, field, value.strip())
    if customer.kind == Customer.Kind.PERSON and customer.credit_code:
        raise Refusal("个人没有统一社会信用代码：请把类别改为“单位”，或去掉代码")
    if customer.kind == Customer.Kind.COMPANY and opened(customer.id_number):
        raise Refusal("单位没有身份证号：经办人请登记为“联系人”")
    customer.spell_again()


def write_phone(contact: Contact, phone: str) -> None:
    contact.phone = entered.phone_of(phone)
    contact.phone_tail, contact.phone_key = phones.tail(contact.phone), key_of(contact.phone)


def refuse_unused(ctx: Act, customer: Customer) -> None:
    """A file that is only stored, or emptied, takes part in nothing new."""
    for gate in (gates.customer_stands, gates.customer_is_in_use):
        if missing := gate.missing(ctx, customer):
            raise Refusal(missing.what, [missing])


def owner_in_use(vehicle: Vehicle | None) -> int | None:
    """The key of its owner; nobody where he asked to be forgotten: his car is served, he is not named."""
    owner = vehicle.owner if vehicle else None
    return owner.pk if owner and not owner.restricted_at and not owner.erased_at else None


def refuse_twin(ctx: Act, customer: Customer) -> None:
    """The same name with the same number is the same customer; another name with it is asked about."""
    if not customer.phone_key:
        return
    others = Customer.objects.of(ctx).numbered(opened(customer.phone)).standing()
    for other in others.exclude(pk=customer.pk).order_by("pk")[:5]:
        if opened(other.name) == opened(customer.name):
            refuse_unused(ctx, other)
            raise Refusal(f"“{other.name}”用这个号码已有客户档案：请打开那一份，不用重新登记")
        if other.restricted_at:
            continue
        ctx.ask("phone_is_shared", f"这个号码已登记在“{other.name}”名下：是同一个人，还是共用？", SHARED)


def find(ctx: Any, *, phone: str, name: str = "") -> Customer | None:
    """The customer with this number (and name, where several share it)."""
    known = list(Customer.objects.of(ctx).numbered(phone).standing().filter(erased_at=None)[:5])
    if name:
        known = [one for one in known if opened(one.name) == name]
    return known[0] if len(known) == 1 else None


def refer(
    ctx: Act, *, desk: Role, wish: str, vehicle: Vehicle | None = None, customer: Customer | None = None
) -> Referral:
    """Pass a customer's wish to a desk upstairs."""
    if customer:
        refuse_unused(ctx, customer)
    referral = Referral(
        store_id=ctx.store_id,
        customer_id=customer.pk if customer else owner_in_use(vehicle),
        vehicle=vehicle,
        desk=desk,
        wish=wish.strip()[:200],
        asked_at=ctx.now,
        asked_by_id=ctx.person_id,
        acted_at=ctx.now,
    )
    referral.save()
    return referral


__all__ = [
    "find",
    "owner_in_use",
    "pool_of",
    "refer",
    "refuse_twin",
    "refuse_unused",
    "write",
    "write_phone",
]
