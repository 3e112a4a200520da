"""Who keeps the insurers and tables, who makes trials, who may look."""

from zhangdian.people.organization.roles import Role

KEEPERS = (Role.FI_MANAGER, Role.GENERAL_MANAGER)
"""Who approves insurers and enters rates, rules and limits."""
QUOTERS = (Role.NEW_CAR_INSURANCE, Role.RENEWAL_SPECIALIST, Role.FI_MANAGER)
"""Who makes a trial and takes the insurer's own quote."""
COUNTERS = (*QUOTERS, Role.FINANCE_SPECIALIST, Role.DEPUTY_GENERAL_MANAGER, Role.GENERAL_MANAGER)
"""Who sees what insurers owe; it is the store's margin and nobody else's business."""
PAYEES = (Role.FI_MANAGER, Role.FINANCE_SPECIALIST)
"""Who writes down that an insurer has paid."""
LIMITED = (Role.NEW_CAR_INSURANCE, Role.RENEWAL_SPECIALIST, *KEEPERS)
"""Whose authority has a limit of its own."""
RENEWERS = (Role.RENEWAL_SPECIALIST, Role.FI_MANAGER)
"""Who renews: whose the customers are, and who stands in for him."""
DELIVERERS = (Role.NEW_CAR_INSURANCE, Role.FI_MANAGER)
"""Who brings the list of new cars that were handed over, as long as no deal says it."""
SENDERS = (
    Role.CLAIMS_ADJUSTER,
    Role.INSURANCE_CLERK,
    Role.FI_MANAGER,
    Role.RENEWAL_SPECIALIST,
    Role.SERVICE_ADVISOR,
    Role.FRONT_DESK_SUPERVISOR,
)
"""Who notes which insurer sent an accident repair."""
ADVISORS = (Role.SALES_CONSULTANT, Role.SERVICE_ADVISOR)
"""For whose customer a quote may be."""
AT_THE_CAR = (
    *RENEWERS,
    Role.CLAIMS_ADJUSTER,
    Role.INSURANCE_CLERK,
    Role.SERVICE_ADVISOR,
    Role.FRONT_DESK_SUPERVISOR,
    Role.SERVICE_MANAGER,
)
"""Who speaks with a customer while his car is here, and of its insurance too."""
READERS = (
    *QUOTERS,
    Role.INSURANCE_CLERK,
    Role.CLAIMS_ADJUSTER,
    Role.FINANCE_SPECIALIST,
    Role.SHOWROOM_SUPERVISOR,
    Role.SALES_MANAGER,
    *ADVISORS,
    Role.FRONT_DESK_SUPERVISOR,
    Role.SERVICE_MANAGER,
    Role.DEPUTY_GENERAL_MANAGER,
    Role.GENERAL_MANAGER,
)
"""Who reads insurers, products, tables and quotes."""
COLLECTORS = (*QUOTERS, Role.INSURANCE_CLERK)
"""Who collects the papers that a policy needs."""
