"""Inquiries: who asked what, who answers, until whoever asked has been told."""
