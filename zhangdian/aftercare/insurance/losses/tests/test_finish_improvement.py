"""What came of a measure, beside how its reason changed, in the next month's draft."""

import pytest
from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.losses import actions, queries
from zhangdian.aftercare.insurance.losses.tests.arranging import (
    approved,
    last_month,
    lost,
    next_month,
    submitted,
)


@pytest.mark.duty("RNW-22")
def test_the_next_month_shows_its_state_and_how_its_reason_changed(shop):
    done = approved(shop).improvements.get()
    actions.finish_improvement(shop.renewal_clerk, done, result="并排发了十一份，成了六份")
    lost(shop, 9)
    next_month(shop)
    later = actions.draft_lost_analysis(shop.renewal_clerk, month=last_month(shop)).subject
    (followed,) = queries.followed(shop.clock, later)
    assert (followed.then, followed.now, followed.change) == (2, 1, -1)
    page = said(look(shop.fi_manager, reverse("insurance:lostanalysis", args=[later.pk])))
    for text in (done.text, "2 台 → 1 台", "少 1", "成了六份"):
        assert text in page


def test_not_before_it_is_approved(shop):
    with refused("还没有批准"):
        actions.finish_improvement(
            shop.renewal_clerk, submitted(shop).improvements.get(), result="做完了，有效果"
        )


def test_once_with_words_by_who_owes_it(shop):
    analysis = approved(shop)
    one = analysis.improvements.get()
    with refused("请写结果"):
        actions.finish_improvement(shop.renewal_clerk, one, result="好")
    actions.finish_improvement(shop.fi_manager, one, result="专员请假，我来报：发了六份")
    with refused("已经交过"):
        actions.finish_improvement(shop.renewal_clerk, analysis.improvements.get(), result="又做了一遍")
