"""A refusal says each thing once: in its head, in a row with who can do it, or beside them."""

import pytest

from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.foundation.ui.act_views import sentence_of

HEAD = "还不能放行出厂"
UNPAID, KEYS = Missing("还没付结算单", "收银员"), Missing("钥匙还没还")


@pytest.mark.parametrize(
    ("sentence", "missing", "beyond"),
    [
        ("还没付", [], ""),
        (f"{HEAD}：还没付结算单(请收银员)；钥匙还没还", [UNPAID, KEYS], ""),
        ("还没付结算单", [UNPAID], ""),
        ("还没付结算单。要挂账请前台主管批", [UNPAID], "要挂账请前台主管批"),
        ("还没付", [Missing("")], "还没付"),
        ("客户付了 3 元，不够", [UNPAID], "客户付了 3 元，不够"),
        ("实发 1 件，还没付结算单", [UNPAID], "实发 1 件，还没付结算单"),
    ],
)
def test_what_stands_in_a_row_is_not_said_twice(sentence, missing, beyond):
    assert sentence_of(Refusal(sentence, missing), HEAD) == beyond
