"""What care keeps of a customer who asked to be forgotten, and what it empties."""

from collections.abc import Iterator
from typing import Any

from zhangdian.aftercare.care.models import Complaint, FollowUp, Inquiry
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.records import Root
from zhangdian.people.customers.erasing.forgetting import ERASED
from zhangdian.people.customers.erasing.keeping import (
    TO_READ,
    Kept,
    Left,
    erases_customers,
    keeps_customers,
    leaves_of_customers,
)
from zhangdian.people.customers.models import Customer


@keeps_customers
def open_complaint(ctx: Any, customer: Customer) -> Kept | None:
    waiting = Complaint.objects.filter(customer=customer, state__in=Complaint.OPEN)
    return Kept("有投诉还没有结案") if waiting.exists() else None


@keeps_customers
def open_inquiry(ctx: Any, customer: Customer) -> Kept | None:
    asked = Inquiry.objects.filter(customer=customer, state__in=Inquiry.OPEN)
    return Kept("有咨询还没有答复") if asked.exists() else None


@erases_customers
def who_inquired(ctx: Act, customer: Customer) -> Iterator[Root]:
    """Name and number of whoever called; he is not asked again either."""
    for inquiry in Inquiry.objects.filter(customer=customer).order_by("pk").lock():
        if inquiry.caller:
            inquiry.caller = ERASED
        inquiry.phone, inquiry.next_on = "", None
        inquiry.save()
        yield inquiry


@erases_customers
def callers(ctx: Act, customer: Customer) -> Iterator[Root]:
    for complaint in Complaint.objects.filter(customer=customer).order_by("pk").lock():
        if complaint.caller:
            complaint.caller = ERASED
        complaint.phone = ""
        complaint.save()
        yield complaint


@leaves_of_customers
def words_of_complaints(ctx: Any, customer: Customer) -> Left:
    return Left("投诉和处理的文字", Complaint.objects.filter(customer=customer).count(), TO_READ)


@leaves_of_customers
def words_of_inquiries(ctx: Any, customer: Customer) -> Left:
    return Left("咨询和答复的文字", Inquiry.objects.filter(customer=customer).count(), TO_READ)


@leaves_of_customers
def words_of_calls(ctx: Any, customer: Customer) -> Left:
    called = FollowUp.objects.filter(order__customer=customer).exclude(state=FollowUp.State.TRYING)
    return Left("回访记下的话", called.count(), TO_READ)
