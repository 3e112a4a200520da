"""Somebody else collects what is missing; with a leaver's post it goes to who follows him."""

from tests.support.saying_no import refused
from zhangdian.aftercare.insurance.dossiers import desks
from zhangdian.aftercare.insurance.dossiers.actions import reassign_dossier
from zhangdian.aftercare.insurance.dossiers.tests.arranging import a_dossier, again, all_collected
from zhangdian.people.organization import handovers
from zhangdian.people.organization.leaving.actions import hand_over_kind, open_hand_over
from zhangdian.people.organization.models import HandOver


def test_it_waits_at_the_desk_of_the_new_owner(shop):
    dossier = a_dossier(shop)
    reassign_dossier(shop.fi_manager, dossier, owner=shop.person("new_car_insurance"))
    assert desks.documents_to_collect(shop.renewal_clerk) == []
    assert len(desks.documents_to_collect(shop.new_car_insurance)) == 1
    with refused("已经由"):
        reassign_dossier(shop.fi_manager, again(dossier), owner=shop.person("new_car_insurance"))


def test_only_to_somebody_who_collects_papers(shop):
    with refused("不办保险"):
        reassign_dossier(shop.fi_manager, a_dossier(shop), owner=shop.person("technician"))


def test_an_account_stays_open_until_what_lacks_papers_is_handed_over(shop):
    dossier = a_dossier(shop)
    leaver, taker = shop.person("renewal_clerk"), shop.person("new_car_insurance")
    with refused("没收齐的投保资料 1 份"):
        handovers.refuse_what_stands(shop.office_director, leaver, "停用账号")
    open_hand_over(shop.fi_manager, leaver, receiver=taker, why=HandOver.Why.LEAVES)
    hand_over_kind(shop.fi_manager, HandOver.objects.get(), kind="insurance.dossiers", to=taker)
    assert again(dossier).owner == taker


def test_a_whole_one_is_in_nobodys_hands(shop):
    all_collected(shop, a_dossier(shop))
    taker = shop.person("new_car_insurance")
    open_hand_over(shop.fi_manager, shop.person("renewal_clerk"), receiver=taker, why=HandOver.Why.LEAVES)
    with refused("没有"):
        hand_over_kind(shop.fi_manager, HandOver.objects.get(), kind="insurance.dossiers", to=taker)
