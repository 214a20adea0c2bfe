"""How the painter's results are judged: manner, obedience, borders, palette mass and area of the reference used."""

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from scipy import ndimage

from aipaint_desktop.nn.colour import lab_to_srgb, palette, srgb_to_lab, transport
from aipaint_desktop.nn.vgg import Vgg16

_EDGE_OF_REGION = 1.5  # in Lab, from one pixel to the next
_LARGE_REGION = 0.05  # of the picture
_TOUCHING = 4  # px of the reference: sources that are no farther apart are connected
LAYERS = ("relu1_2", "relu2_2", "relu3_3", "relu4_3")
Image = NDArray[np.uint8]


def tensor(image: Image) -> torch.Tensor:
    """(H, W, 3) uint8 -> (1, 3, H, W) in −1..1."""
    return torch.from_numpy(image[..., :3].copy()).permute(2, 0, 1)[None].float() / 127.5 - 1


def lab(image: Image) -> NDArray[np.float32]:
    return srgb_to_lab(torch.from_numpy(image[..., :3].copy()).float() / 127.5 - 1).numpy()


class Manner:
    """Distance of VGG16 channel means and deviations, relative to the reference's, over four layers."""

    def __init__(self, weights: Path) -> None:
        self._vgg = Vgg16(weights)

    def statistics(self, image: Image) -> list[tuple[torch.Tensor, torch.Tensor]]:
        with torch.inference_mode():
            features = self._vgg.features(tensor(image), layers=LAYERS)
        return [(features[name].mean((2, 3)), features[name].std((2, 3))) for name in LAYERS]

    def distance(
        self,
        one: list[tuple[torch.Tensor, torch.Tensor]],
        reference: list[tuple[torch.Tensor, torch.Tensor]],
    ) -> float:
        parts = [
            float(((m - rm) ** 2).sum() + ((s - rs) ** 2).sum()) / float((rm**2).sum() + (rs**2).sum())
            for (m, s), (rm, rs) in zip(one, reference, strict=True)
        ]
        return sum(parts) / len(parts)


def moved_palette(sketch: Image, reference: Image) -> Image:
    """The sketch in the reference's colours: balanced optimal transport between their palettes in Lab."""
    generator = torch.Generator().manual_seed(0)
    s = torch.from_numpy(lab(sketch)).reshape(-1, 3)
    r = torch.from_numpy(lab(reference)).reshape(-1, 3)
    few = [x[torch.randint(len(x), (8000,), generator=generator)] for x in (s, r)]
    (sc, sm), (rc, rm) = palette(few[0], 24, generator), palette(few[1], 64, generator)
    plan, _ = transport(torch.cdist(sc, rc) ** 2, sm, rm, entropy=8.0)
    moved = (plan @ rc) / plan.sum(1, keepdim=True)
    near = torch.softmax(-(torch.cdist(s, sc) ** 2) / 50, 1)
    rgb = lab_to_srgb(near @ moved).reshape(sketch.shape[0], sketch.shape[1], 3)
    return ((rgb + 1) * 127.5).round().clamp(0, 255).byte().numpy()


def obedience(result: Image, moved: Image) -> float:
    """Correlation of luminance after a blur of 1/32 of the short side."""
    sigma = min(result.shape[:2]) / 32
    a, b = (ndimage.gaussian_filter(lab(image)[..., 0], sigma).ravel() for image in (result, moved))
    return float(np.corrcoef(a, b)[0, 1])


def _edges(image: Image) -> NDArray[np.bool_]:
    """Ridges of the colour gradient at a scale of 1/100 of the side, stronger than the picture's median."""
    sigma = min(image.shape[:2]) / 100
    colours = lab(image)
    gy = np.stack([ndimage.gaussian_filter(colours[..., c], sigma, order=(1, 0)) for c in range(3)], -1)
    gx = np.stack([ndimage.gaussian_filter(colours[..., c], sigma, order=(0, 1)) for c in range(3)], -1)
    # Di Zenzo's structure tensor: direction and strength of the largest change over all channels
    e, f, g = (gx * gx).sum(-1), (gx * gy).sum(-1), (gy * gy).sum(-1)
    angle = 0.5 * np.arctan2(2 * f, e - g)
    strength = np.sqrt(np.maximum(0, 0.5 * (e + g + np.sqrt((e - g) ** 2 + 4 * f * f))))
    y, x = np.mgrid[: strength.shape[0], : strength.shape[1]].astype(float)
    ahead = ndimage.map_coordinates(strength, [y + np.sin(angle), x + np.cos(angle)], order=1, mode="nearest")
    behind = ndimage.map_coordinates(
        strength, [y - np.sin(angle), x - np.cos(angle)], order=1, mode="nearest"
    )
    return np.asarray((strength >= ahead) & (strength >= behind) & (strength > np.median(strength) * 2))


