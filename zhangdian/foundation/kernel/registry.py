"""What rooms declare, by name: actions and labels of roles; pages, matrix, charts and simulator read it."""

from typing import TYPE_CHECKING, Any

from django.apps import apps

if TYPE_CHECKING:
    from zhangdian.foundation.kernel.action import Action

ACTIONS: dict[str, "Action"] = {}
ROLE_LABELS: dict[str, str] = {}
ASKED_FOR_SIGNATURES = "kernel.ask_for_signatures"


def add_action(declared: "Action") -> None:
    if ACTIONS.setdefault(declared.name, declared) is not declared:
        raise RuntimeError(f"两个动作同名：{declared.name}")


def actions_on(model: type) -> list["Action"]:
    """The actions whose subject is this kind of record, in the order in which rooms declare them."""
    return [declared for declared in ACTIONS.values() if declared.subject_model is model]


def model(label: str) -> Any:
    return apps.get_model(label)


def role_label(role: str) -> str:
    return "任何在岗员工" if role == "*" else ROLE_LABELS.get(role, role)
