"""`check_store`: every invariant of the house against this database; ends with 1 when one is broken."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zhangdian.foundation.kernel import registry
from zhangdian.foundation.kernel.invariants import INVARIANTS, violations


class Command(BaseCommand):
    help = "Ask every invariant of the house; name each place at which one does not hold."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--store", help="code of one store; all by default")
        parser.add_argument("--quiet", action="store_true", help="say nothing when all is well")

    def handle(self, *args: Any, **options: Any) -> None:
        stores = registry.model("organization.Store").objects.order_by("code")
        if options["store"]:
            stores = stores.filter(code=options["store"])
        found = list(violations(stores))
        for each in found:
            self.stdout.write(str(each))
        if found:
            raise CommandError(f"{len(found)} 处不符")
        if not options["quiet"]:
            self.stdout.write(f"{len(INVARIANTS)} 条不变式全部成立")
