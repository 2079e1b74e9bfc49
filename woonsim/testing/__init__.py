"""The conformance kit: laws that every policy keeps to, for a policy of one's own as for the built-in ones.

In a test of one's own::

    from woonsim.testing import Beleidstoets

    class TestMijn(Beleidstoets):
        policy = Mijn
        parameters = {"aandeel": "5%"}

which gives a test per law. `check` judges them one after another; `proeven` are the strategies behind them.
"""

from woonsim.testing.beleidstoets import Beleidstoets
from woonsim.testing.bench import Meting, measure
from woonsim.testing.kind import check
from woonsim.testing.kolommen import proeven
from woonsim.testing.proef import Proef
from woonsim.testing.toets import Uitkomst

__all__ = ["Beleidstoets", "Meting", "Proef", "Uitkomst", "check", "measure", "proeven"]
