"""Duties join the house: the written rows, what carries each, and the page that shows it."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "zhangdian.management.duties"
    label = "duties"
    verbose_name = "职责"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhangdian.foundation.ui import nav
        from zhangdian.management.duties import actions  # noqa: F401
        from zhangdian.people.organization.roles import Role

        who = (Role.OFFICE_DIRECTOR, Role.GENERAL_MANAGER, Role.DEPUTY_GENERAL_MANAGER)
        nav.entry(80, "clipboard-check", "职责", "duties:coverage", who)
