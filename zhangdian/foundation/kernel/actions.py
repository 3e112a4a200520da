"""What people do with requests that wait for signatures, and with papers."""

import json
from typing import Any

from zhangdian.foundation.kernel import registry
from zhangdian.foundation.kernel.action import ANYBODY, Act, Context, action, perform
from zhangdian.foundation.kernel.codec import decode
from zhangdian.foundation.kernel.gates import stops
from zhangdian.foundation.kernel.models import Paper, Request, RequestSignature
from zhangdian.foundation.kernel.refusals import Missing, Refusal
from zhangdian.foundation.kernel.signatures import content_digest


@stops("签字的人有这个岗位，且不是申请人自己")
def signer_holds_a_needed_role(ctx: Any, request: Request) -> Missing | None:
    if request.asker_id == ctx.person_id:
        return Missing("自己提的申请不能自己签", "、".join(map(registry.role_label, request.needed.split())))
    if not ctx.roles.intersection(request.needed.split()):
        return Missing("这份申请不由您签", "、".join(map(registry.role_label, request.needed.split())))
    return None


@action("签字同意", by=ANYBODY, within={Request.State.OPEN}, gates=[signer_holds_a_needed_role])
def sign_request(ctx: Act, request: Request) -> None:
    """One signature; the last one carries out what was asked, exactly as it was asked, or not at all."""
    needed = request.needed.split()
    role = next(each for each in needed if each in ctx.roles)
    RequestSignature(request=request, person_id=ctx.person_id, role=role, signed_at=ctx.now).save()
    needed.remove(role)
    request.needed = " ".join(needed)
    if not needed:
        carry_out(ctx, request)
        request.state = Request.State.DONE


def carry_out(ctx: Act, request: Request) -> None:
    asked = registry.ACTIONS[request.action]
    subject = None
    if request.subject_type:
        model = registry.model(request.subject_type)
        subject = model.objects.of(ctx).here(request.subject_id)
        if content_digest(subject) != request.seen_digest:
            raise Refusal("申请之后内容已经变了：请退回申请人，按现在的内容重新申请")
    kept = json.loads(request.inputs_text)
    inputs = {
        name: decode(annotation, kept[name], lambda _m, pk: pk) for name, annotation in asked.inputs.items()
    }
    asker = Context(ctx.store_id, request.asker_id)
    perform(
        asked, asker, subject, inputs, json.loads(request.because_text), f"request:{request.pk}", signed=True
    )


@action(
    "拒签", by=ANYBODY, moves=(Request.State.OPEN, Request.State.REFUSED), gates=[signer_holds_a_needed_role]
)
def refuse_request(ctx: Act, request: Request, *, reason: str) -> None:
    """The signer says no, with a reason; nothing is carried out."""
    if not reason.strip():
        raise Refusal("拒签要写明原因，申请人才知道怎么改")
    request.answer = reason.strip()


@action("撤回申请", by=ANYBODY, moves=(Request.State.OPEN, Request.State.WITHDRAWN))
def withdraw_request(ctx: Act, request: Request) -> None:
    """The asker no longer wants it."""
    if request.asker_id != ctx.person_id:
        raise Refusal("只有申请人自己能撤回")


@action("补打", by=ANYBODY)
def print_paper(ctx: Act, paper: Paper) -> None:
    """A print of the frozen page; every print is counted and marked."""
    paper.prints += 1
    paper.save()


@action("导出列表", by=ANYBODY)
def export_list(ctx: Act, *, name: str, filters: str, rows: int) -> None:
    """A list left the house as a file: who took it, how narrowed, how many rows (privacy_security.md §6.3)."""
    ctx.notes["exported"] = rows
