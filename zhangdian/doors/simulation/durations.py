"""How long things take: log-normal minutes, median and ninetieth percentile (demo/README.md)."""

from collections.abc import Mapping

TABLE: Mapping[str, tuple[float, float]] = {
    "arrival to greeting": (3, 9),
    "walk-around": (5, 9),
    "write-up to signature": (7, 16),
    "to workshop to clock-on": (18, 48),
    "small maintenance in the bay": (35, 52),
    "repair in the bay": (85, 210),
    "diagnosis": (40, 110),
    "body and paint (working days)": (2.5, 7),
    "parts request to hand": (9, 25),
    "leader's check": (4, 8),
    "waiting for final inspection": (8, 28),
    "final inspection": (5, 12),
    "wash incl. waiting": (28, 66),
    "internal check to call": (5, 14),
    "call to customer at the car": (9, 240),
    "statement, pay, pass": (6, 13),
}
"""As a good run shows them, waiting for hands included."""

# What the simulation draws, so that with the waiting the table comes out. Between two steps a small
# maintenance that is waited for goes through the quick bays, other cars that are waited for follow, and a car
# that was left here comes last.
QUICK, WAITED, LEFT = "quick", "waited", "left"
AT_THE_GATE = (2.1, 3.9)
WALK_AROUND = {True: (3.7, 6.7), False: (6.5, 9.9)}
WALK_AROUND_ACCIDENT = (13.0, 18.0)
WRITE_UP = {True: (3.9, 8.6), False: (10.2, 19.5)}
"""By whether it is a known maintenance."""
TO_THE_BAY = {QUICK: (2.6, 5.5), WAITED: (13.5, 25.0), LEFT: (21.5, 36.0)}
BY_THE_PAPER = {QUICK: (0.5, 1.5), WAITED: (1.0, 4.0), LEFT: (1.0, 4.0)}
"""Minutes from the dispatch to the first turn of a wrench, at least and at most."""
SMALL_MAINTENANCE = (32.4, 48.2)
DIAGNOSIS = (39.0, 101.0)
BODY_DAYS = (1.37, 6.9)
PICK = (9.5, 36.0)
LEADER = (3.75, 6.7)
BEFORE_FINAL = {QUICK: (0.8, 2.2), WAITED: (7.0, 15.0), LEFT: (13.0, 28.0)}
FINAL = {QUICK: (3.1, 6.2), WAITED: (5.8, 13.0), LEFT: (5.8, 13.0)}
BEFORE_WASH = {QUICK: (1.0, 2.8), WAITED: (18.0, 38.0), LEFT: (42.0, 80.0)}
WASH = (12.0, 17.0)
INTERNAL = {QUICK: (1.1, 3.2), WAITED: (3.4, 8.0), LEFT: (6.3, 12.3)}
WAITING_CUSTOMER = {QUICK: (1.2, 3.2), WAITED: (3.1, 9.7)}
FETCHING_CUSTOMER = (113.0, 332.0)
STATEMENT = (4.9, 9.2)
TILL = (1.6, 3.0)
GATE = (1.3, 3.4)
ANSWERS = {"desk": (4.0, 9.0), "phone": (9.0, 35.0), "link": (24.0, 95.0)}
"""How soon a customer answers, by means (rates.csv: extra_work_answer_median)."""
JUDGEMENT = (25.0, 120.0)
