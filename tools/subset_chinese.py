"""Make the shipped Chinese typeface from Noto Sans CJK: the characters of GB 2312, in the program's metrics.

    python tools/subset_chinese.py NotoSansCJK-Regular.ttc NotoSansCJK-Bold.ttc

Needs fonttools; the collections are those of the notofonts project (on Debian the package fonts-noto-cjk).
Latin is left out, because Inter has it. Ascent and descent become Inter's, so that a line of Chinese is as
high as one of English and no panel grows when the language changes.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "resources" / "themes" / "fonts"
FAMILY = "AIPaint Sans SC"
SIMPLIFIED_CHINESE = 2  # in the collection
ASCENT, DESCENT = 969, 242  # of Inter, for 1000 units an em


def gb2312() -> set[int]:
    """Everything beyond Latin in GB 2312, with the full-width forms and the CJK punctuation of Unicode."""
    found = set(range(0xFF01, 0xFF5F)) | set(range(0x3000, 0x3020))
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            character = bytes((row, cell)).decode("gb2312", errors="ignore")
            if character >= "\u2000":
                found.add(ord(character))
    return found


def make(collection: Path, target: Path) -> None:
    font = TTFont(collection, fontNumber=SIMPLIFIED_CHINESE)
    options = subset.Options(layout_features=[], hinting=False, name_IDs=[0, 1, 2, 4, 6, 13, 14])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=gb2312())
    subsetter.subset(font)
    style = target.stem.rpartition("-")[2]
    for record in font["name"].names:
        named = {1: FAMILY, 4: f"{FAMILY} {style}", 6: target.stem}.get(record.nameID)
        if named:
            record.string = named
    cff = font["CFF "].cff
    cff.fontNames[0] = target.stem
    cff.topDictIndex[0].FamilyName = FAMILY
    cff.topDictIndex[0].FullName = f"{FAMILY} {style}"
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = ASCENT, -DESCENT, 0
    metrics = font["OS/2"]
    metrics.sTypoAscender, metrics.sTypoDescender, metrics.sTypoLineGap = ASCENT, -DESCENT, 0
    metrics.usWinAscent, metrics.usWinDescent = ASCENT, DESCENT
    font.save(target)
    print(f"{target}  {len(font.getBestCmap())} characters  {target.stat().st_size // 1024} KB")


def main() -> None:
    for argument in sys.argv[1:]:
        collection = Path(argument)
        style = collection.stem.rpartition("-")[2]
        make(collection, FONTS / f"AIPaintSansSC-{style}.otf")


if __name__ == "__main__":
    main()
