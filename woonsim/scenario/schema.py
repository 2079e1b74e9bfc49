"""The JSON Schema of a scenario, for editors that complete and check while one types."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from woonsim.scenario.model import Scenario

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_NAME: dict[str, Any] = {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_-]{0,63}$"}


def scenario_schema(beleid: Mapping[str, Mapping[str, Any]] | None = None) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a scenario.

    `beleid` maps each known type of policy to the schema of its parameters; without it any type is allowed.
    """
    shared: dict[str, Any] = {}
    schema: dict[str, Any] = _share(Scenario.model_json_schema(), shared)
    schema["$defs"] = dict(sorted((schema["$defs"] | shared).items()))
    if beleid is not None:
        schema["properties"]["beleid"]["items"] = _policy(beleid, schema["$defs"])
    return {"$schema": DIALECT} | schema


def schema_text(beleid: Mapping[str, Mapping[str, Any]] | None = None) -> str:
    """The JSON Schema as the text of a file."""
    return json.dumps(scenario_schema(beleid), indent=2, ensure_ascii=False) + "\n"


def _share(part: Any, shared: dict[str, Any]) -> Any:
    """A copy of `part` in which each quantity is a reference to its one definition, collected in `shared`."""
    if isinstance(part, list):
        return [_share(item, shared) for item in part]
    if not isinstance(part, dict):
        return part
    if part.get("x-shared"):
        beside = {key: part[key] for key in ("default", "description") if key in part}
        own = {key: part[key] for key in part if key not in ("x-shared", *beside)}
        # Pydantic puts the name of the field where the name of the quantity stood.
        name = own.pop("x-name")
        shared[name] = own | {"title": name}
        return {"$ref": f"#/$defs/{name}"} | beside
    return {key: _share(value, shared) for key, value in part.items() if not (key == "title" and value != "Scenario")}


def _policy(beleid: Mapping[str, Mapping[str, Any]], definitions: dict[str, Any]) -> dict[str, Any]:
    """One entry of `beleid`: a type alone, or one type with its parameters."""
    properties = {}
    for soort, parameters in beleid.items():
        own: dict[str, Any] = _share(dict(parameters), definitions)
        definitions.update(own.pop("$defs", {}))
        own["properties"] = {"naam": _NAME} | own.get("properties", {})
        properties[soort] = {"anyOf": [own, {"type": "null"}]}
    table = {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": False}
    return {"anyOf": [{"enum": list(beleid)}, table | {"properties": properties}]}
