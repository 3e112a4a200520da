"""What the clock does with restricted files: once nothing keeps them, they go."""

from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.people.customers.erasing import keeping
from zhangdian.people.customers.erasing.actions import erase_when_due
from zhangdian.people.customers.models import Customer


def erase_what_is_due() -> int:
    """Every restricted file that nothing keeps any more; returns how many went."""
    erased = 0
    for customer in Customer.objects.filter(erased_at=None).exclude(restricted_at=None).order_by("pk"):
        ctx = Context(customer.store_id, kind=ActorKind.CLOCK)
        if not keeping.reasons(ctx, customer):
            erase_when_due(ctx, customer, token=f"erase:{customer.pk}:{customer.version}")
            erased += 1
    return erased
