"""Files that somebody, or a disk, has tampered with."""

import random

_EXTREMES = (0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF)


def mutated(content: bytes, seed: int) -> bytes:
    """Change a few things in a file: bytes, numbers, parts that are cut out, repeated or overwritten, its end."""
    dice = random.Random(seed)
    changed = bytearray(content)
    for _ in range(dice.choice((1, 1, 2, 4, 16))):
        if not changed:
            break
        # what stands in headers matters more than pixels do
        reach = len(changed) if dice.random() < 0.5 else min(len(changed), dice.choice((64, 512, 2048)))
        at = dice.randrange(reach)
        match dice.randrange(7):
            case 0:
                changed[at] = dice.randrange(256)
            case 1:
                changed[at] ^= 1 << dice.randrange(8)
            case 2:
                width = dice.choice((1, 2, 4))
                number = dice.choice(_EXTREMES) & ((1 << 8 * width) - 1)
                changed[at : at + width] = number.to_bytes(width, dice.choice(("big", "little")))
            case 3:
                del changed[at : at + dice.choice((1, 2, 4, 100))]
            case 4:
                changed[at:at] = changed[at : at + dice.choice((1, 4, 64, 1000))]
            case 5:
                other = dice.randrange(len(changed))
                part = changed[other : other + dice.choice((4, 32, 256))]
                changed[at : at + len(part)] = part
            case 6 if dice.random() < 0.3:
                del changed[at:]
    return bytes(changed)
