"""What stands in each report, of a store in which every desk has worked."""

from datetime import timedelta

import pytest

from zhangdian.management.reports import making
from zhangdian.management.reports.kinds import KINDS


@pytest.mark.parametrize("code", sorted(KINDS))
def test_it_is_made_kept_and_read_again_as_it_was(living, code):
    ctx = living.general_manager
    content = KINDS[code].make(ctx, living.today - timedelta(days=40), living.today)
    again = making.read(making.kept(content))
    assert [each.says for each in again.figures] == [each.says for each in content.figures]
    for kept, made in zip(again.tables, content.tables, strict=True):
        assert (kept.title, list(kept.cells)) == (made.title, list(made.cells))


@pytest.mark.parametrize(
    ("code", "titles"),
    [
        ("workshop_day", {"技师", "报过延误"}),
        ("settlement_day", {"谁付"}),
        ("service_month", {"按类别", "客户关怀", "服务顾问"}),
    ],
)
def test_its_lists_name_what_happened(living, code, titles):
    content = KINDS[code].make(living.general_manager, living.today - timedelta(days=40), living.today)
    assert {table.title for table in content.tables if table.rows} >= titles
