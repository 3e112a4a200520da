"""Two people at once: what is scarce is given once, and nothing is given twice."""
