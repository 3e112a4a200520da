"""The store lays out who works when: shifts, weeks, single days, lunch in turns, and what it takes."""
