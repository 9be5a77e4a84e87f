"""One function for each question; asking never changes anything."""
