"""A blank form that lies in the drawer."""

from zhangdian.doors.simulation.people import Shop
from zhangdian.frontline.service.models import SpareForm
from zhangdian.frontline.service.outage.actions import print_spare_forms


def a_spare_form(shop: Shop) -> SpareForm:
    print_spare_forms(shop.service_advisor, count=1)
    form: SpareForm = SpareForm.objects.latest("pk")
    return form
