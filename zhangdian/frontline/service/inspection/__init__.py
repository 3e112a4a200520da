"""Leader’s check, final inspection, wash."""
