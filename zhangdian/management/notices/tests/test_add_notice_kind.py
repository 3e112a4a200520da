"""A kind of the store's own."""

from tests.support.saying_no import refused
from zhangdian.management.notices import kinds
from zhangdian.management.notices.actions import add_notice_kind
from zhangdian.management.notices.tests.arranging import told
from zhangdian.people.organization.roles import Role


def test_its_posts_publish_it(shop):
    own = add_notice_kind(
        shop.office_director, name="消防通知", publishers=[Role.ADMINISTRATION_CLERK], days=1
    ).subject
    assert own in kinds.published_by(shop.administration_clerk)
    assert told(shop, shop.administration_clerk, code=own.code).kind == own


def test_it_needs_a_name_of_its_own_somebody_who_publishes_and_days(shop):
    for how, says in (
        ({"name": " "}, "起个名字"),
        ({"name": "承保政策"}, "已经有叫这个名字"),
        ({"publishers": []}, "谁能发"),
        ({"days": 0}, "1 到 30"),
    ):
        given = {"name": "消防通知", "publishers": [Role.OFFICE_DIRECTOR], **how}
        with refused(says):
            add_notice_kind(shop.office_director, **given)
