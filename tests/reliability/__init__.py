"""Claims that nothing is lost: killed, on a failing disk, beside others, and before files that are not whole."""
