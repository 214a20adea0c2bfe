"""How good compositions are: distance from paintings, faithfulness to the prompt, novelty and variety.

`python -m tests.quality.composer_figures --network FILE --words DIR --captions FILE --pictures DIR --vgg FILE
[--real DIR] [--count 500] [--each 25] [--guidance 2.5] [--only distance faithful novel diverse painted]`

`distance`: the kernel distance of `composer_measures` between landscapes and cityscapes composed for the captions
of held-out paintings and those paintings, or those in the folder `--real`, all cut square and 64 px; beside it
fixed points: training paintings, and the real ones blurred and with their pixels shuffled. `faithful`: how often
probes that were trained on real captions find what was asked for, in English and in Chinese; on held-out
paintings beside it. `novel`: median distance to the nearest training painting over the held-out paintings' own.
`diverse`: mean distance between compositions of one prompt over that between paintings whose title says the same.
`painted`: the distance of some compositions of the model that ships, and of what they are at 512 px, enlarged or
painted like the reference that fits best, reduced to 64 px again.
"""

import argparse
from collections.abc import Iterator, Sequence
from functools import cached_property, reduce
from pathlib import Path

import torch
from PIL import Image, ImageOps
from torch import Tensor
from torch.nn.functional import interpolate

from aipaint_desktop.engines.base.engine import CancelToken
from aipaint_desktop.engines.composer.composition import MEANS, PAINTINGS
from aipaint_desktop.engines.composer.request import ComposeRequest, Finish
from aipaint_desktop.modelstore.catalogue import engines_by_id
from aipaint_desktop.nn.composer.brief import Brief, Briefing
from aipaint_desktop.nn.composer.mean_picture import load_mean_picture
from aipaint_desktop.nn.composer.painting_prior import load_painting_prior
from aipaint_desktop.nn.composer.prompt_encoder import PromptEncoder, load_prompt_encoder
from aipaint_desktop.nn.generative.flow_matching import sample
from aipaint_desktop.nn.generative.noise_schedule import JUDGED_BELOW, composer_levels
from aipaint_desktop.nn.generative.unet import UNet, load_unet
from aipaint_desktop.nn.resize import gaussian_blur
from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.training.precision import trained_type
from recipes.composer.word_distillation import words_of
from recipes.pictures.captioned_pictures import Captioned, read_captions
from recipes.pictures.picture_sets import as_tensor, held_out, picture_files
from tests.quality.composer_measures import (
    features,
    fit_probe,
    kernel_distance,
    mean_pairwise,
    nearest,
    small_pixels,
)
from tests.quality.composer_questions import QUESTIONS, Question

SIDE = 64
BATCH = 25
PAINTED, PAINTED_SIDE = 80, 512  # paintings, and their sides in px
MOST = 2000  # paintings that a probe learns from


class Composer:
    """Composes what prompts ask for, square, 64 px."""

    def __init__(
        self,
        network: UNet,
        encoder: PromptEncoder,
        briefing: Briefing,
        guidance: float,
        steps: int,
    ) -> None:
        self._network = network
        self._briefing = briefing
        self._encoder = encoder
        self._guidance = guidance
        self._steps = steps

    def compose(self, prompts: Sequence[str], seed: int = 0) -> Tensor:
        """(N, 3, 64, 64) for N prompts."""
        found = []
        generator = torch.Generator().manual_seed(seed)
        for start in range(0, len(prompts), BATCH):
            briefs = [
                self._briefing.of(self._encoder.read(prompt), SIDE, SIDE, [generator])
                for prompt in prompts[start : start + BATCH]
            ]
            brief = reduce(Brief.join, briefs)
            *_, last = sample(
                self._network,
                brief.condition,
                torch.randn(len(briefs), 3, SIDE, SIDE, generator=generator),
                composer_levels(self._steps),
                self._guidance,
                judged_below=JUDGED_BELOW,
                first=brief.first,
                manner=brief.manner,
            )
            found.append(last.clean)
        return _as_stored(torch.cat(found))


def _as_stored(pictures: Tensor) -> Tensor:
    """As 8 bits a channel keep them."""
    return ((pictures + 1) * 127.5).round().clamp(0, 255) / 127.5 - 1


