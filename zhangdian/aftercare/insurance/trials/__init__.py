"""Trials and quotes: several insurers side by side, then the insurer's own three totals."""
