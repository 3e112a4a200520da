"""Ended, nobody chooses it; the last reason for losing stays."""

from django.urls import reverse

from tests.support.looking import look, said
from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.models import DeskWord
from zhangdian.aftercare.insurance.renewals import phrases
from zhangdian.aftercare.insurance.renewals.actions import end_desk_word, write_desk_word
from zhangdian.aftercare.insurance.renewals.tests.arranging import word


def test_it_is_offered_no_more_and_its_name_is_free_again(shop):
    found = word(DeskWord.Kind.RIVAL)
    end_desk_word(shop.fi_manager, found, why="改说法")
    offered = phrases.chips(phrases.by_kind(shop.clock), DeskWord.Kind.RIVAL)
    assert found.name not in dict(offered).values()
    write_desk_word(shop.fi_manager, kind=DeskWord.Kind.RIVAL, name=found.name)
    page = said(look(shop.fi_manager, f"{reverse('insurance:deskwords')}?scope=ended"))
    assert found.name in page


def test_not_twice_not_without_a_reason_and_never_the_last_reason_for_losing(shop):
    found = word(DeskWord.Kind.LOST)
    with refused("写原因"):
        end_desk_word(shop.fi_manager, found, why=" ")
    *others, last = DeskWord.objects.filter(kind=DeskWord.Kind.LOST)
    for each in others:
        end_desk_word(shop.fi_manager, each, why="改说法")
    with refused("最后一个"):
        end_desk_word(shop.fi_manager, last, why="改说法")
    with refused("已经停用"):
        end_desk_word(shop.fi_manager, DeskWord.objects.get(pk=others[0].pk), why="改说法")
