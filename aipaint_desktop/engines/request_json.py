"""The JSON form of every engine's requests.

In JSON a picture stands as its hash, name and size; the pixels travel beside it (`pictures_of`), so that a
PNG can carry both without writing pixels as text.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.engines.listed import ENGINES
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput

_REQUESTS: Mapping[str, type[Request]] = {
    f"{kind.engine}.{kind.operation}": kind for engine in ENGINES for kind in engine.requests
}


def pictures_of(request: Request) -> dict[str, Picture]:
    """Collect every picture in the request, by its hash."""

    def walk() -> Iterator[Picture]:
        for field in fields(request):
            value = getattr(request, field.name)
            yield from (
                item
                for item in (value if isinstance(value, tuple) else (value,))
                if isinstance(item, Picture)
            )

    return {picture.sha256: picture for picture in walk()}


def _plain(value: Any) -> Any:
    if isinstance(value, Picture):
        return {"sha256": value.sha256, "name": value.name, "width": value.width, "height": value.height}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def to_json(request: Request) -> dict[str, Any]:
    """Write the request as plain JSON values; `from_json` with `pictures_of(request)` gives it back."""
    values = {field.name: _plain(getattr(request, field.name)) for field in fields(request)}
    return {"request": f"{request.engine}.{request.operation}", **values}


def from_json(values: Mapping[str, Any], pictures: Mapping[str, Picture]) -> Request:
    """Read a request back from `to_json`. Raises `BadInput` for an unknown request, field or a picture that is
    missing."""

    def restore(value: Any) -> Any:
        if isinstance(value, dict):
            try:
                found = pictures[value["sha256"]]
            except (KeyError, TypeError):
                raise BadInput(
                    "The picture {0} of the request is missing.", value.get("name") or "?"
                ) from None
            return Picture(found.pixels, str(value.get("name", "")))
        if isinstance(value, list):
            return tuple(restore(item) for item in value)
        return value

    kind = _REQUESTS.get(str(values.get("request")))
    if kind is None:
        raise BadInput("This version knows no request of the kind {0}.", repr(values.get("request")))
    known = {field.name for field in fields(kind)}
    given = {name: restore(value) for name, value in values.items() if name != "request"}
    try:
        request = kind(**given)
    except TypeError:
        odd = sorted(given.keys() ^ known)
        raise BadInput("The request's fields do not fit: {0}.", ", ".join(odd)) from None
    request.validate()
    return request
