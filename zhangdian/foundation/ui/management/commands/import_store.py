"""`zhangdian import KIND FILE --store 01`: take a store's own ledger in; the same file twice goes in once."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.foundation.ui.imports import KINDS, Brought
from zhangdian.foundation.ui.plain_ledgers import write_template

WIDTH = 30


class Command(BaseCommand):
    help = "导入原有资料：先试，再导入；退回的行写成一份表。中断后再执行一次就接着做"

    def add_arguments(self, parser: ArgumentParser) -> None:
        kinds = "、".join(f"{kind.name}({kind.label})" for kind in KINDS.values())
        parser.add_argument("kind", choices=sorted(KINDS), help=kinds)
        parser.add_argument("file", type=Path, help=".xlsx、.xls 或 .csv")
        parser.add_argument("--store", default="01", help="店号；默认 01")
        parser.add_argument("--template", action="store_true", help="不导入，只在这个位置写一份带表头的空表")
        parser.add_argument("--by", default="", help="经办人工号；不写就记作系统")
        parser.add_argument("--dry-run", action="store_true", help="只试不写")
        parser.add_argument("--refused", type=Path, help="退回的行写到哪里；默认写在原文件旁边")

    def handle(self, *_: Any, **asked: Any) -> None:
        file: Path = asked["file"]
        if asked["template"]:
            self.give_template(asked["kind"], file)
            return
        if not file.is_file():
            raise CommandError(f"没有这个文件：{file}")
        ctx = self.context(asked["store"], asked["by"])
        try:
            brought = KINDS[asked["kind"]].bring(ctx, file, asked["dry_run"], self.progress)
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        for sentence in brought.sentences:
            self.stdout.write(sentence)
        self.tell_refused(brought, asked["refused"] or file.with_name(f"{file.stem}-退回.xlsx"))
        for paper in brought.papers:
            where = file.with_name(f"{file.stem}-{paper.title}.xlsx")
            with where.open("wb") as stream:
                paper.write(stream)
            where.chmod(0o600)
            self.stdout.write(f"{paper.title}在 {where}")

    def give_template(self, kind: str, file: Path) -> None:
        if file.exists():
            raise CommandError(f"{file} 已经有了：换一个文件名")
        with file.open("wb") as stream:
            write_template(stream, KINDS[kind].label, KINDS[kind].headings)
        self.stdout.write(f"空表在 {file}：填好后再执行 zhangdian import {kind} {file}")

    def context(self, code: str, employee_no: str) -> Context:
        store = apps.get_model("organization.Store")._base_manager.filter(code=code).first()
        if store is None:
            raise CommandError(f"没有店号 {code}")
        if not employee_no:
            return Context(store.pk, kind=ActorKind.CLOCK)
        people = apps.get_model("organization.Person")._base_manager
        person = people.filter(employee_no=employee_no, store=store).first()
        if person is None:
            raise CommandError(f"{store.name}没有工号 {employee_no}")
        return Context(store.pk, person.pk)

    def tell_refused(self, brought: Brought, where: Path) -> None:
        if not brought.bad or brought.write_refused is None:
            return
        with where.open("wb") as stream:
            brought.write_refused(stream)
        self.stdout.write(f"退回的 {brought.bad} 行和原因在 {where}")

    def progress(self, what: str, done: int, of: int) -> None:
        """One line that moves; quiet where nobody looks."""
        if not sys.stderr.isatty():
            return
        full = WIDTH * done // of if of else 0
        bar = f"[{'#' * full}{'.' * (WIDTH - full)}] {100 * done // of}%" if of else f"{done}"
        self.stderr.write(f"\r{what} {bar}   ", ending="\n" if of and done >= of else "")
