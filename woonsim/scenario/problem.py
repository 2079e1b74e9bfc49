"""What validators of the scenario raise: problems named after their message, with a place inside the value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from pydantic_core import PydanticCustomError

from woonsim.berichten import bericht

PROBLEMS = "problems"
"""Type of the pydantic error that carries problems in its context, under the same key."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong inside a value.

    `name` is a name in `woonsim.berichten`, `values` fill its text, `sub` is the path from the value that was
    validated to the place that is wrong, `at_key` says that the key there is wrong, not its value.
    """

    name: str
    values: dict[str, Any] = field(default_factory=dict)
    sub: tuple[str | int, ...] = ()
    at_key: bool = False

    def under(self, *keys: str | int) -> Problem:
        """The same problem, seen from the value that holds this one under `keys`."""
        return Problem(self.name, self.values, (*keys, *self.sub), self.at_key)


class UnreadableError(Exception):
    """A value that cannot be read, inside a validator that goes on to the next."""

    def __init__(self, problem: Problem) -> None:
        """Carry the `problem`."""
        super().__init__(problem.name)
        self.problem = problem


@dataclass(frozen=True)
class Nested:
    """A pydantic error found while validating a part, kept beside the problems of the whole."""

    error: Any


def problem_error(problems: Iterable[Problem | Nested]) -> PydanticCustomError:
    """The one pydantic error that carries all `problems`."""
    return PydanticCustomError(PROBLEMS, PROBLEMS, {PROBLEMS: tuple(problems)})


def refused(name: str, **values: object) -> PydanticCustomError:
    """The error that refuses parameters that do not go together, in the words of the message `name`."""
    return problem_error([Problem(name, dict(values))])


def nearest(given: object, allowed: Sequence[str]) -> str | None:
    """The one of `allowed` that `given` most resembles, if any does."""
    if len(allowed) > 500:
        return None  # Comparing takes too long, and what has so many rows was not made by hand.
    by_lower = {word.lower(): word for word in allowed}
    found = get_close_matches(str(given)[:100].lower(), by_lower, 1, 0.6)
    return by_lower[found[0]] if found else None


def near(given: object, allowed: Sequence[str]) -> str:
    """The nearest allowed word as the tail of a message, empty if none is near."""
    word = nearest(given, allowed)
    return "" if word is None else bericht("hint", nearest=word)


def hint(given: object, allowed: Sequence[str]) -> str:
    """The nearest allowed word as the tail of a message, else the allowed words if they are few."""
    return near(given, allowed) or (bericht("allowed", allowed=", ".join(allowed)) if 0 < len(allowed) <= 12 else "")


def unknown_key(key: str, allowed: Sequence[str]) -> Problem:
    """The problem of a key that is none of `allowed`."""
    return Problem("unknown_key", {"hint": hint(key, allowed), "nearest": nearest(key, allowed)}, (key,), at_key=True)


def show(value: object) -> str:
    """A value as it may be quoted in a message: short, on one line."""
    if value is None:
        return bericht("given_nothing")
    if isinstance(value, list):
        return bericht("given_list")
    if isinstance(value, dict):
        return bericht("given_table")
    text = str(value).lower() if isinstance(value, bool) else str(value)
    text = "".join(c if c.isprintable() else " " for c in text[:61])
    return f"{text[:60]}..." if len(text) > 60 else text
