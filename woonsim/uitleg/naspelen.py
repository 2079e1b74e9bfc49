"""Playing one replication again, watched, and no further than needed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from woonsim.errors import Exit, UsageError, WoonsimError
from woonsim.feiten import STROMEN
from woonsim.kolommen import GEEN
from woonsim.progress import show_progress
from woonsim.scenario.problem import hint
from woonsim.schermteksten import tekst
from woonsim.simulation import Run
from woonsim.uitleg.gegevens import Huishoudenverhaal, Woningverhaal
from woonsim.uitleg.huishouden import Huishoudenkijker
from woonsim.uitleg.resultaat import Gevonden, Resultaat
from woonsim.uitleg.woning import Woningkijker

_LATER = ("beschermd_wonen", "maatschappelijke_opvang", "buiten_register")
"""Streams whose huishoudens only come into being in the course of a run, when a table names them."""


class ReproductionError(WoonsimError):
    """The replication came out otherwise than it was stored."""

    exit = Exit.check_failed


def explain_woning(resultaat: Resultaat, woning: int, datum: date | None) -> Woningverhaal:
    """What happened to a woning when it fell free at or nearest to `datum`, or for the first time.

    Raises:
        UsageError: it never did in this replication.
        ReproductionError: another huishouden got it than the tables say.
    """
    found = resultaat.freed(woning, datum)
    kijker = Woningkijker(woning, found.vrijkomst, resultaat.replicatie)
    run = Run(resultaat.scenario, resultaat.seed, resultaat.replicatie, kijker)
    until = run.wereld.kalender.looptijd if found.tot is None else found.tot
    years = (run.wereld.kalender.datum(until) - resultaat.scenario.begindatum) // timedelta(days=366) + 1
    with show_progress(resultaat.scenario.model_copy(update={"looptijd": years}), 1, quiet=False) as tell:
        run.play_until(until, _alone(tell))
    _check(resultaat, kijker.verhaal, found)
    return kijker.verhaal


def _alone(tell: Callable[[int, int], None] | None) -> Callable[[int], None] | None:
    """What tells the progress of one replication."""
    return None if tell is None else lambda minute: tell(0, minute)


def _check(resultaat: Resultaat, verhaal: Woningverhaal, found: Gevonden) -> None:
    """Refuse to explain what did not happen: who got the woning, and when, is what the tables say."""
    got = verhaal.verhuring
    played = (got.wie.huishouden, got.acceptatie) if got is not None and found.huishouden else ("", "")
    if verhaal.vrijkomst != found.vrijkomst or played != (found.huishouden, found.acceptatie):
        raise ReproductionError(tekst("uitleg_niet_hetzelfde", map=resultaat.folder, replicatie=resultaat.replicatie))


def explain_huishouden(resultaat: Resultaat, name: str) -> Huishoudenverhaal:
    """The life in the run of the huishouden called ``stroom:volgnummer``.

    Raises:
        UsageError: that is no name of a huishouden, or the replication has none of that name.
    """
    stroom, volgnummer = _read_name(resultaat, name)
    if stroom in _LATER and not resultaat.knows(stroom, volgnummer):
        raise UsageError(_unknown(resultaat, name))
    kijker = Huishoudenkijker(stroom, volgnummer, resultaat.replicatie)
    run = Run(resultaat.scenario, resultaat.seed, resultaat.replicatie, kijker)
    if stroom not in _LATER and kijker.row() == GEEN:
        raise UsageError(_unknown(resultaat, name))
    with show_progress(resultaat.scenario, 1, quiet=False) as tell:
        run.play(_alone(tell))
    kijker.end()
    return kijker.verhaal


def _read_name(resultaat: Resultaat, name: str) -> tuple[str, int]:
    stroom, _, number = name.strip().partition(":")
    if not number.removeprefix("-").isdecimal() or not number.isascii() or abs(int(number)) >= 2**63:
        voorbeelden = ", ".join(resultaat.examples()[1])
        raise UsageError(tekst("uitleg_naam_huishouden", gegeven=name, voorbeelden=voorbeelden))
    if stroom not in STROMEN:
        misschien = hint(stroom, list(STROMEN))
        raise UsageError(tekst("uitleg_geen_stroom", gegeven=stroom, misschien=misschien))
    return stroom, int(number)


def _unknown(resultaat: Resultaat, name: str) -> str:
    voorbeelden = ", ".join(resultaat.examples()[1])
    return tekst("uitleg_geen_huishouden", gegeven=name, replicatie=resultaat.replicatie, voorbeelden=voorbeelden)
