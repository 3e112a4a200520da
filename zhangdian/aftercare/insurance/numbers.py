"""A policy's number as the ledger keeps it."""

import unicodedata

from zhangdian.foundation.kernel.refusals import Refusal

SHORTEST = 6


def number_of(text: str) -> str:
    """Without blanks, in half width and capitals, as the insurer prints it."""
    number = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    if len(number) < SHORTEST:
        raise Refusal("保单号太短：请照保单抄全")
    return number
