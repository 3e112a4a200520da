"""How a row is bound to the program: by names, so that nobody below needs to know its duties."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Carrier:
    """Names of what carries a duty, and in words what it still lacks."""

    actions: tuple[str, ...] = ()
    gates: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    jobs: tuple[str, ...] = ()
    way: str = ""
    """How the store keeps the rule where the written row is heavier than people bear (store's own way)."""
    lacks: str = ""

    def __bool__(self) -> bool:
        return any((self.actions, self.gates, self.pages, self.papers, self.figures, self.asks, self.jobs))


def by(
    actions: str = "",
    *,
    gates: str = "",
    pages: str = "",
    papers: str = "",
    figures: str = "",
    asks: str = "",
    jobs: str = "",
    way: str = "",
    lacks: str = "",
) -> Carrier:
    """`by("service.sign_order", gates="service.walk_around_is_done")`: names separated by blanks."""
    return Carrier(
        actions=tuple(actions.split()),
        gates=tuple(gates.split()),
        pages=tuple(pages.split()),
        papers=tuple(papers.split()),
        figures=tuple(figures.split()),
        asks=tuple(asks.split()),
        jobs=tuple(jobs.split()),
        way=way,
        lacks=lacks,
    )
