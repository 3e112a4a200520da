"""Print the permission matrix: every action and the posts that may do it."""

import csv
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from zhangdian.people.organization import permissions
from zhangdian.people.organization.roles import Role


class Command(BaseCommand):
    help = "the permission matrix, from the registry of actions: text, or --csv with one column per post"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--csv", action="store_true", help="one row per action, one column per post")
        parser.add_argument("--room", default="", help="only one room: service, parts, …")

    def handle(self, *_: Any, **options: Any) -> None:
        rows = permissions.matrix(options["room"])
        if options["csv"]:
            self.write_csv(rows)
            return
        for row in rows:
            facts = [row.name, row.label, row.who]
            facts += [f"状态：{row.when}"] if row.when else []
            facts += [f"签字：{row.signed}"] if row.signed else []
            facts += [f"条件：{'；'.join(row.gates)}"] if row.gates else []
            self.stdout.write("  ".join(facts))
        self.stdout.write(f"{len(rows)} 个动作")

    def write_csv(self, rows: list[permissions.Permission]) -> None:
        writer = csv.writer(self.stdout)
        writer.writerow(
            ["动作", "名称", "房间", "对象", "状态", "签字", "系统和客户", *(role.label for role in Role)]
        )
        for row in rows:
            marks = ["●" if row.open_to(role) else "" for role in Role]
            facts = [row.name, row.label, row.room, row.subject, row.when, row.signed, "、".join(row.others)]
            writer.writerow([*facts, *marks])
