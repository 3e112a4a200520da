"""The after-sales process, from the gate to the follow-up (PROC-)."""

from zhangdian.management.duties.carrying.carrier import by

RECEPTION = {
    "PROC-R-04": by(
        "service.receive_vehicle service.greet_customer",
        pages="service:entrance service:reception",
        way="十分钟没人接的车在接车页和导航上变红，谁都可以接",
    ),
    "PROC-R-06": by(
        pages="service:reception service:walk_around", way="车一到就显示称呼；叫得合不合适由回访题衡量"
    ),
    "PROC-R-07": by("service.greet_customer", pages="service:reception"),
    "PROC-R-08": by("service.complete_walk_around", way="主驾一张照片证明；三件套按台数耗用，到补货点补"),
    "PROC-R-09": by(
        "service.receive_vehicle service.complete_walk_around service.identify_car customers.change_vehicle"
    ),
    "PROC-R-10": by(
        "service.complete_walk_around service.sign_order", gates="service.walk_around_is_done", papers="HC"
    ),
    "PROC-R-11": by(
        "service.complete_walk_around service.add_marks service.sign_order",
        papers="HC",
        pages="service:paper",
    ),
    "PROC-R-12": by(
        "service.note_words service.note_circumstances service.correct_words",
        gates="service.faults_are_judged",
    ),
    "PROC-R-13": by(
        "service.judge_fault service.add_lines service.change_payer service.leave_undecided",
        pages="service:write_up",
        way="类别定付款方；质保内的维修项目旁提示能否索赔，由顾问点",
    ),
    "PROC-R-14": by(
        "service.leave_undecided service.judge_warranty",
        gates="service.warranty_is_judged",
        papers="WL",
        pages="service:repairorder",
    ),
    "PROC-R-15": by(
        "service.report_to_maker service.judge_warranty",
        gates="service.warranty_is_judged",
        pages="service:repairorder",
        way="在主机厂系统里上报，这里留编号、检查结果和照片",
    ),
    "PROC-R-16": by("service.judge_fault service.propose_extra_work service.authorize_extra_work"),
    "PROC-R-17": by("service.check_papers service.identify_car customers.transfer_ownership"),
    "PROC-R-18": by("service.add_lines", way="以下一个动作(加第一项)的时间为准，座位号不记"),
    "PROC-R-19": by(
        "service.add_lines service.put_off_line",
        gates="service.shortages_are_answered",
        pages="service:write_up parts:requisitions",
        way="加项目时看有货没货，签字时占库存；缺料没说好的签字前问一次",
    ),
    "PROC-R-20": by(
        "service.answer_open_items service.take_open_item service.leave_open_item "
        "customers.tell_recall customers.refuse_recall",
        gates="service.recalls_and_safety_are_decided",
    ),
    "PROC-R-21": by(
        "service.add_lines service.change_part_quantity",
        papers="WL",
        figures="service.estimate_difference",
        pages="service:measures",
    ),
    "PROC-R-22": by(
        "service.add_lines service.sign_order parts.issue_parts",
        way="发料只凭领料单，领料单在库里就必须写明用于哪张单",
    ),
    "PROC-R-23": by(
        "service.judge_fault service.report_finding service.propose_extra_work",
        figures="service.time_to_quote",
        pages="service:extra_works service:measures",
    ),
    "PROC-R-24": by("service.promise_time service.add_lines"),
    "PROC-R-25": by("service.set_choices", papers="WL"),
    "PROC-R-26": by(
        "service.sign_order service.send_order_for_signature",
        papers="WL",
        way="印在委托书和客户联上，给客户看过才签",
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
        "service.send_order_for_signature service.send_copies kernel.print_paper",
        gates="service.copies_are_given",
        papers="HC WL",
        pages="service:paper service:copies_link",
        way="打印或发链接都算；没给的派工时记一笔，不拦车",
    ),
    "PROC-R-33": by("service.set_choices", pages="service:lounge service:board"),
}

