"""New cars that were handed over: the list by which the new-car desk's penetration is reckoned."""
