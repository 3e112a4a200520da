"""Ledgers whose rows stand each for itself."""

from dataclasses import dataclass
from io import BytesIO

import pytest

from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.ui.plain_ledgers import Cells, PlainLedger, write_template
from zhangdian.foundation.ui.sheets import Field, open_ledger


@dataclass(frozen=True)
class Thing:
    name: str
    pieces: int
    good: bool


def read(cells: Cells) -> Thing:
    return Thing(cells.needed("name"), cells.whole("pieces") or 0, cells.yes("good"))


class Shelf(list[Thing]):
    """Takes things in; refuses a second one of a name, and answers a token once."""

    def __init__(self) -> None:
        super().__init__()
        self.tokens: set[str] = set()

    def take(self, _ctx: object, rows: list[Thing], token: str) -> None:
        if token in self.tokens:
            return
        self.tokens.add(token)
        if {row.name for row in rows} & {each.name for each in self}:
            raise Refusal(f"{rows[0].name}已经有了")
        self.extend(rows)


FIELDS = (
    Field("name", "名称", ("品名",), required=True),
    Field("pieces", "件数", ("数量",)),
    Field("good", "合格", ("是否合格",)),
)
SHEET = "库存一览表\n品名,数量,是否合格\n扳手,3,是\n螺丝,两箱,是\n,5,否\n锤子,,也许\n钳子,2,\n合计,10,\n"


@pytest.fixture
def shelf():
    return Shelf()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "工具.csv"
    path.write_bytes(SHEET.encode("gb18030"))
    return path


def ledger(shelf, chunk=1000):
    return PlainLedger("things", "工具", FIELDS, read, shelf.take, chunk)


def quiet(*_):
    """Nobody looks."""


def test_good_rows_go_in_and_bad_ones_come_back_with_line_and_reason(shelf, file):
    brought = ledger(shelf).bring(None, file, False, quiet)
    assert shelf == [Thing("扳手", 3, True), Thing("钳子", 2, False)]
    assert brought.bad == 3
    assert "已导入 2 行，退回 3 行" in brought.sentences[0]
    sheet = BytesIO()
    brought.write_refused(sheet)
    with open_ledger(sheet.getvalue()) as came:
        rows = [row.cells[:3] for row in came.table().rows]
    assert [row[0] for row in rows] == ["4", "5", "6"]
    assert ["数字" in rows[0][1], "缺名称" in rows[1][1], "“是”或“否”" in rows[2][1]] == [True] * 3
    assert rows[0][2] == "螺丝"


def test_a_dry_run_takes_nothing(shelf, file):
    brought = ledger(shelf).bring(None, file, True, quiet)
    assert "可以导入 2 行" in brought.sentences[0]
    assert shelf == []


def test_the_same_file_again_changes_nothing(shelf, file):
    for _ in range(2):
        ledger(shelf).bring(None, file, False, quiet)
    assert len(shelf) == 2


def test_row_by_row_a_refusal_is_that_rows(shelf, file):
    shelf.append(Thing("扳手", 1, True))
    brought = ledger(shelf, chunk=1).bring(None, file, False, quiet)
    assert [each.name for each in shelf] == ["扳手", "钳子"]
    assert brought.bad == 4


def test_together_a_refusal_is_all_of_theirs(shelf, file):
    shelf.append(Thing("扳手", 1, True))
    assert ledger(shelf).bring(None, file, False, quiet).bad == 5
    assert len(shelf) == 1


def test_a_sheet_without_a_needed_column_is_refused_by_its_name(shelf, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("数量,是否合格\n3,是\n", encoding="utf-8")
    with pytest.raises(Refusal, match="没有找到这些列：名称"):
        ledger(shelf).bring(None, path, False, quiet)


def test_its_template_is_a_ledger_of_its_kind():
    sheet, kind = BytesIO(), ledger(Shelf())
    write_template(sheet, kind.label, [kind.heading(each) for each in kind.fields])
    with open_ledger(sheet.getvalue()) as came:
        assert came.table().match(FIELDS).missing == ()
