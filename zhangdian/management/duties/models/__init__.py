"""Written duties with their timetables, what a store made its own, what is due, rounds, signatures."""

from zhangdian.management.duties.models.catalogue import Duty, RoundPoint, Timetable
from zhangdian.management.duties.models.own import StoreDuty
from zhangdian.management.duties.models.watched import DueItem, PostSigned, Round, RoundFault

__all__ = ["DueItem", "Duty", "PostSigned", "Round", "RoundFault", "RoundPoint", "StoreDuty", "Timetable"]