def read_squares(paths: Sequence[Path]) -> Tensor:
    """The middles of pictures, (N, 3, 64, 64)."""
    squares = []
    for path in paths:
        with Image.open(path) as file:
            squares.append(
                as_tensor(ImageOps.fit(file.convert("RGB"), (SIDE, SIDE), Image.Resampling.LANCZOS))
            )
    return torch.cat(squares)


class Figures:
    """The real pictures, what VGG16 sees in them, and the composer that is measured."""

    def __init__(
        self,
        captioned: Sequence[Captioned],
        composer: Composer,
        vgg: Vgg16,
        real: Path | None,
        count: int,
        each: int,
    ) -> None:
        self._vgg = vgg
        self._composer = composer
        self._each = each
        self._known: dict[Path, Tensor] = {}
        self._trained = [one for one in captioned if not held_out(one.path.name)]
        self._kept = [one for one in captioned if held_out(one.path.name)]
        scenes = [one for one in self._kept if one.genre in ("landscape", "cityscape")]
        self._scenes = scenes[:: max(1, len(scenes) // count)][:count]
        self._real = read_squares(picture_files(real)[:count] if real else [one.path for one in self._scenes])
        prompts = [f"{one.title} {one.genre} {one.movement}" for one in self._scenes]
        wanted = len(self._real)
        self._prompts = (prompts * (1 + wanted // len(prompts)))[:wanted]

    @cached_property
    def _composed(self) -> Tensor:
        return self._composer.compose(self._prompts)

    def distance(self) -> Iterator[tuple[str, float]]:
        count = len(self._real)
        scenes = [one for one in self._trained if one.genre in ("landscape", "cityscape")]
        training = read_squares([one.path for one in scenes[:: len(scenes) // count][:count]])
        generator = torch.Generator().manual_seed(0)
        shuffled = torch.stack(
            [
                picture.flatten(1)[:, torch.randperm(SIDE * SIDE, generator=generator)].view_as(picture)
                for picture in self._real
            ]
        )
        wanted = self._see(self._real)
        scale = wanted.std(0) + 1e-3
        everyone = {"compositions": self._composed, "training paintings": training}
        everyone |= {f"blurred, σ = {sigma} px": gaussian_blur(self._real, sigma) for sigma in (1, 2, 4)}
        for name, pictures in (everyone | {"pixels shuffled": shuffled}).items():
            yield name, kernel_distance(self._see(pictures), wanted, scale)

    def faithful(self) -> Iterator[tuple[str, float]]:
        for question in QUESTIONS:
            probe = fit_probe(*self._answered(question, self._trained), len(question.prompts))
            seen, answers = self._answered(question, self._kept)
            yield f"{question.name}, held-out paintings", _percent(probe(seen) == answers)
            wanted = torch.arange(len(question.prompts)).repeat_interleave(self._each)
            for language, name in enumerate(("English", "Chinese")):
                prompts = [prompt[language] for prompt in question.prompts for _ in range(self._each)]
                composed = self._composer.compose(prompts)
                yield f"{question.name}, {name}", _percent(probe(self._details(composed)) == wanted)

    def _answered(self, question: Question, among: Sequence[Captioned]) -> tuple[Tensor, Tensor]:
        """Features and classes of at most some thousands of the paintings that belong to a class."""
        known = [one for one in among if question.answer(one) >= 0]
        known = known[:: 1 + len(known) // MOST]
        answers = torch.tensor([question.answer(one) for one in known])
        new = [one.path for one in known if one.path not in self._known]
        if new:  # of some paintings several questions are asked
            self._known |= zip(new, self._details(read_squares(new)), strict=True)
        return torch.stack([self._known[one.path] for one in known]), answers

    def novel(self) -> Iterator[tuple[str, float]]:
        training = read_squares([one.path for one in self._trained])
        for name, look in (("relu4_3", self._places), ("pixels at 32 px", small_pixels)):
            seen = look(training)
            ours, own = (nearest(look(pictures), seen).median() for pictures in (self._composed, self._real))
            yield f"nearest training painting, {name}", (ours / own).item()

    def diverse(self) -> Iterator[tuple[str, float]]:
        for prompt, titles in (
            ("winter landscape with snow", "winter snow"),
            ("the sea", "sea seascape"),
            ("a forest", "forest woods"),
        ):
            alike = [
                one.path
                for one in self._trained
                if one.genre == "landscape" and set(words_of(one.title)) & set(titles.split())
            ]
            real = self._see(read_squares(alike[:: max(1, len(alike) // 64)][:64]))
            composed = self._see(self._composer.compose([f"{prompt}, landscape"] * 64))
            yield prompt, mean_pairwise(composed) / mean_pairwise(real)

    def painted(self) -> Iterator[tuple[str, float]]:
        wanted = self._see(self._real)
        scale = wanted.std(0) + 1e-3
        engine = engines_by_id("cpu")["composer"]
        finishes: dict[Finish, str] = {
            "none": "compositions",
            "upscale": "enlarged",
            "painter": "painted like the best-fitting reference",
        }
        for finish, name in finishes.items():
            made = []
            for seed, prompt in enumerate(self._prompts[:: max(1, len(self._prompts) // PAINTED)][:PAINTED]):
                request = ComposeRequest(
                    prompt=prompt, width=PAINTED_SIDE, height=PAINTED_SIDE, seed=seed, finish=finish
                )
                *_, last = engine.run(request, CancelToken())
                small = Image.fromarray(last.image).resize((SIDE, SIDE), Image.Resampling.LANCZOS)
                made.append(as_tensor(small))
            yield name, kernel_distance(self._see(torch.cat(made)), wanted, scale)

    def _details(self, pictures: Tensor) -> Tensor:
        """Features for probes: the picture enlarged to twice its side, which VGG16 reads better."""
        large = [interpolate(part, scale_factor=2, mode="bilinear") for part in torch.split(pictures, 64)]
        return torch.cat([features(self._vgg, large, "relu4_3", 2), features(self._vgg, large, "relu5_1")], 1)

    def _see(self, pictures: Tensor) -> Tensor:
        return features(self._vgg, torch.split(pictures, 64))

    def _places(self, pictures: Tensor) -> Tensor:
        return features(self._vgg, torch.split(pictures, 64), grid=4)


def _percent(right: Tensor) -> float:
    return 100 * right.float().mean().item()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--network", type=Path, default=Path("models/composer/composer.safetensors"))
    parser.add_argument(
        "--words", type=Path, default=Path("models/composer"), help="folder of the prompt encoder"
    )
    parser.add_argument("--captions", type=Path, required=True)
    parser.add_argument("--pictures", type=Path, required=True, help="folder of the unpacked archives")
    parser.add_argument("--vgg", type=Path, required=True, help="VGG16 weights, safetensors")
    parser.add_argument(
        "--real", type=Path, help="folder of real landscapes and cityscapes that were not trained on"
    )
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--each", type=int, default=25, help="compositions for each prompt of a question")
    parser.add_argument("--guidance", type=float, default=ComposeRequest.guidance)
    parser.add_argument("--steps", type=int, default=8)
    measures = ("distance", "faithful", "novel", "diverse", "painted")
    parser.add_argument("--only", nargs="+", choices=measures, default=measures)
    options = parser.parse_args()
    network = load_unet(options.network)
    encoder = load_prompt_encoder(options.words, network.names)
    means = load_mean_picture(options.words / MEANS, network.names)
    composer = Composer(
        network.to(trained_type()),
        encoder,
        Briefing(encoder, means, load_painting_prior(options.words / PAINTINGS)),
        options.guidance,
        options.steps,
    )
    figures = Figures(
        read_captions(options.captions, options.pictures),
        composer,
        Vgg16(options.vgg).to(trained_type()),
        options.real,
        options.count,
        options.each,
    )
    for measure in options.only:
        print(measure)
        for name, value in getattr(figures, measure)():
            print(f"  {name:44} {value:8.3f}", flush=True)


if __name__ == "__main__":
    torch.set_flush_denormal(True)
    main()
