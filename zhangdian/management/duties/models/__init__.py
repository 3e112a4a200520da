"""Duties with timetables, what a store made its own, what is due, rounds, signatures, urging, meetings,
matters reported up, appraisal.
"""

from zhangdian.management.duties.models.appraisals import (
    Appraisal,
    AppraisalLine,
    AppraisalMonth,
    DepartmentFigure,
    DepartmentScore,
    Objection,
)
from zhangdian.management.duties.models.catalogue import CaseRule, Duty, RoundPoint, Timetable
from zhangdian.management.duties.models.looks import SecondLook
from zhangdian.management.duties.models.matters import Matter, MatterKind
from zhangdian.management.duties.models.meetings import AgendaPoint, Attendee, Decision, Meeting
from zhangdian.management.duties.models.own import StoreDuty
from zhangdian.management.duties.models.reviews import GivenInput, ReviewInput
from zhangdian.management.duties.models.samples import Drawn, Sample
from zhangdian.management.duties.models.schemes import Scheme, SchemeLine
from zhangdian.management.duties.models.urging import Reach, Step, Urging, UrgingRule
from zhangdian.management.duties.models.watched import DueItem, PostSigned, Round, RoundFault

__all__ = [
    "AgendaPoint",
    "Appraisal",
    "AppraisalLine",
    "AppraisalMonth",
    "Attendee",
    "CaseRule",
    "Decision",
    "DepartmentFigure",
    "DepartmentScore",
    "Drawn",
    "DueItem",
    "Duty",
    "GivenInput",
    "Matter",
    "MatterKind",
    "Meeting",
    "Objection",
    "PostSigned",
    "Reach",
    "ReviewInput",
    "Round",
    "RoundFault",
    "RoundPoint",
    "Sample",
    "Scheme",
    "SchemeLine",
    "SecondLook",
    "Step",
    "StoreDuty",
    "Timetable",
    "Urging",
    "UrgingRule",
]
