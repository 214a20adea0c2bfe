"""What is asked of compositions to see whether they show what the prompt says: classes, prompts, and true answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from recipes.composer.word_distillation import words_of
from recipes.pictures.captioned_pictures import Captioned


@dataclass(frozen=True)
class Question:
    """prompts: for each class in English and in Chinese. answer: class of a painting by its caption, −1 for none."""

    name: str
    prompts: Sequence[tuple[str, str]]
    answer: Callable[[Captioned], int]


_GENRES = {
    "landscape": ("landscape", "风景画"),
    "cityscape": ("cityscape", "城市风景"),
    "portrait": ("portrait", "肖像画"),
    "still life": ("still life", "静物画"),
    "genre painting": ("genre painting", "风俗画"),
    "religious painting": ("religious painting", "宗教画"),
    "illustration": ("illustration", "插图"),
    "sketch and study": ("sketch", "速写"),
}
_MOVEMENTS = {
    "baroque": ("baroque painting", "巴洛克绘画"),
    "romanticism": ("romanticism painting", "浪漫主义绘画"),
    "impressionism": ("impressionist painting", "印象派绘画"),
    "post impressionism": ("post-impressionist painting", "后印象派绘画"),
    "symbolism": ("symbolist painting", "象征主义绘画"),
    "art nouveau modern": ("art nouveau painting", "新艺术绘画"),
}


def _titled(*kinds: str) -> Callable[[Captioned], int]:
    """The kind of whose words the title has any; −1 for none or several."""
    meanings = [set(words.split()) for words in kinds]

    def answer(one: Captioned) -> int:
        found = [kind for kind, meaning in enumerate(meanings) if meaning & set(words_of(one.title))]
        return found[0] if len(found) == 1 else -1

    return answer


QUESTIONS = (
    Question("genre", list(_GENRES.values()), lambda one: list(_GENRES).index(one.genre)),
    Question("movement", list(_MOVEMENTS.values()), lambda one: list(_MOVEMENTS).index(one.movement)),
    Question(
        "day or night",
        [
            ("a landscape on a sunny day", "阳光明媚的白天,风景画"),
            ("a landscape at night in moonlight", "月光下的夜晚,风景画"),
        ],
        _titled(
            "day noon morning sunny midday afternoon sunlight",
            "night moonlight moonlit nocturne midnight starry moon",
        ),
    ),
    Question(
        "summer or winter",
        [
            ("a landscape in summer", "夏天的风景画"),
            ("a landscape in winter with snow", "冬天的雪景,风景画"),
        ],
        _titled("summer june july august", "winter snow frost snowy ice"),
    ),
    Question(
        "sea or forest",
        [("a landscape with the sea", "大海,风景画"), ("a landscape in the forest", "森林,风景画")],
        _titled(
            "sea seascape ocean coast marine beach waves", "forest woods wood woodland undergrowth grove"
        ),
    ),
)
