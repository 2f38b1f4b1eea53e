"""Weighing: from statements to bearings, grades and the matrix of a watch."""
