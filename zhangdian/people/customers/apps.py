"""Customers join the house: their actions enter the registry."""

from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "zhangdian.people.customers"
    label = "customers"
    verbose_name = "客户与车辆"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhangdian.people.customers import actions  # noqa: F401
