"""What insurance reckons with as long as the store has not set its own."""

from zhangdian.people.organization import rates

VALID_DAYS = rates.standard("保险试算有效", 7, "天")
CLAIMS_FRESH = rates.standard("保险 出险记录几天内可沿用", 90, "天")
"""A renewal is talked about for so long; what happened before is asked anew for the next one."""
EXPLAINED_FOR = rates.standard("保险 条款确认几天内有效", 90, "天")
"""Of a customer's confirmation that clauses were explained, until the policy is registered (RNW-25)."""
OLD_POLICY = rates.standard("保险 补录几天前签的保单不问条款", 30, "天")
"""One that was signed earlier is entered for the file: what was explained then is asked of nobody now."""
CANCEL_FEE = rates.standard("保险 起保前退保手续费", 3, "%")
"""Of a commercial policy that never began; each insurer's wording says its own."""
COMMISSION_TOLERANCE = rates.standard("保险 手续费核对差额", 1, "元")
"""Up to so much apart, a line of an insurer's statement and the store's own figure are the same."""
LIST_TOLERANCE = rates.standard("保险 保单清单核对差额", "0.01", "元")
"""Up to so much apart, a premium of an insurer's list and the ledger's are the same."""
NUMBER_AWAY = rates.standard("保险 按车架号认保单相差几天", 31, "天")
"""A list's policy under another number is the ledger's where it was signed no further away than this."""
GAPS_BY_CAR = rates.standard("保险 投保率差异逐台写原因", 50, "台")
"""So many cars have a reason each; the rest of a month may have one together."""
DECIDED_WITHIN = rates.standard("保险 超权限几小时内批复", 2, "小时")
"""Of the store's hours: until then whoever waits for it is told that it is decided (NBI-08)."""
APPROVAL_ENDS = rates.standard("保险 保险公司认证到期前几天提醒", 30, "天")
"""From its end on nobody quotes or sells a partner: who approves is told before (RNW-31)."""
PREMIUM_VAT = rates.standard("保险 保费增值税", 6, "%")
CALL_AFTER_QUOTE = rates.standard("续保 报价后几天内回访", 3, "天")
"""Within so many days of a quote somebody calls and asks what the customer thinks (RNW-09)."""
CALL_AFTER_EXPIRY = rates.standard("续保 到期后几天还联系", 60, "天")
"""So long after the end of a cover somebody may still be called again."""
DOCUMENTS_WITHIN = rates.standard("保险 投保资料几天内收齐", 3, "天")
"""After the policy was registered (RNW-15)."""
DOCUMENTS_TOGETHER = rates.standard("保险 同车几天内的保单共用资料", 30, "天")
"""Policies of one car and holder that were signed so near to each other need each paper once."""
LOOKS_A_DAY = rates.standard("保险 每天查看资料几次后要签字", 30, "次")
"""So many looks at customers' papers are one's own; the next ones somebody signs for."""
REMIND_AHEAD = rates.standard("保险 到店时到期前几天提醒续保", 90, "天")
"""While the car is here its customer is reminded, where its cover ends within so many days (ICA-19)."""
KEEPS_PAPER = rates.standard("保险 管纸质单证和档案", 0, "(1 管，0 不管)")
"""Most stores have electronic policies only: numbered documents and paper files are off until it says 1."""
SMALL_GAP = rates.standard("续保战败 差价小到多少", 200, "元")
LARGE_GAP = rates.standard("续保战败 差价大从多少", 500, "元")
"""In which bands the month's lost renewals are told by what a rival asked less (RNW-21)."""
CHECKED_A_MONTH = rates.standard("保险 每月抽查纸质档案", 10, "份")
"""So many paper files are drawn by lot and looked for on the shelf (RNW-23)."""
LENT_AT_MOST = rates.standard("保险 纸质档案最多借", 14, "天")
"""One loan of a paper file."""
