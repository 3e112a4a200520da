"""A store begins with the house's kinds."""

from dataclasses import replace

from tests.support.saying_no import refused
from zhangdian.management.notices import kinds
from zhangdian.management.notices.actions import load_notice_kinds
from zhangdian.management.notices.models import NoticeKind
from zhangdian.people.organization.roles import Role


def test_what_is_there_stays_as_it_is(shop):
    assert NoticeKind.objects.count() == len(kinds.shipped())
    with refused("门店都有了"):
        load_notice_kinds(shop.office_director, rows=list(kinds.shipped()))
    more = replace(kinds.shipped()[0], code="fire", name="消防通知", publishers=(Role.ADMINISTRATION_CLERK,))
    load_notice_kinds(shop.office_director, rows=[*kinds.shipped(), more])
    assert NoticeKind.objects.count() == len(kinds.shipped()) + 1


def test_every_shipped_kind_names_posts_and_departments_that_there_are(shop):
    for each in NoticeKind.objects.all():
        assert each.publishing_posts
        assert each.proposed or each.code == "other"
