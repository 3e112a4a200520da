"""While the car is here: the customer is reminded of its cover's end, and sees what care he was promised."""
