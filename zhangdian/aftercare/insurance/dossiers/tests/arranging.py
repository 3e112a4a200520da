"""Dossiers as sentences."""

from typing import Any

from zhangdian.aftercare.insurance.dossiers import actions
from zhangdian.aftercare.insurance.models import DocumentNeed, Dossier, DossierItem, Policy, PolicyLine
from zhangdian.aftercare.insurance.policies.actions import file_policy
from zhangdian.aftercare.insurance.policies.tests.arranging import a_car, a_policy
from zhangdian.doors.simulation import visits

ID, LAST, PAID = "投保人身份证", "上年保单", "付款凭证"


def dossier_of(policy: Policy) -> Dossier:
    found: Dossier = Dossier.objects.select_related("policy", "owner").get(policy=policy)
    return found


def a_dossier(shop: Any, **more: Any) -> Dossier:
    """Of a commercial renewal of a person's car, entered by the renewal clerk."""
    return dossier_of(a_policy(shop, **more))


def again(dossier: Dossier) -> Dossier:
    return dossier_of(dossier.policy)


def item(dossier: Dossier, name: str = ID) -> DossierItem:
    found: DossierItem = DossierItem.objects.select_related("scan").get(dossier=dossier, name=name)
    return found


def names(dossier: Dossier) -> list[str]:
    return list(dossier.items.values_list("name", flat=True))


def collected(shop: Any, dossier: Dossier, name: str = ID, who: Any = None) -> DossierItem:
    who = who or shop.renewal_clerk
    actions.collect_document(who, item(dossier, name), photos=[visits.a_photo(who)])
    return item(dossier, name)


def all_collected(shop: Any, dossier: Dossier) -> Dossier:
    if dossier.policy.filed_at is None:
        file_policy(shop.renewal_clerk, dossier.policy, photos=[visits.a_photo(shop.renewal_clerk)])
    for name in names(dossier):
        if item(dossier, name).state == DossierItem.State.MISSING:
            collected(shop, dossier, name)
    return again(dossier)


def both_lines(shop: Any, number: int = 7) -> tuple[Dossier, Dossier]:
    """A car's compulsory and commercial policy, entered one after the other."""
    car = a_car(shop, number)
    first = a_dossier(shop, car=car, line=PolicyLine.COMPULSORY, number=f"PDZA{number:08}")
    return first, a_dossier(shop, car=car, number=f"PDAA{number:08}")


def need(name: str) -> DocumentNeed:
    found: DocumentNeed = DocumentNeed.objects.filter(name=name).latest("since")
    return found
