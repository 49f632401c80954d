"""The little of CBOR (RFC 8949) that Pagefind's files use: whole numbers, texts and arrays."""

from typing import TypeAlias

Value: TypeAlias = "int | str | list[Value]"

_NUMBER, _TEXT, _ARRAY = 0, 3, 4
_SHORT = 24  # numbers below it stand in the first byte
_LENGTHS = {24: 1, 25: 2, 26: 4, 27: 8}


def decode(data: bytes) -> Value:
    """Return the value of CBOR data; ValueError if it is of another type, or there is more than one."""
    value, end = _decode(data, 0)
    if end != len(data):
        raise ValueError(f"{len(data) - end} bytes more than a value")
    return value


def _decode(data: bytes, at: int) -> tuple[Value, int]:
    kind, short = data[at] >> 5, data[at] & 31
    at += 1
    number = short
    if short >= _SHORT:
        length = _LENGTHS[short]
        number = int.from_bytes(data[at : at + length], "big")
        at += length
    if kind == _NUMBER:
        return number, at
    if kind == _TEXT:
        return data[at : at + number].decode(), at + number
    if kind != _ARRAY:
        raise ValueError(f"CBOR of type {kind}")
    items: list[Value] = []
    for _ in range(number):
        item, at = _decode(data, at)
        items.append(item)
    return items, at


def encode(value: Value) -> bytes:
    """Return a value as CBOR, each number as short as it can be."""
    if isinstance(value, int):
        return _head(_NUMBER, value)
    if isinstance(value, str):
        text = value.encode()
        return _head(_TEXT, len(text)) + text
    return _head(_ARRAY, len(value)) + b"".join(map(encode, value))


def _head(kind: int, number: int) -> bytes:
    if number < _SHORT:
        return bytes([kind << 5 | number])
    short = next(short for short, length in _LENGTHS.items() if number < 1 << 8 * length)
    return bytes([kind << 5 | short]) + number.to_bytes(_LENGTHS[short], "big")
