"""The office says who may report what, who answers, and within what time."""

from datetime import timedelta

from tests.support.browsing import browser_of
from tests.support.saying_no import refused
from zhangdian.foundation.kernel.models import Entry
from zhangdian.management.duties.matters.actions import set_matter_kind
from zhangdian.management.duties.matters.tests.arranging import kind, reported, with_kinds
from zhangdian.management.duties.models import MatterKind
from zhangdian.people.organization.roles import Role


def test_a_kind_of_its_own_goes_to_the_post_that_it_names_within_its_hours(shop):
    set_matter_kind(
        shop.office_director,
        name="安全隐患",
        hours=2,
        posts=[Role.TECHNICIAN, Role.WORKSHOP_SUPERVISOR],
        answered_by=Role.OFFICE_DIRECTOR,
        reason="安监要求",
    )
    shop.at("10:00")
    matter = reported(shop, "technician", of="安全隐患", what="灭火器过期")
    assert matter.asked == Role.OFFICE_DIRECTOR
    assert matter.item.due_at - shop.now == timedelta(hours=2)


def test_a_known_one_is_changed_and_what_was_reported_keeps_its_hour(shop):
    matter = reported(shop)
    set_matter_kind(shop.office_director, name="工作问题", days=3, reason="试行")
    assert MatterKind.objects.of(shop.clock).filter(name="工作问题").count() == 1
    later = reported(shop)
    assert later.item.due_at > matter.item.due_at
    entry = Entry.objects.filter(action="duties.set_matter_kind").latest("pk")
    assert '"days"' in entry.changes_text
    page = browser_of(shop.office_director).get("/act/duties.set_matter_kind?name=车间事务").content.decode()
    assert "主管自己定" in page


def test_it_has_a_name_a_reason_and_one_span(shop):
    office = shop.office_director
    with refused("名称和为什么"):
        set_matter_kind(office, name=" ", days=1, reason="试行")
    with refused("名称和为什么"):
        set_matter_kind(office, name="别的", days=1, reason=" ")
    for span in ({}, {"hours": 1, "days": 1}):
        with refused("只填一个"):
            set_matter_kind(office, name="别的", reason="试行", **span)
    with refused("最长"):
        set_matter_kind(office, name="别的", reason="试行", days=31)
    with refused("不用停用"):
        set_matter_kind(office, name="别的", reason="试行", days=1, stands=False)
    with refused("请加上"):
        set_matter_kind(
            office, name="别的", reason="试行", days=1, posts=[Role.GUARD], decided_by=Role.TECHNICIAN
        )


def test_everybody_reads_the_kinds_and_the_office_changes_them(shop):
    with_kinds(shop)
    assert kind(shop, "设备故障").span == "2 小时内(营业时间)"
    office, guard = (
        browser_of(getattr(shop, who)).get("/duties/matters/kinds").content.decode()
        for who in ("office_director", "guard")
    )
    assert "车间事务" in guard
    assert "duties.set_matter_kind" in office
    assert "duties.set_matter_kind" not in guard
