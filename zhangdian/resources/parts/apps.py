"""Parts joins the house."""

from django.apps import AppConfig


class PartsConfig(AppConfig):
    name = "zhangdian.resources.parts"
    label = "parts"
    verbose_name = "配件"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhangdian.resources.parts import actions, check, desk, figures, jobs  # noqa: F401
        from zhangdian.resources.parts import in_hand as holding
        from zhangdian.resources.parts.cataloguing import forms as _cataloguing  # noqa: F401
        from zhangdian.resources.parts.cataloguing import ledgers as catalogue
        from zhangdian.resources.parts.counter import forms as _counter  # noqa: F401
        from zhangdian.resources.parts.counting import forms as _counting  # noqa: F401
        from zhangdian.resources.parts.receiving import forms as _receiving  # noqa: F401
        from zhangdian.resources.parts.receiving import ledgers as shelves
        from zhangdian.resources.parts.shelf import forms as _shelf  # noqa: F401
        from zhangdian.resources.parts.window import forms as _window  # noqa: F401
        from zhangdian.resources.parts.window import papers as _papers  # noqa: F401

        desk.join()
        holding.join()
        for ledger in (catalogue.PARTS, catalogue.SUPPLIERS, shelves.STOCK):
            ledger.declare()
