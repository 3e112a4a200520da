"""Who may see a colleague's personal data."""

from zhangdian.foundation.kernel.sight import sight
from zhangdian.people.organization.roles import MANAGERS, Role


def last_four(text: str) -> str:
    """161****0005"""
    return f"{text[:3]}****{text[-4:]}" if len(text) >= 9 else "****"


STAFF_PHONE = sight(
    "staff_phone", [*MANAGERS, Role.ADMINISTRATION_CLERK, Role.FRONT_DESK_SUPERVISOR], last_four
)
