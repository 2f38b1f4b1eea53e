"""Written: YAML that people write, read without what could unfold, or nest, without bound."""

from __future__ import annotations

from typing import Any

import yaml

__all__ = ["DEEPEST", "NotPlain", "plain"]

DEEPEST = 100
"""Mappings and lists within one another that a file may have; the deepest here needs seven."""

_OPENING = (
    yaml.BlockMappingStartToken,
    yaml.BlockSequenceStartToken,
    yaml.FlowMappingStartToken,
    yaml.FlowSequenceStartToken,
)
_CLOSING = (yaml.BlockEndToken, yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)


class NotPlain(yaml.YAMLError):
    """What YAML allows and no file of a house may have; the message is a clause without its end."""


def plain(text: str, loader: type[yaml.CSafeLoader] = yaml.CSafeLoader) -> tuple[Any, Any]:
    """Return the root node of a YAML document, with the places of all in it, and its values.

    Both None for an empty one. Raises `yaml.YAMLError` for what is no YAML, and `NotPlain` for
    aliases, of which a reader of the file could not see what holds, and for what nests too deeply.
    """
    if not text.isascii() and any("\ud800" <= one <= "\udfff" for one in text):
        raise NotPlain("half a character (a lone surrogate)")
    depth = 0
    for token in yaml.scan(text, Loader=yaml.CSafeLoader):
        if isinstance(token, yaml.AliasToken):
            raise NotPlain("YAML aliases (*name) are not allowed")
        depth += isinstance(token, _OPENING) - isinstance(token, _CLOSING)
        if depth > DEEPEST:
            raise NotPlain("nested too deeply")
    made = loader(text)
    try:
        root = made.get_single_node()
        return root, None if root is None else made.construct_document(root)
    finally:
        made.dispose()
