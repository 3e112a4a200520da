"""The permission matrix: which post may do what, read from the registry of actions."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps

from zhangdian.foundation.kernel import registry
from zhangdian.foundation.kernel.action import ANYBODY, Action, Signatures
from zhangdian.people.organization.roles import Role


@dataclass(frozen=True)
class Permission:
    """One action and who may do it."""

    name: str
    label: str
    room: str
    subject: str
    when: str
    anybody: bool
    roles: tuple[Role, ...]
    others: tuple[str, ...]
    """Customers by link, and the clock."""
    signed: str
    gates: tuple[str, ...]

    def open_to(self, role: Role) -> bool:
        return self.anybody or role in self.roles

    @property
    def who(self) -> str:
        names = ["任何在岗员工"] if self.anybody else [role.label for role in self.roles]
        return "、".join([*names, *self.others])


def permission_of(action: Action) -> Permission:
    states = action.moves[0] if action.moves else action.within or ()
    when = "、".join(sorted(str(getattr(state, "label", state)) for state in states))
    if action.moves:
        when += f" → {getattr(action.moves[1], 'label', action.moves[1])}"
    if isinstance(action.needs, Signatures):
        signed = "、".join(registry.role_label(role) for role in action.needs.roles)
    else:
        signed = "视内容" if action.needs else ""
    known = {role.value for role in Role}
    model = action.subject_model or action.opens
    return Permission(
        name=action.name,
        label=action.label,
        room=str(apps.get_app_config(action.room).verbose_name),
        subject=str(model._meta.verbose_name) if model else "",
        when=when,
        anybody=action.by == ANYBODY,
        roles=tuple(role for role in Role if role.value in known.intersection(map(str, action.by))),
        others=(*(["客户(链接)"] if action.by_link else []), *(["系统"] if action.by_clock else [])),
        signed=signed,
        gates=tuple(gate.label for gate in action.gates),
    )


def matrix(room: str = "") -> list[Permission]:
    """All actions, in the order of the house: by room, as their rooms declare them."""
    return [permission_of(each) for each in registry.ACTIONS.values() if room in ("", each.room)]


def rooms() -> list[tuple[str, str]]:
    """Rooms that have actions: label and Chinese name."""
    named = dict.fromkeys(each.room for each in registry.ACTIONS.values())
    return [(room, str(apps.get_app_config(room).verbose_name)) for room in named]


def roles_in(rows: Iterable[Permission]) -> list[Role]:
    """The posts that these actions name, in the order of the house."""
    named = {role for row in rows for role in row.roles}
    return [role for role in Role if role in named]
