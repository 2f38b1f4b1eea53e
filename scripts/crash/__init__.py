"""Crash: what a desk keeps when its process is killed, or its disk is full or read-only."""
