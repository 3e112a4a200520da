"""A customer who is forgotten: nobody opens his papers any more; what stays is told."""

from collections.abc import Iterator
from typing import Any

from zhangdian.aftercare.insurance import collecting
from zhangdian.aftercare.insurance.models import Dossier, DossierItem, Policy, Scan
from zhangdian.foundation.kernel.action import Act
from zhangdian.foundation.kernel.records import Root
from zhangdian.people.customers.erasing.keeping import Left, erases_customers, leaves_of_customers
from zhangdian.people.customers.models import Customer

ASKED = "本人要求删除"


@erases_customers
def papers_of_policies(ctx: Act, customer: Customer) -> Iterator[Root]:
    """Every paper of the policies that he held is taken out for good, and asked of him no more."""
    for dossier in Dossier.objects.filter(policy__holder=customer).order_by("pk").lock():
        for scan in dossier.scans.filter(withdrawn_at=None):
            scan.withdrawn_at, scan.withdrawn_why = ctx.now, ASKED
            scan.save()
        items = list(dossier.items.exclude(state=DossierItem.State.WAIVED))
        for item in items:
            item.state, item.scan, item.because = DossierItem.State.WAIVED, None, ASKED
        DossierItem.objects.change_many(items, ["state", "scan", "because"])
        collecting.recount(ctx, dossier)
        dossier.save()
        yield dossier


@leaves_of_customers
def pictures_of_papers(ctx: Any, customer: Customer) -> Left:
    """The files themselves lie beside the database."""
    scans = Scan.objects.filter(dossier__policy__holder=customer)
    return Left("投保资料的照片", scans.count(), "谁也打不开，文件还在磁盘和备份里")


@leaves_of_customers
def pictures_of_policies(ctx: Any, customer: Customer) -> Left:
    filed = Policy.objects.filter(holder=customer, filed_at__isnull=False)
    return Left("保单原件的照片", filed.count(), "随保单存档，系统不改也不删")