WORKSHOP = {
    "PROC-W-01": by("service.sign_order service.dispatch", pages="service:board"),
    "PROC-W-02": by("service.return_to_advisor service.answer_note service.report_difference"),
    "PROC-W-03": by("service.dispatch service.return_to_advisor service.answer_note"),
    "PROC-W-04": by("service.dispatch", pages="service:board"),
    "PROC-W-05": by("service.set_priority service.dispatch", asks="service.board"),
    "PROC-W-06": by("service.dispatch service.reassign", way="高压、气囊、举升没证才拦，其余只提醒、计数"),
    "PROC-W-07": by("service.start_work service.report_difference"),
    "PROC-W-08": by("service.record_fault_check"),
    "PROC-W-09": by(
        "service.start_work service.pause_work service.finish_work", gates="service.line_is_authorized"
    ),
    "PROC-W-10": by(
        "parts.issue_parts parts.sign_slip parts.prepare_box",
        papers="LL CK",
        pages="parts:window",
        way="领料单在库里就必须写明用于哪张单，没有来源的单开不出来",
    ),
    "PROC-W-12": by(
        "service.complete_walk_around service.pass_internal_check",
        lacks="物品短少的事件单：言行，随职责引擎的巡查和事件做",
    ),
    "PROC-W-13": by("service.ask_to_move_belongings service.answer_note"),
    "PROC-W-14": by(
        "service.report_delay service.report_finding duties.follow_cases",
        figures="service.delays_reported",
        pages="service:late_cars service:measures",
    ),
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
    "PROC-D-01": by(
        "service.finish_wash",
        pages="service:deliveries",
        way="钥匙牌到店挂、出厂收；中间归谁随工序走，不另记交接",
    ),
    "PROC-D-02": by("service.finish_wash service.pass_inspection", pages="service:repairorder"),
    "PROC-D-03": by(
        "service.pass_internal_check",
        gates="service.lines_have_results service.final_inspection_is_passed",
    ),
    "PROC-D-04": by("service.pass_internal_check service.fail_internal_check"),
    "PROC-D-05": by("service.fail_internal_check"),
    "PROC-D-06": by(
        "service.finish_work service.keep_old_parts service.pass_internal_check",
        gates="service.old_parts_are_kept",
        way="带走和索赔的完工时自动登记；其余放旧件盘给客户看",
    ),
    "PROC-D-07": by("service.send_to_rewash service.pass_internal_check"),
    "PROC-D-08": by(
        "service.pass_internal_check",
        pages="service:delivery",
        way="内部交车一项；落下什么点选并取走。借出的工具由工具室在工单上押记，押着不能过",
    ),
    "PROC-D-09": by(
        "service.tell_customer duties.follow_cases",
        figures="service.told_in_time",
        pages="service:deliveries service:measures",
    ),
    "PROC-D-10": by("service.tell_customer", pages="service:deliveries"),
    "PROC-D-11": by("service.tell_customer"),
    "PROC-D-12": by("service.customer_at_car", pages="service:delivery"),
    "PROC-D-13": by(
        "service.sign_statement service.hand_over_old_parts",
        gates="service.old_parts_are_handed_over",
        papers="JS",
        pages="service:delivery",
        way="只清点带走和索赔的，一次签字；其余在旧件盘里展示",
    ),
    "PROC-D-14": by("service.answer_advice", gates="service.advice_is_answered"),
    "PROC-D-15": by("service.agree_follow_up", gates="service.next_service_is_told", papers="JS"),
    "PROC-D-16": by("service.pass_inspection service.sign_statement", papers="JS"),
    "PROC-D-17": by("service.send_to_rewash"),
    "PROC-D-18": by("service.agree_follow_up", gates="service.follow_up_is_agreed", asks="care.calls_due"),
    "PROC-D-19": by("service.remove_covers service.sign_statement", gates="service.covers_are_removed"),
    "PROC-D-20": by("service.make_statement", pages="service:delivery"),
    "PROC-D-21": by(
        "service.make_statement service.sign_statement", gates="service.gate_pass_is_valid", papers="JS CM"
    ),
    "PROC-D-22": by("service.make_statement", papers="JS"),
    "PROC-D-23": by(
        "service.answer_advice service.leave_open_item service.record_refused_statement",
        gates="service.safety_advice_is_answered",
    ),
    "PROC-D-24": by("service.enter_booklet", gates="service.booklet_is_entered"),
    "PROC-D-25": by(
        "service.make_statement service.sign_statement", papers="JS", way="说明印在首保结算单上，一次签字"
    ),
    "PROC-D-26": by(
        "service.agree_follow_up",
        asks="care.services_due",
        way="约好提醒方式；没有同意发短信的，到期前排电话",
    ),
    "PROC-D-27": by("service.make_statement", gates="service.statement_is_made", papers="JS"),
    "PROC-D-28": by(
        "service.sign_statement service.send_statement service.sign_statement_by_link "
        "service.reopen_statement cashier.take_payment",
        gates="service.payer_may_sign",
        papers="JS",
    ),
    "PROC-D-29": by("service.sign_statement cashier.take_payment", pages="cashier:desk"),
    "PROC-D-31": by("cashier.take_payment", gates="service.gate_pass_is_valid", papers="SK CM"),
    "PROC-D-32": by(figures="care.mean_scores", lacks="按收银员分列：随考评"),
    "PROC-D-33": by("service.give_back service.sign_statement", gates="service.things_are_given_back"),
    "PROC-D-34": by(papers="JS", pages="service:copies_link", way="印在结算单和电子客户联上"),
    "PROC-D-35": by("service.note_other_wish customers.refer_customer"),
    "PROC-D-36": by("service.let_out", gates="service.gate_pass_is_valid", pages="service:gate"),
}

FOLLOW_UP = {
    "PROC-F-01": by(
        "care.record_call care.record_unreached care.give_up_call duties.follow_cases",
        asks="care.calls_due",
        figures="care.called_in_time",
        pages="care:follow_ups",
    ),
    "PROC-F-02": by("care.record_call", figures="care.agreed_hour_kept", pages="care:follow_ups"),
    "PROC-F-03": by("care.record_call care.load_questionnaire", pages="care:call"),
    "PROC-F-04": by("care.record_call care.open_complaint", pages="care:complaint"),
    "PROC-F-05": by(
        "care.record_reminder care.text_reminder",
        asks="care.services_due",
        pages="care:reminders",
        way="该提醒的车每天在名单上，提醒过就下来，不为每台车另开任务",
    ),
    "PROC-F-06": by("care.offer_open_advice", asks="care.advice_to_offer"),
    "PROC-F-07": by(
        "care.submit_summary care.read_summary",
        figures="care.mean_scores care.reached",
        pages="care:month care:followupsummary",
    ),
}

CARRIED = {**RECEPTION, **WORKSHOP, **DELIVERY, **FOLLOW_UP}
