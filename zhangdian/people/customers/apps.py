"""Customers join the house: their actions, forms, jobs and what the search box finds of them."""

from datetime import timedelta

from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "zhangdian.people.customers"
    label = "customers"
    verbose_name = "客户与车辆"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhangdian.foundation.kernel import clockwork
        from zhangdian.foundation.ui import exports as lists
        from zhangdian.foundation.ui import imports, nav, search
        from zhangdian.people.customers import actions, forms, listings, searching, waiting  # noqa: F401
        from zhangdian.people.customers import in_hand as holding
        from zhangdian.people.customers.erasing import forms as _erasing  # noqa: F401
        from zhangdian.people.customers.erasing import jobs as erasing
        from zhangdian.people.customers.exports import forms as _exports  # noqa: F401
        from zhangdian.people.customers.exports.actions import ASKERS
        from zhangdian.people.customers.imports import commands, jobs
        from zhangdian.people.customers.imports import forms as _imports  # noqa: F401
        from zhangdian.people.customers.imports.actions import IMPORTERS
        from zhangdian.people.customers.ledger_columns import LABELS
        from zhangdian.people.customers.maker import forms as _maker  # noqa: F401
        from zhangdian.people.customers.maker import ledgers as maker

        search.provider(searching.find)
        holding.join()
        nav.entry(70, "users", "客户", "customers:customers", roles=actions.DESKS)
        lists.exportable("customers", listings.Customers, listings.customers_here)
        lists.exportable("vehicles", listings.Vehicles, listings.vehicles_here)
        lists.exportable("imports", listings.Imports, listings.imports_here, readers=IMPORTERS)
        lists.exportable("exports", listings.Exports, listings.exports_here, readers=ASKERS)
        imports.importable("customers", "客户与车辆", commands.bring, tuple(LABELS.values()))
        maker.MODELS.declare()
        clockwork.job("导入台账", every=timedelta(seconds=2), stuck=timedelta(minutes=15))(jobs.run_imports)
        clockwork.job("到期删除个人信息", every=timedelta(hours=24))(erasing.erase_what_is_due)
        clockwork.job("清除旧台账", every=timedelta(hours=12))(jobs.forget_ledgers)
