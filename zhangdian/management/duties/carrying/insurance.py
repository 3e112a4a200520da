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
    "NBI-05": by(
        "insurance.enter_policy insurance.check_policy",
        gates="insurance.checked_by_another",
        pages="insurance:policies insurance:policy",
        lacks="和保险公司的清单比对，录入差错率",
    ),
    "NBI-06": by(
        "insurance.correct_policy insurance.void_policy insurance.endorse_policy insurance.cancel_policy",
        pages="insurance:policy",
        lacks="录入差错进当月考核",
    ),
    "NBI-08": by(
        "insurance.record_binding_quote",
        pages="insurance:quote",
        lacks="销售合同上的“等保险批复”，等销售室",
    ),
    "NBI-09": by(
        "insurance.set_underwriting_limit insurance.record_binding_quote",
        pages="insurance:rules insurance:quote",
        lacks="登记保单时再核一次签字",
    ),
    "NBI-12": by(pages="insurance:policies insurance:policy", lacks="销售顾问只看自己成交的，等销售室"),
    "NBI-15": by("insurance.file_policy", pages="insurance:policies insurance:policy"),
    "RNW-07": by(
        "insurance.open_quote insurance.void_quote insurance.record_binding_quote",
        pages="insurance:quotes insurance:quote",
        lacks="挂在到期保单下，等续保",
    ),
    "RNW-31": by(
        "insurance.add_insurer insurance.approve_insurer insurance.withdraw_insurer insurance.open_quote "
        "insurance.report_barred_insurer insurance.read_barred_attempt insurance.enter_policy",
        pages="insurance:insurers insurance:insurer insurance:barredattempt",
        lacks="建议书只用已认证的公司",
    ),
}
