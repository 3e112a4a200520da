"""Find people who hold posts that must be apart, themselves or through a deputy, in every store."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.people.organization import separation
from zhangdian.people.organization.models import Person, Store


class Command(BaseCommand):
    help = "people who hold posts that must be apart (posts.md §7); fails if there are any"

    def handle(self, *_: Any, **__: Any) -> None:
        found = 0
        for store in Store.objects.real():
            ctx = Context(store.pk, kind=ActorKind.CLOCK)
            names = dict(Person.objects.of(ctx).values_list("pk", "name"))
            for each in separation.conflicts(separation.holdings(ctx)):
                found += 1
                through = "(含代理)" if each.one.for_whom or each.other.for_whom else ""
                posts = f"{each.one.role.label} + {each.other.role.label}{through}"
                self.stdout.write(f"{store.name}  {names.get(each.person, '?')}  {posts}  {each.rule.why}")
        if found:
            raise CommandError(f"{found} 处岗位不分离")
        self.stdout.write("没有人身兼不相容的岗位")
