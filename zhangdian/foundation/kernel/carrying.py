"""The steps around every body, in one transaction: token, permission, lock, gates, journal; here and once."""

import re
import typing
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import structlog
from django.db import connection, transaction
from django.utils.crypto import salted_hmac

from zhangdian.foundation.kernel import clock, codec, holds, links, registry, rows, signatures
from zhangdian.foundation.kernel.act import HIDDEN, Act, Done, name_of
from zhangdian.foundation.kernel.contention import tried_again
from zhangdian.foundation.kernel.context import ActorKind, Context
from zhangdian.foundation.kernel.models import Claim, Entry, Request, Weight
from zhangdian.foundation.kernel.records import Record, Root, act_under_way, current_act, writing
from zhangdian.foundation.kernel.refusals import Missing, NotHere, Question, Refusal

if TYPE_CHECKING:
    from zhangdian.foundation.kernel.action import Action

log = structlog.get_logger(__name__)
PLACE = """INSERT INTO "kernel_entry" (
  id, at, actor, role, action, subject_type, root_type, from_state, to_state,
  inputs_text, changes_text, notes_text, personal_text, personal_digest
) VALUES (%s, %s, '', '', '', '', '', '', '', '', '', '', '', '')
"""
"""An entry of which only key and instant are known."""
TOKEN = re.compile(r"[^\x00-\x1f/\ud800-\udfff]{1,80}")


def carry_out(
    action: "Action",
    ctx: Context,
    subject: Any,
    inputs: dict[str, Any],
    because: Mapping[str, str],
    token: str,
) -> Done:
    """One transaction."""
    if current_act() is not None:
        raise RuntimeError(f"{action.name} was called inside another action: call a noun instead")
    if not TOKEN.fullmatch(token):
        raise Refusal("这次提交的编号不对：请刷新页面再做")

    def at_once() -> Done:
        with transaction.atomic(), writing():
            done = perform(action, ctx, subject, inputs, because, token)
            transaction.on_commit(lambda: tell(action, ctx, "act", entry=done.entry.pk), robust=True)
            return done

    try:
        return tried_again(at_once)
    except (Refusal, NotHere) as refused:
        tell(action, ctx, "act refused", **kind_of(refused))
        report_refusal(ctx, refused, token)
        raise


def report_refusal(ctx: Context, refused: Exception, token: str) -> None:
    """What somebody must learn of a refused act is told by an act of its own; one press tells it once."""
    report = getattr(refused, "report", None)
    if report is not None:
        told = registry.ACTIONS[report.action]
        told(ctx, report.subject, token=f"refused:{token}"[:80], **report.inputs)


def tell(action: "Action", ctx: Context, event: str, **more: Any) -> None:
    """A line for the log: numbers and names of the house's own, nothing that was typed."""
    log.info(event, action=action.name, actor=str(ctx.kind), person=ctx.person_id, store=ctx.store_id, **more)


def kind_of(refused: Exception) -> dict[str, Any]:
    """Why an act was refused, without the sentence, which may name somebody."""
    if isinstance(refused, Question):
        return {"kind": "question", "question": refused.key}
    lacking = [one.action for one in getattr(refused, "missing", ()) if one.action]
    return {"kind": "not here" if isinstance(refused, NotHere) else "refusal", "lacking": lacking}


