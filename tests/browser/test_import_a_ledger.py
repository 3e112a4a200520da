"""A store's own messy ledger goes in: looked at, its columns set right, tried, taken in, taken back."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stage import Stage
from zhangdian.foundation.ui.sheets import open_ledger
from zhangdian.people.customers.imports import jobs
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.customers.tests.arrange import VIN, vin

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.long_on("postgres")]

LEDGER = [
    ["云栎望澜店 客户台账(2026 年)"],
    [],
    ["车牌", "VIN码", "车主姓名", "号码二", "购车时间", "表显里程", "最近进店"],
    [
        "宁Ｚ·62966",
        VIN.lower(),
        " 段素琴 ",
        "１６１１００００００１",
        "2016.7.21",
        "18.6万公里",
        "2026年10月14日",
    ],
    ["宁Z 62967", vin(2), "廖守成", "161-1000-0002", "16/7/5", "9,800", ""],
    ["宁ZO2968", vin(3), "牌有错", "16110000003", "", "", ""],
    ["宁Z62969", vin(4)[:-1], "架号短", "16110000004", "", "", ""],
    ["宁Z62970", vin(5), "望澜某某有限公司", "", "2020-02-30", "", ""],
    ["合计", "", "5 台", "", "", "", ""],
]
"""Full width, spaces, dots, every spelling of a day; a title above, a sum below, three wrong rows."""


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    text = io.StringIO()
    csv.writer(text).writerows(LEDGER)
    path = tmp_path / "台账 旧系统.csv"
    path.write_bytes(text.getvalue().encode("gb18030"))
    return path


@pytest.fixture
def stage(stage: Stage, settings: Any, tmp_path: Path) -> Stage:
    settings.MEDIA_ROOT = tmp_path / "media"
    return stage


def brought(stage: Stage, ledger: Path) -> Page:
    page = stage.screen(stage.shop.service_manager)
    stage.open(page, "/customers/imports")
    page.locator("input[type=file]").set_input_files(ledger)
    page.get_by_role("button", name="上传").click()
    expect(page.get_by_role("heading", name="台账 旧系统.csv")).to_be_visible()
    return page


def tried_and_taken_in(page: Page) -> None:
    """Two presses; the page follows the worker by itself."""
    page.get_by_role("button", name="试导入").click()
    expect(page.get_by_text("正在读文件")).to_be_visible()
    jobs.run_imports()
    expect(page.get_by_text("退回的行，按原因")).to_be_visible()
    page.get_by_role("button", name="导入 2 行").click()
    expect(page.get_by_role("heading", name="导入中")).to_be_visible()
    jobs.run_imports()
    expect(page.get_by_role("heading", name="已导入")).to_be_visible()


def test_a_messy_ledger_goes_in(stage: Stage, ledger: Path) -> None:
    page = brought(stage, ledger)
    expect(page.get_by_text("表头之前的标题")).to_be_visible()
    expect(page.get_by_text("16110000002")).to_have_count(0)
    page.get_by_role("link", name="调整列").click()
    page.get_by_label("手机", exact=True).select_option(label="号码二")
    page.get_by_role("button", name="用这些列").click()
    expect(page.get_by_text("161-1000-0002")).to_be_visible()

    tried_and_taken_in(page)

    plates = Vehicle.objects.order_by("plate").values_list("plate", "vin")
    assert list(plates) == [("宁Z62966", VIN), ("宁Z62967", vin(2))]
    with page.expect_download() as coming:
        page.get_by_role("link", name="下载退回的行").click()
    with open_ledger(Path(coming.value.path())) as refused:
        rows = {row.cells[0]: row.cells[1] for row in refused.table().rows}
    assert set(rows) == {"6", "7", "8"}
    assert "O" in rows["6"]
    assert "16 位" in rows["7"]
    assert "2 月" in rows["8"]

    page.goto(page.url.rsplit("/", 2)[0] + "/vehicles")
    expect(page.get_by_role("link", name="宁Z 62966")).to_be_visible()


def test_it_is_wholly_taken_back(stage: Stage, ledger: Path) -> None:
    page = brought(stage, ledger)
    tried_and_taken_in(page)
    page.get_by_role("link", name="撤销导入").click()
    page.get_by_label("为什么撤销").fill("传错了表")
    page.get_by_role("button", name="撤销这次导入").click()
    expect(page.get_by_role("heading", name="撤销中")).to_be_visible()
    jobs.run_imports()
    expect(page.get_by_role("heading", name="已撤销")).to_be_visible()
    assert not Vehicle.objects.standing().exists()
