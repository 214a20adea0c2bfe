"""What the layer of a result is called: after what it was painted like, and the model."""

import itertools
from collections.abc import Collection, Iterable

from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.modelstore.catalogue import ModelEntry
from aipaint_desktop.modelstore.references import ReferenceEntry
from aipaint_desktop.ui.words.names import model_title, reference_title

_LONGEST = 40  # letters of a reference's title or a prompt
_NAMED = 2  # references


def result_name(
    request: Request, words: str, references: Iterable[ReferenceEntry], models: Iterable[ModelEntry]
) -> str:
    """For a painting like pictures their titles, for a composition its prompt, or else the words for what was done;
    and the model's title. words: in the artist's language, like all of it."""
    about = _shortened(" ".join(request.words.split())) or _likened(request, references) or words
    return f"{about} – {_model(request, models)}"


def numbered(name: str, taken: Collection[str]) -> str:
    """The name, or the first of "name 2", "name 3" … that is not taken."""
    numbers = (f"{name} {number}" for number in itertools.count(2))
    return next(each for each in itertools.chain([name], numbers) if each not in taken)


def _likened(request: Request, references: Iterable[ReferenceEntry]) -> str:
    titles = {entry.path.name: reference_title(entry) for entry in references}
    named = [titles[picture.name] for picture in request.sources if picture.name in titles]
    more = " …" if len(named) > _NAMED else ""
    return ", ".join(_shortened(title) for title in named[:_NAMED]) + more


def _model(request: Request, models: Iterable[ModelEntry]) -> str:
    own = [model for model in models if model.engine == request.engine]
    found = next((model for model in own if model.id == request.model), own[0] if own else None)
    return request.model if found is None else _shortened(model_title(found))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
