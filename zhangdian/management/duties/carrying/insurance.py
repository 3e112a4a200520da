"""Insurance desks: insurers, products, rates, rules, trials."""

from zhangdian.management.duties.carrying.carrier import by

CARRIED = {
    "NBI-02": by(
        "insurance.set_rule insurance.end_rule insurance.load_rules insurance.open_quote",
        pages="insurance:rules insurance:underwritingrule",
        lacks="试算按规则拒绝了，出单时还要再拒一次",
    ),
    "NBI-03": by(
        "insurance.load_covers insurance.load_clauses insurance.explain_cover insurance.load_tables "
        "insurance.enter_table",
        pages="insurance:covers insurance:cover insurance:tables insurance:ratetable",
        lacks="年度考题",
    ),
    "NBI-08": by(
        "insurance.record_binding_quote",
        pages="insurance:quote",
        lacks="销售合同上的“等保险批复”，等销售室",
    ),
    "NBI-09": by(
        "insurance.set_underwriting_limit insurance.record_binding_quote",
        pages="insurance:rules insurance:quote",
        lacks="出单前再核一次签字，等保单",
    ),
    "RNW-07": by(
        "insurance.open_quote insurance.void_quote insurance.record_binding_quote",
        pages="insurance:quotes insurance:quote",
        lacks="挂在到期保单下，等续保",
    ),
    "RNW-31": by(
        "insurance.add_insurer insurance.approve_insurer insurance.withdraw_insurer insurance.open_quote "
        "insurance.report_barred_insurer insurance.read_barred_attempt",
        pages="insurance:insurers insurance:insurer insurance:barredattempt",
        lacks="建议书和保单只用已认证的公司",
    ),
}
