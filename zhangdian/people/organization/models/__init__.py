"""Stores, staff with posts, deputies, leave and certificates, shared devices; and what is aimed at."""

from zhangdian.people.organization.models.aims import Target
from zhangdian.people.organization.models.hours import MinimumCover, Shift, WeekShift
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
    "AuthorityLimit",
    "Certificate",
    "Deputy",
    "Group",
    "LeaveSlip",
    "LoginSession",
    "MinimumCover",
    "Person",
    "PostRequirement",
    "RosterDay",
    "SharedDevice",
    "Shift",
    "Store",
    "StoreRate",
    "Target",
    "Tenure",
    "Tries",
    "WeekShift",
]
