"""The records of a visit."""

from zhangdian.frontline.service.models.catalogue import Bay, InspectionItem, KitPart, LabourOperation
from zhangdian.frontline.service.models.order import (
    Appointment,
    Concern,
    DamageMark,
    OrderLine,
    PartLine,
    Payer,
    RepairOrder,
    ThingTaken,
)
from zhangdian.frontline.service.models.outage import SpareForm
from zhangdian.frontline.service.models.promises import (
    Advice,
    AgreedLine,
    Agreement,
    ProgressNote,
    WarrantyInquiry,
)
from zhangdian.frontline.service.models.settlement import GatePass, Statement, StatementLine
from zhangdian.frontline.service.models.workshop import Check, ClockRecord, Finding, OldPart

__all__ = [
    "Advice",
    "AgreedLine",
    "Agreement",
    "Appointment",
    "Bay",
    "Check",
    "ClockRecord",
    "Concern",
    "DamageMark",
    "Finding",
    "GatePass",
    "InspectionItem",
    "KitPart",
    "LabourOperation",
    "OldPart",
    "OrderLine",
    "PartLine",
    "Payer",
    "ProgressNote",
    "RepairOrder",
    "SpareForm",
    "Statement",
    "StatementLine",
    "ThingTaken",
    "WarrantyInquiry",
]
