"""Parts joins the house."""

from django.apps import AppConfig


class PartsConfig(AppConfig):
    name = "zhangdian.resources.parts"
    label = "parts"
    verbose_name = "配件"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhangdian.resources.parts import actions, check  # noqa: F401
