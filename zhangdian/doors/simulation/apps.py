"""A store in a box joins the house."""

from django.apps import AppConfig


class SimulationConfig(AppConfig):
    name = "zhangdian.doors.simulation"
    label = "simulation"
    verbose_name = "演示店"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhangdian.doors.simulation import actions, jobs  # noqa: F401
        from zhangdian.doors.simulation.logins import logins_panel
        from zhangdian.foundation.ui.panels import panel

        panel("login", "simulation/_logins.html")(logins_panel)
