"""Insurance desks: insurers, products, rates, rules, trials."""

from zhangdian.management.duties.carrying.carrier import by

CARRIED = {
    "NBI-02": by(
        "insurance.set_rule insurance.end_rule insurance.load_rules",
        pages="insurance:rules insurance:underwritingrule",
        lacks="出单时按规则拒绝",
    ),
    "NBI-03": by(
        "insurance.load_covers insurance.load_clauses insurance.explain_cover insurance.load_tables "
        "insurance.enter_table",
        pages="insurance:covers insurance:cover insurance:tables insurance:ratetable",
        lacks="年度考题",
    ),
    "NBI-09": by(
        "insurance.set_underwriting_limit",
        pages="insurance:rules",
        lacks="超权限的单子逐级签字",
    ),
    "RNW-31": by(
        "insurance.add_insurer insurance.approve_insurer insurance.withdraw_insurer",
        pages="insurance:insurers insurance:insurer",
        lacks="报价、建议书和保单只用已认证的公司",
    ),
}
