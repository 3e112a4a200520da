"""Chance as a store knows it: shares, log-normal minutes, counts; all of it from one seed."""

import math
import random
from collections.abc import Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")
P90 = 1.2815515655446004
"""The standard normal's ninetieth percentile."""


class Chance(random.Random):
    """One stream of seeded chance."""

    def happens(self, share: float) -> bool:
        """Whether something of this share (0 to 1) happens now."""
        return self.random() < share

    def minutes(self, median: float, p90: float) -> float:
        """Log-normal minutes by their median and ninetieth percentile."""
        return median * math.exp(self.gauss(0, math.log(p90 / median) / P90))

    def around(self, mean: float, deviation: float) -> float:
        """Log-normal by mean and standard deviation."""
        if not mean:
            return 0.0
        variance = math.log(1 + (deviation / mean) ** 2)
        return math.exp(self.gauss(math.log(mean) - variance / 2, math.sqrt(variance)))

    def one(self, weighted: Iterable[tuple[T, float]]) -> T:
        """One of these by weight."""
        listed = [pair for pair in weighted if pair[1] > 0]
        return self.choices([each for each, _ in listed], [weight for _, weight in listed])[0]

    def some(self, pool: Sequence[T], least: int, most: int) -> list[T]:
        return self.sample(pool, min(len(pool), self.randint(least, most)))

    def count(self, mean: float) -> int:
        """A Poisson count."""
        limit, count, product = math.exp(-mean), 0, self.random()
        while product > limit:
            count, product = count + 1, product * self.random()
        return count


def of(*seeds: object) -> Chance:
    """A stream of its own for a day, a person, a car; the same words give the same stream."""
    return Chance("|".join(map(str, seeds)))
