"""What the composer has words for but cannot paint: living things, figures, single things, and how many of them.

It knows moods, light, land and sea. Prompts are searched as they are written, in English and Chinese.
"""

import re
import unicodedata

_ENGLISH = """
animal bear bee bird bull butterfly calf camel cat chicken cow crow deer dog donkey dragon duck eagle elephant fox frog
giraffe goat goose gull hare hen horse insect kitten lamb lion monkey mouse owl ox peacock penguin pig pigeon pony puppy
rabbit rooster seagull seal shark sheep snake spider squirrel swan tiger turtle unicorn whale wolf zebra
angel baby boy bride child couple crowd dancer daughter fairy family farmer father fisherman girl king knight lady man
mermaid mother nude peasant people person pirate princess queen sailor saint shepherd soldier son warrior witch woman
arm beard eye face finger foot hair hand head lip mouth nose portrait self-portrait smile figure
aeroplane airplane anchor balloon bicycle bike boat bus canoe car carriage cart galleon gondola helicopter lorry
motorcycle plane raft rocket sailboat ship steamer tractor train tram truck umbrella yacht
bell book bottle candle chair clock cup dress fountain glass guitar hat jug kettle lamp lantern letter lighthouse logo
mirror phone piano robot shoe sign statue sword table text toy vase violin
barn bridge cabin castle cathedral chapel church cottage house hut pagoda palace temple tower windmill
"""
_IRREGULAR = {
    "calf": "calves",
    "child": "children",
    "fisherman": "fishermen",
    "foot": "feet",
    "goose": "geese",
    "man": "men",
    "mouse": "mice",
    "ox": "oxen",
    "person": "persons",
    "woman": "women",
    "wolf": "wolves",
}
_NAMES = (
    "edwin church",
    "frederic church",
    "rock face",
    "cliff face",
)  # and what else has such a word and is meant otherwise
_COUNT = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|[2-9]|[1-9][0-9]+"
_CHINESE = """
动物 小鸟 鸟儿 鸟群 飞鸟 海鸥 天鹅 鸽子 老鹰 猫头鹰 孔雀 猫 狗 骏马 白马 黑马 奔马 马匹 马群 马车 奶牛 黄牛 水牛 牛群
羊群 绵羊 山羊 兔子 狐狸 狮子 老虎 大象 熊 鹿 狼 猴子 猪 鱼群 金鱼 鲸鱼 鲸 鲨鱼 蝴蝶 蜜蜂 龙 凤凰 独角兽
人物 人像 肖像 自画像 人群 人们 行人 女人 男人 老人 女子 男子 妇人 妇女 年轻女子 少女 少年 女孩 男孩 孩子 儿童 婴儿
母亲 父亲 母与子 舞者 农民 农夫 渔夫 渔民 士兵 骑士 国王 王后 公主 天使 圣母 裸体 美人 侍女
脸 面孔 面容 眼睛 嘴唇 胡须 头发 手指 双手 微笑
小船 帆船 渔船 轮船 船只 船 汽车 火车 自行车 摩托车 电车 公共汽车 飞机 直升机 气球 火箭 坦克 雨伞
瓶子 花瓶 酒瓶 桌子 椅子 书本 书籍 钟表 灯笼 路灯 灯塔 镜子 吉他 钢琴 小提琴 帽子 鞋 雕像 喷泉 文字 字母 招牌 机器人
桥 房子 房屋 小屋 木屋 农舍 茅屋 教堂 城堡 宫殿 寺庙 宝塔 高塔 风车
"""
_ALONE = "人|马|牛|羊|鸟|鱼|书|塔"  # part of too many other words
_CHINESE_COUNT = "[两二三四五六七八九十几数][只条艘匹头位名辆架个棵朵座艇幢间栋]"


def _plural(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if re.search("(s|x|ch|sh)$", word):
        return word + "es"
    return re.sub("y$", "ie", word) + "s" if re.search("[^aeiou]y$", word) else word + "s"


def _pattern() -> re.Pattern[str]:
    words = _ENGLISH.split()
    forms = sorted({*words, *map(_plural, words), "sailing ship", "sailing ships"}, key=len, reverse=True)
    english = "|".join(map(re.escape, forms))
    chinese = "|".join(sorted(_CHINESE.split(), key=len, reverse=True))
    return re.compile(
        rf"(?P<name>{'|'.join(_NAMES)})"
        rf"|\b(?:{_COUNT})\s+(?!(?:o.clock|in|of|to|or|and|tones?)\b)[a-z]+(?:\s+(?:{english}))?\b"
        rf"|\b(?:{english})\b"
        rf"|(?:{_CHINESE_COUNT})(?:{chinese}|\w)?"
        rf"|{chinese}"
        rf"|(?<!\w)(?:{_ALONE})(?!\w)"
    )


_FOUND = _pattern()


def unpaintable(prompt: str) -> list[str]:
    """Find what a prompt asks for that the composer cannot paint, as it is written there, each once and in order."""
    text = unicodedata.normalize("NFKC", prompt)
    lower = text.lower()
    if len(lower) != len(text):  # of a script where small letters are more than large ones
        text = lower
    found = [text[match.start() : match.end()] for match in _FOUND.finditer(lower) if not match["name"]]
    return list(dict.fromkeys(found))