def regions(sketch: Image) -> NDArray[np.int32]:
    """Label the flat regions of a sketch, (H, W), 0 to count − 1: what edges part, whatever gradients lie within."""
    side = min(sketch.shape[:2])
    colours = lab(np.asarray(ndimage.median_filter(sketch[..., :3], size=(5, 5, 1))))
    steps = [ndimage.gaussian_filter(colours, (0.7, 0.7, 0), order=order) for order in ((1, 0, 0), (0, 1, 0))]
    parts, count = ndimage.label(np.sqrt(sum((step**2).sum(-1) for step in steps)) < _EDGE_OF_REGION)
    sizes = ndimage.sum_labels(parts > 0, parts, np.arange(count + 1))
    kept = np.cumsum(sizes > (side / 40) ** 2) * (sizes > (side / 40) ** 2)
    labels = kept[parts]
    nearest = ndimage.distance_transform_edt(labels == 0, return_indices=True)[1]
    return np.asarray(labels[tuple(nearest)] - 1, np.int32)


def region_borders(sketch: Image) -> list[NDArray[np.bool_]]:
    """Borders between flat regions, each a mask of pixels, longer than a tenth of the short side."""
    side = min(sketch.shape[:2])
    labels = regions(sketch)
    pairs: dict[tuple[int, int], NDArray[np.bool_]] = {}
    for axis in (0, 1):
        a, b = (
            np.take(labels, range(labels.shape[axis] - 1), axis),
            np.take(labels, range(1, labels.shape[axis]), axis),
        )
        for y, x in zip(*np.nonzero(a != b), strict=True):
            key = (min(a[y, x], b[y, x]), max(a[y, x], b[y, x]))
            pairs.setdefault(key, np.zeros(labels.shape, bool))[y, x] = True
    return [mask for mask in pairs.values() if mask.sum() > side / 10]


def borders_kept(result: Image, borders: list[NDArray[np.bool_]]) -> tuple[float, float]:
    """Share of borders of which at least two thirds run within 2 % of the side of an edge of the result, and
    the same share for the mirrored result: what chance alone gives."""
    reach = 0.02 * min(result.shape[:2])

    def share(image: Image) -> float:
        near = ndimage.distance_transform_edt(~_edges(image)) <= reach
        return float(np.mean([near[mask].mean() >= 2 / 3 for mask in borders])) if borders else 1.0

    return share(result), share(result[:, ::-1])


def palette_mass_kept(result: Image, reference: Image, colours: int = 32) -> float:
    """Overlap of the two histograms over the reference's palette: 1 when every colour has the same share."""
    generator = torch.Generator().manual_seed(0)
    r = torch.from_numpy(lab(reference)).reshape(-1, 3)
    centres, _ = palette(r[torch.randint(len(r), (8000,), generator=generator)], colours, generator)
    shares = []
    for pixels in (r, torch.from_numpy(lab(result)).reshape(-1, 3)):
        owner = torch.cdist(pixels, centres).argmin(1)
        shares.append(torch.bincount(owner, minlength=len(centres)) / len(owner))
    return float(torch.minimum(*shares).sum())


def area_used(sources: NDArray[np.int32], reference: Image, cell: int = 16) -> float:
    """Share of the reference's area, in cells of 16 px, from which at least one pixel was taken."""
    rows, columns = -(-reference.shape[0] // cell), -(-reference.shape[1] // cell)
    used = np.zeros((rows, columns), bool)
    used[sources[..., 1].ravel() // cell, sources[..., 2].ravel() // cell] = True
    return float(used.mean())


def resized(image: Image, height: int, width: int) -> Image:
    out = F.interpolate(tensor(image), (height, width), mode="bicubic", antialias=True).clamp(-1, 1)
    return ((out[0].permute(1, 2, 0) + 1) * 127.5).round().byte().numpy()


def coherence(sources: NDArray[np.int32], sketch: Image) -> tuple[float, float]:
    """Measure of what is painted over regions of more than a twentieth of the picture: the share of the pixels whose
    source lies in the region's largest connected part of the references, and the mean length in px of runs along rows
    that were copied together. sources: (H, W, 3), `Frame.sources`."""
    labels = regions(sketch)
    within = runs = inside = ends = 0
    for label in np.flatnonzero(np.bincount(labels.ravel()) > _LARGE_REGION * labels.size):
        mask = labels == label
        largest = 0
        for index in np.unique(sources[mask][:, 0]):
            rows, columns = sources[mask & (sources[..., 0] == index)][:, 1:].T
            used = np.zeros((rows.max() + _TOUCHING + 1, columns.max() + _TOUCHING + 1), bool)
            used[rows, columns] = True
            parts, count = ndimage.label(ndimage.distance_transform_edt(~used) <= _TOUCHING / 2)
            largest = max(largest, int(np.bincount(parts[rows, columns], minlength=count + 1).max()))
        within += largest
        inside += int(mask.sum())
        step = np.diff(sources, axis=1)
        together = (step[..., 0] == 0) & (step[..., 1] == 0) & (np.abs(step[..., 2] - 1) <= 1)
        both = mask[:, 1:] & mask[:, :-1]
        runs += int(both.sum())
        ends += int((both & ~together).sum())
    return within / max(1, inside), runs / max(1, ends)
