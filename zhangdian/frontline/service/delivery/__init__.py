"""Internal check, call, walk-round, statement, gate pass, exit."""
