"""Arguments into one call, and its answer to standard output, standard error and an exit status."""
