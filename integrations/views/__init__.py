"""Pages of imports, of the mapping of ratings, and of the difference between editions."""
