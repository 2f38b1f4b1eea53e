"""Codec: nouns to JSON and back, by the types that they declare."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any, TypeVar

from tocsin.nouns import Copied

__all__ = ["alike", "as_json", "as_values", "from_json", "from_values"]

T = TypeVar("T")
_Decoder = Callable[[Any], Any]
KEPT = 16_384
"""Values of one type without parts, such as spans, that are made once."""

_PLAIN = (str, int, float, bool, type(None))


def as_json(noun: object) -> str:
    """Return `noun` as JSON: the same noun gives the same characters.

    Raises `TypeError` for a value that no noun has, `ValueError` for NaN and infinities.
    """
    return json.dumps(
        as_values(noun),
        ensure_ascii=False,
        allow_nan=False,
        separators=(",", ":"),
        sort_keys=True,
    )


def from_json(kind: type[T], written: str) -> T:
    """Return the noun of type `kind` that `as_json` wrote.

    A field that is missing takes its default, so that a noun may gain fields; one that is not
    known is passed over. Raises `KeyError` for a missing field without a default.
    """
    return from_values(kind, json.loads(written))


def as_values(noun: object) -> Any:
    """Return `noun` as what JSON knows: numbers stay as they are, times are written in UTC."""
    if isinstance(noun, _PLAIN):
        return noun
    if isinstance(noun, datetime):
        return noun.astimezone(UTC).isoformat()
    if isinstance(noun, date):
        return noun.isoformat()
    if isinstance(noun, tuple | list | Copied):
        return [as_values(value) for value in noun]
    if isinstance(noun, Mapping):
        return {_key(name): as_values(value) for name, value in noun.items()}
    names = _names(typing.cast("Any", type(noun)))
    return {name: as_values(getattr(noun, name)) for name in names}


def from_values(kind: type[T], values: Any) -> T:
    """Return the noun of type `kind` that `as_values` took apart."""
    noun: T = _decoder(typing.cast("Any", kind))(values)
    return noun


def alike(noun: T, were: Mapping[str, Any], values: Mapping[str, Any]) -> T:
    """Return what `from_values` gives, sharing all parts with `noun` in which they are the same.

    `were` are the values that `noun` was made from; numbers that are equal are the same.
    """
    decoders = _decoders(typing.cast("Any", type(noun)))
    if were.keys() != values.keys() or values.keys() != decoders.keys():
        return from_values(type(noun), values)
    differ = {name: decoders[name](value) for name, value in values.items() if were[name] != value}
    shared: T = replace(typing.cast("Any", noun), **differ)
    return shared


@cache
def _decoders(kind: type) -> dict[str, _Decoder]:
    hints = typing.get_type_hints(kind)
    return {name: _decoder(hints[name]) for name in _names(kind)}


def _key(name: object) -> str:
    if not isinstance(name, str):
        raise TypeError(f"a name must be text, not {type(name).__name__}")
    return name


@cache
def _names(kind: type) -> tuple[str, ...]:
    if not is_dataclass(kind):
        raise TypeError(f"no noun holds a value of type {kind.__name__}")
    return tuple(field.name for field in fields(kind))


@cache
def _decoder(kind: Any) -> _Decoder:
    """Return what turns JSON values into a value of the declared type `kind`."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return _optional(kind, arguments)
    if origin is tuple:
        return _tuple(arguments)
    if origin is Sequence:
        return _tuple((*arguments, Ellipsis))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        inner = _decoder(arguments[1])
        return lambda values: {name: inner(value) for name, value in values.items()}
    if kind is datetime:
        return datetime.fromisoformat
    if kind is date:
        return date.fromisoformat
    if is_dataclass(kind):
        return _dataclass(typing.cast("type", kind))
    if kind in (object, Any, *_PLAIN) or origin is typing.Literal:
        return _unchanged
    raise TypeError(f"no noun declares a value of type {kind}")


def _unchanged(value: Any) -> Any:
    return value


def _optional(kind: Any, arguments: tuple[Any, ...]) -> _Decoder:
    inner = [_decoder(one) for one in arguments if one is not type(None)]
    if all(one is _unchanged for one in inner):
        return _unchanged
    if len(inner) != 1:
        raise TypeError(f"JSON cannot tell the alternatives of {kind} apart")
    (only,) = inner
    return lambda value: None if value is None else only(value)


def _tuple(arguments: tuple[Any, ...]) -> _Decoder:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        inner = _decoder(arguments[0])
        return lambda values: tuple(inner(value) for value in values)
    each = [_decoder(one) for one in arguments]
    return lambda values: tuple(one(value) for one, value in zip(each, values, strict=True))


def _dataclass(kind: type) -> _Decoder:
    hints = typing.get_type_hints(kind)
    declared = [(field, _decoder(hints[field.name])) for field in fields(kind)]
    needed = {
        field.name
        for field, _ in declared
        if field.default is MISSING and field.default_factory is MISSING
    }

    def decode_in_part(values: Any) -> Any:
        return kind(
            **{
                field.name: inner(values[field.name])
                for field, inner in declared
                if field.name in values or field.name in needed
            }
        )

    # As it was written, nothing is missing: that way is gone many thousand times a desk.
    steps = [(field.name, None if inner is _unchanged else inner) for field, inner in declared]
    make: Callable[..., Any] = kind
    if all(hints[field.name] in (int, str) for field, _ in declared):
        # The same few places recur in reports that copy each other: they are one value.
        make = lru_cache(maxsize=KEPT)(kind)

    def decode(values: Any) -> Any:
        try:
            return make(
                *[values[name] if inner is None else inner(values[name]) for name, inner in steps]
            )
        except KeyError:
            return decode_in_part(values)

    return (
        decode if all(field.init and not field.kw_only for field, _ in declared) else decode_in_part
    )
