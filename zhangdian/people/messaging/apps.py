"""Messaging joins the house: its actions, forms, list, desks and the job that sends."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "zhangdian.people.messaging"
    label = "messaging"
    verbose_name = "消息"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhangdian.foundation.ui import exports, nav
        from zhangdian.people.messaging import check, desks, forgetting, forms, jobs  # noqa: F401
        from zhangdian.people.messaging.listings import Messages, messages_here
        from zhangdian.people.messaging.posts import READERS

        exports.exportable("messages", Messages, messages_here, readers=READERS)
        nav.entry(74, "send", "消息", "messaging:messages", READERS, desks.unsettled_count)
