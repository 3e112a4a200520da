"""Who keeps questions and courses, and who sees how the people below him stand."""

from zhangdian.people.organization.roles import LEADERS, MANAGERS, Role

TRAINERS = (Role.INTERNAL_TRAINER, Role.TECHNICAL_DIRECTOR)
KEEPERS = (*TRAINERS, *MANAGERS)
"""Who writes questions and courses and enrols; for a department without a trainer its head."""
OVERSEERS = tuple(dict.fromkeys([*KEEPERS, *LEADERS]))
"""Who sees results: keepers of everybody, others of the people below them."""
