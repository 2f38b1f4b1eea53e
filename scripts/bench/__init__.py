"""The bench: speed and memory of each stage, beside others that do a part of the same work."""
