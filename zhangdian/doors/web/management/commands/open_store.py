"""`zhangdian open`: a store begins here, with its first person and the catalogue of duties."""

import sys
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from zhangdian.foundation.kernel import clock
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.foundation.kernel.refusals import Refusal
from zhangdian.management.duties import cases, reviewing, timetables, written
from zhangdian.management.duties.actions import load_duties
from zhangdian.management.duties.matters import kinds as matter_kinds
from zhangdian.management.duties.matters.actions import load_matter_kinds
from zhangdian.management.duties.models import Duty
from zhangdian.management.duties.reviews.actions import load_review_inputs
from zhangdian.management.duties.watching.actions import load_case_rules, load_timetables
from zhangdian.management.notices import kinds
from zhangdian.management.notices.actions import load_notice_kinds
from zhangdian.people.organization import secrets
from zhangdian.people.organization.imports import StaffRow
from zhangdian.people.organization.models import Store
from zhangdian.people.organization.roles import STAFF_OFFICE, Role, role_named
from zhangdian.people.organization.staff.actions import import_staff
from zhangdian.people.organization.stores.actions import found_store

ASKED = {
    "code": "店号，例如 01",
    "name": "店名",
    "legal_name": "公司全称",
    "manufacturer": "厂家品牌",
    "person": "第一个使用人的姓名",
    "employee_no": "他的工号",
}
MORE = {
    "city": "城市",
    "phone": "电话",
    "complaint_phone": "投诉电话",
    "rescue_phone": "救援电话",
    "parts_company": "厂家配件公司",
    "service_department": "厂家服务部",
}
GRACE = timedelta(days=90)
"""So long the first person may hold his post before his papers are entered."""


class Command(BaseCommand):
    help = "开店：登记门店和第一个使用人，给出他的初始密码；没有写在命令里的会逐项问"

    def add_arguments(self, parser: ArgumentParser) -> None:
        for name, what in (*ASKED.items(), *MORE.items()):
            parser.add_argument(f"--{name.replace('_', '-')}", default="", help=what)
        parser.add_argument("--post", default=Role.GENERAL_MANAGER.label, help="他的岗位：总经理或办公室主任")

    def handle(self, *_: Any, **given: Any) -> None:
        post = role_named(given["post"])
        if post not in STAFF_OFFICE:
            who = "或".join(role.label for role in STAFF_OFFICE)
            raise CommandError(f"第一个使用人要能安排员工：请写{who}")
        facts = {name: given[name].strip() or self.ask(name, what) for name, what in ASKED.items()}
        if Store.objects.filter(code=facts["code"]).exists():
            raise CommandError(f"店号 {facts['code']} 已经开过")
        password = secrets.one_time_password()
        try:
            with transaction.atomic():
                self.begin(facts, {name: given[name] for name in MORE}, post, password)
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(
            f"{facts['name']}已开店。{post.label}{facts['person']}请用工号 {facts['employee_no']} 和初始密码 "
            f"{password} 登录，三天内改成自己的密码。\n"
            "接下来导入资料：zhangdian import staff|models|parts|stock|operations|kits|bays|"
            "inspection-items|topics|questionnaires|customers 文件；加 --template 先要一份空表。"
        )

    def ask(self, name: str, what: str) -> str:
        if not sys.stdin.isatty():
            raise CommandError(f"缺 --{name.replace('_', '-')}（{what}）")
        while not (answer := input(f"{what}：").strip()):
            self.stderr.write("不能空着")
        return answer

    def begin(self, facts: dict[str, str], more: dict[str, Any], post: Role, password: str) -> None:
        house: dict[str, Any] = {name: facts[name] for name in ("code", "name", "legal_name", "manufacturer")}
        store = found_store(Context(0, kind=ActorKind.CLOCK), **house, **more).subject
        ctx = Context(store.pk, kind=ActorKind.CLOCK)
        import_staff(
            ctx,
            rows=[StaffRow(facts["employee_no"], facts["person"], (post,))],
            one_time_hashes=[secrets.hashed(password)],
            exceptions_until=clock.day(clock.now()) + GRACE,
        )
        if not Duty.objects.exists():
            load_duties(ctx, rows=list(written.rows()), since=ctx.today)
        load_timetables(ctx, rows=list(timetables.shipped()), points=list(timetables.shipped_points()))
        load_case_rules(ctx, rows=list(cases.shipped()))
        load_notice_kinds(ctx, rows=list(kinds.shipped()))
        load_matter_kinds(ctx, rows=list(matter_kinds.shipped()))
        load_review_inputs(ctx, rows=list(reviewing.shipped()))
