"""A range of values of a path, such as ``beleid.weer_thuis.aandeel=0%..15%``: its ends, its unit, its steps."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from woonsim.errors import UsageError
from woonsim.scenario.overlay import Wijziging
from woonsim.schermteksten import tekst

STEPS = 32
"""Steps in a range where nothing else is asked, about."""
MOST_STEPS = 100_000
_DIGITS = 3
"""Digits of a drawn value beyond the first of the range."""
_NUMBER = r"([-+]?(?:\d+(?:\.\d+)?|\.\d+))"
_RANGE = re.compile(rf"{_NUMBER}\s*([^\d.\s][^.]*)?\.\.\s*{_NUMBER}\s*([^\d.\s].*)?")
_STEP = re.compile(rf"{_NUMBER}\s*(\D.*)?")
_READABLE = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_LOOKS_LIKE_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")


@dataclass(frozen=True)
class Bereik:
    """The values of `pad` from `laag` up to `hoog`, in `eenheid`; `stap`: 0 where none was asked."""

    pad: str
    laag: Decimal
    hoog: Decimal
    eenheid: str
    stap: Decimal = Decimal(0)

    def __str__(self) -> str:
        """The range as it may be given, with its step."""
        step = f" ({self.written(self.stap)})" if self.stap else ""
        return f"{self.pad}={self.written(self.laag)}..{self.written(self.hoog)}{step}"

    def written(self, value: Decimal) -> str:
        """A value as a scenario would have it, with its unit."""
        digits = f"{value.normalize():f}"
        # what may have been meant as thousands is refused
        digits = f"{digits}0" if self.eenheid and _LOOKS_LIKE_THOUSANDS.fullmatch(digits) else digits
        return f"{digits}{'' if self.eenheid in ('', '%') else ' '}{self.eenheid}"

    def change(self, waarde: str) -> Wijziging:
        """The change that gives the path this value."""
        return Wijziging(f"{self.pad}={waarde}", "--over")

    def stepped(self, *, is_whole: bool) -> Bereik:
        """The same range with a step: the one asked for, else a readable one, about `STEPS` of them."""
        if self.stap:
            return self
        exact = (self.hoog - self.laag) / STEPS
        scale = Decimal(10) ** exact.adjusted()
        step = min((part * scale for part in _READABLE), key=lambda each: abs(each - exact))
        return replace(self, stap=max(Decimal(1), step.to_integral_value()) if is_whole else step)

    def at(self, u: float, *, is_whole: bool) -> str:
        """The value at `u` in (0, 1) of the range, as written; of whole numbers each has an equal part."""
        span = self.hoog - self.laag
        if is_whole:
            return self.written(self.laag + int(Decimal(u) * (span + 1)))
        digit = Decimal(10) ** (span.adjusted() - _DIGITS)
        return self.written(self.laag + (Decimal(u) * span).quantize(digit))

    @property
    def halfway(self) -> str:
        """A fraction somewhere in the range: what a count is not."""
        return self.written(self.laag + min(Decimal("0.5"), (self.hoog - self.laag) / 2))

    @property
    def is_between_whole(self) -> bool:
        """Whether both ends are whole numbers."""
        return all(end == end.to_integral_value() for end in (self.laag, self.hoog))

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """Every value of the range, `hoog` included whatever the step."""
        n = int((self.hoog - self.laag) // self.stap)
        values = [self.laag + k * self.stap for k in range(n + 1)]
        return (*values, self.hoog) if values[-1] < self.hoog else tuple(values)

    @property
    def waarden(self) -> tuple[str, ...]:
        """The same, as written."""
        return tuple(self.written(value) for value in self.numbers)


def read_bereik(text: str, stap: str | None = None) -> Bereik:
    """The range in a ``PAD=LAAG..HOOG`` text, with the step that is asked for; raises `UsageError`."""
    pad, sign, rest = text.partition("=")
    found = _RANGE.fullmatch(rest.strip())
    if not pad.strip() or not sign or not found:
        raise UsageError(tekst("geen_bereik", waarde=text))
    low_unit, unit = ((found[group] or "").strip() for group in (2, 4))
    laag, hoog = Decimal(found[1]), Decimal(found[3])
    if low_unit not in ("", unit):
        raise UsageError(tekst("bereik_eenheden", waarde=text, laag=low_unit, hoog=unit or "-"))
    if not laag < hoog:
        raise UsageError(tekst("bereik_leeg", waarde=text))
    bereik = Bereik(pad.strip(), laag, hoog, unit)
    return bereik if stap is None else replace(bereik, stap=_read_step(stap, bereik))


def is_bereik(text: str) -> bool:
    """Whether a text is a range: ``0%..15%``."""
    return _RANGE.fullmatch(text.strip()) is not None


def _read_step(text: str, bereik: Bereik) -> Decimal:
    found = _STEP.fullmatch(text.strip())
    if not found or (found[2] or "").strip() not in ("", bereik.eenheid) or Decimal(found[1]) <= 0:
        raise UsageError(tekst("geen_stap", waarde=text, voorbeeld=bereik.written(bereik.stepped(is_whole=False).stap)))
    step = Decimal(found[1])
    if (bereik.hoog - bereik.laag) / step > MOST_STEPS:
        raise UsageError(tekst("stap_te_klein", waarde=text, hoogst=MOST_STEPS))
    return step
