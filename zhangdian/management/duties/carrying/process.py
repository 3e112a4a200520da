"""The after-sales process, from the gate to the follow-up (PROC-)."""

from zhangdian.management.duties.carrying.carrier import by

RECEPTION = {
    "PROC-R-04": by(
        "service.receive_vehicle service.greet_customer",
        pages="service:entrance service:reception",
        lacks="迎接超时在主管屏上闪烁，等职责引擎",
    ),
    "PROC-R-06": by(pages="service:reception", lacks="称呼显示在接待页，由回访题衡量"),
    "PROC-R-07": by("service.greet_customer", pages="service:reception"),
    "PROC-R-08": by("service.complete_walk_around", lacks="三件套按台数计，不按套扣库存"),
    "PROC-R-09": by(
        "service.receive_vehicle service.complete_walk_around service.identify_car customers.change_vehicle"
    ),
    "PROC-R-10": by(
        "service.complete_walk_around service.sign_order", gates="service.walk_around_is_done", papers="HC"
    ),
    "PROC-R-11": by(
        "service.add_marks service.sign_order", papers="HC", lacks="签字后补记的痕迹还不自动出第二版登记表"
    ),
    "PROC-R-12": by(
        "service.note_words service.note_circumstances service.correct_words",
        gates="service.faults_are_judged",
    ),
    "PROC-R-13": by(
        "service.judge_fault service.add_lines service.change_payer",
        lacks="按质保期限和里程自动提议“索赔”，等索赔室",
    ),
    "PROC-R-14": by(
        "service.judge_warranty",
        gates="service.warranty_is_judged",
        lacks="“待判定”作为一种状态和检查任务，等索赔室",
    ),
    "PROC-R-15": by(
        "service.judge_warranty",
        gates="service.warranty_is_judged",
        lacks="上报厂家的问询和附件，等索赔室",
    ),
    "PROC-R-16": by("service.judge_fault service.propose_extra_work service.authorize_extra_work"),
    "PROC-R-17": by("service.check_papers service.identify_car customers.transfer_ownership"),
    "PROC-R-18": by("service.add_lines", lacks="座位号不记(以下一个动作的时间为准)"),
    "PROC-R-19": by("service.add_lines service.put_off_line", pages="parts:requisitions"),
    "PROC-R-20": by(
        "service.answer_open_items service.take_open_item service.leave_open_item",
        gates="service.recalls_and_safety_are_decided",
    ),
    "PROC-R-21": by(
        "service.add_lines service.change_part_quantity", papers="WL", lacks="估价与结算之差按顾问统计"
    ),
    "PROC-R-22": by(
        "service.add_lines service.sign_order parts.issue_parts", gates="parts.requisition_has_a_source"
    ),
    "PROC-R-23": by(
        "service.judge_fault service.report_finding service.propose_extra_work", lacks="报价用时按顾问统计"
    ),
    "PROC-R-24": by("service.promise_time service.add_lines"),
    "PROC-R-25": by("service.set_choices", papers="WL"),
    "PROC-R-26": by(
        "service.sign_order service.send_order_for_signature", papers="WL", lacks="委托书上还没印交车程序"
    ),
    "PROC-R-27": by("service.set_choices"),
    "PROC-R-28": by("service.set_choices service.start_wash"),
    "PROC-R-29": by("service.set_choices", pages="service:repairorder cashier:desk"),
    "PROC-R-30": by(
        "service.sign_order service.authorize_extra_work", gates="service.line_is_authorized", papers="WL"
    ),
    "PROC-R-31": by(
        "service.sign_order service.sign_order_by_link service.record_refused_signature",
        gates="service.order_is_signed",
        papers="WL",
    ),
    "PROC-R-32": by(
        "service.sign_order service.send_order_for_signature kernel.print_paper",
        papers="HC WL",
        pages="service:paper",
        lacks="客户联印没印不拦车，只计数",
    ),
    "PROC-R-33": by("service.set_choices", pages="service:board", lacks="休息区屏幕"),
}

WORKSHOP = {
    "PROC-W-01": by("service.sign_order service.dispatch", pages="service:board"),
    "PROC-W-02": by("service.return_to_advisor service.answer_note service.report_difference"),
    "PROC-W-03": by("service.dispatch service.return_to_advisor service.answer_note"),
    "PROC-W-04": by("service.dispatch", pages="service:board"),
    "PROC-W-05": by("service.set_priority service.dispatch", asks="service.board"),
    "PROC-W-06": by("service.dispatch service.reassign", lacks="等级不够只提醒、只计数，高压才拦"),
    "PROC-W-07": by("service.start_work service.report_difference"),
    "PROC-W-08": by("service.record_fault_check"),
    "PROC-W-09": by(
        "service.start_work service.pause_work service.finish_work", gates="service.line_is_authorized"
    ),
    "PROC-W-10": by(
        "parts.issue_parts parts.sign_slip parts.prepare_box",
        gates="parts.requisition_has_a_source",
        papers="LL",
        pages="parts:window",
    ),
    "PROC-W-12": by("service.complete_walk_around service.pass_internal_check", lacks="物品短少的事件单"),
    "PROC-W-13": by("service.ask_to_move_belongings service.answer_note"),
    "PROC-W-14": by("service.report_delay service.report_finding", lacks="没报的超时由系统发现，等职责引擎"),
    "PROC-W-15": by("service.agree_new_time service.ask_for_call"),
    "PROC-W-16": by(
        "service.report_finding service.propose_extra_work service.authorize_extra_work "
        "service.answer_extra_work service.withdraw_extra_work",
        gates="service.extra_work_is_answered service.line_is_authorized",
    ),
    "PROC-W-17": by("service.finish_work", gates="service.self_check_is_done"),
    "PROC-W-18": by(
        "service.pass_leader_check service.fail_leader_check",
        gates="service.leader_did_not_do_the_work service.leader_check_is_passed",
    ),
    "PROC-W-19": by("service.pass_leader_check"),
    "PROC-W-20": by("service.pass_leader_check", pages="service:board"),
    "PROC-W-21": by(
        "service.pass_inspection service.fail_inspection",
        gates="service.final_inspection_is_passed service.inspector_did_not_do_the_work",
    ),
    "PROC-W-22": by("service.start_wash", gates="service.final_inspection_is_passed"),
    "PROC-W-23": by("service.finish_wash service.decide_new_mark"),
    "PROC-W-24": by("service.finish_wash"),
    "PROC-W-25": by("service.finish_wash service.pass_inspection"),
}

