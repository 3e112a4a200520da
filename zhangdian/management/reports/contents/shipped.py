"""The reports that the house ships: a store changes their hour, receiver and content, and adds its own."""

from zhangdian.management.reports.kinds import Period, report
from zhangdian.people.organization.roles import Role

report(
    "store_day", "售后日报", author=Role.SERVICE_MANAGER, receiver=Role.GENERAL_MANAGER,
    period=Period.YESTERDAY, due="08:30",
    sections="figure:service.cars_arrived figure:service.cars_left figure:cashier.billed net "
    "course:cashier.billed by_department plan_of_day handed_over_late complaints",
)  # fmt: skip
report(
    "workshop_day", "车间日报", author=Role.WORKSHOP_SUPERVISOR, receiver=Role.SERVICE_MANAGER,
    period=Period.TODAY, due="18:00",
    sections="figure:service.sold_hours shop_floor by_technician reworked delays past_promise",
)  # fmt: skip
report(
    "settlement_day", "结算日报", author=Role.CASHIER, receiver=Role.FINANCE_MANAGER,
    period=Period.TODAY, due="18:30",
    sections="figure:cashier.billed net by_means by_payer refunds past_term",
)  # fmt: skip
report(
    "care_day", "跟踪和预约日报", author=Role.AFTERSALES_CARE, receiver=Role.CUSTOMER_RELATIONS_MANAGER,
    period=Period.TODAY, due="17:45",
    sections="figure:care.called_in_time figure:care.satisfaction calls_by_caller unreached_because "
    "appointments_of_days complaints",
)  # fmt: skip
report(
    "inquiries_week", "咨询汇总分析", author=Role.CUSTOMER_CARE, receiver=Role.CUSTOMER_RELATIONS_MANAGER,
    period=Period.LAST_WEEK, due="17:30", written=True,
    sections="figure:care.inquiries figure:care.inquiries_in_time figure:care.inquiry_score "
    "course:care.inquiries inquiries_by_topic inquiries_by_channel inquiries_by_desk",
)  # fmt: skip
report(
    "stock_day", "库存过多过少", author=Role.STOREKEEPER, receiver=Role.PARTS_MANAGER,
    period=Period.TODAY, due="17:00", sections="below_minimum above_maximum",
)  # fmt: skip
report(
    "desk_week", "前台周报", author=Role.FRONT_DESK_SUPERVISOR, receiver=Role.SERVICE_MANAGER,
    period=Period.LAST_WEEK, due="10:00",
    sections="figure:service.cars_arrived figure:service.cars_left figure:service.first_promise_kept "
    "figure:service.appointments_kept figure:service.wait_for_greeting course:service.cars_arrived "
    "by_kind desk_by_advisor by_advisor",
)  # fmt: skip
report(
    "service_month", "服务月报", author=Role.SERVICE_MANAGER, receiver=Role.GENERAL_MANAGER,
    period=Period.LAST_MONTH, due="09:00",
    sections="figure:service.cars_arrived figure:service.cars_left figure:cashier.billed net "
    "course:service.cars_left course:cashier.billed by_kind care_shares by_advisor",
)  # fmt: skip
report(
    "care_month", "跟踪和预约月报", author=Role.AFTERSALES_CARE, receiver=Role.CUSTOMER_RELATIONS_MANAGER,
    period=Period.LAST_MONTH, on=2, due="17:30", written=True,
    sections="figure:care.called_in_time figure:care.reached figure:care.satisfaction "
    "course:care.satisfaction scores unreached_because complaints_by_cause appointments_of_days",
)  # fmt: skip
report(
    "quality_month", "质检月报", author=Role.QUALITY_INSPECTOR, receiver=Role.SERVICE_MANAGER,
    period=Period.LAST_MONTH, on=3, due="17:30", written=True,
    sections="figure:service.final_passed figure:service.lines_right_at_once figure:service.fixed_at_once "
    "course:service.final_passed checks_by_stage faults_by_hand faults_by_work reworked",
)  # fmt: skip
report(
    "parts_month", "配件月报", author=Role.PARTS_MANAGER, receiver=Role.GENERAL_MANAGER,
    period=Period.LAST_MONTH, on=3, due="17:30", written=True,
    sections="figure:parts.filled_at_once figure:parts.worth_of_stock figure:parts.lying_dead turnover "
    "course:parts.filled_at_once parts_moved stock_by_age count_differences",
)  # fmt: skip
report(
    "advisor_day", "顾问每日小结", author=Role.SERVICE_ADVISOR, receiver=Role.FRONT_DESK_SUPERVISOR,
    period=Period.TODAY, due="17:50", written=True, each=True,
    sections="figure:service.cars_arrived figure:service.cars_left figure:cashier.billed "
    "figure:service.last_promise_kept my_visits",
)  # fmt: skip
report(
    "advisor_month", "顾问月度总结", author=Role.SERVICE_ADVISOR, receiver=Role.SERVICE_MANAGER,
    period=Period.LAST_MONTH, on=3, due="17:30", written=True, each=True,
    sections="figure:service.cars_arrived figure:service.cars_left figure:cashier.billed "
    "figure:service.first_promise_kept figure:service.extra_work_taken figure:care.satisfaction "
    "course:service.cars_left",
)  # fmt: skip
report(
    "insurance_week", "新车与续保周报", author=Role.RENEWAL_SPECIALIST, receiver=Role.FI_MANAGER,
    period=Period.LAST_WEEK, due="10:00", written=True, anyway=True,
    sections="figure:insurance.policies_signed figure:insurance.premium_signed "
    "figure:insurance.renewal_rate figure:insurance.renewals_gone course:insurance.premium_signed "
    "insurance_first insurance_targets insured_by_desk renewal_funnel insured_by_person insured_by_insurer",
)  # fmt: skip
report(
    "insurance_month", "新车与续保月报", author=Role.RENEWAL_SPECIALIST, receiver=Role.FI_MANAGER,
    period=Period.LAST_MONTH, due="17:30", written=True, anyway=True,
    sections="figure:insurance.policies_signed figure:insurance.premium_signed figure:insurance.mean_premium "
    "figure:insurance.renewal_rate figure:insurance.renewals_gone figure:insurance.new_car_penetration "
    "figure:insurance.commission_received figure:insurance.commission_outstanding "
    "course:insurance.premium_signed course:insurance.renewal_rate course:insurance.new_car_penetration "
    "repair_per_premium insurance_first insurance_targets insured_by_desk renewal_rates "
    "not_renewed renewal_funnel insured_by_person insured_by_insurer sent_by_insurer "
    "lost_because commission_by_insurer",
)  # fmt: skip
