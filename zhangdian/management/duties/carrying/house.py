"""Posts, staff, rules and what must stay secret."""

from zhangdian.management.duties.carrying.carrier import by

APPOINTED = by("organization.appoint organization.record_certificate", lacks="能力评分，等考评")
"""Education, years and papers are asked when somebody is appointed; scored abilities come with appraisal."""
BY_APPOINTING = (
    "CSS-14", "CRM-10", "SA-30", "FDS-08", "SVM-27", "WSM-22", "TML-06", "TML-07", "TEC-10", "WSH-02",
    "QCI-06", "TDR-15", "PTM-18", "PTP-13", "PTK-14", "CAS-04", "WCL-16", "STF-13",
)  # fmt: skip

WALKED = by("duties.make_round duties.mend_fault", pages="duties:rounds", way="一圈走完，几条一次证明")
"""Recurring looks of one post are one round: all good by one tap, a photo where a point fails."""
BY_WALKING = (
    "WSM-05", "WSM-06", "WSM-07", "WSM-08", "HOST-02", "HOST-03", "HOST-04", "PTK-07", "PTM-14", "TOOL-01",
    "ICA-22", "SLM-11", "OFD-10", "GM-11",
)  # fmt: skip
LINED_UP = by(
    "duties.make_round duties.mend_fault",
    pages="duties:rounds",
    way="早会由前台主管走一圈，不好的点出来",
    lacks="点出是谁",
)

LOOKED_OVER = by(
    "duties.read_exceptions duties.excuse_due_item",
    pages="duties:exceptions duties:posts",
    way="每天看昨天的例外和下属各岗位的到期职责",
    lacks="指导的记录",
)

MEETING = "duties.open_meeting duties.decide duties.carry_out_decision duties.close_meeting"

REPORTED = "duties.report_matter duties.answer_matter duties.return_matter duties.refuse_matter"
MATTERS = "duties:matters duties:matter duties:matter_kinds"

SETTLED = "duties.score_line duties.release_appraisal duties.answer_objection duties.agree_appraisal"
SHEETS = "duties:appraisals duties:appraisal"

