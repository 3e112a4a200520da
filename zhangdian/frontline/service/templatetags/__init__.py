"""Words of the workshop in templates."""
