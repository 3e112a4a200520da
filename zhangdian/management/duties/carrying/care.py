"""Care desk: calls, complaints, customers' files."""

from zhangdian.management.duties.carrying.carrier import by

CARRIED = {
    "CSR-01": by("care.record_inquiry", pages="care:inquiries care:inquiry"),
    "CSR-02": by("care.open_complaint", pages="care:complaints care:complaint"),
    "CSR-03": by(
        "care.answer_inquiry care.answer_complaint duties.follow_cases",
        gates="care.inquiry_is_his care.complaint_is_taken",
        figures="care.inquiries_in_time",
        pages="care:inquiry care:complaint",
    ),
    "CSR-04": by(
        "customers.merge_vehicles customers.change_customer customers.end_contact",
        lacks="资料质量清单和客户合并",
    ),
    "CSR-05": by(pages="care:follow_ups care:reminders", lacks="生日、续保、久未进店的规则"),
    "CSR-06": by(
        "reports.submit_report reports.read_report duties.follow_cases",
        figures="care.inquiries care.inquiries_in_time care.inquiry_score",
        jobs="reports.deliver_reports",
        pages="reports:reports care:inquiries",
        way="每周一份，时间、内容由本店改；分析没写不能交",
    ),
    "CSR-08": by("care.record_call customers.refer_customer", lacks="线索直接进销售室"),
    "CSR-10": by(figures="care.satisfaction care.mean_scores", pages="care:month"),
    "CSR-11": by(
        "care.take_complaint care.escalate_complaint duties.follow_cases",
        jobs="care.escalate_overdue",
        pages="care:complaints",
    ),
    "CSR-12": by(
        "care.close_complaint care.reopen_complaint",
        gates="care.remedy_is_chosen care.customer_has_been_told",
    ),
    "CSR-13": by(
        figures="care.first_answers_in_time care.complaints_reopened care.complaints_closed_within",
        pages="care:month",
    ),
    "CSR-14": by("care.note_step care.close_complaint", pages="care:complaint", lacks="冻结成归档件"),
    "CSR-25": by("care.record_call care.record_unreached care.give_up_call", pages="care:call"),
    "CSS-13": by("reports.submit_report", pages="reports:reports", jobs="reports.deliver_reports"),
    "CSR-26": by("care.submit_summary", pages="care:month"),
    "CSR-27": by("care.submit_summary care.read_summary", pages="care:followupsummary"),
    "CSR-28": by("care.record_call care.record_unreached", asks="care.calls_due"),
    "CSR-29": by("care.record_call", lacks="与录音抽查对照"),
    "CSR-30": by(
        "care.take_complaint care.answer_complaint care.close_complaint",
        gates="care.complaint_is_taken care.remedy_is_chosen care.customer_has_been_told",
    ),
    "CSR-31": by("care.open_complaint", lacks="复述确认和抽样评分"),
    "CSR-32": by("care.answer_complaint care.note_step", pages="care:complaint"),
    "CSR-33": by("care.answer_complaint"),
    "CSR-34": by("care.answer_complaint", lacks="补偿目录、券和部门成本"),
    "CSR-38": by(
        "care.ask_colleague care.give_advice care.answer_inquiry care.pass_on_inquiry "
        "customers.refer_customer customers.answer_referral",
        gates="care.inquiry_is_his care.he_was_asked",
        pages="care:inquiry",
    ),
    "NBI-11": by(
        "care.record_inquiry care.answer_inquiry care.score_inquiry duties.follow_cases",
        figures="care.inquiry_score",
        pages="care:inquiries care:inquiry",
    ),
    "SA-12": by(
        "care.record_inquiry care.answer_inquiry duties.follow_cases",
        figures="care.inquiries_in_time",
        pages="care:inquiry",
        lacks="企业微信里的话自动进来",
    ),
    "TDR-03": by(
        "care.record_inquiry care.give_advice care.answer_inquiry duties.follow_cases", pages="care:inquiry"
    ),
    "WCL-11": by(
        "care.record_inquiry care.give_advice care.answer_inquiry duties.follow_cases",
        pages="care:inquiry",
        lacks="常见答复留成知识卡",
    ),
    "ICA-20": by(
        "care.record_inquiry care.answer_inquiry duties.follow_cases",
        pages="care:inquiry",
        lacks="建议被采纳没有",
    ),
    "CSS-01": by("care.load_questionnaire care.record_call", lacks="链接版问卷的批次和配额"),
    "CSS-02": by(
        "care.escalate_complaint duties.follow_cases",
        jobs="care.escalate_overdue",
        lacks="延误时告知客户，等消息室",
    ),
    "CSS-04": by(pages="service:repairorder", lacks="缺件清单"),
    "CSS-10": by("service.book_appointment", pages="service:appointments", lacks="到店率"),
    "CSS-11": by("service.book_appointment customers.register_customer customers.register_vehicle"),
    "CSS-12": by(
        "service.book_appointment service.mark_missed", pages="service:appointments", lacks="晚间明日清单"
    ),
    "CRM-01": by(
        "organization.set_targets",
        figures="care.satisfaction",
        pages="reports:indicators",
        lacks="低于目标时责任部门的改进措施",
    ),
    "CRM-03": by("care.escalate_complaint care.note_step", figures="care.complaints_received"),
    "CRM-13": by("care.read_summary", lacks="把客户分配给专员"),
}
