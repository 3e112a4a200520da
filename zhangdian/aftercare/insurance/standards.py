"""What insurance reckons with as long as the store has not set its own."""

from zhangdian.people.organization import rates

VALID_DAYS = rates.standard("保险试算有效", 7, "天")
CANCEL_FEE = rates.standard("保险 起保前退保手续费", 3, "%")
"""Of a commercial policy that never began; each insurer's wording says its own."""
