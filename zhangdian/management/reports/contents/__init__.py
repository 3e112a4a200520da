"""What reports tell beside the figures of the house, room by room, and the reports that the house ships."""

from zhangdian.management.reports.contents import care, cashier, insurance, parts, service, shipped, workshop

__all__ = ["care", "cashier", "insurance", "parts", "service", "shipped", "workshop"]
