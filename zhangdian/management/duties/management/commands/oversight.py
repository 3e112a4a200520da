"""`oversight`: duties without holder, acts that nobody wrote down, posts in one hand, evidence in doubt."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.management.duties.oversight.checks import CHECKS
from zhangdian.people.organization.models import Store


class Command(BaseCommand):
    help = "what the descriptions leave out, and evidence that may be worth nothing, store by store"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", choices=sorted(CHECKS), help="one of them; all without it")
        parser.add_argument("--store", help="the code of one store; all without it")

    def handle(self, *_: Any, **options: Any) -> None:
        stores = Store.objects.real().filter(**({"code": options["store"]} if options["store"] else {}))
        if not stores:
            raise CommandError(f"没有代码是 {options['store']} 的门店" if options["store"] else "还没有门店")
        for store in stores:
            self.stdout.write(str(store.name))
            for check in [CHECKS[options["check"]]] if options["check"] else CHECKS.values():
                self.tell(check, Context(store.pk, kind=ActorKind.CLOCK))

    def tell(self, check: Any, ctx: Context) -> None:
        found = list(check.find(ctx))
        self.stdout.write(f"\n  {check.label} {len(found)}" if found else f"\n  {check.clean}")
        for each in found:
            self.stdout.write("    " + "  ".join(filter(None, (each.what, each.who, each.remark))))
