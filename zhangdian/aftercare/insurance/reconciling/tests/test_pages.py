"""Lists on their way in, and as the desk sees them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.urls import reverse

from tests.support.browsing import browser_of
from tests.support.looking import look, said
from zhangdian.aftercare.insurance.models import PolicyList
from zhangdian.aftercare.insurance.reconciling import actions, sheets
from zhangdian.aftercare.insurance.reconciling.tests.arranging import (
    HEADINGS,
    UNKNOWN,
    a_draft,
    a_list,
    a_row,
    again,
    insurer,
    row_of,
    some_policies,
    task_of,
    xlsx,
)
from zhangdian.foundation.kernel.refusals import NotHere


def bring(shop, content, name="清单.xlsx", **more):
    given = {
        "insurer": insurer().pk,
        "month": f"{shop.today:%Y-%m}",
        "file": SimpleUploadedFile(name, content),
        **more,
    }
    return browser_of(shop.renewal_clerk).post(reverse("insurance:upload_policy_list"), given)


def page_of(shop, found):
    return said(look(shop.renewal_clerk, reverse("insurance:policylist", args=[found.pk])))


@pytest.mark.duty("NBI-05", "RNW-29")
def test_an_insurer_s_sheet_is_shown_as_it_is_read_then_compared(shop):
    one, two = some_policies(shop, 2)
    rows = [row_of(shop, one), row_of(shop, two, premium="2,999.00"), a_row(shop)]
    answer = bring(shop, xlsx(rows))
    found = PolicyList.objects.get()
    assert answer["Location"] == reverse("insurance:policylist", args=[found.pk])
    assert len(found.columns) == len(HEADINGS)
    page = page_of(shop, found)
    for text in ("出单日期", one.number, "程远山", "共 3 行", "确认，开始核对"):
        assert text in page
    actions.accept_policy_list(shop.renewal_clerk, found)
    page = page_of(shop, found)
    for text in (two.number, "2999.00", "3000.00", f"{UNKNOWN}1", "待补登"):
        assert text in page
    assert one.number not in page


def test_a_comma_separated_list_of_gb18030_goes_in_as_well(shop):
    row = a_row(shop)
    text = ",".join(HEADINGS) + "\n" + ",".join(f"{each}" for each in row.values()) + "\n"
    bring(shop, text.encode("gb18030"), "清单.csv")
    actions.accept_policy_list(shop.renewal_clerk, PolicyList.objects.get())
    assert task_of(row["number"]).vin == row["vin"]


def test_rows_that_cannot_be_read_are_told_before_anything_is_compared(shop):
    bring(shop, xlsx([a_row(shop, signed_on="上周")]))
    page = page_of(shop, PolicyList.objects.get())
    assert "看不懂的 1 行" in page
    assert "签单日期" in page


def test_a_list_of_other_headings_says_what_is_to_be_chosen(shop):
    bring(shop, xlsx([a_row(shop)], headings=("合同", "名目", "代码")))
    page = page_of(shop, PolicyList.objects.get())
    assert "还没有选哪一列是保单号、签单日期" in page


def test_what_is_no_list_is_refused_in_plain_words(shop, monkeypatch):
    assert "PDF" in bring(shop, b"%PDF-1.7 nothing").content.decode()
    assert "没有一行保单" in bring(shop, xlsx([])).content.decode()
    assert "没有收到文件" in bring(shop, b"", file="").content.decode()
    assert "请选是哪家" in bring(shop, xlsx([a_row(shop)]), insurer="x").content.decode()
    broken = xlsx([a_row(shop)])[:400]
    assert bring(shop, broken).status_code == 422
    monkeypatch.setattr(sheets, "MOST_LINES", 1)
    assert "超过 1 行" in bring(shop, xlsx([a_row(shop), a_row(shop, 2)])).content.decode()
    assert not PolicyList.objects.exists()


def test_lists_of_lists_lines_tasks_and_layouts(shop):
    [policy] = some_policies(shop, 1)
    found = a_list(shop, row_of(shop, policy, premium="1.00"), a_row(shop))
    for name, text in (
        ("policylists", "有差异"),
        ("policylistlines", policy.number),
        ("unregistered", f"{UNKNOWN}1"),
        ("listlayouts", insurer().short_name),
    ):
        assert text in said(look(shop.renewal_clerk, reverse(f"insurance:{name}")))
    task = task_of(f"{UNKNOWN}1")
    page = said(look(shop.renewal_clerk, reverse("insurance:unregisteredpolicy", args=[task.pk])))
    assert f"number={UNKNOWN}1" in page
    form = reverse("ui:act", args=["insurance.set_list_layout"])
    assert "被保险人" in said(look(shop.renewal_clerk, f"{form}?insurer={insurer().pk}"))
    assert "被保险人" not in said(look(shop.renewal_clerk, form))
    assert "3,000.00" in page
    assert again(found).left == 2


def test_what_is_to_be_registered_stands_on_its_owner_s_day(shop):
    a_list(shop, a_row(shop))
    assert f"{UNKNOWN}1" in said(look(shop.renewal_clerk, "/"))


def test_it_is_nobody_else_s_business(shop):
    found = a_draft(shop, a_row(shop))
    for who in (shop.sales_consultant, shop.service_advisor, shop.other_store_manager):
        with pytest.raises((NotHere, Http404)):
            look(who, reverse("insurance:policylist", args=[found.pk]))


def test_a_page_of_many_lines_asks_as_often_as_one_of_few(shop, django_assert_max_num_queries):
    found = a_list(shop, *(a_row(shop, at) for at in range(1, 9)))
    with django_assert_max_num_queries(40):
        page_of(shop, found)
