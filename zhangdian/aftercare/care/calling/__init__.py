"""Calling: the agreed hour, the questionnaire, attempts, reminders and what the month taught."""
