"""What insurance reckons with as long as the store has not set its own."""

from zhangdian.people.organization import rates

VALID_DAYS = rates.standard("保险试算有效", 7, "天")
