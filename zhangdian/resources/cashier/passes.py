"""Passes: on which paper a thing is let go once its bill is settled; drawn above, made good at the till."""

from collections.abc import Callable
from dataclasses import dataclass

from zhangdian.foundation.kernel import papers
from zhangdian.foundation.kernel.action import Act, Context
from zhangdian.foundation.kernel.papers import PaperKind
from zhangdian.resources.cashier.models import Receivable
from zhangdian.resources.cashier.receivables import purpose_of

ON_ACCOUNT = "挂账获批"


@dataclass(frozen=True)
class Pass:
    """The page as it was drawn before the act, and the number that the pass bears."""

    page: str
    number: str


Draw = Callable[[Context, int, str, str], Pass | None]
"""(who settles, key of the purpose, number of the paid document, how it is settled) -> its pass."""
DRAWN: dict[str, tuple[PaperKind, Draw]] = {}


def lets_go(purpose_type: str, kind: PaperKind) -> Callable[[Draw], Draw]:
    """Declare how the pass of this kind of purpose is drawn."""

    def declare(draw: Draw) -> Draw:
        DRAWN[purpose_type] = kind, draw
        return draw

    return declare


def drawn(ctx: Context, bill: Receivable, how: str) -> Pass | None:
    """The pass that is good once this bill is settled, drawn before the act; None where none is asked for."""
    if bill.purpose_type not in DRAWN:
        return None
    _, draw = DRAWN[bill.purpose_type]
    return draw(ctx, bill.purpose_id, bill.document, how)


def make_good(ctx: Act, bill: Receivable, given: Pass | None) -> None:
    """The bill is settled by this act: its pass is a document from here, one version each time."""
    if given and bill.purpose_type in DRAWN:
        kind, _ = DRAWN[bill.purpose_type]
        papers.freeze(ctx, kind, purpose_of(bill), given.page, number=given.number)
