"""Front desk, workshop, inspection and till beyond the process itself."""

from zhangdian.management.duties.carrying.carrier import by

FRONT_DESK = {
    "SA-02": by("service.greet_customer", lacks="顾问之间交接要对方接受"),
    "SA-03": by("service.book_appointment service.change_appointment", pages="service:appointments"),
    "SA-04": by(asks="care.services_due care.advice_to_offer", pages="care:reminders"),
    "SA-05": by("service.book_appointment", lacks="客户的同意(方式、时间)单列"),
    "SA-07": by("service.judge_fault service.report_finding"),
    "SA-08": by("service.promise_time service.put_off_line service.book_appointment"),
    "SA-09": by(
        pages="service:board service:orders",
        way="看板自己变红，要晚的车自己排到今日，不按钟点点确认",
    ),
    "SA-10": by("service.pass_internal_check service.fail_internal_check"),
    "SA-11": by(pages="service:delivery"),
    "SA-13": by(
        "care.record_reminder care.record_unreached",
        asks="care.services_due",
        way="名单每天都在，不等每周做一次",
    ),
    "SA-14": by("care.take_complaint care.answer_complaint", gates="care.customer_has_been_told"),
    "SA-16": by(
        "service.greet_customer service.let_out", figures="service.wait_for_greeting", lacks="送别用时"
    ),
    "SA-17": by("service.receive_vehicle customers.change_vehicle", lacks="改派顾问要主管同意并告知客户"),
    "SA-18": by("customers.refer_customer service.note_other_wish"),
    "SA-20": by("service.judge_warranty", gates="service.warranty_is_judged", lacks="政策核对，等索赔室"),
    "SA-22": by("service.let_out", lacks="不满意的当天由主管联系"),
    "SA-23": by("care.open_complaint customers.refer_customer", lacks="转交未接受退回首问人"),
    "SA-24": by(
        "service.receive_vehicle service.check_papers service.identify_car service.set_choices", papers="HC"
    ),
    "SA-25": by(
        "service.promise_time service.agree_new_time",
        figures="service.first_promise_kept service.last_promise_kept",
    ),
    "FDS-04": by("care.take_complaint care.answer_complaint", gates="care.a_manager_takes_a_major_one"),
    "SVM-07": by("care.take_complaint care.open_complaint", gates="care.a_manager_takes_a_major_one"),
    "SVM-17": by("service.confirm_large_order", gates="service.service_manager_took_part"),
    "SVM-21": by("service.grant_discount", figures="service.discount_given", lacks="成本行和预算"),
    "SA-28": by("reports.submit_report", pages="reports:reports", way="每天下班前一两句，数字系统做好"),
    "SA-29": by("reports.submit_report reports.remark_report", pages="reports:reports", lacks="打分，随考评"),
    "FDS-06": by(jobs="reports.deliver_reports", pages="reports:reports reports:plans"),
    "FDS-07": by(
        "reports.add_report reports.submit_report",
        pages="reports:plans reports:reports",
        lacks="交给厂家的文件和时间",
    ),
    "SVM-22": by("reports.set_report_plan reports.add_report", pages="reports:plans reports:reports"),
    "SVM-23": by(figures="service.fixed_at_once", lacks="按班组"),
    "SVM-03": by(pages="service:board service:orders reports:indicators", lacks="缺料"),
    "CAS-01": by(
        "cashier.take_payment cashier.open_shift duties.follow_cases",
        gates="cashier.somebody_else_made_the_bill",
        pages="cashier:desk",
        papers="SK",
    ),
    "CAS-02": by(
        "cashier.take_payment cashier.approve_on_account cashier.refund_payment",
        gates="service.gate_pass_is_valid cashier.cashier_has_opened_a_shift",
    ),
    "CAS-03": by("cashier.close_shift cashier.close_day", pages="cashier:cashdays"),
    "FIN-19": by("customers.unmask_field", lacks="金融材料的专人可见和清除，等金融室"),
}

WORKSHOP = {
    "WSM-01": by(
        figures="service.fixed_at_once service.first_promise_kept service.last_promise_kept "
        "service.lines_right_at_once care.satisfaction"
    ),
    "WSM-02": by(
        "organization.plan_days organization.set_week_shifts organization.set_minimum_cover "
        "organization.copy_roster service.dispatch",
        pages="organization:roster organization:shifts service:board",
    ),
    "WSM-03": by(pages="service:board service:wall"),
    "WSM-04": by("service.dispatch", gates="service.order_is_signed", lacks="每日例外清单"),
    "WSM-16": by("service.pause_work service.report_delay", pages="service:board"),
    "WSM-19": by("service.report_delay service.agree_new_time", pages="service:board", lacks="预警提前量"),
    "TML-01": by("service.dispatch service.reassign"),
    "TML-03": by("service.finish_work", lacks="维修手册页"),
    "TML-04": by("service.report_delay", way="变更没有钟点：报了才能往下做"),
    "TML-05": by("service.pause_work", lacks="求助的用时和解法入案例"),
    "TEC-01": by("service.start_work service.pause_work service.finish_work"),
    "TEC-03": by("service.report_finding"),
    "TEC-04": by(
        "service.report_finding service.propose_extra_work",
        figures="service.time_to_quote",
        way="发现没有钟点：从发现到报价的分钟由指标量",
    ),
    "TEC-06": by("service.fail_inspection service.fail_leader_check", figures="service.lines_right_at_once"),
    "WSH-01": by("service.start_wash service.finish_wash service.send_to_rewash", lacks="用时和重洗率统计"),
    "TDR-01": by("service.pause_work", lacks="解法入案例"),
    "QCI-01": by("service.fail_inspection", lacks="编号的缺陷通知单"),
    "WSM-17": by(
        "service.fail_inspection service.fail_leader_check",
        figures="service.final_passed service.lines_right_at_once",
        lacks="按原因的周会清单和改进措施",
    ),
    "TML-02": by(figures="service.lines_right_at_once", lacks="每周组长的答复"),
    "QCI-02": by("reports.submit_report", pages="reports:reports"),
    "QCI-03": by("reports.submit_report", pages="reports:reports", lacks="每条改进的效果"),
    "QCI-05": by(figures="service.fixed_at_once service.final_passed", lacks="逐台写出是哪位质检员"),
}

CARRIED = {**FRONT_DESK, **WORKSHOP}
