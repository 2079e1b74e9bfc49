"""Notatie: a value as YAML on one line."""

from __future__ import annotations

import json
from typing import Any


def scalar(value: Any) -> str:
    """JSON, with bare words."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {scalar(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(scalar, value)) + "]"
    if isinstance(value, str) and value.replace("_", "").isalnum() and not value[0].isdigit():
        return value
    return json.dumps(value, ensure_ascii=False, default=str)
