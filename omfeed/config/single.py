"""Checks one subscription that was not written in a file, by the same rules and in the same words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pydantic_core import SchemaValidator, ValidationError

from omfeed.config import build
from omfeed.config.faults import faults
from omfeed.config.keys import Kind, names_at, table
from omfeed.config.mailing import SubscriptionBlock, subscription_fault
from omfeed.errors import ConfigError
from omfeed.model import Subscription


def subscription(keys: Mapping[str, object]) -> Subscription:
    """The subscription that these keys of ``[[subscription]]`` make.

    Raises:
        ConfigError: a key or value is not allowed; all faults are told.
    """
    try:
        block: SubscriptionBlock = _validator().validate_python(dict(keys))
    except ValidationError as error:
        found = faults(error.errors(include_url=False), "", lambda place: names_at(SubscriptionBlock, place))
        raise ConfigError(" ".join(f"{fault}" for fault in found)) from error
    (made,) = build.subscriptions([block])
    return made


@cache
def _validator() -> SchemaValidator:
    kind: Kind = table(SubscriptionBlock, subscription_fault)
    return SchemaValidator(kind.schema)
