"""What a key of a configuration file is: its type, its default and its help, in one record beside its name.

A table of the file is a frozen dataclass whose fields are made by ``key`` and ``required``; from them follow the
validator (pydantic's core, called directly: building models on top of it would take a fifth of the time that a quiet
night has), the reference page and the list of names that a misspelt key is compared with.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final, TypeVar, cast

from pydantic_core import PydanticCustomError, SchemaValidator
from pydantic_core import core_schema as cs

Value = TypeVar("Value")
Schema = cs.CoreSchema

OWN_WORDS: Final = "omfeed"
"""Type of the errors whose message is ours already."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key as the reference page shows it."""

    name: str
    kind: str
    """Its type in words for a person."""
    help: str
    default: object
    needed: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Kind:
    """A type of value: how it is checked and how it is called."""

    schema: Schema
    words: str
    table: type | None = None
    """The dataclass of the table or tables within, if any."""
    named: bool = False
    """Whether these tables stand under names of the user's own."""


def text(words: str = "text", *, pattern: str = "") -> Kind:
    """Text that is not empty, of a pattern when one is given."""
    return Kind(cs.str_schema(strict=True, min_length=1, pattern=pattern or None), words)


def whole(words: str, *, least: int, most: int | None = None) -> Kind:
    """A whole number within bounds."""
    return Kind(cs.int_schema(strict=True, ge=least, le=most), words)


def number(words: str, *, above: float, most: float | None = None) -> Kind:
    """A number, whole or decimal, within bounds."""
    return Kind(cs.float_schema(strict=True, gt=above, le=most, allow_inf_nan=False), words)


def one_of(values: type[StrEnum], *, words: str = "") -> Kind:
    """One member of a closed set."""
    members = list(values)
    named = words or "one of " + ", ".join(f'"{member}"' for member in members)
    return Kind(cs.enum_schema(values, members, sub_type="str"), named)


def choice(*values: str) -> Kind:
    """One of a few words."""
    return Kind(cs.literal_schema(list(values)), "one of " + ", ".join(f'"{value}"' for value in values))


def many(kind: Kind, words: str = "") -> Kind:
    """A list of values of one kind."""
    return Kind(cs.tuple_variable_schema(kind.schema), words or f"list of: {kind.words}", kind.table)


def mapping(name: Kind, value: Kind, words: str) -> Kind:
    """A table whose keys are the user's own."""
    return Kind(cs.dict_schema(name.schema, value.schema), words, value.table, named=value.table is not None)


FLAG: Final = Kind(cs.bool_schema(strict=True), "true or false")
TEXT: Final = text()
DAY: Final = Kind(cs.date_schema(strict=True), "date such as 2026-12-24, without quotation marks")
VARIABLE: Final = text("name of an environment variable", pattern=r"^[A-Za-z_][A-Za-z0-9_]*$")


def key(kind: Kind, default: Value, help: str) -> Value:  # noqa: A002 - the word that a reader of a table expects
    """A field for a key that may be left out."""
    notes = {"kind": kind, "help": help, "default": default}
    if isinstance(default, dict):
        return cast("Value", dataclasses.field(default_factory=dict, metadata=notes))
    return dataclasses.field(default=default, metadata=notes)


def required(of: type[Value], kind: Kind, help: str) -> Value:  # noqa: A002 - as above
    """A field for a key that must be there, read as a value ``of`` that type."""
    field: object = dataclasses.field(metadata={"kind": kind, "help": help, "of": of})
    return cast("Value", field)


def checked(kind: Kind, check: Callable[[str], str]) -> Kind:
    """A text for which ``check`` says in words what is wrong with it, or nothing."""

    def settle(value: str) -> str:
        _refuse(check(value))
        return value

    return Kind(cs.no_info_after_validator_function(settle, kind.schema), kind.words)


def table(cls: type[Value], check: Callable[[Value], str] | None = None) -> Kind:
    """A table of the file, made into an instance of its dataclass.

    Args:
        cls: the dataclass.
        check: says in words what is wrong with a table whose keys are right one by one, or nothing.
    """
    schema = _table_schema(cls)
    if check is None:
        return Kind(schema, "table", cls)
    said = check

    def settle(value: Value) -> Value:
        _refuse(said(value))
        return value

    return Kind(cs.no_info_after_validator_function(settle, schema), "table", cls)


def keys(cls: type) -> tuple[Key, ...]:
    """The keys of a table, in the order in which the reference page lists them."""
    return tuple(
        Key(
            name=field.name,
            kind=_notes(field.metadata)[0].words,
            help=_notes(field.metadata)[1],
            default=field.metadata.get("default"),
            needed="default" not in field.metadata,
        )
        for field in _fields(cls)
    )


def names_at(cls: type, place: Sequence[str | int]) -> tuple[str, ...]:
    """The keys that exist in the table at a place of a file whose whole is ``cls``; none where no table is known."""
    here: type | None = cls
    skip = False
    for part in place:
        if skip or isinstance(part, int):
            skip = False
            continue
        kind = (
            next((_notes(field.metadata)[0] for field in _fields(here) if field.name == part), None) if here else None
        )
        here = kind.table if kind else None
        skip = kind.named if kind else False
    return tuple(field.name for field in _fields(here)) if here else ()


def validator(cls: type) -> SchemaValidator:
    """The checker of a whole file, made once by its caller."""
    return SchemaValidator(_table_schema(cls))


def _refuse(words: str) -> None:
    if words:
        raise PydanticCustomError(OWN_WORDS, "{words}", {"words": words})


def _table_schema(cls: type) -> Schema:
    parts: list[cs.DataclassField] = []
    for field in _fields(cls):
        kind, _ = _notes(field.metadata)
        schema = kind.schema
        if "default" in field.metadata:
            default = field.metadata["default"]
            if isinstance(default, dict):
                schema = cs.with_default_schema(schema, default_factory=dict)
            else:
                schema = cs.with_default_schema(schema, default=default)
        parts.append(cs.dataclass_field(name=field.name, schema=schema, kw_only=True))
    arguments = cs.dataclass_args_schema(cls.__name__, parts, extra_behavior="forbid")
    names = [field.name for field in _fields(cls)]
    return cs.dataclass_schema(cls, arguments, names, slots=True, frozen=True)


def _fields(cls: type) -> Iterator[dataclasses.Field[object]]:
    yield from dataclasses.fields(cls)


def _notes(metadata: Mapping[str, object]) -> tuple[Kind, str]:
    return cast("Kind", metadata["kind"]), cast("str", metadata["help"])
