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
AT_THE_GATE = (2.2, 4.0)
WALK_AROUND = {True: (3.9, 7.0), False: (6.5, 9.9)}
WALK_AROUND_ACCIDENT = (13.0, 18.0)
WRITE_UP = {True: (4.3, 9.2), False: (10.2, 19.5)}
"""By whether it is a known maintenance."""
TO_THE_BAY = {QUICK: (3.2, 6.5), WAITED: (13.5, 26.0), LEFT: (24.0, 42.0)}
BY_THE_PAPER = {QUICK: (0.5, 1.5), WAITED: (1.0, 4.0), LEFT: (1.0, 4.0)}
"""Minutes from the dispatch to the first turn of a wrench, at least and at most."""
SMALL_MAINTENANCE = (33.0, 49.0)
DIAGNOSIS = (40.0, 110.0)
BODY_DAYS = (2.0, 6.2)
PICK = (9.5, 36.0)
LEADER = (3.7, 6.2)
BEFORE_FINAL = {QUICK: (1.0, 2.6), WAITED: (7.0, 15.0), LEFT: (13.0, 28.0)}
FINAL = {QUICK: (3.4, 6.8), WAITED: (5.8, 13.0), LEFT: (5.8, 13.0)}
BEFORE_WASH = {QUICK: (1.6, 4.0), WAITED: (18.0, 38.0), LEFT: (42.0, 80.0)}
WASH = (12.0, 17.0)
INTERNAL = {QUICK: (1.4, 4.0), WAITED: (3.4, 8.0), LEFT: (6.6, 13.5)}
WAITING_CUSTOMER = {QUICK: (1.5, 4.0), WAITED: (3.4, 10.5)}
FETCHING_CUSTOMER = (105.0, 300.0)
STATEMENT = (4.9, 10.0)
TILL = (1.6, 3.0)
GATE = (1.5, 4.0)
ANSWERS = {"desk": (4.0, 9.0), "phone": (9.0, 35.0), "link": (24.0, 95.0)}
"""How soon a customer answers, by means (rates.csv: extra_work_answer_median)."""
JUDGEMENT = (25.0, 120.0)
