"""What a run is asked for: the indicators, their definitions and their tables.

`woonsim.indicatoren.INDICATOREN` is the registry; importing it needs no pandas.
"""

from woonsim.indicatoren.definities import INDICATOREN
from woonsim.indicatoren.tabellen import per_replicatie, samenvatting, summarise
from woonsim.indicatoren.waarneming import TOTAAL, Indicator

__all__ = ["INDICATOREN", "TOTAAL", "Indicator", "per_replicatie", "samenvatting", "summarise"]
