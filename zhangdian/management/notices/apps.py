"""Notices join the house: what is told to the store's people, and whether they have read it."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "zhangdian.management.notices"
    label = "notices"
    verbose_name = "通知"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhangdian.foundation.ui import nav
        from zhangdian.foundation.ui.exports import exportable
        from zhangdian.management.notices import desks, forms, in_hand, jobs  # noqa: F401
        from zhangdian.management.notices.lists import Notices, all_notices
        from zhangdian.people.organization.roles import STAFF_OFFICE

        in_hand.declare_dates()
        exportable("notices", Notices, all_notices)
        nav.entry(74, "message-circle", "通知", "notices:notices")
        nav.entry(83, "message-circle", "通知类别", "notices:kinds", STAFF_OFFICE)
