"""Records of insurance: insurers, products, rates, rules, policies."""

from zhangdian.aftercare.insurance.models.insurers import Insurer, InsurerApproval
from zhangdian.aftercare.insurance.models.policies import Endorsement, EntryError, Policy, PolicyLine
from zhangdian.aftercare.insurance.models.products import Clause, Cover, Line, Product, SumRule
from zhangdian.aftercare.insurance.models.rates import RateRow, RateTable
from zhangdian.aftercare.insurance.models.rules import UnderwritingLimit, UnderwritingRule

__all__ = [
    "Clause",
    "Cover",
    "Endorsement",
    "EntryError",
    "Insurer",
    "InsurerApproval",
    "Line",
    "Policy",
    "PolicyLine",
    "Product",
    "RateRow",
    "RateTable",
    "SumRule",
    "UnderwritingLimit",
    "UnderwritingRule",
]
