"""What the layer of a result is called: after what it was painted like, and the model."""

import itertools
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from aipaint_desktop.engines.base.request import Request
from aipaint_desktop.modelstore.catalogue import ModelEntry
from aipaint_desktop.modelstore.references import ReferenceEntry

_LONGEST = 40  # letters of a reference's title or a prompt
_NAMED = 2  # references


@dataclass(frozen=True)
class Titles:
    """What things are called in the language of a result's name."""

    reference: Callable[[ReferenceEntry], str] = lambda entry: entry.title
    model: Callable[[ModelEntry], str] = lambda entry: entry.title


def result_name(
    request: Request,
    words: str,
    references: Iterable[ReferenceEntry],
    models: Iterable[ModelEntry],
    titles: Titles,
) -> str:
    """Name a result: a painting like pictures after their titles, a composition after its prompt, and else by the words
    for what was done; and after the model. words: in the language of the titles."""
    about = _shortened(" ".join(request.words.split())) or _likened(request, references, titles) or words
    return f"{about} – {_model(request, models, titles)}"


def numbered(name: str, taken: Collection[str]) -> str:
    """Number a name that is taken: "name 2", "name 3" …, the first that is not."""
    numbers = (f"{name} {number}" for number in itertools.count(2))
    return next(each for each in itertools.chain([name], numbers) if each not in taken)


def _likened(request: Request, references: Iterable[ReferenceEntry], titles: Titles) -> str:
    known = {entry.path.name: titles.reference(entry) for entry in references}
    named = [known[picture.name] for picture in request.sources if picture.name in known]
    more = " …" if len(named) > _NAMED else ""
    return ", ".join(_shortened(title) for title in named[:_NAMED]) + more


def _model(request: Request, models: Iterable[ModelEntry], titles: Titles) -> str:
    own = [model for model in models if model.engine == request.engine]
    found = next((model for model in own if model.id == request.model), None)
    if found is None and own and request.model == request.engine:  # which names none of them
        found = own[0]
    return _shortened(request.model if found is None else titles.model(found))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
