"""The way of one visit: appointment, reception, write-up, workshop, inspection, delivery."""
