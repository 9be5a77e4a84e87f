"""The pages that are made from the code and from the records: one module for each."""
