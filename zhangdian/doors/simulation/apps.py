"""A store in a box joins the house."""

from django.apps import AppConfig


class SimulationConfig(AppConfig):
    name = "zhangdian.doors.simulation"
    label = "simulation"
    verbose_name = "模拟店"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhangdian.doors.simulation import actions  # noqa: F401
