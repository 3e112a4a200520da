"""My post: the responsibilities as they hang on the wall, each with its live state and its evidence."""
