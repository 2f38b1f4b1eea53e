"""Hostile: what is tried against a desk from outside, counted."""
