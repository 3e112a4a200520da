"""Insurance desks: insurers, products, trials."""

from zhangdian.management.duties.carrying.carrier import by

CARRIED = {
    "NBI-03": by(
        "insurance.load_covers insurance.load_clauses insurance.explain_cover",
        pages="insurance:covers insurance:cover",
        lacks="费率解释和年度考题",
    ),
    "RNW-31": by(
        "insurance.add_insurer insurance.approve_insurer insurance.withdraw_insurer",
        pages="insurance:insurers insurance:insurer",
        lacks="报价、建议书和保单只用已认证的公司",
    ),
}
