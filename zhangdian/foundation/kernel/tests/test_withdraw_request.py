"""The asker no longer wants it."""

from tests.support.saying_no import refused
from zhangdian.foundation.kernel.actions import sign_request, withdraw_request


def test_only_the_asker_withdraws(shop, request_):
    with refused("只有申请人"):
        withdraw_request(shop.parts_manager, request_)
    withdraw_request(shop.storekeeper, request_)
    with refused("已撤回"):
        sign_request(shop.parts_manager, request_)
