"""Kinds of holds that service lays on a repair order, and what they mean on the board."""

UNPAID = "unpaid"
PARTS = "parts"
CUSTOMER_ANSWER = "customer_answer"
CALL_BACK = "call_back"
ADVISOR_PRICES = "advisor_prices"
DIFFERENCE = "difference"
BACK_TO_ADVISOR = "back_to_advisor"
DELAY = "delay"
BELONGINGS = "belongings"
QUESTION = "question"
WARRANTY = "warranty"
NEW_MARK = "new_mark"
PICKUP = "pickup"

WITH_CUSTOMER = frozenset({CUSTOMER_ANSWER, PICKUP, UNPAID})
