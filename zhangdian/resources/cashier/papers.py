"""The papers of the till, drawn from its records."""

from typing import Any

from django.template.loader import render_to_string

from zhangdian.foundation.kernel.money import in_words
from zhangdian.foundation.kernel.papers import paper_kind
from zhangdian.people.organization.models import Store
from zhangdian.resources.cashier.models import Payment


@paper_kind("SK", "收据")
def RECEIPT(ctx: Any, payment: Payment) -> str:
    """Who paid how much for what, by which means, in figures and in words."""
    facts = {
        "payment": payment,
        "bill": payment.receivable,
        "store": Store.objects.get(pk=payment.store_id),
        "words": in_words(payment.amount),
        "payer": payment.receivable.payer_name.seen_by(ctx),
    }
    return render_to_string("cashier/paper/receipt.html", facts)
