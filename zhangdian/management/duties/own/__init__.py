"""A store adds a duty, words one otherwise, gives it to another post, switches it off and on."""
