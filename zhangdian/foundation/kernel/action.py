"""An action: the only way a record changes. Declared here, asked by pages, carried out by `carrying`."""

import inspect
import typing
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhangdian.foundation.kernel import codec, registry
from zhangdian.foundation.kernel.act import Act, Done
from zhangdian.foundation.kernel.carrying import carry_out, perform, root_of
from zhangdian.foundation.kernel.context import ActorKind, Context, Standing
from zhangdian.foundation.kernel.gates import Gate, room_of
from zhangdian.foundation.kernel.models import Hold, Weight
from zhangdian.foundation.kernel.records import Record
from zhangdian.foundation.kernel.refusals import Missing
from zhangdian.foundation.kernel.sight import Personal, Secret
from zhangdian.foundation.kernel.signatures import Signatures

__all__ = [
    "ANYBODY",
    "Act",
    "Action",
    "Context",
    "Done",
    "Signatures",
    "Status",
    "action",
    "perform",
    "root_of",
]

ANYBODY: tuple[str, ...] = ("*",)
"""For `by`: whoever works in the store."""

Needs = Signatures | Callable[..., Signatures | None] | None


@dataclass(frozen=True)
class Status:
    """Whether this person may press this button on this record now, and what is missing if not."""

    action: "Action"
    relevant: bool
    missing: tuple[Missing, ...] = ()

    @property
    def allowed(self) -> bool:
        return self.relevant and not self.missing


@dataclass(eq=False)
class Action:
    """A declared action; calling it with a context carries it out."""

    do_not_call_in_templates: typing.ClassVar[bool] = True
    """A template prints its name and its label; it never carries it out."""

    func: Callable[..., Any]
    label: str
    by: tuple[str, ...]
    within: frozenset[Any] | None
    moves: tuple[frozenset[Any], Any] | None
    opens: type[Record] | None
    gates: tuple[Gate, ...]
    needs: Needs
    locks: tuple[str, ...]
    by_link: bool
    by_clock: bool
    chunk: bool

    def __post_init__(self) -> None:
        self.__name__ = self.func.__name__
        self.__doc__ = self.func.__doc__
        self.__module__ = self.func.__module__
        self.room = room_of(self.func.__module__)
        self.name = f"{self.room}.{self.func.__name__}"
        hints = typing.get_type_hints(self.func, include_extras=True)
        arguments = inspect.signature(self.func).parameters.values()
        before = [each.name for each in arguments if each.kind is not each.KEYWORD_ONLY]
        after = [each for each in arguments if each.kind is each.KEYWORD_ONLY]
        self.subject_model: type[Record] | None = hints[before[1]] if len(before) > 1 else None
        self.inputs: dict[str, Any] = {each.name: hints[each.name] for each in after}
        self.defaults = {each.name: each.default for each in after if each.default is not each.empty}
        self.personal = tuple(name for name, hint in self.inputs.items() if codec.is_marked(hint, Personal))
        self.secret = tuple(name for name, hint in self.inputs.items() if codec.is_marked(hint, Secret))
        self.referring = tuple(name for name, hint in self.inputs.items() if codec.names_records(hint))
        if taken := {"token", "because"}.intersection(self.inputs):
            raise TypeError(f"{self.name}: 输入不能叫 {'、'.join(sorted(taken))}，调用时另有用处")
        if self.secret and self.needs:
            raise TypeError(f"{self.name}: 秘密不能放进待签申请")

    def __repr__(self) -> str:
        return f"<action {self.name} {self.label}>"

    # ---- asked by pages -------------------------------------------------

    def acting_role(self, standing: Standing) -> str:
        """The post in which somebody of this standing does it."""
        return standing.post_among(sorted(standing.roles) if self.by == ANYBODY else self.by)

    def open_to(self, ctx: Context, standing: Standing) -> bool:
        if ctx.kind is ActorKind.CLOCK:
            return self.by_clock
        if ctx.kind is ActorKind.CUSTOMER:
            return self.by_link
        if self.room in standing.shut:
            return False
        return self.by == ANYBODY or bool(standing.roles.intersection(self.by))

    def wrong_state(self, subject: Any, root: Any) -> str | None:
        """The sentence that tells in which state it would be done, if not in this one."""
        allowed = self.moves[0] if self.moves else self.within
        if not allowed:
            return None
        own = isinstance(next(iter(allowed)), getattr(type(subject), "State", ()))
        holder = subject if own else root
        if holder.state in allowed:
            return None
        states = type(holder).State
        names = "、".join(str(state.label) for state in states if state in allowed)
        return (
            f"{holder._meta.verbose_name}现在是“{states(holder.state).label}”，{self.label}要在“{names}”时做"
        )

    def status(self, ctx: Context, record: Any, holds: Iterable[Hold] = ()) -> Status:
        """For a page's button; the act asks all of this again under its lock."""
        if not self.open_to(ctx, ctx.standing):
            return Status(self, relevant=False)
        if record is not None:
            root = root_of(record)
            if self.wrong_state(record, root) or not root.is_open_to(ctx):
                return Status(self, relevant=False)
        missing = [Missing(hold.why) for hold in holds if self.name in hold.stops.split()]
        for each in self.gates:
            if each.weight_for(ctx.standing.rules) is Weight.STOP and (found := each.missing(ctx, record)):
                missing.append(found)
        return Status(self, relevant=True, missing=tuple(missing))

    # ---- carried out ----------------------------------------------------

    def __call__(
        self,
        ctx: Context,
        subject: Any = None,
        /,
        *,
        token: str | None = None,
        because: Mapping[str, str] | None = None,
        **inputs: Any,
    ) -> Done:
        """Carry it out, one effect per token; raises Refusal, Question or NotHere, changing nothing."""
        inputs = {**self.defaults, **inputs}
        if wrong := set(inputs) ^ set(self.inputs):
            raise TypeError(f"{self.name}: 输入不符 {sorted(wrong)}")
        return carry_out(self, ctx, subject, inputs, because or {}, token or uuid.uuid4().hex)


def action(
    label: str,
    *,
    by: Sequence[str] = (),
    within: Iterable[Any] | None = None,
    moves: tuple[Any, Any] | None = None,
    opens: type[Record] | None = None,
    gates: Sequence[Gate] = (),
    needs: Needs = None,
    locks: Sequence[str] = (),
    by_link: bool = False,
    by_clock: bool = False,
    chunk: bool = False,
) -> Callable[[Callable[..., Any]], Action]:
    """Declare an action: its Chinese name, roles, states, gates, signatures; see the house's §3."""

    def declare(func: Callable[..., Any]) -> Action:
        declared = Action(
            func,
            label,
            tuple(by),
            frozenset(within) if within is not None else None,
            (frozenset([moves[0]] if isinstance(moves[0], str) else moves[0]), moves[1]) if moves else None,
            opens,
            tuple(gates),
            needs,
            tuple(locks),
            by_link,
            by_clock,
            chunk,
        )
        registry.add_action(declared)
        return declared

    return declare
