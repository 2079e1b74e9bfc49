"""One entry of `beleid`: what type of policy, under what name, with what parameters."""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from woonsim.scenario.problem import Problem, problem_error, show

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}", re.ASCII)


class Beleidsregel(BaseModel):
    """One entry of `beleid`: a policy type, its unique name and its parameters, still unread."""

    model_config = ConfigDict(frozen=True)

    soort: str
    naam: str
    parameters: dict[str, Any]

    @model_validator(mode="before")
    @classmethod
    def _from_entry(cls, raw: object) -> object:
        """Read `inschrijfduur` or ``{quotum: {naam: weer_thuis, aandeel: 5%}}``."""
        if isinstance(raw, str):
            raw = {raw: None}
        if not isinstance(raw, dict) or len(raw) != 1:
            raise problem_error([Problem("policy_shape", {"given": show(raw)})])
        soort, given = next(iter(raw.items()))
        parameters = {} if given is None else given
        if not _NAME.fullmatch(soort):
            raise problem_error([Problem("policy_name", {"given": show(soort)})])
        if not isinstance(parameters, dict):
            raise problem_error([Problem("not_a_table", {"given": show(parameters)}, (soort,))])
        naam = parameters.get("naam", soort)
        if not isinstance(naam, str) or not _NAME.fullmatch(naam):
            raise problem_error([Problem("policy_name", {"given": show(naam)}, (soort, "naam"))])
        return {"soort": soort, "naam": naam, "parameters": {k: v for k, v in parameters.items() if k != "naam"}}

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Any policy; `woonsim.scenario.schema` puts the known ones here."""
        return {"anyOf": [{"type": "string"}, {"type": "object", "minProperties": 1, "maxProperties": 1}]}
