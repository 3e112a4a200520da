"""Store room: receiving, shelves, issue, counts, counter."""

from zhangdian.management.duties.carrying.carrier import by

CARRIED = {
    "PTM-02": by(figures="parts.filled_at_once", lacks="窗口等候分钟和缺件天数"),
    "PTM-03": by("parts.receive_parts parts.load_suppliers", lacks="未批准供应商的一次放行"),
    "PTM-08": by("parts.report_shortage", pages="parts:window"),
    "PTM-15": by(
        "parts.open_count parts.count_shelf parts.explain_difference parts.close_count parts.adjust_stock",
        gates="parts.every_shelf_is_counted parts.differences_are_counted_twice "
        "parts.differences_have_reasons",
        pages="parts:stockcounts",
    ),
    "PTM-11": by("parts.sell_over_counter", lacks="按渠道对目标"),
    "PTP-01": by(pages="parts:parts parts:requisitions", lacks="计划员一屏的需求与在途"),
    "PTM-06": by(figures="parts.lying_dead", lacks="按库龄分段和处理办法"),
    "PTP-02": by(figures="parts.lying_dead", lacks="ABC 分类和计划员的处理"),
    "PTP-03": by("parts.report_shortage", lacks="采购单"),
    "PTP-07": by("parts.set_limits", lacks="系统提议新的订货点"),
    "PTK-01": by("parts.receive_parts", pages="parts:receipts", lacks="对照采购订单"),
    "PTK-02": by("parts.receive_parts parts.block_lot parts.unblock_lot"),
    "PTK-03": by("parts.block_lot", lacks="退供应商单"),
    "PTK-04": by(
        "parts.issue_parts parts.return_parts parts.sell_over_counter parts.ask_for_internal_use",
        papers="LL CK",
        way="领料单在库里就必须写明用于哪张单，没有来源的单开不出来",
    ),
    "PTK-05": by(
        "parts.draw_daily_count parts.count_shelf parts.move_bin duties.follow_cases",
        pages="parts:stockcounts",
    ),
    "PTK-06": by("parts.open_count parts.close_count", pages="parts:stockcounts", lacks="按 ABC 到期排盘点"),
    "PTK-08": by("parts.block_lot duties.follow_dates", lacks="按品类的养护任务（橡胶、电瓶充电）"),
    "PTK-09": by("parts.prepare_box parts.issue_parts", pages="parts:window parts:boxes", lacks="错拣统计"),
    "PTK-10": by("parts.issue_parts"),
    "PTK-11": by(pages="parts:parts reports:reports", jobs="reports.deliver_reports", lacks="逐行答复"),
    "PTM-13": by("reports.submit_report", pages="reports:reports reports:plans", lacks="采购，等采购单"),
}
