"""Insurance desks: insurers, products, rates, rules, trials."""

from zhangdian.management.duties.carrying.carrier import by

CARRIED = {
    "NBI-01": by(
        "organization.set_targets organization.split_target organization.acknowledge_targets "
        "organization.take_back_acknowledgement insurance.note_delivered_car insurance.load_delivered_cars "
        "insurance.withdraw_delivered_car",
        figures="insurance.new_car_policies insurance.new_car_premium insurance.new_car_penetration",
        pages="reports:indicators insurance:policies insurance:deliveredcars",
        way="全店目标由总经理定，金融保险经理分到人；渗透率是比率，各人同一个目标。交车数从导入的清单来",
    ),
    "RNW-01": by(
        "organization.split_target organization.acknowledge_targets",
        figures="insurance.renewed_cars",
        pages="reports:indicators insurance:renewals duties:appraisal",
    ),
    "RNW-02": by(
        "organization.split_target",
        figures="insurance.renewed_cars insurance.renewal_premium",
        pages="insurance:renewals reports:indicators",
    ),
    "RNW-03": by(
        figures="insurance.renewal_rate",
        jobs="reports.deliver_reports",
        pages="reports:indicator reports:reports insurance:renewals",
    ),
    "NBI-02": by(
        "insurance.set_rule insurance.end_rule insurance.load_rules insurance.open_quote "
        "insurance.enter_policy insurance.check_policy insurance.correct_policy insurance.endorse_policy",
        pages="insurance:rules insurance:underwritingrule insurance:policies insurance:policy",
        way="试算、登记、更正、批增批减都按当天的规则拒绝；车的初次登记和使用性质不知道的先问，不猜",
    ),
    "NBI-05": by(
        "insurance.enter_policy insurance.check_policy insurance.accept_policy_list "
        "insurance.explain_list_line insurance.reopen_list_line",
        gates="insurance.checked_by_another",
        figures="insurance.entry_error_rate",
        pages="insurance:policies insurance:policy insurance:policylist insurance:policylistlines",
        way="录入人和复核人各录一遍，再逐张和保险公司的清单核对；本店录错的更正保单，记在录入人名下",
    ),
    "NBI-06": by(
        "insurance.correct_policy insurance.void_policy insurance.endorse_policy insurance.cancel_policy",
        figures="insurance.entry_error_rate",
        pages="insurance:policy",
        way="差错记在录入人名下，录入差错率是考核方案可选的指标，每张点得开",
    ),
    "NBI-07": by(
        "insurance.receive_forms insurance.offer_forms insurance.take_forms insurance.end_offer "
        "insurance.use_form insurance.void_form insurance.undo_form insurance.count_forms "
        "insurance.report_form_lost insurance.settle_form_loss insurance.reopen_form_loss",
        gates="insurance.store_keeps_paper",
        pages="insurance:numberedforms insurance:formbatch insurance:formcounts insurance:formlosses",
        way="只用电子保单的店不管这一条：出厂关着，总经理在门店页把“保险 管纸质单证和档案”定为 1 才开",
    ),
    "NBI-08": by(
        "insurance.record_binding_quote insurance.read_decision kernel.sign_request kernel.refuse_request",
        pages="insurance:quote insurance:quotes customers:vehicle",
        way="“等保险批复”标在客户这台车的报价上：为什么、等谁、几时前；过时报上级，批下来顾问看过为止。"
        "销售合同上同一个标记，随销售室",
    ),
    "NBI-09": by(
        "insurance.set_underwriting_limit insurance.record_binding_quote insurance.enter_policy",
        pages="insurance:rules insurance:quote",
    ),
    "NBI-12": by(
        "insurance.open_holder insurance.open_document insurance.open_original",
        pages="insurance:policies insurance:policy insurance:car",
        way="按车牌、车架号、电话、保单号找；销售顾问、服务顾问先看自己的客户：车归他跟、报价挂他、他接待过或交的车，"
        "别人的遮住；电话和证件号码谁都先遮着，写了为什么看才打开 10 分钟",
    ),
    "NBI-15": by(
        "insurance.file_policy insurance.open_original", pages="insurance:policies insurance:policy"
    ),
    "RNW-04": by(
        "insurance.draw_up_month insurance.top_up_month insurance.confirm_month "
        "insurance.note_insured_elsewhere insurance.reassign_renewal",
        jobs="insurance.draw_up_months",
        pages="insurance:renewals insurance:renewalmonth",
        way="名单提前两个月排：当月 1 日排两个月后到期的，5 日前确认",
    ),
    "RNW-05": by(
        "insurance.set_call_plan insurance.record_renewal_call insurance.record_unreached_renewal "
        "duties.follow_dates",
        pages="insurance:renewals insurance:renewal",
    ),
    "RNW-06": by("insurance.record_renewal_call", pages="insurance:renewals insurance:renewal"),
    "RNW-07": by(
        "insurance.open_quote insurance.void_quote insurance.record_binding_quote",
        pages="insurance:quotes insurance:quote",
    ),
    "RNW-08": by(
        "insurance.text_quote insurance.hand_quote",
        pages="insurance:renewal insurance:quote",
        way="短信由系统发；企业微信、邮件由专员自己发，登记后照样计时",
    ),
    "RNW-09": by(
        "insurance.text_quote insurance.record_renewal_call duties.follow_cases", pages="insurance:renewal"
    ),
    "RNW-10": by("insurance.record_renewal_call", pages="insurance:renewal insurance:renewals"),
    "RNW-11": by(
        "reports.submit_report duties.follow_cases",
        figures="insurance.policies_signed insurance.premium_signed insurance.renewal_rate",
        jobs="reports.deliver_reports",
        pages="reports:reports reports:plans",
        way="新车和续保在一张报表里，由续保专员写分析；到 10:00 没写，系统照样交，记迟交",
    ),
    "RNW-12": by(
        "reports.submit_report duties.follow_cases",
        figures="insurance.policies_signed insurance.premium_signed insurance.renewal_rate "
        "insurance.commission_received",
        jobs="reports.deliver_reports",
        pages="reports:reports reports:plans",
        way="新车和续保在一张报表里，由续保专员写分析；到 17:30 没写，系统照样交，记迟交",
    ),
    "RNW-33": by(
        "insurance.text_expiry",
        jobs="insurance.text_expiries",
        pages="insurance:renewal",
        way="没有同意收短信的不另开任务，到期前 60 天那一通电话就排在今日",
    ),
    "RNW-26": by(
        "insurance.promise_claims_care insurance.withdraw_claims_care insurance.write_desk_word",
        pages="insurance:proposal insurance:policy insurance:deskwords",
        way="服务写在话术与选项里，印进建议书；送了就跟着保单，出险来店时接车的人看得到",
    ),
    "RNW-36": by(
        "care.record_inquiry care.answer_inquiry",
        pages="care:inquiries care:inquiry",
        way="工单页上“请保险专员讲”，进续保专员的咨询，限时回答；车和客户的页上看得到谁讲了什么、等了多久",
    ),
    "RNW-40": by(
        "insurance.write_desk_word insurance.end_desk_word insurance.record_renewal_call",
        pages="insurance:deskword insurance:renewal",
        way="打电话时点讲了哪些；每张卡的页上看讲过和没讲的续保率",
    ),
    "ICA-18": by(
        "insurance.note_insured_elsewhere insurance.remind_of_expiry insurance.top_up_month",
        figures="insurance.leads_brought",
        jobs="insurance.draw_up_months",
        pages="insurance:renewals",
    ),
    "ICA-19": by(
        "insurance.owe_expiry_talk insurance.remind_of_expiry",
        figures="insurance.reminded_at_the_car",
        jobs="insurance.owe_expiry_talks",
        pages="service:repairorder",
    ),
    "RNW-32": by(
        "insurance.report_barred_insurer insurance.read_barred_attempt",
        figures="insurance.barred_recommendations",
        pages="insurance:barredattempt",
        way="经理批为违规的记下依据和处理，次数是考核方案里可选的指标",
    ),
    "RNW-25": by(
        "insurance.explain_clauses insurance.withdraw_explanation insurance.enter_policy",
        pages="insurance:explanation insurance:proposal",
        way="签字拍照，或记下客户自己的话；保单上有一个险种没有确认，就登记不了",
    ),
    "RNW-41": by(
        "insurance.hand_quote",
        pages="insurance:proposal insurance:renewal",
        way="建议书存成 PDF，用门店自己的邮箱或传真发；发到哪里、什么时候登记在续保上，三日内回访照样计时",
    ),
    "RNW-34": by(
        "insurance.record_renewal_call insurance.record_unreached_renewal",
        pages="insurance:renewal insurance:renewal_book",
    ),
    "RNW-35": by(
        "insurance.lose_renewal insurance.reopen_renewal insurance.write_desk_word insurance.end_desk_word",
        pages="insurance:renewal insurance:deskwords",
        figures="insurance.renewals_lost",
        way="经理抽查属实：在职责时间里给这一条选“抽查”，从“续保战败”里抽，不属实的记给本人",
    ),
    "RNW-37": by("insurance.prepare_day", pages="insurance:renewals"),
    "RNW-38": by(
        "insurance.prepare_quotes insurance.prepare_day",
        pages="insurance:quotes_to_prepare insurance:renewals",
        way="照每台车上次的试算重算；缺资料、缺费率的列出缺什么，不猜，备名单时写为什么",
    ),
    "RNW-39": by(
        "insurance.write_desk_word insurance.load_desk_words",
        pages="insurance:renewal insurance:deskwords insurance:deskword",
        figures="insurance.renewal_talks",
        way="抽听：在职责时间里给这一条选“抽查”，从“续保商谈”里抽，不合格的本人看得到",
    ),
    "RNW-42": by(
        "insurance.write_desk_word",
        figures="insurance.renewal_talks",
        pages="insurance:renewal insurance:deskwords",
        way="结束语在话术最后一行；抽听从“续保商谈”里抽，没致谢的本人看得到",
    ),
    "RNW-43": by("insurance.record_renewal_call", pages="insurance:renewal"),
    "RNW-13": by(
        "insurance.set_list_layout kernel.export_list",
        pages="insurance:policylists insurance:listlayouts insurance:listlayout",
    ),
    "RNW-29": by(
        "insurance.open_policy_list insurance.choose_list_columns insurance.accept_policy_list "
        "insurance.withdraw_policy_list insurance.enter_policy insurance.correct_policy "
        "insurance.close_unregistered insurance.reopen_unregistered insurance.reassign_unregistered "
        "duties.follow_dates",
        jobs="insurance.compare_lists",
        pages="insurance:policylists insurance:policylist insurance:unregistered "
        "insurance:unregisteredpolicy",
        way="清单里有、本店没登记的当天登记；签单当天没赶上清单的，从清单核对那天算起",
    ),
    "RNW-30": by(
        "insurance.draw_up_rate_check insurance.redraw_rate_check insurance.explain_rate_gap "
        "insurance.explain_other_gaps insurance.confirm_rate_check insurance.reopen_rate_check",
        jobs="insurance.draw_up_rate_checks",
        pages="insurance:ratechecks insurance:ratecheck",
        way="前 50 台逐台写原因，其余的可以一边写一条；那个月那家公司的清单没上传的车按系统算，另列台数；"
        "交车清单里还没有车辆档案的新车按车架号算在内",
    ),
    "RNW-14": by(
        "insurance.set_commission_rate insurance.open_statement insurance.settle_difference "
        "insurance.agree_statement insurance.withdraw_statement insurance.receive_commission",
        pages="insurance:commission insurance:commissionstatement insurance:commissionlines "
        "insurance:commissionrates",
    ),
    "RNW-15": by(
        "insurance.set_document_need insurance.correct_document_need insurance.load_document_needs "
        "insurance.collect_document insurance.waive_document insurance.redraw_dossier "
        "insurance.reassign_dossier duties.follow_dates",
        figures="insurance.dossiers_whole",
        pages="insurance:dossiers insurance:dossier insurance:documentneeds",
        way="同一台车几天内签的几张保单，一份资料收一次；收齐的那一步就是凭证",
    ),
    "RNW-23": by(
        "insurance.file_folder insurance.move_folder insurance.void_folder insurance.lend_folder "
        "insurance.return_folder insurance.draw_spot_check insurance.find_folder insurance.miss_folder",
        gates="insurance.store_keeps_paper",
        pages="insurance:folders insurance:folder insurance:spotchecks insurance:spotcheck",
        way="出厂关着，总经理把“保险 管纸质单证和档案”定为 1 才开；有纸质档案的店每月在今日里提醒抽查",
    ),
    "RNW-28": by(
        "insurance.keep_policy insurance.move_kept_policy insurance.return_kept_policy "
        "insurance.count_kept_policies",
        gates="insurance.store_keeps_paper",
        pages="insurance:keptpolicies insurance:keptpolicy insurance:kept_paper insurance:shelfcounts",
    ),
    "RNW-24": by(
        "insurance.file_policy insurance.draw_up_dossier insurance.collect_document "
        "insurance.take_out_document insurance.open_document insurance.open_original",
        figures="insurance.dossiers_whole",
        pages="insurance:car insurance:dossier insurance:dossiers",
        way="理赔是本店修过的：有保险公司付钱的项目、或保险公司派来的工单，各方付多少、到哪一步；送的保险管家跟着保单",
    ),
    "RNW-17": by(
        "insurance.offer_giveaway insurance.withdraw_giveaway insurance.set_giveaway_form "
        "insurance.load_giveaway_forms insurance.text_quote insurance.enter_policy",
        figures="insurance.commission_given_away",
        pages="insurance:giveaways insurance:giveaway insurance:giveawayforms insurance:policy "
        "insurance:quote",
    ),
    "RNW-21": by(
        "insurance.draft_lost_analysis insurance.submit_lost_analysis",
        jobs="insurance.draft_lost_analyses",
        pages="insurance:lostanalyses insurance:lostanalysis",
    ),
    "RNW-22": by(
        "insurance.submit_lost_analysis insurance.approve_lost_analysis insurance.return_lost_analysis "
        "insurance.finish_improvement",
        pages="insurance:lostanalysis",
    ),
    "FIM-01": by("insurance.set_call_plan", pages="insurance:renewals"),
    "FIM-02": by(
        "insurance.offer_giveaway kernel.sign_request kernel.refuse_request",
        pages="insurance:giveaway",
        way="经理和他的代理人都能签，签在谁名下写着",
    ),
    "FIM-03": by(
        "reports.read_report reports.return_report insurance.approve_lost_analysis "
        "insurance.return_lost_analysis insurance.finish_improvement",
        pages="reports:reports insurance:lostanalysis",
    ),
    "RNW-31": by(
        "insurance.add_insurer insurance.approve_insurer insurance.withdraw_insurer insurance.open_quote "
        "insurance.report_barred_insurer insurance.read_barred_attempt insurance.enter_policy",
        pages="insurance:insurers insurance:insurer insurance:barredattempt insurance:proposal",
    ),
}
