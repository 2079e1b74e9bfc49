"""What a policy can decide: the hooks, and what each gets and gives. These docstrings are the manual.

A hook gets columns and returns one value per row; a policy implements only the hooks and asks only
the arguments it needs. Columns are read-only and equally long; `t` is the moment in minutes since
begindatum, `jaar` its calendar year, `wet` the dated legal limits. The order of `beleid` in the
scenario is the only order (decision 13).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pluggy
from numpy.typing import NDArray

from woonsim.begrippen import Kanaal

if TYPE_CHECKING:
    from woonsim.rekening import Rekening
    from woonsim.rijen import Rijen
    from woonsim.verslag import Verslag
    from woonsim.wetgeving import Wetgeving

PROJECT = "woonsim"
ENTRY_POINTS = "woonsim.plugins"
"""The group of entry points in which a package offers its policies."""
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)

Draw = Callable[[str, NDArray[Any]], NDArray[np.float64]]
"""`draw(purpose, keys)`: keyed uniform numbers under the policy's own name."""


@dataclass(frozen=True)
class Claim:
    """What a policy asks of freed woningen.

    `doelgroep`: for whom, a `Doelgroep` per row, -1 where the policy asks nothing.
    `op_aanvraag`: only when a candidate who fits accepts; otherwise the woning is set apart first.
    `zonder_kandidaat`: where a woning that was set apart goes when nobody takes it.
    `onbenut`: what becomes of the right to it then: it is `verloren` (and the woning goes on to the next claim), lapses
    `naar_regulier` (the woning goes to the adverts at once), or is `behouden` (room on the account again).
    `behouden_recht`: only on a right that was kept so; an account that is owed what it claims gets no new one.
    """

    doelgroep: NDArray[np.int64]
    op_aanvraag: bool = True
    zonder_kandidaat: Kanaal = Kanaal.aanbod
    onbenut: Literal["verloren", "naar_regulier", "behouden"] = "verloren"
    behouden_recht: bool = False


@dataclass(frozen=True)
class Werkwijze:
    """How the coordinatiepunt works.

    `doorlooptijd`: from the moment a woning falls free until a candidate is proposed [minutes].
    `intakes_per_maand`: candidates that it takes in per twelfth of a year, None for all at once.
    `maximum_weigeringen`: after so many refusals, and again after as many, a candidate goes `achteraan` (counts
    as waiting from then) or its place `vervalt`; None for no limit.
    `volgorde`: to whom a woning is offered first: the `langst_wachtend`, or the `best_passend` by the sum of what
    the hook `bemiddeling` answers, or `afwisselend`: corporaties take turns, so that candidates who reported at the
    one whose candidate was let a woning longest ago come first, and those of one that never had a turn before them.
    Among equals the longest waiting.
    """

    doorlooptijd: int = 0
    intakes_per_maand: int | None = None
    maximum_weigeringen: int | None = None
    na_weigering: Literal["achteraan", "vervalt"] = "achteraan"
    volgorde: Literal["langst_wachtend", "best_passend", "afwisselend"] = "langst_wachtend"


@hookspec
def register_beleid(register: Callable[[type], None]) -> None:
    """Offer policy classes by calling `register(Class)` for each.

    Asked of each module that an entry point of the group `woonsim.plugins` names, and of each file that is given
    with `--plugin`. A module without it offers every dataclass of its own that has a hook.
    """


@hookspec
def rekening(wet: Wetgeving) -> Rekening | list[Rekening] | None:
    """The account that the policy keeps in the grootboek, or several with a `naam` each; None for none.

    A letting that takes room takes it on all of them, so all must have room. Asked once at the start, and again
    when `jaarcyclus` has changed the policy.
    """


@hookspec
def werkwijze(wet: Wetgeving) -> Werkwijze | None:
    """How the coordinatiepunt works, asked once at the start; of all policies at most one may say so."""


@hookspec
def kanaal(woning: Rijen, t: int, jaar: int, wet: Wetgeving, draw: Draw) -> Claim | list[Claim] | None:
    """Claim freed woningen (one row each) on the policy's account: one claim, several in order, or None.

    The grootboek grants claims woning by woning in the order of `beleid`.
    """


@hookspec
def selectie(woningzoekende: Rijen, woning: Rijen, t: int, jaar: int, wet: Wetgeving) -> NDArray[np.bool_]:
    """Whether this woningzoekende may have this woning; all policies must agree (logical and)."""


@hookspec
def beslag(
    woningzoekende: Rijen,
    woning: Rijen,
    ruimte: NDArray[np.int64],
    t: int,
    jaar: int,
    wet: Wetgeving,
    draw: Draw,
) -> NDArray[np.bool_]:
    """Whether this letting would take room on the policy's account; without room it is passed over."""


@hookspec
def grondslag(woningzoekende: Rijen, woning: Rijen, t: int, jaar: int, wet: Wetgeving) -> NDArray[np.bool_]:
    """Whether this letting counts in the basis `toewijzingen` of the policy's accounts, asked when it is accepted.

    Only a policy that keeps such an account is asked.
    Without this hook every letting counts, the first ones of new woningen included.
    """


