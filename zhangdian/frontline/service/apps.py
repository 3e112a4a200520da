"""Service joins the house."""

from django.apps import AppConfig


class ServiceConfig(AppConfig):
    name = "zhangdian.frontline.service"
    label = "service"
    verbose_name = "售后"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from zhangdian.foundation.ui import nav
        from zhangdian.foundation.ui.exports import exportable
        from zhangdian.frontline.service import figures as _figures  # noqa: F401
        from zhangdian.frontline.service import forgetting as _forgetting  # noqa: F401
        from zhangdian.frontline.service import in_hand
        from zhangdian.frontline.service import searching as _searching  # noqa: F401
        from zhangdian.frontline.service import visits as _visits  # noqa: F401
        from zhangdian.frontline.service.appointments import actions as _appointments  # noqa: F401
        from zhangdian.frontline.service.appointments import forms as _appointment_forms  # noqa: F401
        from zhangdian.frontline.service.bookings import Bookings
        from zhangdian.frontline.service.cataloguing import ledgers as catalogue
        from zhangdian.frontline.service.clocking import forms as _clocking_forms  # noqa: F401
        from zhangdian.frontline.service.clocking import lists as clocking
        from zhangdian.frontline.service.clocking import waiting as _clocking_waiting  # noqa: F401
        from zhangdian.frontline.service.clocks import HANDS
        from zhangdian.frontline.service.delivery import actions as _delivery  # noqa: F401
        from zhangdian.frontline.service.delivery import forms as _delivery_forms  # noqa: F401
        from zhangdian.frontline.service.delivery import link_pages as _delivery_links  # noqa: F401
        from zhangdian.frontline.service.delivery import waiting as _delivery_waiting  # noqa: F401
        from zhangdian.frontline.service.inspection import actions as _inspection  # noqa: F401
        from zhangdian.frontline.service.inspection import forms as _inspection_forms  # noqa: F401
        from zhangdian.frontline.service.inspection import waiting as _looks
        from zhangdian.frontline.service.models import Appointment, RepairOrder
        from zhangdian.frontline.service.orders import Orders, with_ball
        from zhangdian.frontline.service.outage import actions as _outage  # noqa: F401
        from zhangdian.frontline.service.outage import forms as _outage_forms  # noqa: F401
        from zhangdian.frontline.service.posts import ADVISORS
        from zhangdian.frontline.service.reception import actions as _reception  # noqa: F401
        from zhangdian.frontline.service.reception import forms as _reception_forms  # noqa: F401
        from zhangdian.frontline.service.reception import waiting as _reception_waiting
        from zhangdian.frontline.service.workshop import actions as _workshop  # noqa: F401
        from zhangdian.frontline.service.workshop import forms as _workshop_forms  # noqa: F401
        from zhangdian.frontline.service.workshop import link_pages as _workshop_link_pages  # noqa: F401
        from zhangdian.frontline.service.workshop import waiting as _workshop_waiting
        from zhangdian.frontline.service.writeup import actions as _writeup  # noqa: F401
        from zhangdian.frontline.service.writeup import forms as _writeup_forms  # noqa: F401
        from zhangdian.frontline.service.writeup import link_pages as _writeup_link_pages  # noqa: F401
        from zhangdian.frontline.service.writeup import waiting as _writeup_waiting  # noqa: F401
        from zhangdian.people.organization.roles import MANAGERS, Role

        for ledger in (catalogue.OPERATIONS, catalogue.KITS, catalogue.ITEMS, catalogue.BAYS):
            ledger.declare()
        in_hand.join()
        exportable("clocks", clocking.Clocks, clocking.records)
        exportable("bookings", Bookings, lambda ctx: Appointment.objects.of(ctx))
        exportable("orders", Orders, lambda ctx: with_ball(RepairOrder.objects.of(ctx), ctx))
        seers = (*ADVISORS, *MANAGERS, Role.WORKSHOP_SUPERVISOR, Role.TECHNICAL_DIRECTOR, Role.TEAM_LEADER)
        clerks = (Role.WARRANTY_CLERK, Role.CLAIMS_ADJUSTER, Role.AFTERSALES_CARE, Role.CASHIER)
        entrance = (Role.GUIDE, Role.GUARD, Role.LOUNGE_HOST, Role.DRIVER)
        callers = (Role.AFTERSALES_CARE, Role.CUSTOMER_CARE)
        nav.entry(10, "car", "接车", "service:reception", ADVISORS, _reception_waiting.count)
        nav.entry(11, "car", "门口", "service:entrance", entrance, desk_of=(Role.GUIDE, Role.DRIVER))
        nav.entry(15, "calendar", "预约", "service:appointments", (*ADVISORS, *callers))
        nav.entry(20, "layout-kanban", "看板", "service:board", (*seers, Role.QUALITY_INSPECTOR))
        bay = (Role.TECHNICIAN, Role.TEAM_LEADER, Role.APPRENTICE)
        supervisors = (Role.WORKSHOP_SUPERVISOR, Role.TECHNICAL_DIRECTOR)
        lookers = (Role.TEAM_LEADER, Role.QUALITY_INSPECTOR, *supervisors)
        washers = (Role.WASHER, Role.WORKSHOP_SUPERVISOR)
        nav.entry(18, "tool", "我的活", "service:my_jobs", bay, _workshop_waiting.my_jobs_count)
        nav.entry(22, "shield-check", "检验", "service:inspection", lookers, _looks.inspection_count)
        nav.entry(23, "wash", "洗车", "service:wash", washers, _looks.wash_count)
        nav.entry(
            24, "message-circle", "增项", "service:extra_works", ADVISORS, _workshop_waiting.extra_count
        )
        nav.entry(25, "file-text", "工单", "service:orders", (*seers, *clerks, Role.QUALITY_INSPECTOR))
        nav.entry(27, "clock", "工时", "service:clocks", (*HANDS, *supervisors))
        nav.entry(30, "key", "交车", "service:deliveries", ADVISORS)
        hosts = (Role.LOUNGE_HOST, Role.FRONT_DESK_SUPERVISOR)
        nav.entry(26, "clock", "休息区", "service:lounge", hosts, desk_of=(Role.LOUNGE_HOST,))
        measured = (*MANAGERS, Role.FRONT_DESK_SUPERVISOR, Role.WORKSHOP_SUPERVISOR)
        nav.entry(45, "clock", "估价和告知", "service:measures", measured)
        openers = (Role.GUARD, Role.GUIDE, *ADVISORS)
        nav.entry(90, "cloud-off", "停电备用", "service:outage", ADVISORS)
        nav.entry(35, "door-exit", "放行", "service:gate", openers, desk_of=(Role.GUARD,))
