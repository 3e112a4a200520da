"""Ledgers as stores bring them, and the way in for tests."""

import io
from dataclasses import dataclass
from typing import Any

import pytest

from zhangdian.foundation.ui.xlsx import Column, write_sheet
from zhangdian.people.customers.imports import files, jobs, reports
from zhangdian.people.customers.imports.actions import Chosen, open_import, start_import, try_import

HEADINGS = ("车牌号", "车架号", "车主姓名", "联系电话", "车型", "购车日期", "行驶里程", "最近进店")


def text_of(rows, headings=HEADINGS, separator=","):
    lines = [headings, *rows]
    return "\r\n".join(separator.join(map(str, line)) for line in lines) + "\r\n"


def csv(rows, headings=HEADINGS, encoding="utf-8"):
    return text_of(rows, headings).encode(encoding)


def xlsx(rows, headings=HEADINGS):
    stream = io.BytesIO()
    write_sheet(stream, "台账", [Column(heading) for heading in headings], rows)
    return stream.getvalue()


@dataclass
class Way:
    """The way of one ledger into the store of the tests."""

    shop: Any

    def open(self, content, name="台账.csv", *, columns=None, overwrite=False):
        kept = files.store_ledger(self.shop.service_manager, io.BytesIO(content), name)
        sheet = files.sheet_of(kept, "")
        chosen = [Chosen(key, at) for key, at in (columns or sheet.proposal()).items()]
        return open_import(
            self.shop.service_manager, file=kept.pk, sheet=sheet.name, columns=chosen, overwrite=overwrite
        ).subject

    def tried(self, content, name="台账.csv", **more):
        run = self.open(content, name, **more)
        try_import(self.shop.service_manager, run)
        return jobs.go_on(run)

    def __call__(self, content, name="台账.csv", **more):
        run = self.tried(content, name, **more)
        start_import(self.shop.service_manager, run)
        return jobs.go_on(run)

    def refusals(self, run):
        found = reports.refusals_of(self.shop.service_manager, run)
        return {line: "；".join(f"{label}：{said}" for label, said in faults) for line, faults in found}


@pytest.fixture
def bring(shop, settings, tmp_path):
    """`bring(content)` takes a ledger in; `bring.tried(content)` only looks."""
    settings.MEDIA_ROOT = tmp_path
    return Way(shop)


@pytest.fixture
def ledger():
    """Rows as a ledger in UTF-8."""
    return csv
