"""What comes of the documents of Photoshop."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms
from psd_tools import PSDImage
from psd_tools.api.layers import Group, PixelLayer
from psd_tools.constants import BlendMode, ColorMode, Compression, Resource, Tag
from psd_tools.psd.image_resources import ImageResource
from psd_tools.psd.layer_and_mask import MaskFlags, MaskParameters

from aipaint_desktop.document.modes import Mode
from aipaint_desktop.document.node import Group as OurGroup
from aipaint_desktop.document.node import Layer
from aipaint_desktop.document.state import State
from aipaint_desktop.files.psd.reading import read_psd
from aipaint_desktop.values.geometry import Rect
from aipaint_desktop.values.refusal import BadInput
from tests.photoshop_cases import HEIGHT, SIZE, WIDTH, content, document, flat, layered, masked, noise
from tests.picture_cases import ADOBE_RGB, rgb_profile

Write = Callable[..., Path]
WHOLE = Rect(0, 0, WIDTH, HEIGHT)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(data: bytes | PSDImage, name: str = "a.psd") -> Path:
        path = tmp_path / name
        path.write_bytes(content(data) if isinstance(data, PSDImage) else data)
        return path

    return written


def _said(path: Path) -> str:
    return " ".join(map(str, read_psd(path).losses))


def _only(state: State) -> Layer:
    (node,) = state.nodes
    assert isinstance(node, Layer)
    return node


@pytest.mark.parametrize("compression", list(Compression))
@pytest.mark.parametrize("version", [1, 2], ids=["psd", "psb"])
def test_the_tree_comes_with_all_that_its_nodes_are(
    write: Write, compression: Compression, version: int
) -> None:
    opened = read_psd(write(layered(compression=compression, version=version)))
    assert [str(loss) for loss in opened.losses] == [
        "What these layers had beyond the canvas was cut off: “Ground 底”."
    ]
    ground, group = opened.state.nodes
    assert isinstance(ground, Layer)
    assert isinstance(group, OurGroup)
    assert (ground.name, ground.mode, ground.alpha_locked) == ("Ground 底", Mode.MULTIPLY, True)
    assert ground.opacity == pytest.approx(128 / 255)
    np.testing.assert_array_equal(ground.tiles.read(Rect(30, 4, 10, 16)), noise(20, 16, 4, 1)[:, :10])
    assert (group.visible, group.folded, group.through, group.mode) == (False, True, False, Mode.NORMAL)
    (over,) = group.children
    assert isinstance(over, Layer)
    assert (over.clip, over.label, over.visible, over.locked) == (True, "orange", True, False)
    np.testing.assert_array_equal(over.tiles.read(Rect(12, 10, 8, 9)), noise(8, 9, 4, 2))
    assert over.mask is not None
    shown = 255 - over.mask.read(WHOLE)
    np.testing.assert_array_equal(shown[11:20, 13:21], noise(8, 9, 1, 3)[..., 0])
    assert opened.state.active_id == over.id
    assert not opened.damaged


@pytest.mark.parametrize("mode", list(BlendMode))
def test_every_blend_mode_is_known_or_told(write: Write, mode: BlendMode) -> None:
    psd = document()
    layer = PixelLayer.fromarray(noise(8, 8, 4), psd, "One")
    layer.blend_mode = mode
    opened = read_psd(write(psd))
    if mode is BlendMode.DISSOLVE:
        assert "shown as normal: “dissolve”" in str(opened.losses[0])
    else:
        assert opened.losses == ()
        assert (_only(opened.state).mode is Mode.NORMAL) == (
            mode in (BlendMode.NORMAL, BlendMode.PASS_THROUGH)
        )


def test_groups_are_isolated_or_passed_through(write: Write) -> None:
    psd = document()
    for name, mode in (("in", BlendMode.NORMAL), ("through", BlendMode.PASS_THROUGH)):
        group = Group.new(psd, name)
        group.blend_mode = mode
        PixelLayer.fromarray(noise(4, 4, 4), group, "One")
    first, second = read_psd(write(psd)).state.nodes
    assert isinstance(first, OurGroup)
    assert isinstance(second, OurGroup)
    assert (first.through, second.through) == (False, True)


@pytest.mark.parametrize(("outside", "hidden"), [(255, 0), (0, 255)])
def test_a_mask_goes_on_around_its_own_pixels(write: Write, outside: int, hidden: int) -> None:
    psd = document()
    layer = PixelLayer.fromarray(noise(8, 8, 4), psd, "One")
    masked(layer, np.full((4, 4), 100, np.uint8), 2, 3)
    layer._record.mask_data.background_color = outside
    mask = _only(read_psd(write(psd)).state).mask
    assert mask is not None
    expected = np.full((HEIGHT, WIDTH), hidden, np.uint8)
    expected[2:6, 3:7] = 155
    np.testing.assert_array_equal(mask.read(WHOLE), expected)


def test_a_mask_may_be_switched_off_thin_or_soft(write: Write) -> None:
    psd = document()
    layer = PixelLayer.fromarray(noise(8, 8, 4), psd, "One")
    masked(layer, np.full((4, 4), 0, np.uint8), 0, 0)
    data = layer._record.mask_data
    data.flags = MaskFlags(mask_disabled=True, parameters_applied=True)
    data.parameters = MaskParameters(user_mask_density=128, user_mask_feather=3.0)
    data.background_color = 255
    opened = read_psd(write(psd))
    only = _only(opened.state)
    assert only.mask is not None
    assert not only.mask_used
    assert only.mask.read(WHOLE)[0, 0] == 128
    assert "soft edges" in str(opened.losses[0])


def test_adjustments_are_left_out_and_text_and_fills_are_told(write: Write) -> None:
    psd = document()
    adjusting = PixelLayer.fromarray(noise(1, 1, 4), psd, "Darker")
    adjusting.tagged_blocks[Tag.INVERT] = _block(Tag.INVERT)
    text = PixelLayer.fromarray(noise(8, 8, 4), psd, "Words")
    text.tagged_blocks[Tag.TYPE_TOOL_OBJECT_SETTING] = _block(Tag.TYPE_TOOL_OBJECT_SETTING)
    fill = PixelLayer.fromarray(noise(8, 8, 4), psd, "Gradient")
    fill.tagged_blocks[Tag.GRADIENT_FILL_SETTING] = _block(Tag.GRADIENT_FILL_SETTING)
    fill._record.right = fill._record.left
    opened = read_psd(write(psd))
    assert [node.name for node in opened.state.nodes] == ["Words", "Gradient"]
    said = " ".join(map(str, opened.losses))
    assert "left out: “Darker”" in said
    assert "came as pixels: “Words”" in said
    assert "came empty: “Gradient”" in said


def _block(tag: Tag) -> object:
    from psd_tools.psd.tagged_blocks import TaggedBlock

    return TaggedBlock(key=tag, data=b"\0" * 16)


def test_the_opacity_of_a_fill_counts_as_the_layers(write: Write) -> None:
    psd = document()
    layer = PixelLayer.fromarray(noise(8, 8, 4), psd, "One")
    layer.opacity = 128
    layer.blend_mode = BlendMode.COLOR_BURN
    layer.tagged_blocks.set_data(Tag.BLEND_FILL_OPACITY, 64)
    opened = read_psd(write(psd))
    assert _only(opened.state).opacity == pytest.approx(128 * 64 / 255**2)
    assert "“One”" in str(opened.losses[0])


@pytest.mark.parametrize("depth", [16, 32])
def test_deep_colours_become_eight_bits(write: Write, depth: int) -> None:
    deep, plain = (read_psd(write(layered(depth=bits), f"{bits}.psd")) for bits in (depth, 8))
    assert f"{depth} bits" in str(deep.losses[0])
    ours, theirs = (opened.state.layers[0].tiles.read(WHOLE).astype(int) for opened in (deep, plain))
    if depth == 32:  # which is linear light
        share = theirs[..., :3] / 255
        lit = np.where(share <= 0.0031308, 12.92 * share, 1.055 * share ** (1 / 2.4) - 0.055)
        theirs[..., :3] = np.rint(255 * lit)
    assert np.abs(ours - theirs).max() <= 1


def test_other_kinds_of_colour_are_converted_and_told(write: Write) -> None:
    stored = noise(8, 8, 5, 4)
    for mode, colours, right in (
        ("L", 1, np.repeat(stored[..., :1], 3, 2)),
        ("CMYK", 4, np.asarray(Image.fromarray(255 - stored[..., :4], "CMYK").convert("RGB"))),
    ):
        psd = document(mode)
        PixelLayer.fromarray(np.dstack([stored[..., :colours], stored[..., 4]]), psd, "One")
        opened = read_psd(write(psd))
        assert "converted to sRGB" in str(opened.losses[0])
        pixels = _only(opened.state).tiles.read(Rect(0, 0, 8, 8))
        np.testing.assert_array_equal(pixels[..., :3], right)
        np.testing.assert_array_equal(pixels[..., 3], stored[..., 4])


def test_lab_is_converted_by_its_definition(write: Write) -> None:
    psd = document("LAB")
    # white, middle grey, a strong red: L in 0..255 for 0..100, a and b around 128
    PixelLayer.fromarray(
        np.array([[[255, 128, 128], [137, 128, 128], [136, 208, 195]]], np.uint8), psd, "One"
    )
    pixels = _only(read_psd(write(psd)).state).tiles.read(Rect(0, 0, 3, 1))[0, :, :3].astype(int)
    assert np.abs(pixels - [[255, 255, 255], [128, 128, 128], [255, 0, 0]]).max() <= 12


@pytest.mark.parametrize(
    ("mode", "said"),
    [(ColorMode.INDEXED, "indexed"), (ColorMode.DUOTONE, "duotone"), (ColorMode.GRAYSCALE, "greyscale")],
)
def test_a_flat_document_is_one_layer(write: Write, mode: ColorMode, said: str) -> None:
    plane, table = noise(WIDTH, HEIGHT, 1)[..., 0], noise(256, 3, 1)[..., 0]
    palette = table.tobytes() if mode is ColorMode.INDEXED else b""
    path = write(flat(mode, [plane], palette=palette), "sea.psd")
    opened = read_psd(path)
    only = _only(opened.state)
    assert only.name == "sea"
    assert said in _said(path)
    right = table.T[plane] if mode is ColorMode.INDEXED else np.repeat(plane[..., None], 3, 2)
    np.testing.assert_array_equal(only.tiles.read(WHOLE)[..., :3], right)


def test_a_flat_document_of_black_and_white(write: Write) -> None:
    plane = noise(WIDTH, HEIGHT, 1)[..., 0] > 127
    path = write(flat(ColorMode.BITMAP, [np.packbits(plane, axis=1)], depth=1))
    pixels = _only(read_psd(path).state).tiles.read(WHOLE)
    np.testing.assert_array_equal(pixels[..., 0], np.where(plane, 0, 255))


def test_the_profile_says_what_the_colours_are(write: Write) -> None:
    psd = document()
    PixelLayer.fromarray(np.full((4, 4, 4), (60, 120, 180, 255), np.uint8), psd, "One")
    profile = rgb_profile("Adobe RGB (1998)", ADOBE_RGB, 2.19921875)
    psd.image_resources[Resource.ICC_PROFILE] = ImageResource(key=Resource.ICC_PROFILE, data=profile)
    state = read_psd(write(psd)).state
    assert state.profile is not None
    pixel = state.profile.to_srgb(_only(state).tiles.read(Rect(0, 0, 1, 1)))[0, 0].astype(int)
    assert np.abs(pixel - (0, 121, 184, 255)).max() <= 3
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    psd.image_resources[Resource.ICC_PROFILE] = ImageResource(key=Resource.ICC_PROFILE, data=srgb)
    state = read_psd(write(psd)).state
    assert state.profile is None
    pixel = _only(state).tiles.read(Rect(0, 0, 1, 1))[0, 0]
    np.testing.assert_array_equal(pixel, (60, 120, 180, 255))


def test_a_damaged_layer_spoils_no_other(write: Write) -> None:
    psd = document()
    bad = PixelLayer.fromarray(noise(8, 8, 4), psd, "Bad", compression=Compression.ZIP)
    PixelLayer.fromarray(noise(8, 8, 4, 1), psd, "Good")
    bad._channels[1].data = b"nonsense"
    opened = read_psd(write(psd))
    assert opened.damaged
    assert "“Bad”" in str(opened.losses[0])
    assert len(opened.state.layers[0].tiles) == 0
    np.testing.assert_array_equal(opened.state.layers[1].tiles.read(Rect(0, 0, 8, 8)), noise(8, 8, 4, 1))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"8BPS", "damaged"),
        (b"not a document", "damaged"),
        (layered()[:700], "damaged"),
        (flat(ColorMode.MULTICHANNEL, [np.zeros((HEIGHT, WIDTH), np.uint8)] * 2), "multichannel"),
        (layered()[:14] + b"\0\4\0\0\0\4\0\0" + layered()[22:], "large|megapixels"),
    ],
    ids=["empty", "short", "other", "cut", "multichannel", "large"],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(write: Write, data: bytes, said: str) -> None:
    with pytest.raises(BadInput, match=said) as refused:
        read_psd(write(data))
    assert str(refused.value).count(". ") == 0


def test_groups_without_end_are_refused_and_open_ones_are_closed(write: Write) -> None:
    psd = document()
    group = Group.new(psd, "Group")
    PixelLayer.fromarray(noise(4, 4, 4), group, "One")
    path = write(psd)
    opened = read_psd(path)
    assert [node.name for node in opened.state.nodes] == ["Group"]
    parent: PSDImage | Group = psd
    for _ in range(120):
        parent = Group.new(parent, "Group")
    PixelLayer.fromarray(noise(4, 4, 4), parent, "One")
    with pytest.raises(BadInput, match="damaged"):
        read_psd(write(psd))


def test_sizes_come_from_the_document(write: Write) -> None:
    state = read_psd(write(layered())).state
    assert (state.width, state.height) == SIZE
