"""The posts that take money."""

from zhangdian.people.organization.roles import Role

TILL = (Role.CASHIER, Role.SALES_CASHIER)
