"""A customer asks us to delete what we know of him: what the law keeps is only stored, all else goes."""
