"""Who may see what parts cost."""

from zhangdian.foundation.kernel.sight import hidden, sight
from zhangdian.people.organization.roles import Role

PARTS_COST = sight(
    "parts_cost",
    [
        Role.GENERAL_MANAGER,
        Role.DEPUTY_GENERAL_MANAGER,
        Role.CHIEF_EXECUTIVE,
        Role.FINANCE_MANAGER,
        Role.ACCOUNTANT,
        Role.SERVICE_MANAGER,
        Role.PARTS_MANAGER,
        Role.PARTS_PLANNER,
    ],
    hidden,
    personal=False,
)