def perform(
    action: "Action",
    ctx: Context,
    subject: Any,
    inputs: dict[str, Any],
    because: Mapping[str, str],
    token: str,
    *,
    signed: Request | None = None,
) -> Done:
    """The steps around a body, inside the caller's transaction."""
    subject_key = getattr(subject, "pk", subject)
    inputs_text = codec.canonical(codec.encode({**inputs, **dict.fromkeys(action.secret, HIDDEN)}))
    entry_id, first = claim(action, subject_key, f"{ctx.actor_key}:{token}", inputs_text, because)
    if not first:
        return replay(entry_id)
    act = Act(ctx, action, entry_id, ctx.read_standing(clock.now()), because, signed=signed is not None)
    act.role = action.acting_role(act.standing)
    if not action.open_to(ctx, act.standing):
        if action.room in act.standing.shut:
            raise Refusal(f"这里是练习店，不能{action.label}：请先回正式店")
        who = "、".join(registry.role_label(role) for role in action.by) or "系统"
        said = f"{action.label}由{who}来做"
        refused = f"{said}。{act.standing.not_here}" if act.standing.not_here else said
        raise Refusal(refused, [Missing(action.label, who, action.name)])
    root, subject = lock_subject(act, subject_key)
    act.now = clock.now()
    if isinstance(root, Root):
        act.now = max(act.now, root.acted_at)
        act.touch(root)
    if ctx.kind is ActorKind.CUSTOMER:
        links.admit(act, subject)
    if signed is not None:
        signatures.refuse_if_changed(signed, subject)
    asked, inputs = inputs, fetch_inputs(act, inputs)
    check(act, subject, root)
    holder = subject if hasattr(subject, "state") else root
    from_state = str(getattr(holder, "state", ""))
    given = () if action.subject_model is None else (subject,)
    with act_under_way(act):
        if signed is None and (wanted := signatures_needed(act, given, inputs)):
            rehearse(act, subject_key, asked)
            return signatures.open_request(act, subject, root, inputs_text, wanted)
        made, touched = play(act, given, inputs)
    if action.opens is not None:
        subject, from_state = made, ""
        root = holder = root_of(subject)
    arrow = (from_state, str(getattr(holder, "state", "")))
    return Done(act.write_entry(subject, root, arrow, inputs_text, touched), subject, touched)


def play(act: Act, given: tuple[Any, ...], inputs: dict[str, Any]) -> tuple[Any, tuple[str, ...]]:
    """The body, the move and the end of an act that is under way: what it made, and what it touched."""
    action = act.action
    made = action.func(act, *given, **inputs)
    if action.moves and not act.stays:
        given[0].state = action.moves[1]
        given[0].save()
    return made, act.finish()


class Rehearsed(Exception):
    """The act could have been carried out: taken back."""


def rehearse(act: Act, subject_key: Any, inputs: dict[str, Any]) -> None:
    """Nobody is asked to sign for what would be refused: the act is carried out as if signed, and taken back.

    It works on records of its own, so that those at hand stay as they were read.
    """
    tried = Act(act.ctx, act.action, act.entry_id, act.standing, act.because, signed=True)
    with suppress(Rehearsed), transaction.atomic():
        root, subject = lock_subject(tried, subject_key)
        tried.now, tried.role, tried.holds = act.now, act.role, act.holds
        if isinstance(root, Root):
            tried.touch(root)
        inputs = fetch_inputs(tried, inputs)
        with act_under_way(tried):
            play(tried, () if act.action.subject_model is None else (subject,), inputs)
        raise Rehearsed


def root_of(record: Any) -> Any:
    """The record that acts on this one lock."""
    return getattr(record, record.root) if record is not None and record.root else record


def claim(
    action: "Action", subject_key: Any, token: str, inputs_text: str, because: Mapping[str, str]
) -> tuple[int, bool]:
    """Claim the token; a twin waits here until the first has committed, then learns that it is second."""
    meaning = f"{action.name}|{subject_key}|{inputs_text}|{codec.canonical(codec.encode(dict(because)))}"
    digest = salted_hmac("claim", meaning, algorithm="sha256").hexdigest()
    asking = rows.cursor()
    asking.execute(
        "INSERT INTO kernel_claim (token, digest) VALUES (%s, %s) "
        "ON CONFLICT (token) DO NOTHING RETURNING id",
        [token, digest],
    )
    if row := next(iter(asking.fetchall()), None):
        open_entry(int(row[0]))
        return int(row[0]), True
    first = Claim.objects.get(token=token)
    if first.digest != digest:
        raise Refusal("这一步刚才已经用别的内容做过了：请刷新页面，看清现在的内容再做")
    return first.pk, False


def open_entry(entry_id: int) -> None:
    """SQLite keeps the journal's place from the beginning of the act.

    A row that points at an entry not yet written leaves a debt; with debts open, SQLite searches every table
    of the house for rows that a new entry pays for, and the act costs more the larger the store is.
    """
    if connection.vendor == "sqlite":
        at = connection.ops.adapt_datetimefield_value(clock.now())
        rows.cursor().execute(PLACE, [entry_id, at])


