"""What can be insured: covers, their clauses in plain words, and the rules under which they are taken."""
