"""Records of insurance: insurers, products."""

from zhangdian.aftercare.insurance.models.insurers import Insurer, InsurerApproval
from zhangdian.aftercare.insurance.models.products import Clause, Cover, Line, Product, SumRule

__all__ = ["Clause", "Cover", "Insurer", "InsurerApproval", "Line", "Product", "SumRule"]
