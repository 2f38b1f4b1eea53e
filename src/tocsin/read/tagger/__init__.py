"""Tagger: a small trained network that finds who said what, and by which words."""

from tocsin.read.tagger.model import Tagger

__all__ = ["Tagger"]
