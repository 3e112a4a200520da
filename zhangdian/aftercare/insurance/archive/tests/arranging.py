"""Paper as sentences."""

from datetime import timedelta
from typing import Any

from zhangdian.aftercare.insurance.archive import actions
from zhangdian.aftercare.insurance.models import Folder, KeptPolicy, SpotCheck
from zhangdian.aftercare.insurance.policies.tests.arranging import a_car
from zhangdian.doors.simulation import visits
from zhangdian.people.customers.models import Vehicle
from zhangdian.people.customers.tests.arrange import vin


def the_car(shop: Any, number: int) -> Vehicle:
    """The same for the same number."""
    found: Vehicle | None = Vehicle.objects.filter(vin=vin(number)).first()
    return found or a_car(shop, number)


def a_folder(shop: Any, number: int = 1, **more: Any) -> Folder:
    given = {"what": "2026 年保单副本", "shelf": "A 柜 3 层", **more}
    made: Folder = actions.file_folder(shop.renewal_clerk, the_car(shop, number), **given).subject
    return again(made)


def again(folder: Folder) -> Folder:
    found: Folder = Folder.objects.select_related("borrower", "vehicle").get(pk=folder.pk)
    return found


def lent(shop: Any, folder: Folder, to: str = "fi_manager", days: int = 3, who: Any = None) -> Folder:
    actions.lend_folder(
        who or shop.renewal_clerk,
        folder,
        borrower=shop.person(to),
        due_on=shop.today + timedelta(days=days),
        what_for="审计检查",
    )
    return again(folder)


def a_check(shop: Any, count: int = 3) -> SpotCheck:
    for number in range(1, count + 1):
        a_folder(shop, number)
    made: SpotCheck = actions.draw_spot_check(shop.renewal_clerk).subject
    return made


def kept(shop: Any, number: int = 1, **more: Any) -> KeptPolicy:
    given = {"what": "商业险保单正本 1 份", "shelf": "代管柜 2 层", **more}
    made: KeptPolicy = actions.keep_policy(shop.renewal_clerk, the_car(shop, number), **given).subject
    return made


def given_back(shop: Any, policy: KeptPolicy) -> KeptPolicy:
    signature = visits.a_photo(shop.renewal_clerk)
    actions.return_kept_policy(shop.renewal_clerk, policy, signature=signature)
    found: KeptPolicy = KeptPolicy.objects.get(pk=policy.pk)
    return found
