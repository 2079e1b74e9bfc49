"""The bytes of a scenario file, and the text in them: refused before they are read when they cannot be one."""

from __future__ import annotations

import codecs
import errno
import os
import re
import stat

from woonsim.berichten import bericht
from woonsim.errors import Fault, ScenarioError
from woonsim.scenario.problem import show
from woonsim.scenario.tree import LINE_END, Position, Tree
from woonsim.schermteksten import reden

MAX_BYTES = 2**20
MAX_LINE = 100_000
"""Characters on a line: the YAML library takes time quadratic in the length of some of what may stand on one."""

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BOMS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


def read_bytes(path: str | os.PathLike[str]) -> bytes:
    """The content of a scenario file of at most `MAX_BYTES`; a ScenarioError if there is no such regular file."""
    file = os.fspath(path)
    try:
        # Without O_NONBLOCK the opening of a pipe waits for a writer.
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except ValueError:
        raise file_error(file.replace("\0", "?"), "file_name") from None
    except OSError as error:
        raise _os_error(file, error) from None
    try:
        status = os.fstat(handle)
        if stat.S_ISDIR(status.st_mode):
            raise file_error(file, "file_directory")
        if not stat.S_ISREG(status.st_mode):
            raise file_error(file, "file_not_regular")
        if status.st_size > MAX_BYTES:
            raise file_error(file, "file_too_large", limit=MAX_BYTES)
        with os.fdopen(os.dup(handle), "rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise _os_error(file, error) from None
    finally:
        os.close(handle)
    if len(data) > MAX_BYTES:
        raise file_error(file, "file_too_large", limit=MAX_BYTES)
    return data


def decode(data: bytes, file: str) -> str:
    """The text of the file, without its BOM; a ScenarioError when it is not UTF-8 or holds control characters."""
    for bom, encoding in _BOMS.items():
        if data.startswith(bom):
            raise file_error(file, "not_utf8_bom", encoding=encoding)
    body = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        before = body[: error.start].decode("utf-8")
        readable = Tree(file, data, body.decode("utf-8", "replace"))
        message = bericht("not_utf8", byte=body[error.start], offset=len(data) - len(body) + error.start)
        raise ScenarioError([readable.fault_at(_end(before), message)]) from None
    for number, line in enumerate(LINE_END.split(text), 1):
        if len(line) > MAX_LINE:
            raise ScenarioError([Tree(file, data, text).fault_at((number, 1), bericht("long_line", limit=MAX_LINE))])
    wrong = _UNPRINTABLE.search(text)
    if wrong:
        message = bericht("control_character", code=ord(wrong.group()))
        raise ScenarioError([Tree(file, data, text).fault_at(_end(text[: wrong.start()]), message)])
    return text


def _end(text: str) -> Position:
    """The line and column just after `text`."""
    lines = LINE_END.split(text)
    return len(lines), len(lines[-1]) + 1


def file_error(file: str, name: str, **values: object) -> ScenarioError:
    """The error of a file that cannot be read at all; `name` is that of its message."""
    return ScenarioError([Fault(bericht(name, **values), show(file) if len(file) > 300 else file)])


def _os_error(file: str, error: OSError) -> ScenarioError:
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return file_error(file, "file_missing")
    if error.errno == errno.EISDIR:
        return file_error(file, "file_directory")
    if error.errno == errno.ENXIO:
        return file_error(file, "file_not_regular")
    return file_error(file, "file_unreadable", reason=reden(error))
