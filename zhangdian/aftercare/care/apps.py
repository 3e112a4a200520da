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
        from zhangdian.aftercare.care.inquiries import desks as _asked  # noqa: F401
        from zhangdian.aftercare.care.inquiries import forms as _inquiries  # noqa: F401
        from zhangdian.aftercare.care.inquiries import in_hand as asked_of
        from zhangdian.aftercare.care.inquiries import ledgers as inquired
        from zhangdian.aftercare.care.inquiries import lists
        from zhangdian.aftercare.care.inquiries.desks import inquiries_waiting
        from zhangdian.aftercare.care.posts import ANSWERERS, CALLERS, HANDLERS, REMINDERS
        from zhangdian.foundation.ui import exports, nav

        holding.join()
        asked_of.join()
        complained.TOPICS.declare()
        inquired.TOPICS.declare()
        asked.QUESTIONNAIRES.declare()
        nav.entry(30, "phone", "回访", "care:follow_ups", CALLERS, desks.calls_waiting)
        nav.entry(32, "message-2", "投诉", "care:complaints", HANDLERS, desks.complaints_count)
        nav.entry(37, "message", "咨询", "care:inquiries", ANSWERERS, inquiries_waiting)
        exports.exportable("inquiries", lists.Inquiries, lists.all_inquiries)
        exports.exportable("inquiry-topics", lists.InquiryTopics, lists.all_topics)
        exports.exportable("calls", listings.Calls, listings.all_calls, readers=CALLERS)
        exports.exportable("reminders", listings.Services, listings.all_services, readers=REMINDERS)
        exports.exportable("complaints", listings.Complaints, listings.all_complaints)
