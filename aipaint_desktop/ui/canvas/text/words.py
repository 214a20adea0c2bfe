"""Words while they are typed: where the caret is, what is selected, what is being composed."""

from dataclasses import dataclass

from aipaint_desktop.document.text import MOST_WORDS

_MOST_KEPT = 200  # of what can be taken back


Box = tuple[tuple[float, float, float, float, float, float], float | None]
"""Matrix and width of a text."""


@dataclass(frozen=True)
class Moment:
    """Words as they were. caret, anchor: the ends of what is selected. box: as of `Words`."""

    words: str
    caret: int
    anchor: int
    box: Box


class Words:
    """Holds what is typed and takes it back step by step: a word, what was pasted, what was erased.

    words: without what is being composed. composed: what an input method shows at the caret until it is decided upon.
    box: where the text lies and where its lines are broken, which is taken back as well.
    """

    def __init__(self, words: str, caret: int, box: Box = ((1.0, 0.0, 0.0, 1.0, 0.0, 0.0), None)) -> None:
        self.words = words
        self.box = box
        self.caret = self.anchor = min(caret, len(words))
        self.composed = ""
        self._before: list[Moment] = []
        self._going_on = ""  # what is done again and again as one step

    @property
    def shown(self) -> str:
        """Give the words with what is being composed."""
        return self.words[: self.caret] + self.composed + self.words[self.caret :]

    @property
    def shown_caret(self) -> int:
        """Tell where in `shown` the caret is."""
        return self.caret + len(self.composed)

    @property
    def selected(self) -> tuple[int, int]:
        """Tell from where to where words are selected."""
        return min(self.caret, self.anchor), max(self.caret, self.anchor)

    @property
    def chosen(self) -> str:
        """Give the words that are selected."""
        start, end = self.selected
        return self.words[start:end]

    def type(self, text: str) -> None:
        """Put text in place of what is selected; what is too much for a text is left out."""
        start, end = self.selected
        text = text[: max(0, MOST_WORDS - len(self.words) + end - start)]
        if text or start != end:
            self._keep("type" if len(text) == 1 and not text.isspace() and start == end else "")
            self.words = self.words[:start] + text + self.words[end:]
            self.caret = self.anchor = start + len(text)

    def erase(self, to: int) -> None:
        """Take away what is selected, or else what lies from the caret to a place."""
        start, end = self.selected
        if start == end:
            start, end = sorted((self.caret, to))
        if start != end:
            self._keep("" if self.chosen else "erase")
            self.words = self.words[:start] + self.words[end:]
            self.caret = self.anchor = start

    def put(self, box: Box) -> None:
        """Let the text lie elsewhere, until `pause` as one step."""
        if box != self.box:
            self._keep("box")
            self.box = box

    def pause(self) -> None:
        """Begin another step with what is done next."""
        self._going_on = ""

    def go(self, to: int, *, selecting: bool = False) -> None:
        """Put the caret elsewhere. selecting: with all that lies between."""
        self.caret = to
        if not selecting:
            self.anchor = to
        self._going_on = ""

    def select_word(self, at: int) -> None:
        """Select the word around a place; without one, the character after it."""
        start = end = at
        while start > 0 and self.words[start - 1].isalnum():
            start -= 1
        while end < len(self.words) and self.words[end].isalnum():
            end += 1
        self.go(start)
        self.go(max(end, min(start + 1, len(self.words))), selecting=True)

    def word_beside(self, at: int, *, back: bool) -> int:
        """Find where the word ends that begins at a place or after it; or, back, where the one before begins."""
        words, step = self.words, -1 if back else 1
        look = at - 1 if back else at
        while 0 <= look < len(words) and not words[look].isalnum():
            look += step
        while 0 <= look < len(words) and words[look].isalnum():
            look += step
        return look + 1 if back else look

    def take_back(self) -> bool:
        """Take back the last step; returns whether there was one."""
        if self._before:
            moment = self._before.pop()
            self.words, self.caret, self.anchor = moment.words, moment.caret, moment.anchor
            self.box = moment.box
        else:
            return False
        self._going_on = ""
        return True

    def _keep(self, doing: str) -> None:
        if not doing or doing != self._going_on:
            self._before.append(Moment(self.words, self.caret, self.anchor, self.box))
            del self._before[:-_MOST_KEPT]
        self._going_on = doing
