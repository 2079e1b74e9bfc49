"""The contract test class: a plugin's own tests inherit a test per law."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from woonsim.testing.kind import NAMES, check
from woonsim.testing.toets import EXAMPLES, Uitkomst


class Beleidstoets:
    """Inherit from this in a test class whose name begins with Test, and name the policy.

    `parameters` are given as a scenario would write them; those that are not given are drawn. Each test fails with
    the story of the smallest case in which its law is broken. All laws are judged at the first test, in one process.
    """

    policy: ClassVar[type]
    parameters: ClassVar[Mapping[str, Any]] = {}
    examples: ClassVar[int] = EXAMPLES
    _found: ClassVar[dict[str, Uitkomst]]

    @classmethod
    def uitkomst(cls, wet: str) -> Uitkomst:
        """How law `wet` came out for the policy."""
        if "_found" not in vars(cls):
            cls._found = {outcome.wet: outcome for outcome in check(cls.policy, cls.parameters, cls.examples)}
        return cls._found[wet]


def _test_of(wet: str) -> Any:
    def test(self: Beleidstoets) -> None:
        outcome = self.uitkomst(wet)
        if outcome.houdt is False:
            raise AssertionError(f"{wet}, {outcome.hook}: {outcome.verhaal or outcome.uitleg}")

    test.__name__ = test.__qualname__ = f"test_{wet}"
    test.__doc__ = f"The law `{wet}` holds."
    return test


for _wet in NAMES:
    setattr(Beleidstoets, f"test_{_wet}", _test_of(_wet))
