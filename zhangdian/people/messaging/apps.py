"""Messaging joins the house: its actions and the job that sends."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "zhangdian.people.messaging"
    label = "messaging"
    verbose_name = "消息"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhangdian.people.messaging import forgetting, jobs  # noqa: F401
