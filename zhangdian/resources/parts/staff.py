"""Who works with parts."""

from zhangdian.people.organization.roles import Role

WINDOW = (Role.STOREKEEPER, Role.PARTS_MANAGER, Role.PARTS_PLANNER)
"""Posts that stand at the window and at the shelves."""
