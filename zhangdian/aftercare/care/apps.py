"""Care joins the house: its actions, forms, jobs, queues, panels and lists."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "zhangdian.aftercare.care"
    label = "care"
    verbose_name = "客户关怀"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhangdian.aftercare.care import desks, figures, forgetting, jobs, listings  # noqa: F401
        from zhangdian.aftercare.care import in_hand as holding
        from zhangdian.aftercare.care.calling import forms as _calling  # noqa: F401
        from zhangdian.aftercare.care.calling import ledgers as asked
        from zhangdian.aftercare.care.complaints import forms as _complaints  # noqa: F401
        from zhangdian.aftercare.care.complaints import ledgers as complained
        from zhangdian.aftercare.care.posts import CALLERS, HANDLERS, REMINDERS
        from zhangdian.foundation.ui import exports, nav

        holding.join()
        complained.TOPICS.declare()
        asked.QUESTIONNAIRES.declare()
        nav.entry(30, "phone", "回访", "care:follow_ups", CALLERS, desks.calls_waiting)
        nav.entry(32, "message-2", "投诉", "care:complaints", HANDLERS, desks.complaints_count)
        exports.exportable("calls", listings.Calls, listings.all_calls, readers=CALLERS)
        exports.exportable("reminders", listings.Services, listings.all_services, readers=REMINDERS)
        exports.exportable("complaints", listings.Complaints, listings.all_complaints)