def replay(entry_id: int) -> Done:
    """The first answer again."""
    entry = Entry.objects.get(pk=entry_id)
    subject = None
    if entry.subject_type:
        subject = registry.model(entry.subject_type)._base_manager.get(pk=entry.subject_id)
    alone = [name_of((entry.root_type, entry.root_id))] if entry.root_type and entry.root_id else []
    waits = entry.action == registry.ASKED_FOR_SIGNATURES
    return Done(entry, subject, tuple(entry.notes.get("touched", alone)), waits_for_signature=waits)


def lock_subject(act: Act, key: Any) -> tuple[Any, Any]:
    """Lock the root, then read the subject again under the lock."""
    model = act.action.subject_model
    if model is None:
        return None, None
    if not model.root:
        record = read(act, model, key, lock=True)
        refuse_hidden(act, record, model)
        return record, record
    link = typing.cast(Any, model._meta.get_field(model.root))
    root = rows.root_of(act, model, codec.key_of(model, key), link.related_model)
    if root is None:
        raise NotHere(f"{model._meta.verbose_name}不存在")
    refuse_hidden(act, root, model)
    subject = read(act, model, key)
    setattr(subject, model.root, root)
    return root, subject


def read(act: Act, model: type[Record], key: Any, *, for_acts: bool = True, lock: bool = False) -> Any:
    """The record, or `NotHere` just as if it did not exist."""
    record = rows.whole(act, model, codec.key_of(model, key), for_acts=for_acts, lock=lock)
    if record is None:
        raise NotHere(f"{model._meta.verbose_name}不存在")
    return record


def refuse_hidden(act: Act, root: Any, model: type[Record]) -> None:
    """What somebody may not know of answers just as if it did not exist."""
    if not root.is_open_to(act):
        raise NotHere(f"{model._meta.verbose_name}不存在")


def fetch_inputs(act: Act, inputs: dict[str, Any]) -> dict[str, Any]:
    """Records anywhere among the inputs pass `of(ctx)` like the subject; those in `locks` are locked."""
    action, wanted = act.action, dict[tuple[type[Record], bool], set[int]]()
    for name in action.referring:
        for model, key in codec.records_in(action.inputs[name], inputs[name]):
            wanted.setdefault((model, name in action.locks), set()).add(codec.key_of(model, key))
    found: dict[tuple[type[Record], int], Any] = {}
    for (model, locked), keys in sorted(wanted.items(), key=lambda pair: pair[0][0]._meta.label_lower):
        if len(keys) == 1:
            there = [read(act, model, *keys, for_acts=False, lock=locked)]
        else:
            there = rows.these(act, model, sorted(keys), lock=locked)
        if len(there) != len(keys):
            raise NotHere(f"{model._meta.verbose_name}不存在")
        found.update({(model, record.pk): record for record in there})
    fetched = {
        name: codec.with_records(
            action.inputs[name], inputs[name], lambda model, key: found[model, codec.key_of(model, key)]
        )
        for name in action.referring
    }
    return {**inputs, **fetched}


def check(act: Act, subject: Any, root: Any) -> None:
    """State, holds and gates, under the lock; what has no record yet still has its gates."""
    action = act.action
    if subject is not None:
        if wrong := action.wrong_state(subject, root):
            raise Refusal(wrong)
        act.holds = holds.waiting(act, root)
    missing = [Missing(hold.why) for hold in act.holds if action.name in hold.stops.split()]
    softer = []
    for gate in action.gates:
        if found := gate.missing(act, subject):
            weight = gate.weight_for(act.standing.rules)
            if weight is Weight.STOP:
                missing.append(found)
            else:
                softer.append((gate, weight, found))
    if missing:
        raise Refusal(f"还不能{action.label}：" + "；".join(map(str, missing)), missing)
    for gate, weight, found in softer:
        act.weigh(gate.name, weight, found, gate.chips)


def signatures_needed(
    act: Act, given: tuple[Any, ...], inputs: dict[str, Any]
) -> signatures.Signatures | None:
    needs = act.action.needs
    return needs(act, *given, **inputs) if callable(needs) else needs
