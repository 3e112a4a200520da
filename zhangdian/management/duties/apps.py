"""Duties join the house: the written rows, what carries each, and the page that shows it."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "zhangdian.management.duties"
    label = "duties"
    verbose_name = "职责"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhangdian.foundation.ui import nav
        from zhangdian.foundation.ui.exports import exportable
        from zhangdian.management.duties import actions, desks, figures  # noqa: F401
        from zhangdian.management.duties import in_hand as holding
        from zhangdian.management.duties.appraisal import check  # noqa: F401
        from zhangdian.management.duties.appraisal import forms as _appraisal  # noqa: F401
        from zhangdian.management.duties.appraisal import jobs as _sheets  # noqa: F401
        from zhangdian.management.duties.appraisal.lists import Appraisals
        from zhangdian.management.duties.appraisal.seen import appraisals_open_to
        from zhangdian.management.duties.confirming import forms as _confirming  # noqa: F401
        from zhangdian.management.duties.drawing import forms as _drawing  # noqa: F401
        from zhangdian.management.duties.exceptions import actions as _read  # noqa: F401
        from zhangdian.management.duties.matters import forms as _matters  # noqa: F401
        from zhangdian.management.duties.matters.lists import Matters
        from zhangdian.management.duties.meetings import forms as _meetings  # noqa: F401
        from zhangdian.management.duties.meetings.lists import Meetings, meetings_open_to
        from zhangdian.management.duties.own import forms as _own  # noqa: F401
        from zhangdian.management.duties.post import forms as _post  # noqa: F401
        from zhangdian.management.duties.posts import HEADS
        from zhangdian.management.duties.reported import open_to
        from zhangdian.management.duties.reviews import forms as _reviews  # noqa: F401
        from zhangdian.management.duties.rounds import forms as _rounds  # noqa: F401
        from zhangdian.management.duties.timetables import walkers
        from zhangdian.management.duties.watching import forms as _watching  # noqa: F401
        from zhangdian.management.duties.watching import jobs  # noqa: F401
        from zhangdian.people.organization.roles import LEADERS, STAFF_OFFICE, Role

        holding.join()
        exportable("meetings", Meetings, meetings_open_to)
        exportable("matters", Matters, open_to)
        exportable("appraisals", Appraisals, appraisals_open_to)
        who = (Role.OFFICE_DIRECTOR, Role.GENERAL_MANAGER, Role.DEPUTY_GENERAL_MANAGER)
        nav.entry(78, "list-check", "巡查", "duties:rounds", walkers())
        nav.entry(79, "users-group", "各岗位", "duties:posts", HEADS)
        nav.entry(77, "message-circle", "例外", "duties:exceptions", HEADS)
        nav.entry(80, "clipboard-check", "职责", "duties:coverage", who)
        nav.entry(76, "users", "会议", "duties:meetings")
        nav.entry(75, "message-circle", "上报", "duties:matters")
        nav.entry(82, "shield-check", "岗位体检", "duties:oversight", who)
        nav.entry(81, "clock", "职责时间", "duties:timetables", STAFF_OFFICE)
        nav.entry(82, "bell", "催办", "duties:urged", LEADERS)
        nav.entry(83, "bell", "催办规则", "duties:urging_rules", STAFF_OFFICE)
        nav.entry(84, "star", "考核", "duties:appraisals")
        nav.entry(85, "chart-bar", "考核方案", "duties:schemes")
        nav.entry(95, "id-badge-2", "我的岗位", "duties:my_post")