DELIVERY = {
    "PROC-D-01": by("service.finish_wash", pages="service:deliveries", lacks="钥匙按阶段归属，不另记交接"),
    "PROC-D-02": by("service.finish_wash service.pass_inspection", pages="service:repairorder"),
    "PROC-D-03": by(
        "service.pass_internal_check",
        gates="service.lines_have_results service.final_inspection_is_passed",
    ),
    "PROC-D-04": by("service.pass_internal_check service.fail_internal_check"),
    "PROC-D-05": by("service.fail_internal_check"),
    "PROC-D-06": by("service.pass_internal_check", lacks="旧件标签和去处，等索赔室"),
    "PROC-D-07": by("service.send_to_rewash service.pass_internal_check"),
    "PROC-D-08": by("service.pass_internal_check", lacks="借出工具未还不能交车，等工具室"),
    "PROC-D-09": by("service.tell_customer", pages="service:deliveries", lacks="10 分钟提醒，等职责引擎"),
    "PROC-D-10": by("service.tell_customer", pages="service:deliveries"),
    "PROC-D-11": by("service.tell_customer"),
    "PROC-D-12": by("service.customer_at_car", pages="service:delivery"),
    "PROC-D-13": by("service.set_choices service.sign_statement", lacks="带走和索赔旧件逐件扫码，等索赔室"),
    "PROC-D-14": by("service.answer_advice", gates="service.advice_is_answered"),
    "PROC-D-15": by("service.agree_follow_up", gates="service.next_service_is_told", papers="JS"),
    "PROC-D-16": by("service.sign_statement", papers="JS", lacks="备胎和随车工具的检查项"),
    "PROC-D-17": by("service.send_to_rewash"),
    "PROC-D-18": by("service.agree_follow_up", gates="service.follow_up_is_agreed", asks="care.calls_due"),
    "PROC-D-19": by("service.remove_covers service.sign_statement", gates="service.covers_are_removed"),
    "PROC-D-20": by("service.make_statement", pages="service:delivery"),
    "PROC-D-21": by(
        "service.make_statement service.sign_statement", gates="service.gate_pass_is_valid", papers="JS"
    ),
    "PROC-D-22": by("service.make_statement", papers="JS"),
    "PROC-D-23": by(
        "service.answer_advice service.leave_open_item service.record_refused_statement",
        gates="service.safety_advice_is_answered",
    ),
    "PROC-D-24": by("service.enter_booklet", gates="service.booklet_is_entered"),
    "PROC-D-25": by("service.make_statement", lacks="首保说明页"),
    "PROC-D-26": by("service.agree_follow_up", asks="care.services_due", lacks="按同意发短信，等消息室"),
    "PROC-D-27": by("service.make_statement", gates="service.statement_is_made", papers="JS"),
    "PROC-D-28": by(
        "service.sign_statement service.sign_statement_by_link service.reopen_statement cashier.take_payment",
        gates="service.payer_may_sign",
        papers="JS",
    ),
    "PROC-D-29": by("service.sign_statement cashier.take_payment", pages="cashier:desk"),
    "PROC-D-31": by("cashier.take_payment", gates="service.gate_pass_is_valid", papers="SK"),
    "PROC-D-32": by(figures="care.mean_scores", lacks="按收银员分列"),
    "PROC-D-33": by("service.give_back service.sign_statement", gates="service.things_are_given_back"),
    "PROC-D-34": by(papers="JS", lacks="随结算单或短信给出顾问名片"),
    "PROC-D-35": by("service.note_other_wish customers.refer_customer"),
    "PROC-D-36": by("service.let_out", gates="service.gate_pass_is_valid", pages="service:gate"),
}

FOLLOW_UP = {
    "PROC-F-01": by(
        "care.record_call care.record_unreached",
        asks="care.calls_due",
        figures="care.called_in_time",
        pages="care:follow_ups",
    ),
    "PROC-F-02": by("care.record_call", figures="care.agreed_hour_kept", pages="care:follow_ups"),
    "PROC-F-03": by("care.record_call care.load_questionnaire", pages="care:followup"),
    "PROC-F-04": by("care.record_call care.open_complaint", pages="care:complaint"),
    "PROC-F-05": by("care.record_reminder", asks="care.services_due", pages="care:reminders"),
    "PROC-F-06": by("care.offer_open_advice", asks="care.advice_to_offer"),
    "PROC-F-07": by(
        "care.submit_summary care.read_summary",
        figures="care.mean_scores care.reached",
        pages="care:month care:followupsummary",
    ),
}

CARRIED = {**RECEPTION, **WORKSHOP, **DELIVERY, **FOLLOW_UP}
