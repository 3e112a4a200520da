"""What insurance reckons with as long as the store has not set its own."""

from zhangdian.people.organization import rates

VALID_DAYS = rates.standard("保险试算有效", 7, "天")
CANCEL_FEE = rates.standard("保险 起保前退保手续费", 3, "%")
"""Of a commercial policy that never began; each insurer's wording says its own."""
COMMISSION_TOLERANCE = rates.standard("保险 手续费核对差额", 1, "元")
"""Up to so much apart, a line of an insurer's statement and the store's own figure are the same."""
PREMIUM_VAT = rates.standard("保险 保费增值税", 6, "%")
