"""Who may see what insurers pay the store."""

from zhangdian.aftercare.insurance.posts import COUNTERS
from zhangdian.foundation.kernel.sight import hidden, sight

COMMISSION = sight("commission", COUNTERS, hidden, personal=False)
