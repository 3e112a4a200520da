"""The front door."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "zhangdian.doors.web"
    label = "web"
    verbose_name = "门厅"

    def ready(self) -> None:
        from zhangdian.doors.web import forms, signing, views  # noqa: F401
        from zhangdian.foundation.ui import exports, nav

        nav.entry(0, "sun", "今日", "web:home", counter=views.waiting)
        nav.bell("web:home", views.waiting)
        exports.exportable("signed", signing.Signed, signing.signed_by)
        nav.search_at("web:search")
