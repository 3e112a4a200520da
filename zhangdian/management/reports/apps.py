"""Reports join the house: what is told to whom and when, and where it is read."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "zhangdian.management.reports"
    label = "reports"
    verbose_name = "报表"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhangdian.foundation.ui import nav
        from zhangdian.foundation.ui.exports import exportable
        from zhangdian.management.reports import contents, desk_targets, forms, jobs, waiting  # noqa: F401
        from zhangdian.management.reports.kinds import AUTHORS
        from zhangdian.management.reports.lists import Reports, reports_open_to

        exportable("reports", Reports, reports_open_to)
        nav.entry(75, "chart-bar", "指标", "reports:indicators")
        nav.entry(76, "report", "报表", "reports:reports", AUTHORS)
