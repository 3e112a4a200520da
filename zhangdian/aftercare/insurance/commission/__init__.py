"""What insurers owe for policies: agreements, statements, differences, money that came in."""
