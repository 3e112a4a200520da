"""Cashier joins the house."""

from django.apps import AppConfig


class CashierConfig(AppConfig):
    name = "zhangdian.resources.cashier"
    label = "cashier"
    verbose_name = "收银"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhangdian.resources.cashier import actions, check, desk, figures, forgetting, forms, papers  # noqa: F401
        from zhangdian.resources.cashier import in_hand as holding

        desk.join()
        holding.join()
