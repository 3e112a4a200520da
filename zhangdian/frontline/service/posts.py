"""Posts that several stages of a visit name together."""

from zhangdian.people.organization.roles import Role

ADVISORS = (Role.SERVICE_ADVISOR, Role.FRONT_DESK_SUPERVISOR)
"""They receive, write up, tell and hand over."""

SUPERVISORS = (Role.WORKSHOP_SUPERVISOR, Role.TECHNICAL_DIRECTOR)
"""They lead the workshop."""
