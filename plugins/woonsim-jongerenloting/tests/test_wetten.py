"""Jongerenloting keeps the laws that every policy keeps."""

from woonsim_jongerenloting import Jongerenloting

from woonsim.testing import Beleidstoets


class TestJongerenloting(Beleidstoets):
    policy = Jongerenloting
    parameters = {"aandeel": "60%", "aandeel_jongeren": "40%"}
