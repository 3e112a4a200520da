"""What the tests of this room and its stages share."""

from zhangdian.people.customers.imports.tests.ledgers import bring, ledger
from zhangdian.people.customers.tests.doors import addresses, browser

__all__ = ["addresses", "bring", "browser", "ledger"]
