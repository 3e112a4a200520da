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

# What the simulation draws, so that with the waiting the table comes out.
AT_THE_GATE = (2.2, 4.0)
WALK_AROUND = {True: (4.3, 7.6), False: (5.9, 9.4)}
WALK_AROUND_ACCIDENT = (13.0, 18.0)
WRITE_UP = {True: (5.0, 10.5), False: (9.6, 19.0)}
"""By whether it is a known maintenance."""
TO_THE_BAY = (12.5, 27.0)
SMALL_MAINTENANCE = (33.0, 49.0)
DIAGNOSIS = (40.0, 110.0)
BODY_DAYS = (2.15, 6.8)
PICK = (9.5, 36.0)
LEADER = (3.7, 6.2)
BEFORE_FINAL = (8.5, 19.0)
FINAL = (5.0, 12.0)
BEFORE_WASH = (18.0, 42.0)
WASH = (12.0, 17.0)
INTERNAL = (4.4, 9.0)
WAITING_CUSTOMER = (3.3, 9.5)
FETCHING_CUSTOMER = (120.0, 330.0)
STATEMENT = (5.6, 8.8)
TILL = (1.6, 3.0)
GATE = (2.4, 6.0)
ANSWERS = {"desk": (4.0, 9.0), "phone": (9.0, 35.0), "link": (24.0, 95.0)}
"""How soon a customer answers, by means (rates.csv: extra_work_answer_median)."""
JUDGEMENT = (25.0, 120.0)
