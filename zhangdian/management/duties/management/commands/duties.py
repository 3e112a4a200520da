"""`duties --coverage`: each written duty, what carries it, which tests show it, what it still lacks."""

import csv
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.management.duties import coverage, written
from zhangdian.management.duties.actions import load_duties
from zhangdian.management.duties.coverage import Covered, Total
from zhangdian.management.duties.models import Duty
from zhangdian.people.organization.models import Store


class Command(BaseCommand):
    help = "Each written duty: what carries it, the tests that show it, and what it still lacks."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--coverage", action="store_true", help="every row; totals only without it")
        parser.add_argument("--area", choices=[area.value for area in Duty.Area], help="one area only")
        parser.add_argument("--kind", choices=[kind.value for kind in Duty.Kind], help="one kind only")
        parser.add_argument("--store", help="as they hang in the store of this code, its own among them")
        parser.add_argument("--missing", action="store_true", help="only rows that still lack something")
        parser.add_argument("--load", action="store_true", help="take the shipped rows into the books today")
        parser.add_argument("--csv", action="store_true", help="as a table for a spreadsheet")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["load"]:
            self.load()
            return
        rows = [
            each
            for each in self.rows(options["store"])
            if options["area"] in (None, each.row.area) and options["kind"] in (None, each.row.kind)
        ]
        listed = [each for each in rows if each.state != "已承载"] if options["missing"] else rows
        if options["csv"]:
            self.write_table(listed)
        else:
            if options["coverage"] or options["missing"]:
                for each in listed:
                    self.write_row(each)
            self.write_totals("业务", coverage.by_area(rows))
            self.write_totals("类别", coverage.by_kind(rows))
            self.write_total(coverage.total("合计", rows))
        self.refuse_wrong_names(rows)

    def rows(self, code: str | None) -> list[Covered]:
        """The house's rows, or those of one store with its changes; what it has switched off is out."""
        if not code:
            return coverage.all_rows()
        store = Store.objects.filter(code=code).first()
        if store is None:
            raise CommandError(f"没有店号 {code}：请核对")
        hung = coverage.rows_of(Context(store.pk, kind=ActorKind.CLOCK))
        return [each for each in hung if each.hung is None or each.hung.stands]

    def load(self) -> None:
        """The clock takes the shipped edition in; what stands there already word for word is left alone."""
        house = Context(0, kind=ActorKind.CLOCK)
        try:
            load_duties(house, rows=list(written.rows()), since=clock.day(clock.now()))
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{Duty.objects.count()} 条职责在册")

    def write_row(self, each: Covered) -> None:
        row = each.row
        self.stdout.write(f"{row.code}  [{each.state}] {row.posts}：{row.sentence}")
        for thing in each.bound:
            gone = "" if thing.exists else "  ← 不存在"
            name = f"{thing.label} {thing.name}" if thing.label != thing.name else thing.name
            self.stdout.write(f"    {thing.sort}  {name}{gone}")
        for test in each.tests:
            self.stdout.write(f"    测试  {test}")
        if each.way:
            self.stdout.write(f"    做法  {each.way}")
        if each.lacks:
            self.stdout.write(f"    还缺  {each.lacks}")

    def write_totals(self, heading: str, totals: list[Total]) -> None:
        self.stdout.write(f"\n{heading}")
        for each in totals:
            self.write_total(each)

    def write_total(self, each: Total) -> None:
        self.stdout.write(
            f"  {each.rows:4} 条  已承载 {each.carried:4}  部分 {each.partly:4}"
            f"  未承载 {each.rows - each.carried - each.partly:4}  有测试 {each.shown:4}  {each.name}"
        )

    def write_table(self, rows: list[Covered]) -> None:
        table = csv.writer(self.stdout)
        table.writerow(["id", "post", "duty", "kind", "area", "state", "carried_by", "tests", "way", "lacks"])
        for each in rows:
            row = each.row
            carried = " ".join(thing.name for thing in each.bound)
            tests = " ".join(each.tests)
            table.writerow(
                [
                    row.code,
                    row.posts,
                    row.sentence,
                    row.kind,
                    row.area,
                    each.state,
                    carried,
                    tests,
                    each.way,
                    each.lacks,
                ]
            )

    def refuse_wrong_names(self, rows: list[Covered]) -> None:
        """A catalogue that names what does not exist, and tests that show what nobody wrote, are faults."""
        wrong = [f"{each.row.code}: {name}" for each in rows for name in each.wrong_names]
        wrong += [f"测试标记 {code} 不在职责清单里" for code in coverage.unknown_marks()]
        if wrong:
            raise CommandError("；".join(wrong))
