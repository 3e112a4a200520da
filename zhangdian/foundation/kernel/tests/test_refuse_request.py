"""A signer says no, and the asker learns why."""

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.actions import refuse_request, sign_request
from zhangdian.foundation.kernel.models import Request
from zhangdian.foundation.kernel.tests.arranging import last_entry


def test_a_refusal_ends_it_with_a_reason(shop, request_):
    with refused("写明原因"):
        refuse_request(shop.parts_manager, request_, reason=" ")
    refuse_request(shop.parts_manager, request_, reason="不搬")
    assert Request.objects.get().answer == "不搬"
    assert last_entry().role == "PTM"
    with refused("已拒"):
        sign_request(shop.general_manager, request_)