CARRIED = {
    "STF-08": by(
        f"{SETTLED} duties.set_scheme duties.object_to_line duties.sign_appraisal",
        pages=f"{SHEETS} duties:scheme",
        jobs="duties.open_sheets duties.carry_objections_up",
        way="每张考核单带着自己的期限：到时没发出，记在评分的上级名下",
    ),
    "WSM-12": by(f"{SETTLED} duties.close_month", pages=SHEETS, lacks="6S 得分，等质量室"),
    "SVM-14": by(SETTLED, pages=SHEETS, lacks="索赔认可率，等索赔室"),
    "FDS-02": by(SETTLED, pages=SHEETS, lacks="救援的用时和结果，等救援"),
    "OFD-03": by(
        "duties.open_month duties.answer_department duties.sign_department",
        pages="duties:departmentscore",
        way="每个部门的考核等着部门负责人答复，没答复的看得到名字",
    ),
    "CSR-22": by(
        "duties.score_line",
        pages="duties:appraisal",
        lacks="评分旁边的三个数里只有投诉重开率",
    ),
    "SVM-26": by(MEETING, pages="duties:meetings"),
    "PTM-16": by(MEETING, pages="duties:meetings"),
    "GM-14": by(
        "duties.open_meeting duties.supply_input duties.leave_out_input duties.draw_input_anew duties.decide "
        "duties.sign_review",
        gates="duties.he_is_the_general_manager",
        pages="duties:meeting duties:review_inputs",
    ),
    "NBI-10": by(
        f"{REPORTED} duties.set_matter_kind duties.urge",
        pages=MATTERS,
        way="到了答复时限就记超时；再过催办规则的时间（出厂一小时）报到上一级",
    ),
    "WSM-20": by(f"{REPORTED} duties.decide_matter", pages=MATTERS),
    "PTP-08": by(f"{REPORTED} duties.agree_stock", pages=MATTERS),
    "HOST-05": by(
        f"{REPORTED} duties.urge",
        pages=MATTERS,
        lacks="已订、已修的状态和停用时长，随工具设备室",
    ),
    "SA-26": by(REPORTED, pages=f"{MATTERS} service:repairorder"),
    "WSM-21": by(MEETING, pages="duties:meetings", lacks="利用率，等在岗打卡"),
    "ICA-21": by("duties.sign_in duties.excuse_attendee", lacks="培训课程和计入考核"),
    "TDR-05": by(
        "duties.draw_sample duties.pass_drawn duties.fault_drawn duties.read_fault",
        pages="duties:dueitem",
        way="打开时系统抽当天总检过的，逐件看，件数由店里定",
        lacks="按比率抽；不合格时退回这一单",
    ),
    **dict.fromkeys(("FDS-01", "SVM-13"), LOOKED_OVER),
    **dict.fromkeys(BY_APPOINTING, APPOINTED),
    **dict.fromkeys(BY_WALKING, WALKED),
    **dict.fromkeys(("PROC-R-01", "PROC-R-02", "PROC-R-03"), LINED_UP),
    "OFD-02": by(
        "organization.disable_person organization.close_account_at_once organization.reset_password "
        "organization.enrol_device",
        pages="organization:permissions organization:belongings",
        lacks="定期复核签字",
    ),
    "OFD-04": by(
        "organization.employ_person organization.change_person_details organization.disable_person "
        "organization.open_hand_over organization.hand_over_kind organization.give_things "
        "organization.receive_things organization.witness_hand_over organization.set_things_to_return",
        pages="organization:staff organization:person organization:belongings organization:handovers",
        lacks="合同到期提醒",
    ),
    "GM-04": by("organization.appoint organization.end_tenure", lacks="编制人数"),
    "GM-05": by(
        "kernel.sign_request kernel.refuse_request organization.lend_signature",
        pages="web:requests web:signed organization:powers",
        lacks="资源申请单",
    ),
    "GM-06": by(pages="web:home reports:indicators", figures="cashier.billed", lacks="销售和保险的数"),
    "GM-09": by(
        "organization.set_targets organization.set_year_target organization.split_target "
        "organization.change_target",
        pages="reports:indicators",
        lacks="董事会决议的出处和上报",
    ),
    "RNW-16": by(
        "reports.submit_report reports.add_report",
        pages="reports:plans reports:reports",
        way="每份报表按自己的安排到点，没有再一个总的时限",
    ),
    "GM-12": by("organization.record_certificate service.dispatch", lacks="高压以外的特种作业"),
    "GM-17": by(
        "organization.appoint organization.name_deputy duties.reassign_duty duties.add_duty "
        "duties.reword_duty duties.switch_off_duty duties.switch_on_duty duties.change_timetable "
        "duties.set_timetable duties.hand_over_due_items duties.set_urging_rule "
        "organization.tell_tomorrow organization.look_ahead duties.send_tomorrow",
        pages="duties:coverage duties:sentence duties:posts duties:my_post duties:urged "
        "organization:tomorrow",
    ),
    "TDR-17": by("organization.appoint"),
    "STF-01": by("customers.unmask_field kernel.export_list", lacks="导出客户资料要签字"),
    "STF-02": by("kernel.print_paper", pages="service:paper", lacks="备份恢复的演练记录"),
    "STF-09": by(
        "organization.appoint organization.end_tenure organization.witness_hand_over",
        pages="organization:handovers",
        lacks="调岗申请单",
    ),
    "STF-14": by("organization.appoint organization.extend_exception", lacks="到期提醒 60/30/7 天"),
    "STF-15": by(
        "organization.record_certificate organization.extend_certificate duties.follow_dates",
        lacks="年度考核的登记；到期前 30 天和 7 天各再提醒一次",
    ),
}
