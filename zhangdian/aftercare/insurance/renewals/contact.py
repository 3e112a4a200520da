"""Whether a customer may be called about his renewal, and when again."""

from datetime import date, datetime, time, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Exists, OuterRef, Q

from zhangdian.aftercare.insurance.models import Renewal, Way
from zhangdian.aftercare.insurance.standards import CALL_AFTER_EXPIRY, CALL_AFTER_QUOTE
from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.rows import worded
from zhangdian.people.customers import consents
from zhangdian.people.customers.models import Consent, Customer
from zhangdian.people.organization import rates

OURS = (Way.PHONE, Way.WECOM)
"""Ways that we begin; a customer who calls or stands before us may always be spoken to."""


def silent(ctx: Any, today: Any) -> Q:
    """Renewals whose customer has said that he wants no more contact, or whose data is not used any more."""
    words = Consent.objects.of(ctx).filter(customer=OuterRef("customer"), purpose=Consent.Purpose.RENEWAL)
    holds = words.filter(Q(until=None) | Q(until__gte=today), withdrawn_at=None)
    taken_back = Exists(words.filter(withdrawn_at__isnull=False)) & ~Exists(holds)
    wishes = Q(customer__reminder=Customer.Reminder.NONE)
    closed = Q(customer__restricted_at__isnull=False) | Q(customer__erased_at__isnull=False)
    return wishes | closed | Q(taken_back)


def is_silent(ctx: Any, renewal: Renewal) -> bool:
    return bool(_silent(ctx, renewal.pk, ctx.today))


@worded
def _silent(who: Any, key: Any, today: Any) -> Any:
    return Renewal.objects.of(who).filter(silent(who, today), pk=key).order_by().values_list("pk", flat=True)


def to_tell(ctx: Any) -> Any:
    """Whose cover ends within two calendar months, who agreed to short messages and has had none."""
    until = two_months_after(ctx.today)
    agreed = consents.standing(ctx, Consent.Purpose.RENEWAL, Consent.Channel.SMS, ctx.today)
    rows = (
        Renewal.objects.of(ctx).open().filter(told_at=None, expires_on__gte=ctx.today, expires_on__lte=until)
    )
    heard = rows.filter(customer__in=agreed.values("customer")).exclude(silent(ctx, ctx.today))
    return heard.order_by("expires_on", "pk")


def two_months_after(today: date) -> date:
    """In calendar months: what ends on the last of a month is due on the last of the month two before."""
    after: date = today + relativedelta(months=2)
    return clock.month_end(after) if today == clock.month_end(today) else after


def next_try(ctx: Any, missed: int) -> datetime:
    """Nobody answered: first three hours later, then the next day at another time of the day."""
    zone = ctx.standing.zone
    now = clock.local(ctx.now, zone)
    if missed <= 1 and now.hour < 16:
        return ctx.now + timedelta(hours=3)  # type: ignore[no-any-return]
    morning = now.hour < 12
    return clock.instant(ctx.today + timedelta(days=1), time(16) if morning else time(10), zone)


def after_quote(ctx: Any, hour: time) -> datetime:
    """The last of the days within which a quote is followed by a call."""
    days = int(rates.measure_of(ctx, CALL_AFTER_QUOTE))
    return clock.instant(ctx.today + timedelta(days=days), hour, ctx.standing.zone)


def last_day(ctx: Any, expires_on: date) -> date:
    """Until when somebody may still be called again."""
    days = int(rates.measure_of(ctx, CALL_AFTER_EXPIRY))
    last: date = max(expires_on, ctx.today) + timedelta(days=days)
    return last
