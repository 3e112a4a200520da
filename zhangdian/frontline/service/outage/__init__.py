"""When the system or the power is off: blank forms with their numbers, entered afterwards."""
