"""People at work over HTTP: cashiers and storekeepers who press and press, and what must come of it.

Who got no answer presses again with the same token, as the page does. The verdict comes from the database.
"""

import os
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal

from django.db import connections

from tests.support.house import Browser, House, Press, Unanswered, words_of
from zhangdian.doors.simulation.people import Shop
from zhangdian.foundation.kernel.models import Claim, Entry
from zhangdian.foundation.kernel.money import ZERO
from zhangdian.people.organization.access.actions import change_password
from zhangdian.people.organization.tests.doors import HASH, PASSWORD
from zhangdian.resources.cashier.models import Payment, Receivable
from zhangdian.resources.cashier.tests.arranging import a_bill
from zhangdian.resources.parts.models import CounterSale, Part, Receipt
from zhangdian.resources.parts.tests.arranging import a_part, supplier

WORKERS = ("cashier", "second_cashier", "storekeeper", "second_storekeeper")
MADE_BY = {
    "cashier.take_payment": Payment,
    "parts.sell_over_counter": CounterSale,
    "parts.receive_parts": Receipt,
}


def a_seed() -> str:
    """ZD_SEED plays a day again; whoever sees one fail finds its seed told."""
    seed = os.environ.get("ZD_SEED") or str(random.randrange(1_000_000))
    print(f"ZD_SEED={seed}")  # noqa: T201 (a figure)
    return seed


class Day:
    """People at work against a house that dies again and again."""

    def __init__(self, shop: Shop, house: House, seed: str) -> None:
        self.shop, self.house, self.chance = shop, house, random.Random(seed)
        self.bills = [a_bill(shop, "90000.00") for _ in range(3)]
        self.part: Part = a_part(shop, (9000, "20", 30), (9000, "22", 9))
        self.supplier = supplier()
        self.answered: list[Press] = []
        self.refused: list[str] = []
        self.pressed_again: set[str] = set()
        self.restarts: list[float] = []
        """Seconds of each start to the first answer."""
        self.losing, self.keeps_tokens, self.loses_its_database = 0.1, True, False

    def numbers(self) -> list[str]:
        """The people get passwords; their staff numbers."""
        people = [self.shop.person(name) for name in WORKERS]
        for name, person in zip(WORKERS, people, strict=True):
            change_password(getattr(self.shop, name), person, password_hash=HASH)
        return [person.employee_no for person in people]

    def next_press(self, name: str, chance: random.Random) -> Press:
        """What this desk does next: money by every means, sales that draw numbers, goods in."""
        if "cashier" in name:
            means = chance.choice(["cash", "scan"])
            number = f"Z{chance.randrange(10**12)}"
            data = {"means": means, "amount": f"{chance.randint(1, 900) / 100:.2f}", "trade_no": number}
            return Press("cashier.take_payment", chance.choice(self.bills).pk, data)
        row = {
            "lines-rows": "0",
            "lines-0-part": self.part.part_no,
            "lines-0-quantity": str(chance.randint(1, 3)),
        }
        if chance.random() < 0.5:
            return Press("parts.sell_over_counter", None, {"buyer": "邹雪梅", "channel": "counter", **row})
        return Press(
            "parts.receive_parts", None, {"supplier": str(self.supplier.pk), "delivery_note": "SH", **row}
        )

    def work(self, name: str, browser: Browser, seed: float, until: threading.Event) -> None:
        """Press and press; what was not answered is pressed again until it is; some answers are lost."""
        chance = random.Random(seed)
        while not until.is_set():
            press = self.next_press(name, chance)
            if chance.random() < self.losing:
                self.lost(browser, press)
            while not self.answer_to(browser, press):
                time.sleep(0.1)

    def lost(self, browser: Browser, press: Press) -> None:
        """The answer comes and nobody reads it: the press is made again."""
        if self.answer_to(browser, press, read=False):
            self.pressed_again.add(press.token)
            if not self.keeps_tokens:
                press.token = press.token[::-1]

    def answer_to(self, browser: Browser, press: Press, *, read: bool = True) -> bool:
        try:
            status, page = browser.press(press)
        except Unanswered:
            self.pressed_again.add(press.token)
            return False
        if status >= 500 and self.loses_its_database:
            self.pressed_again.add(press.token)
            return False
        if status >= 400:
            self.refused.append(f"{press.action} {status} {words_of(page)}")
        elif read:
            self.answered.append(press)
        return True

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """The house is open and everybody presses, until the end of the block."""
        numbers = self.numbers()
        connections.close_all()
        self.restarts = [self.house.open()]
        stop = threading.Event()
        browsers = [Browser(self.house, number, PASSWORD) for number in numbers]
        for name, browser in zip(WORKERS, browsers, strict=True):
            if "cashier" in name:
                assert browser.press(Press("cashier.open_shift", None, {"float_amount": "500"}))[0] < 400
        threads = [
            threading.Thread(target=self.work, args=(name, browser, self.chance.random(), stop))
            for name, browser in zip(WORKERS, browsers, strict=True)
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            stop.set()
            for thread in threads:
                thread.join(60)
            self.house.kill()

    def live_through(
        self, times: int, apart: tuple[float, float], break_down: Callable[[], object] | None = None
    ) -> None:
        """It breaks down so many times at random moments; a last quiet moment, the end."""
        with self.at_work():
            for _ in range(times):
                time.sleep(self.chance.uniform(*apart))
                (break_down or self.pull_the_plug)()
            time.sleep(self.chance.uniform(*apart))

    def pull_the_plug(self) -> None:
        """Every process of the house is killed and started again."""
        self.house.kill()
        self.restarts.append(self.house.open())

    def verdict(self) -> list[str]:
        """What is half done, doubled, lost or untrue."""
        wrong = [f"refused: {each}" for each in self.refused]
        tokens = {claim.token.rpartition(":")[2]: claim.pk for claim in Claim.objects.all()}
        entries = set(Entry.objects.values_list("pk", flat=True))
        for press in self.answered:
            if tokens.get(press.token) not in entries:
                wrong.append(f"acknowledged and not there: {press}")
        pressed = Counter(press.action for press in self.answered)
        for name, model in MADE_BY.items():
            if pressed[name] != (made := model.objects.count() - self.before[name]):
                wrong.append(f"{name}: {pressed[name]} pressed, {made} done")
        paid = sum((Decimal(each.data["amount"]) for each in self.answered if "amount" in each.data), ZERO)
        bills = Receivable.objects.filter(pk__in=[bill.pk for bill in self.bills])
        if (booked := sum((bill.paid for bill in bills), ZERO)) != paid:
            wrong.append(f"paid {paid}, booked {booked}")
        for command in (("check",), ("journal", "seal"), ("journal", "verify")):
            code, said = self.house.told(*command)
            if code:
                wrong.append(f"zhangdian {' '.join(command)}: {said[-2000:]}")
        return wrong

    @property
    def before(self) -> dict[str, int]:
        """Arranged before the first press: a sale for each bill."""
        return {
            "cashier.take_payment": 0,
            "parts.sell_over_counter": len(self.bills),
            "parts.receive_parts": 0,
        }
