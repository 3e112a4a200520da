"""Who calls, who handles a complaint, who closes it."""

from zhangdian.frontline.service.posts import ADVISORS
from zhangdian.people.organization.roles import Role

CALLERS = (Role.AFTERSALES_CARE, Role.CUSTOMER_CARE, Role.CUSTOMER_RELATIONS_MANAGER)
REMINDERS = (*CALLERS, *ADVISORS)
"""Who reminds of the next service."""
HEADS = (
    Role.CUSTOMER_RELATIONS_MANAGER,
    Role.SERVICE_MANAGER,
    Role.SALES_MANAGER,
    Role.FI_MANAGER,
    Role.PARTS_MANAGER,
    Role.DEPUTY_GENERAL_MANAGER,
    Role.GENERAL_MANAGER,
)
"""Heads of departments, each for complaints about his own."""
HANDLERS = (*CALLERS, *ADVISORS, Role.WORKSHOP_SUPERVISOR, Role.WARRANTY_CLERK, *HEADS[1:])
"""Who may take a complaint and answer it; the advisor within his authority (SA-14)."""
CLOSERS = (*CALLERS, Role.FRONT_DESK_SUPERVISOR, Role.SERVICE_MANAGER, Role.GENERAL_MANAGER)
"""Who asks the customer whether it is well now: never the advisor whose visit it was (SA-14)."""
GRAVE = (Role.FRONT_DESK_SUPERVISOR, *HEADS)
"""Who takes a major one in person (SVM-07, FDS-04)."""
LADDER = (Role.FRONT_DESK_SUPERVISOR, Role.SERVICE_MANAGER, Role.GENERAL_MANAGER)
"""To whom an overdue complaint climbs, step by step (CSR-11)."""

READERS = (Role.CUSTOMER_RELATIONS_MANAGER, Role.SERVICE_MANAGER, Role.FRONT_DESK_SUPERVISOR)
"""Who reads what customers said in a month."""
ANSWERERS = (
    *REMINDERS,
    Role.INFORMATION_CONSULTANT,
    Role.SALES_CONSULTANT,
    Role.NEW_CAR_INSURANCE,
    Role.RENEWAL_SPECIALIST,
    Role.CLAIMS_ADJUSTER,
    Role.WARRANTY_CLERK,
    Role.TECHNICAL_DIRECTOR,
    Role.FI_MANAGER,
)
"""Posts to which questions come every day: the list stands on their rail."""
TOPIC_KEEPERS = (Role.CUSTOMER_RELATIONS_MANAGER, Role.OFFICE_DIRECTOR, Role.GENERAL_MANAGER)
"""Who says what is asked about, by whom it is answered and within how many minutes."""
