"""The dictionary from CC-CEDICT: short senses whose words have vectors, ordinary words before names."""

import torch

from aipaint_desktop.nn.composer.word_table import WordTable
from recipes.composer.chinese_dictionary import entries

CEDICT = """# CC-CEDICT
海邊 海边 [hai3 bian1] /coast/seaside/
白 白 [Bai2] /surname Bai/
白 白 [bai2] /(of snow) white; pure/unheard/
走 走 [zou3] /to walk; to go/
東西 东西 [dong1 xi5] /unheard of/thing/
一望無際 一望无际 [yi1 wang4 wu2 ji4] /as far as the eye can possibly ever see beyond it all/
"""


def test_senses_become_words_of_the_table() -> None:
    words = ["coast", "white", "pure", "walk", "thing"]
    table = WordTable(words, torch.zeros(5, 2), torch.ones(5))
    found = dict(reversed(list(entries(CEDICT, table))))
    assert found == {
        "海边": "coast",
        "海邊": "coast",
        "白": "white",
        "走": "walk",
        "东西": "thing",
        "東西": "thing",
    }
