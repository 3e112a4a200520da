"""How a customer is forgotten: the file emptied, his cars without owner, the journal without his words."""

import json
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_

from django.db.models import Q

from zhangdian.foundation.kernel import journal
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.actions import export_list
from zhangdian.foundation.kernel.models import Entry, Means
from zhangdian.foundation.kernel.records import Root
from zhangdian.foundation.ui.cells import half_width
from zhangdian.people.customers import queries
from zhangdian.people.customers.erasing import keeping
from zhangdian.people.customers.models import Customer, ImportRun, Ownership, Vehicle

ERASED = "已删除"
EMPTIED = ("called", "phone", "id_number", "credit_code", "address", "reminder", "remark")


def forget(ctx: Act, customer: Customer) -> None:
    """Empty every copy that a room declares, then what the journal holds; money and car stay."""
    ctx.forgets = True
    roots: list[Root] = [customer]
    named = lists_narrowed_to(customer)
    for eraser in keeping.ERASERS:
        roots += eraser(ctx, customer)
    journal.erase_personal([*entries_about(customer, roots), *named])
    customer.erased_at = ctx.now


@keeping.erases_customers
def his_file(ctx: Act, customer: Customer) -> Iterable[Root]:
    customer.name = ERASED
    for name in EMPTIED:
        setattr(customer, name, "")
    customer.advisor, customer.member = None, False
    for name in customer.found_by:
        setattr(customer, name, "")
    for contact in customer.contacts.all():
        contact.name, contact.ended_on = ERASED, contact.ended_on or ctx.today
        contact.phone = contact.phone_tail = contact.phone_key = ""
        contact.save()
    for consent in customer.consents.all():
        consent.evidence = ""
        if not consent.withdrawn_at:
            consent.withdrawn_at, consent.withdrawn_by = ctx.now, Means.DESK
        consent.save()
    return ()


@keeping.erases_customers
def his_cars(ctx: Act, customer: Customer) -> Iterator[Root]:
    """They lose their owner and keep their history: who comes with the car next says whose it is."""
    for car in Vehicle.objects.filter(owner=customer).order_by("pk").lock():
        car.owner = None
        car.save()
        for owned in Ownership.objects.filter(vehicle=car, customer=customer, until=None):
            owned.until = max(ctx.today, owned.since)
            owned.save()
        yield car


def entries_about(customer: Customer, roots: Iterable[Root]) -> list[int]:
    """Entries of these roots, and of the ledgers that changed his file.

    A ledger's entry speaks of other people too: what it held of them before goes as well.
    """
    mine = reduce(or_, (Q(root_type=root._meta.label_lower, root_id=root.pk) for root in roots))
    label = f'"{customer._meta.label_lower}#{customer.pk}"'
    brought = Q(root_type=ImportRun._meta.label_lower, personal_text__contains=label)
    return list(Entry.objects.filter(mine | brought).values_list("pk", flat=True))


def lists_narrowed_to(customer: Customer) -> list[int]:
    """Entries of lists that left the house, found by words that find him: what was typed goes."""
    left = Entry.objects.filter(action=export_list.name).exclude(personal_text="")
    entries: dict[str, list[int]] = {}
    for pk, kept in left.values_list("pk", "personal_text"):
        entries.setdefault(json.loads(kept).get("inputs", {}).get("typed", ""), []).append(pk)
    him = Customer.objects.filter(pk=customer.pk)
    found = []
    for typed, keys in entries.items():
        about = queries.about_customer(half_width(typed).replace(" ", ""))
        if about is not None and him.filter(about).exists():
            found += keys
    return found
