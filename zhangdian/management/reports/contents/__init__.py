"""What reports tell beside the figures of the house, room by room, and the reports that the house ships."""

from zhangdian.management.reports.contents import care, cashier, parts, service, shipped, workshop

__all__ = ["care", "cashier", "parts", "service", "shipped", "workshop"]
