"""JSON Lines, one article a line; a JSON array or a single object over several lines is read too.

{"id": 7, "title": "В Баку открылась выставка", "text": "…", "published": "2024-03-19", "topics": ["culture"]}
-> Item(id="7", title="В Баку открылась выставка", …)
"""

import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO, Final

import orjson

from analytics.article import Item, Reject
from analytics.errors import InputError
from analytics.readers.streams import LONGEST_RECORD, RAW_KEPT, Notes, read_all, refuse_binary, skip_line

TEXT_KEYS: Final = ("id", "url", "source", "lang", "title", "text", "published", "section", "author", "label")
NUMBER_KEYS: Final = frozenset({"id", "label"})  # numbers here are names, kept as text
KEYS: Final = frozenset({*TEXT_KEYS, "topics"})
LARGEST_ARRAY: Final = 100_000_000  # bytes
KEYS_NAMED: Final = 20

_BOM = b"\xef\xbb\xbf"
_SURROGATE = re.compile("[\ud800-\udfff]")
_TYPES: Final[dict[type, str]] = {
    bool: "true or false", int: "a number", float: "a number", str: "text", list: "a list", dict: "an object",
    type(None): "null",
}  # fmt: skip


def read_jsonl(
    stream: io.BufferedReader, *, name: str, notes: Notes | None = None, keep: Sequence[str] = ()
) -> Iterator[Item | Reject]:
    """The items of a stream in order, a :class:`Reject` for each line that is not one.

    ``keep`` names keys of the user's own that hold a text, a number or a list of texts; they come in ``Item.extra``.
    Raises :class:`InputError` at the end where no line was good.
    """
    head = stream.peek(1).removeprefix(_BOM).lstrip()
    if not head.startswith((b"{", b"[")):
        refuse_binary(head, name=name)
    good = 0
    problem = ""
    unused: dict[str, None] = {}  # a set that keeps the order
    for number, raw in _records(stream, name=name):
        found: Item | Reject
        try:
            found = _item(_parsed(raw), f"{name}:{number}", unused, keep)
            good += 1
        except ValueError as error:
            problem = problem or f"line {number}: {error}"
            kept = raw if isinstance(raw, bytes) else orjson.dumps(raw)
            found = Reject(origin=f"{name}:{number}", reason=str(error), raw=kept[:RAW_KEPT])
        yield found
    if unused and notes is not None:
        named = ", ".join(list(unused)[:KEYS_NAMED])
        more = f" and {len(unused) - KEYS_NAMED} more" if len(unused) > KEYS_NAMED else ""
        notes(f"{name}: keys not used: {named}{more}")
    if not good:
        raise InputError(f"no usable line in {name}: {problem}" if problem else f"{name} is empty: no line to read")


def _records(stream: io.BufferedReader, *, name: str) -> Iterable[tuple[int, Any]]:
    """Numbered lines as bytes; the elements of an array, or a lone object, already parsed."""
    first = stream.readline(LONGEST_RECORD + 1).removeprefix(_BOM)
    opening = first.strip()
    if opening in (b"[", b"{") or opening.startswith((b"[{", b"[ {")):
        data = first + read_all(stream, limit=LARGEST_ARRAY, name=name)
        try:
            whole = orjson.loads(data)
        except orjson.JSONDecodeError:
            return _lines(first, io.BytesIO(data[len(first) :]))
        return enumerate(whole if isinstance(whole, list) else [whole], 1)
    return _lines(first, stream)


def _lines(first: bytes, stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    line, number = first, 1
    while line:
        if len(line) > LONGEST_RECORD and not line.endswith(b"\n"):
            skip_line(stream)
        if not line.isspace():
            yield number, line
        number += 1
        line = stream.readline(LONGEST_RECORD + 1)


def _parsed(raw: Any) -> Any:
    """The value on a line; a ValueError says in words why there is none."""
    if not isinstance(raw, bytes):
        return raw
    if len(raw) > LONGEST_RECORD:
        raise ValueError(f"longer than {LONGEST_RECORD // 1_000_000} MB")
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        try:
            text = raw.decode()
        except UnicodeDecodeError as undecodable:
            raise ValueError(f"not UTF-8 text (byte {undecodable.start + 1})") from None
        if b"\\ud" in raw or b"\\uD" in raw:
            # Half of a surrogate pair: a program cut a text in the middle of an emoji. The rest is good.
            return _without_halves(text, error)
        raise ValueError(f"not JSON ({error.msg}, column {error.colno})") from None


def _without_halves(text: str, error: orjson.JSONDecodeError) -> Any:
    try:
        value = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise ValueError(f"not JSON ({error.msg}, column {error.colno})") from None
    if not isinstance(value, dict):
        return value
    return {_SURROGATE.sub("", key): _whole(part) for key, part in value.items()}


def _whole(part: Any) -> Any:
    if isinstance(part, list):
        return [_SURROGATE.sub("", each) if isinstance(each, str) else each for each in part]
    return _SURROGATE.sub("", part) if isinstance(part, str) else part


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _item(row: Any, origin: str, unused: dict[str, None], keep: Sequence[str]) -> Item:
    if not isinstance(row, dict):
        raise ValueError(f"not a JSON object but {_TYPES[type(row)]}")
    texts: dict[str, str] = {}
    for key in TEXT_KEYS:
        value = row.get(key)
        if value.__class__ is str:
            texts[key] = value
        elif value is not None:
            texts[key] = _as_text(key, value)
    topics = row.get("topics")
    if topics is None:
        topics = ()
    elif not isinstance(topics, list) or not all(isinstance(topic, str) for topic in topics):
        held = "a list with something else in it" if isinstance(topics, list) else _TYPES[type(topics)]
        raise ValueError(f"topics is {held}, not a list of texts")
    if not (texts.get("title", "").strip() or texts.get("text", "").strip()):
        raise ValueError("neither title nor text")
    extra: dict[str, str | tuple[str, ...]] = {}
    if not row.keys() <= KEYS:
        unused.update(dict.fromkeys(key for key in row if key not in KEYS and key not in keep))
        extra = {key: _own(key, row[key]) for key in keep if row.get(key) is not None and key not in KEYS}
    return Item(origin=origin, topics=tuple(topic for topic in topics if topic), extra=extra, **texts)


def _own(key: str, value: Any) -> str | tuple[str, ...]:
    """The value of a key of the user's own: a text, or a tuple of texts."""
    if isinstance(value, list):
        if not all(isinstance(each, str) for each in value):
            raise ValueError(f"{key} is a list with something else in it, not a list of texts")
        return tuple(each for each in value if each)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise ValueError(f"{key} is {_TYPES[type(value)]}, not text")
    return value


def _as_text(key: str, value: Any) -> str:
    if key in NUMBER_KEYS and isinstance(value, int | float) and not isinstance(value, bool):
        # 5.0 is what spreadsheets make of 5.
        return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    raise ValueError(f"{key} is {_TYPES[type(value)]}, not text")
