"""Somebody was forgotten: who leads calls him too."""

from tests.support.saying_no import refused
from zhangdian.management.duties.meetings.actions import call_more, sign_in
from zhangdian.management.duties.meetings.tests.arranging import a_meeting


def test_who_was_not_called_is_told_whom_to_ask_and_may_be_called_later(shop):
    meeting = a_meeting(shop)
    with refused("没有请您"):
        sign_in(shop.storekeeper, meeting)
    call_more(shop.front_desk_supervisor, meeting, people=[shop.person("storekeeper")])
    sign_in(shop.storekeeper, meeting)
    with refused("还没有请的人"):
        call_more(shop.front_desk_supervisor, meeting, people=[shop.person("storekeeper")])
