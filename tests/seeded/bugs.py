"""Thirty bugs, one change of one line each, and the tests that must turn red."""

from typing import NamedTuple

KERNEL = "zhangdian/foundation/kernel"
ORGANIZATION = "zhangdian/people/organization"
CASHIER = "zhangdian/resources/cashier"
PARTS = "zhangdian/resources/parts"


class Bug(NamedTuple):
    """What is wrong, in which file, the right words and the wrong ones, and the test file that sees it."""

    what: str
    file: str
    right: str
    wrong: str
    shown_by: str


BUGS = (
    # The act
    Bug(
        "a repeated press is done again",
        f"{KERNEL}/carrying.py",
        "    if not first:\n",
        "    if False:\n",
        f"{KERNEL}/tests/test_action.py",
    ),
    Bug(
        "other content under the same key is taken for the first",
        f"{KERNEL}/carrying.py",
        "if first.digest != digest:",
        "if False:",
        f"{KERNEL}/tests/test_action.py",
    ),
    Bug(
        "an act is split into as many transactions as it has statements",
        f"{KERNEL}/carrying.py",
        "with transaction.atomic(), writing():\n            done = perform",
        "with writing():\n            done = perform",
        f"{KERNEL}/tests/test_action.py",
    ),
    Bug(
        "every post may do it",
        f"{KERNEL}/carrying.py",
        "if not action.open_to(ctx, act.standing):",
        "if False:",
        f"{KERNEL}/tests/test_action.py",
    ),
    Bug(
        "every state allows it",
        f"{KERNEL}/carrying.py",
        "if wrong := action.wrong_state(subject, root):",
        'if wrong := "":',
        f"{KERNEL}/tests/test_action.py",
    ),
    Bug(
        "a hold stops nothing",
        f"{KERNEL}/carrying.py",
        "for hold in act.holds if action.name in hold.stops.split()]",
        "for hold in ()]",
        f"{KERNEL}/tests/test_holds.py",
    ),
    Bug(
        "a question is passed without an answer",
        f"{KERNEL}/act.py",
        'self.because.get(name, "").strip()',
        'self.because.get(name, "-").strip()',
        f"{KERNEL}/tests/test_weights.py",
    ),
    Bug(
        "another store's records are here too",
        f"{KERNEL}/records.py",
        'return self.filter(**{f"{self.model.store_path}_id": ctx.store_id})',
        "return self",
        f"{KERNEL}/tests/test_action.py",
    ),
    Bug(
        "tables may be written outside an act",
        f"{KERNEL}/records.py",
        "if not _writing.get() and (table",
        "if False and (table",
        f"{KERNEL}/tests/test_records_guard.py",
    ),
    # Signatures and links
    Bug(
        "the asker signs for himself",
        f"{KERNEL}/actions.py",
        "if request.asker_id == ctx.person_id:",
        "if False:",
        f"{KERNEL}/tests/test_sign_request.py",
    ),
    Bug(
        "what changed after it was signed is done all the same",
        f"{KERNEL}/signatures.py",
        "if content_digest(subject) != request.seen_digest:",
        "if False:",
        f"{KERNEL}/tests/test_sign_request.py",
    ),
    Bug(
        "an expired link opens",
        f"{KERNEL}/links.py",
        "if link.expires_at > now:\n",
        "if True:\n",
        f"{KERNEL}/tests/test_links.py",
    ),
    Bug(
        "a link to one record opens another",
        f"{KERNEL}/links.py",
        "or (link.subject_type, link.subject_id) != subject.reference",
        "",
        f"{KERNEL}/tests/test_links.py",
    ),
    # The journal
    Bug(
        "a changed entry keeps its seal",
        f"{KERNEL}/journal.py",
        "if digest_of(entry) != seal.digest:",
        "if False:",
        f"{KERNEL}/tests/test_journal.py",
    ),
    Bug(
        "changed personal values are not seen",
        f"{KERNEL}/journal.py",
        "if entry.personal_text and _hash(entry.personal_text) != entry.personal_digest:",
        "if False:",
        f"{KERNEL}/tests/test_journal.py",
    ),
    Bug(
        "a tail that was cut off is not missed",
        f"{KERNEL}/journal.py",
        'if heads.get(anchor["position"]) != anchor["chain"]:',
        "if False:",
        f"{KERNEL}/tests/test_journal.py",
    ),
    # What somebody may see
    Bug(
        "everybody sees the guarded values",
        f"{KERNEL}/sight.py",
        "return bool(self.roles & viewer.roles)",
        "return True",
        f"{KERNEL}/tests/test_sight.py",
    ),
    Bug(
        "a formula leaves in a sheet",
        "zhangdian/foundation/ui/xlsx.py",
        '_DANGEROUS: Final = frozenset("=+-@\\t\\r\\n＝＋－＠")',
        '_DANGEROUS: Final = frozenset("")',
        "zhangdian/foundation/ui/tests/test_xlsx.py",
    ),
    Bug(
        "anybody may look at full numbers as often as he likes",
        "zhangdian/people/customers/actions.py",
        "if queries.unmaskings_today(ctx) < UNMASK_A_DAY:",
        "if True:",
        "zhangdian/people/customers/tests/test_unmask_field.py",
    ),
    # The door
    Bug(
        "guessing goes on for ever",
        f"{ORGANIZATION}/lockout.py",
        "return all(count <= door.most for",
        "return all(True for",
        f"{ORGANIZATION}/access/tests/test_login.py",
    ),
    Bug(
        "a session that was ended goes on",
        f"{ORGANIZATION}/visitors.py",
        'if epoch_of(person) != session.get("epoch") or',
        "if",
        f"{ORGANIZATION}/access/tests/test_session.py",
    ),
    Bug(
        "a form without its seal is taken",
        "zhangdian/settings.py",
        '    "django.middleware.csrf.CsrfViewMiddleware",\n',
        "",
        f"{ORGANIZATION}/access/tests/test_csrf.py",
    ),
    # Money
    Bug(
        "half a fen is lost",
        f"{KERNEL}/money.py",
        "quantize(FEN, rounding=ROUND_HALF_UP)",
        "quantize(FEN, rounding=ROUND_FLOOR)",
        f"{KERNEL}/tests/test_money.py",
    ),
    Bug(
        "the shares of a sum do not add up to it",
        f"{KERNEL}/money.py",
        "for i in order[: fen - sum(floors)]:",
        "for i in order[:0]:",
        f"{KERNEL}/tests/test_money.py",
    ),
    Bug(
        "more is taken than is owed",
        f"{CASHIER}/actions.py",
        "if amount > receivable.balance:",
        "if False:",
        f"{CASHIER}/tests/test_take_payment.py",
    ),
    Bug(
        "more goes back than came",
        f"{CASHIER}/actions.py",
        "if amount > payment.amount - payment.refunded:",
        "if False:",
        f"{CASHIER}/tests/test_refund_payment.py",
    ),
    # Stock
    Bug(
        "the youngest lot is taken first",
        f"{PARTS}/stock.py",
        'return rows.order_by("part_id", "received_on", "pk").lock()',
        'return rows.order_by("part_id", "-received_on", "-pk").lock()',
        "tests/properties/test_stock.py",
    ),
    Bug(
        "what has left is still worth something on the shelf",
        f"{PARTS}/stock.py",
        "lot.value_left = left - cost",
        "lot.value_left = left",
        "tests/properties/test_stock.py",
    ),
    Bug(
        "what is held back for others is given away",
        f"{PARTS}/stock.py",
        "max(0, here[part_id] - others[part_id]) for part_id in asked",
        "here[part_id] for part_id in asked",
        "tests/properties/test_stock.py",
    ),
    Bug(
        "cost leaves with the wrong sign",
        f"{PARTS}/stock.py",
        "return movement(ctx, lot, kind, -quantity, -cost, requisition_line",
        "return movement(ctx, lot, kind, -quantity, cost, requisition_line",
        "tests/properties/test_stock.py",
    ),
)
