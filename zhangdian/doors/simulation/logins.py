"""One login per post of the demo store, for whoever tries it."""

from dataclasses import dataclass
from typing import Any

from zhangdian.doors.simulation.management.founding import PASSWORD, seed_of_demo
from zhangdian.people.organization.models import Tenure
from zhangdian.people.organization.roles import Role


@dataclass(frozen=True)
class Login:
    """Whose number opens the store as which post."""

    employee_no: str
    name: str
    post: str
    department: str
    password: str = PASSWORD


def demo_logins() -> list[Login]:
    """The first holder of each post, in the order of the staff; nothing where the store is no demo."""
    if seed_of_demo() is None:
        return []
    rows = Tenure.objects.filter(until=None, person__disabled_at=None).order_by("person__employee_no", "pk")
    first: dict[str, Login] = {}
    for role, number, name, department in rows.values_list(
        "role", "person__employee_no", "person__name", "person__department"
    ):
        first.setdefault(role, Login(number, name, str(Role(role).label), department))
    return list(first.values())


def logins_panel(ctx: Any, record: Any) -> dict[str, Any] | None:
    """For the login page: it stays away where the store is no demo."""
    found = demo_logins()
    return {"logins": found, "password": PASSWORD} if found else None
