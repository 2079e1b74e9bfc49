"""The section `levensloop`: what becomes of huishoudens as they grow older."""

from __future__ import annotations

from typing import Literal

from woonsim.scenario.section import Section


class Levensloop(Section):
    """Which tables of `huurders` huishoudens keep following at each turn of the year, as they age."""

    huishoudgrootte: Literal["volgt_leeftijd", "vast"] = "vast"
    inkomen: Literal["volgt_leeftijd", "vast"] = "vast"
