"""Records of insurance: insurers, products, rates, rules, quotes, policies."""

from zhangdian.aftercare.insurance.models.insurers import Insurer, InsurerApproval
from zhangdian.aftercare.insurance.models.policies import Endorsement, EntryError, Policy, PolicyLine
from zhangdian.aftercare.insurance.models.products import Clause, Cover, Line, Product, SumRule
from zhangdian.aftercare.insurance.models.quotes import BarredAttempt, BindingQuote, Offer, OfferLine, Quote
from zhangdian.aftercare.insurance.models.rates import RateRow, RateTable
from zhangdian.aftercare.insurance.models.rules import UnderwritingLimit, UnderwritingRule

__all__ = [
    "BarredAttempt",
    "BindingQuote",
    "Clause",
    "Cover",
    "Endorsement",
    "EntryError",
    "Insurer",
    "InsurerApproval",
    "Line",
    "Offer",
    "OfferLine",
    "Policy",
    "PolicyLine",
    "Product",
    "Quote",
    "RateRow",
    "RateTable",
    "SumRule",
    "UnderwritingLimit",
    "UnderwritingRule",
]
