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
WALK_AROUND = (4.4, 8.4)
WALK_AROUND_ACCIDENT = (13.0, 18.0)
WRITE_UP = (7.0, 16.0)
TO_THE_BAY = (9.0, 26.0)
SMALL_MAINTENANCE = (33.0, 49.0)
DIAGNOSIS = (40.0, 110.0)
BODY_DAYS = (2.5, 7.0)
PICK = (6.0, 17.0)
LEADER = (3.2, 6.4)
BEFORE_FINAL = (6.0, 22.0)
FINAL = (5.0, 12.0)
BEFORE_WASH = (10.0, 40.0)
WASH = (12.0, 17.0)
INTERNAL = (4.0, 12.0)
WAITING_CUSTOMER = (5.0, 11.0)
FETCHING_CUSTOMER = (95.0, 320.0)
STATEMENT = (3.4, 8.0)
TILL = (1.6, 4.0)
GATE = (3.0, 8.0)
ANSWERS = {"desk": (4.0, 9.0), "phone": (9.0, 35.0), "link": (24.0, 95.0)}
"""How soon a customer answers, by means (rates.csv: extra_work_answer_median)."""
JUDGEMENT = (25.0, 120.0)
