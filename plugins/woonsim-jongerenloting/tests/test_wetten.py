"""Jongerenloting keeps the laws that every policy keeps."""

import pytest
from woonsim_jongerenloting import Jongerenloting

testing = pytest.importorskip("woonsim.testing", reason="the conformance kit is not installed")


class TestJongerenloting(testing.Beleidstoets):
    policy = Jongerenloting
    parameters = {"aandeel": "60%", "aandeel_jongeren": "40%"}
