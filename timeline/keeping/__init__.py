"""The record as it grows and is corrected: each change whole, with who made it and why, and a way back."""
