"""The facts of an insurer change, and the journal keeps what was."""

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.insurers.actions import change_insurer
from zhangdian.aftercare.insurance.models import Insurer
from zhangdian.aftercare.insurance.tests.arranging import insurer


def test_what_is_not_given_stays(shop):
    found = insurer()
    done = change_insurer(shop.fi_manager, found, report_phone=" 95500 ", branch="望澜中心支公司")
    now = Insurer.objects.get(pk=found.pk)
    assert (now.report_phone, now.branch, now.name) == ("95500", "望澜中心支公司", found.name)
    assert "95500" in str(done.entry.changes)


def test_it_keeps_a_name(shop):
    with refused("请填简称"):
        change_insurer(shop.fi_manager, insurer(), short_name=" ")
