"""Soak: a desk that takes reports in for months while things go wrong."""
