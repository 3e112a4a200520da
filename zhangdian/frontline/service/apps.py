"""Service joins the house."""

from django.apps import AppConfig


class ServiceConfig(AppConfig):
    name = "zhangdian.frontline.service"
    label = "service"
    verbose_name = "售后"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhangdian.frontline.service.appointments import actions as _appointments  # noqa: F401
        from zhangdian.frontline.service.cataloguing import actions as _cataloguing  # noqa: F401
        from zhangdian.frontline.service.delivery import actions as _delivery  # noqa: F401
        from zhangdian.frontline.service.inspection import actions as _inspection  # noqa: F401
        from zhangdian.frontline.service.reception import actions as _reception  # noqa: F401
        from zhangdian.frontline.service.workshop import actions as _workshop  # noqa: F401
        from zhangdian.frontline.service.writeup import actions as _writeup  # noqa: F401
