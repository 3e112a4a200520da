"""Lost renewals as sentences."""

from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from zhangdian.aftercare.insurance.losses import actions
from zhangdian.aftercare.insurance.losses.actions import Measure
from zhangdian.aftercare.insurance.models import DeskWord, LostAnalysis
from zhangdian.aftercare.insurance.renewals.actions import lose_renewal
from zhangdian.aftercare.insurance.renewals.tests.arranging import a_renewal


def last_month(shop: Any) -> date:
    first: date = shop.today.replace(day=1)
    return first - relativedelta(months=1)


def reason(name: str) -> DeskWord:
    found: DeskWord = DeskWord.objects.get(kind=DeskWord.Kind.LOST, name=name)
    return found


def lost(shop: Any, number: int, name: str = "电销网销价低", **more: Any) -> None:
    renewal = more.pop("renewal", None) or a_renewal(shop, number)
    lose_renewal(shop.renewal_clerk, renewal, reason=reason(name), detail="电销比我们少三百八", **more)


def next_month(shop: Any) -> None:
    """The morning of the 1st."""
    first = shop.today.replace(day=1) + relativedelta(months=1)
    shop.at(shop.now + (first - shop.today))


def drafted(shop: Any) -> LostAnalysis:
    """Two lost by phone sellers and one by a relative, in the month that is over."""
    for number, name in enumerate(("电销网销价低", "电销网销价低", "亲友做保险"), 1):
        lost(shop, number, name)
    next_month(shop)
    made: LostAnalysis = actions.draft_lost_analysis(shop.renewal_clerk, month=last_month(shop)).subject
    return made


def a_measure(shop: Any, **more: Any) -> Measure:
    given = {
        "reason": reason("电销网销价低"),
        "text": "到期前 45 天先把三家报价并排发给客户",
        "owner": shop.person("renewal_clerk"),
        "due_on": shop.today + timedelta(days=20),
        **more,
    }
    return Measure(**given)


def submitted(shop: Any, analysis: LostAnalysis | None = None, **more: Any) -> LostAnalysis:
    analysis = analysis or drafted(shop)
    given = {"text": "电销比上月多，客户嫌差价三百多", "measures": [a_measure(shop)], **more}
    actions.submit_lost_analysis(shop.renewal_clerk, analysis, **given)
    return again(analysis)


def approved(shop: Any) -> LostAnalysis:
    analysis = submitted(shop)
    actions.approve_lost_analysis(shop.fi_manager, analysis)
    return again(analysis)


def again(analysis: LostAnalysis) -> LostAnalysis:
    found: LostAnalysis = LostAnalysis.objects.get(pk=analysis.pk)
    return found
