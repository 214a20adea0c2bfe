"""Words for what paintings show, where their titles are silent.

`python -m recipes.composer.seen_words --captions captions.csv --pictures DIR --vgg FILE --out seen.json`

A title names the snow in one snowy picture of five. For each word a logistic regression on VGG16 features tells titled
from other pictures; as titles are silent rather than wrong, its probability is divided by the mean that it gives to
titled pictures (Elkan & Noto 2008, learning from positive and unlabelled examples). Pictures that are held out are
neither learned from nor described. Words for light and colour are read off the pixels.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor
from torch.nn.functional import adaptive_avg_pool2d, binary_cross_entropy_with_logits

from aipaint_desktop.nn.vgg import Vgg16
from aipaint_desktop.training.precision import trained_type
from recipes.composer.word_distillation import words_of
from recipes.pictures.captioned_pictures import Captioned, read_captions
from recipes.pictures.picture_sets import as_tensor, held_out, read_colours

_SIZE = (80, 80)
_FOLDS = 4
_SURE = 0.6  # less probable words are not kept
_LIFT = 6.0  # nor are those that are not so many times as often sure of titled pictures as of others

# word: words of titles that mean it
SUBJECTS = {
    "sea": "sea ocean seascape marine coast beach shore waves wave seashore cliffs cliff",
    "storm": "storm stormy tempest shipwreck thunderstorm rough",
    "boats": "boat boats sailing sails sailboats fishing ships ship fleet regatta barges",
    "harbour": "harbor harbour port dock docks quay pier",
    "river": "river seine banks bank stream canal thames",
    "lake": "lake pond",
    "waterfall": "waterfall falls cascade",
    "bridge": "bridge pont bridges",
    "forest": "forest wood woods woodland grove undergrowth",
    "trees": "trees tree oak pines poplars birches willows chestnut orchard",
    "mountains": "mountain mountains mount mont peak alps himalayas valley kangchenjunga hills tibet",
    "rocks": "rocks rock rocky cliff cliffs boulders",
    "desert": "desert mongolia",
    "field": "field fields meadow meadows wheat haystack haystacks plain harvest grain stack",
    "garden": "garden gardens park",
    "road": "road path lane avenue",
    "village": "village hamlet farm farmhouse cottage houses",
    "street": "street rue boulevard avenue square place",
    "church": "church cathedral monastery chapel abbey",
    "ruins": "ruins ruin temple castle",
    "snow": "snow winter frost ice snowy thaw",
    "winter": "snow winter frost ice snowy",
    "spring": "spring blossom blossoming flowering april may",
    "summer": "summer june july",
    "autumn": "autumn october november fall",
    "night": "night moonlight moonlit nocturne moon starry midnight",
    "sunset": "sunset dusk evening twilight",
    "sunrise": "sunrise dawn morning",
    "clouds": "clouds cloud sky overcast",
    "fog": "fog mist misty foggy smoke haze",
    "flowers": "flowers roses bouquet chrysanthemums peonies vase flower sunflowers lilacs",
    "fruit": "fruit apples pears grapes peaches oranges",
    "horse": "horse horses rider cavalry riding",
    "cows": "cows cow cattle sheep herd",
    "woman": "woman lady girl madame mrs miss female countess princess bather",
    "man": "man gentleman lord sir count mr male king general",
    "child": "child boy girl children baby",
    "nude": "nude bather bathers venus nymph",
    "crowd": "crowd procession battle feast dance ball market",
    "battle": "battle war soldiers attack",
    "angel": "angel angels annunciation madonna virgin",
    "interior": "interior room kitchen studio",
    "table": "table breakfast still dinner",
}


def picture_features(vgg: Vgg16, picture: Image.Image) -> Tensor:
    """What the regressions see: mean-pooled relu4_3 and relu5_1, relu4_3 on a grid of 2×2 halves down, and colours
    on a grid of 4×4."""
    pixels = as_tensor(picture.resize(_SIZE, Image.Resampling.BICUBIC, reducing_gap=2))
    seen = vgg.features(pixels, ["relu4_3", "relu5_1"])
    parts = [
        adaptive_avg_pool2d(seen["relu4_3"].float(), (2, 1)),
        adaptive_avg_pool2d(seen["relu5_1"].float(), 1),
        adaptive_avg_pool2d(pixels, 4),
    ]
    return torch.cat([part.flatten() for part in parts])


def probable_subjects(features: Tensor, titles: Sequence[str]) -> dict[str, Tensor]:
    """For each of `SUBJECTS` that enough titles name and the features tell apart, the probability (N,) that each
    picture shows it.

    features: (N, D). Every picture is judged by a regression that has not seen it.
    """
    standard = (features - features.mean(0)) / (features.std(0) + 1e-3)
    spoken = [set(words_of(title)) for title in titles]
    named = {
        word: torch.tensor([bool(said & set(means.split())) for said in spoken]).float()
        for word, means in SUBJECTS.items()
    }
    named = {word: labels for word, labels in named.items() if labels.sum() >= 3 * _FOLDS}
    labels = torch.stack(list(named.values()), 1)
    fold = torch.arange(len(titles)) % _FOLDS
    told = torch.zeros_like(labels)
    for number in range(_FOLDS):
        rest, own = fold != number, fold == number
        told[own] = _regression(standard[rest], labels[rest])(standard[own])
    mean_of_titled = (told * labels).sum(0) / labels.sum(0)
    probable = (told / mean_of_titled).clamp_max(1)
    sure = (probable >= _SURE).float()
    others = (sure * (1 - labels)).sum(0) / (1 - labels).sum(0)
    apart = (sure * labels).sum(0) / labels.sum(0) >= _LIFT * others
    return {word: probable[:, place] for place, word in enumerate(named) if apart[place]}


def _regression(features: Tensor, labels: Tensor, penalty: float = 0.01) -> torch.nn.Module:
    """Logistic regressions for all labels (N, K) at once; penalty: of the squared weights."""
    line = torch.nn.Linear(features.shape[1], labels.shape[1])
    torch.nn.init.zeros_(line.weight)
    torch.nn.init.zeros_(line.bias)
    optimiser = torch.optim.LBFGS(line.parameters(), max_iter=60, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimiser.zero_grad()
        wrong = binary_cross_entropy_with_logits(line(features), labels, reduction="none").mean(0).sum()
        total = wrong + penalty * line.weight.square().sum()
        total.backward()  # type: ignore[no-untyped-call]
        return total

    optimiser.step(loss)  # type: ignore[no-untyped-call]
    line.requires_grad_(False)
    return torch.nn.Sequential(line, torch.nn.Sigmoid())


def colour_words(picture: Image.Image) -> list[str]:
    """Words for the light and for colours that cover much of the picture."""
    small = picture.resize((32, 32))
    hue, saturation, value = as_tensor(small.convert("HSV"))[0].add(1).div(2)
    light = np.asarray(small.convert("L")).mean() / 255
    words = []
    if light < 0.25:
        words.append("dark")
    elif light > 0.7:
        words.append("bright")
    if saturation.mean() < 0.08:
        return [*words, "monochrome"]
    if saturation.mean() < 0.18:
        words.append("grey")
    coloured = (saturation > 0.25) & (value > 0.2)
    for word, low, high in (
        ("red", -0.05, 0.04),
        ("orange", 0.04, 0.10),
        ("yellow", 0.10, 0.19),
        ("green", 0.19, 0.45),
        ("blue", 0.45, 0.72),
        ("purple", 0.72, 0.92),
    ):
        turned = torch.where(hue > high + 0.5, hue - 1, hue)
        if (coloured & (turned >= low) & (turned < high)).float().mean() > 0.4:
            words.append(word)
    return words


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="seen_words", description="Find words for what paintings show.")
    parser.add_argument("--captions", type=Path, required=True, help="captions.csv")
    parser.add_argument("--pictures", type=Path, required=True, help="folder of the unpacked archives")
    parser.add_argument("--vgg", type=Path, required=True, help="VGG16 weights, safetensors")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(arguments)
    captioned = [
        one for one in read_captions(options.captions, options.pictures) if not held_out(one.path.name)
    ]
    vgg = Vgg16(options.vgg).to(trained_type())
    features, colours = [], []
    with torch.inference_mode():
        for one in captioned:
            picture = read_colours(one.path)
            features.append(picture_features(vgg, picture))
            colours.append(colour_words(picture))
    probable = probable_subjects(torch.stack(features), [one.title for one in captioned])
    options.out.write_text(json.dumps(_listed(captioned, probable, colours)), encoding="utf-8")


def _listed(
    captioned: Sequence[Captioned], probable: dict[str, Tensor], colours: Sequence[Sequence[str]]
) -> dict[str, dict[str, float]]:
    """Per file the words that are probable enough."""
    listed = {}
    for index, (one, plain) in enumerate(zip(captioned, colours, strict=True)):
        sure = {word: round(shares[index].item(), 2) for word, shares in probable.items()}
        kept = {word: share for word, share in sure.items() if share >= _SURE}
        listed[f"{Path(str(one.path)).parent.name}/{one.path.name}"] = kept | dict.fromkeys(plain, 1.0)
    return listed


if __name__ == "__main__":
    main()
