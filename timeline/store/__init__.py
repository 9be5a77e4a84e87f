"""Records and the database, each into the other: the only place that knows how they are kept."""
