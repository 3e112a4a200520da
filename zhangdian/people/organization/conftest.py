"""What the tests of this room and its stages share."""

from zhangdian.people.organization.tests.doors import addresses, advisor, director, inside, kiosk

__all__ = ["addresses", "advisor", "director", "inside", "kiosk"]
