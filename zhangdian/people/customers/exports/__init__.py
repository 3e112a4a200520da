"""Personal data on its way out: asked by one, signed by another, bound to its rows, dead after a day."""
