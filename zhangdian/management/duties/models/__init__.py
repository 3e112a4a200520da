"""The written duties with their timetables, what is due of them, rounds, and what somebody signed for."""

from zhangdian.management.duties.models.catalogue import Duty, RoundPoint, Timetable
from zhangdian.management.duties.models.watched import DueItem, PostSigned, Round, RoundFault

__all__ = ["DueItem", "Duty", "PostSigned", "Round", "RoundFault", "RoundPoint", "Timetable"]