@hookspec
def sortering(
    woningzoekende: Rijen,
    woning: Rijen,
    ruimte: NDArray[np.int64],
    t: int,
    jaar: int,
    wet: Wetgeving,
    draw: Draw,
) -> NDArray[Any]:
    """A number per reaction, low first; policies sort lexicographically in the order of `beleid`.

    `ruimte`, here and in `beslag`: per reaction the room that the policy's own accounts have for this woning when
    the round closes, the least of them; 0 for a policy without an account, and for `beslag` when mediated.
    """


@hookspec
def voorrang(
    kandidaat: Rijen,
    duur: NDArray[np.int64],
    t: int,
    datum: date,
    jaar: int,
    wet: Wetgeving,
    draw: Draw,
) -> NDArray[np.int64]:
    """How long each candidate seeks with voorrang in the adverts from now on [minutes]; 0 for not at all.

    Asked of every candidate who appears, and on the first day of each calendar month of all who have no woning
    yet, but for those whose voorrang ran out. `duur` is how long it would be without this policy: what the
    policies before it said, at first what the stream of the scenario gives, or what is left. Return it to change
    nothing; `NOOIT` is without end. `datum` is the date of `t`. Who is given voorrang here and would be mediated
    keeps waiting for that too; who is refused it waits for mediation instead.
    """


@hookspec
def zoekpunten(woningzoekende: Rijen, t: int, jaar: int, wet: Wetgeving, draw: Draw) -> NDArray[np.int64] | None:
    """The whole number (0 or more) that is kept for each woningzoekende from now on; None to keep none.

    Asked on the first moment of each calendar month, begindatum included, of everybody registered who has not
    accepted a woning. The answer is the column `zoekpunten` until the next question; it is 0 again for who leaves the
    register. `reacties_maand` and `weigeringen_maand` hold what was counted since the last question. At most
    one policy may keep it.
    """


@hookspec
def jaarcyclus(verslag: Verslag, jaar: int, wet: Wetgeving) -> dict[str, Any] | None:
    """New values for some of the policy's own parameters from 1 January of `jaar` on; None or {} changes nothing.

    Asked on the last day of each year, when the prestatieafspraken for `jaar` are signed, of each policy in the
    order of `beleid`. `verslag` is of the last year that has been reported on, `jaar - 2`: so the first question
    comes at the end of the second year of the run. Keys are names of parameters that hold a number; values are
    written as in a scenario (a share as a fraction, a duration as `30 dagen`) and checked in the same way.

    From then on a fresh instance of the policy takes the place of the old one: what it must remember it keeps in
    its parameters. Of its account only `aandeel` may change; what accrued so far stays. Each change is a row of
    the table `bijstelling`. There is no other way: a policy that changes its parameters itself is refused.
    """


@hookspec
def deelname(woningzoekende: Rijen, t: int, jaar: int, wet: Wetgeving, draw: Draw) -> NDArray[np.bool_]:
    """Whether this tenant of the stock takes part in the policy's scheme at `t`.

    Asked once a month of all tenants who have not given notice, and of who is about to be let a woning. It
    decides nothing: it fills the table `deelname` and the column `in_regeling`.
    """


@hookspec
def bemiddeling(kandidaat: Rijen, woning: Rijen, t: int, jaar: int, wet: Wetgeving, draw: Draw) -> NDArray[Any]:
    """How well each candidate who waits for mediation fits the woning, high first; minus infinity forbids.

    What the policies answer is added up. Who may have a woning at all is for `selectie`, which is asked too.
    """


@hookspec
def inschrijfkans(woningzoekende: Rijen, t: int, jaar: int, wet: Wetgeving, draw: Draw) -> NDArray[np.float64]:
    """A factor (0 or more, 1 = none) on the rate at which tenants of the stock begin: register, or start to search.

    Asked on the first moment of each month, of the tenants who are not registered and those registered
    passively; it holds for that month. A factor above 1 adds events of its own beside those of the base, so
    that these stay what they were; below 1 it takes away some of those that fall in the month. Factors of
    several policies multiply, in this hook and in the two that follow.
    """


@hookspec
def reactiekans(woningzoekende: Rijen, t: int, jaar: int, wet: Wetgeving, draw: Draw) -> NDArray[np.float64]:
    """A factor (0 or more, 1 = none) on the chance to look at the adverts in the round that closes at `t`.

    Asked of all who search. Who looks by its own draw still does; above 1 some of the others do too, below 1
    some do not. The chance itself never exceeds 1.
    """


@hookspec
def acceptatiekans(
    woningzoekende: Rijen, woning: Rijen, t: int, jaar: int, wet: Wetgeving, draw: Draw
) -> NDArray[np.float64]:
    """A factor (0 or more, 1 = none) on the chance to accept this woning when it is offered, per reaction."""
