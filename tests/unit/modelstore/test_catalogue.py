import subprocess
import sys

from aipaint_desktop.engines.painter.requests import PainterRequest
from aipaint_desktop.modelstore.catalogue import catalogue, engines_by_id


def test_every_entry_is_whole() -> None:
    entries = catalogue()
    assert [entry.id for entry in entries][:1] == ["painter"]
    assert "style-fast" in [entry.id for entry in entries]
    assert "vgg16" not in [entry.id for entry in entries]
    for entry in entries:
        assert all([entry.family, entry.title, entry.title_zh, entry.licence, entry.good_at, entry.bad_at])
        assert entry.ready


def test_every_model_and_request_has_its_engine() -> None:
    engines = engines_by_id()
    assert {entry.engine for entry in catalogue()} <= engines.keys()
    assert PainterRequest.engine in engines
    assert all(engine.id == name for name, engine in engines.items())


def test_neither_the_catalogue_nor_the_engines_load_torch() -> None:
    code = (
        "import sys; from aipaint_desktop.modelstore.catalogue import catalogue, engines_by_id; "
        "catalogue(); engines_by_id(); sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
