"""Stores, staff, posts, deputies, leave, certificates, devices; what is aimed at, what is handed over."""

from zhangdian.people.organization.models.aims import Acknowledgement, Target
from zhangdian.people.organization.models.hours import MinimumCover, Shift, WeekShift
from zhangdian.people.organization.models.leaving import HandedRow, HandOver, HandOverThing, ThingToReturn
from zhangdian.people.organization.models.lending import SigningPower
from zhangdian.people.organization.models.staff import (
    AuthorityLimit,
    Certificate,
    Deputy,
    Group,
    LeaveSlip,
    LoginSession,
    Person,
    PostRequirement,
    RosterDay,
    SharedDevice,
    Store,
    StoreRate,
    Tenure,
    Tries,
)

__all__ = [
    "Acknowledgement",
    "AuthorityLimit",
    "Certificate",
    "Deputy",
    "Group",
    "HandOver",
    "HandOverThing",
    "HandedRow",
    "LeaveSlip",
    "LoginSession",
    "MinimumCover",
    "Person",
    "PostRequirement",
    "RosterDay",
    "SharedDevice",
    "Shift",
    "SigningPower",
    "Store",
    "StoreRate",
    "Target",
    "Tenure",
    "ThingToReturn",
    "Tries",
    "WeekShift",
]
