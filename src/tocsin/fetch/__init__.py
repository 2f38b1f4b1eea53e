"""Fetch: asks the web for pages and feeds, from public addresses only and within limits."""
