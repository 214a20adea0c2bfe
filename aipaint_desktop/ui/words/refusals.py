"""Why something was refused, in the artist's language.

The rooms without Qt say it in English (`BadInput`). The table holds what they may say, with numbered places
for what changes; a sentence is recognised by it, translated, and gets the same things put into its places,
which may be sentences of the table themselves.
"""

import re
from functools import cache

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_TABLE = (
    QT_TRANSLATE_NOOP(
        "BadInput", "This painting would take about {0} GB of memory, but the settings allow {1} GB."
    ),
    QT_TRANSLATE_NOOP("BadInput", "{0} cannot be saved: {1}."),
    QT_TRANSLATE_NOOP("BadInput", "There is no room left on the disk to save {0}."),
    QT_TRANSLATE_NOOP("BadInput", "{0} may not be saved into {1}: permission denied."),
    QT_TRANSLATE_NOOP("BadInput", "{0} is a folder; give a file name."),
    QT_TRANSLATE_NOOP("BadInput", "{0} is not an ordinary file and will not be replaced."),
    QT_TRANSLATE_NOOP("BadInput", "{0} may not be overwritten: permission denied."),
    QT_TRANSLATE_NOOP("BadInput", "There is no folder {0} to save {1} into."),
    QT_TRANSLATE_NOOP("BadInput", "The file needs a name."),
    QT_TRANSLATE_NOOP(
        "BadInput",
        "Only the address of the picture came, and nothing is fetched from the network here: "
        "copy the picture itself and paste it, or save it as a file first.",
    ),
    QT_TRANSLATE_NOOP("BadInput", "The picture is {0}×{1}, too large: at most {2} megapixels."),
    QT_TRANSLATE_NOOP("BadInput", "There is no home folder of {0}."),
    QT_TRANSLATE_NOOP("BadInput", "{0} cannot be made a folder: {1}."),
    QT_TRANSLATE_NOOP("BadInput", "Nothing may be saved into {0}: permission denied."),
    QT_TRANSLATE_NOOP("BadInput", "No file can be made in {0}."),
    QT_TRANSLATE_NOOP(
        "BadInput", "A canvas of {0}×{1} is not possible: each side is 1 to {2} px, {3} megapixels at most."
    ),
    QT_TRANSLATE_NOOP("BadInput", "“{0}” is the only layer and cannot be removed."),
    QT_TRANSLATE_NOOP("BadInput", "Nothing is selected: select what is to be painted from."),
    QT_TRANSLATE_NOOP("BadInput", "“{0}” is hidden: show it, or paint from something else."),
    QT_TRANSLATE_NOOP("BadInput", "All layers are hidden: show what is to be painted from."),
    QT_TRANSLATE_NOOP("BadInput", "The pictures that it carries are too large."),
    QT_TRANSLATE_NOOP("BadInput", "{0} cannot be saved: its name must end in one of {1}."),
    QT_TRANSLATE_NOOP("BadInput", "{0} cannot be saved: {1} has at most {2} px a side."),
    QT_TRANSLATE_NOOP("BadInput", "How {0} was made cannot be read: {1}"),
    QT_TRANSLATE_NOOP("BadInput", "{0} cannot be read: {1}."),
    QT_TRANSLATE_NOOP("BadInput", "What it says of its making is damaged."),
    QT_TRANSLATE_NOOP("BadInput", "{0} is a folder, not a picture."),
    QT_TRANSLATE_NOOP("BadInput", "{0} is not an ordinary file."),
    QT_TRANSLATE_NOOP("BadInput", "{0} is empty."),
    QT_TRANSLATE_NOOP("BadInput", "{0} is {1}×{2}, too large: at most {3} megapixels."),
    QT_TRANSLATE_NOOP("BadInput", "{0} is not a picture, or of a kind that cannot be read."),
    QT_TRANSLATE_NOOP("BadInput", "{0} is too large: at most {1} megapixels."),
    QT_TRANSLATE_NOOP("BadInput", "{0} is too large for this machine's memory."),
    QT_TRANSLATE_NOOP("BadInput", "{0} may not be read: permission denied."),
    QT_TRANSLATE_NOOP("BadInput", "{0} is damaged or incomplete."),
    QT_TRANSLATE_NOOP("BadInput", "{0} takes too long to decode."),
    QT_TRANSLATE_NOOP("BadInput", "There is no file {0}."),
    QT_TRANSLATE_NOOP("BadInput", "{0} is a link to a file that is not there."),
    QT_TRANSLATE_NOOP("BadInput", "{0} cannot be kept among your pictures: {1}."),
    QT_TRANSLATE_NOOP("BadInput", "The file is not a PNG."),
    QT_TRANSLATE_NOOP("BadInput", "The file is damaged or incomplete."),
    QT_TRANSLATE_NOOP("BadInput", "{0} is not an OpenRaster picture."),
    QT_TRANSLATE_NOOP("BadInput", "{0} holds no layers."),
    QT_TRANSLATE_NOOP("BadInput", "{0} is locked with a password and cannot be opened."),
    QT_TRANSLATE_NOOP("BadInput", "It was made by a newer AIPaint: some of it may be missing here."),
    QT_TRANSLATE_NOOP("BadInput", "Its groups were opened as single layers."),
    QT_TRANSLATE_NOOP("BadInput", "Blend modes that are not known here are shown as normal: {0}."),
    QT_TRANSLATE_NOOP("BadInput", "What is not a layer of pixels was left out: {0}."),
    QT_TRANSLATE_NOOP("BadInput", "A selection in it is damaged and was left out."),
    QT_TRANSLATE_NOOP("BadInput", "These layers are damaged and came back empty: {0}."),
    QT_TRANSLATE_NOOP("BadInput", "What these layers had beyond the canvas was cut off: {0}."),
    QT_TRANSLATE_NOOP("BadInput", "How these layers were made is not understood: {0}."),
    QT_TRANSLATE_NOOP("BadInput", "Its provenance is not understood."),
    QT_TRANSLATE_NOOP("BadInput", "Its provenance is of format {0}, this version knows only {1}."),
    QT_TRANSLATE_NOOP("BadInput", "Its request is not understood."),
    QT_TRANSLATE_NOOP(
        "BadInput",
        "Whether {0} was changed after it was painted cannot be told: how it was made is not kept.",
    ),
    QT_TRANSLATE_NOOP("BadInput", "{0} was changed after it was painted: how it was made is not kept."),
    QT_TRANSLATE_NOOP("BadInput", "{0} was painted over by hand: how it was made is not kept."),
    QT_TRANSLATE_NOOP("BadInput", "{0} was scaled to the canvas: how it was made is not kept."),
    QT_TRANSLATE_NOOP("BadInput", "The seed {0} is not between 0 and 2^63 − 1."),
    QT_TRANSLATE_NOOP("BadInput", "The request's {0} is not of the right kind."),
    QT_TRANSLATE_NOOP("BadInput", "The request's {0} is not text: it is not in UTF-8."),
    QT_TRANSLATE_NOOP("BadInput", "There is no device {0}: choose {1}."),
    QT_TRANSLATE_NOOP("BadInput", "This machine has no {0} device that torch can use."),
    QT_TRANSLATE_NOOP("BadInput", "The painter cannot {0}."),
    QT_TRANSLATE_NOOP("BadInput", "The style engine cannot {0}."),
    QT_TRANSLATE_NOOP("BadInput", "The lab cannot {0}."),
    QT_TRANSLATE_NOOP("BadInput", "There is no model {0}."),
    QT_TRANSLATE_NOOP("BadInput", "{0} is not a model of the lab."),
    QT_TRANSLATE_NOOP("BadInput", "A run that goes on has begun already: leave out --from."),
    QT_TRANSLATE_NOOP("BadInput", "The sketch engine cannot {0}."),
    QT_TRANSLATE_NOOP("BadInput", "The sketch model knows no “{0}”."),
    QT_TRANSLATE_NOOP("BadInput", "The weights {0} are not those of the sketch network."),
    QT_TRANSLATE_NOOP(
        "BadInput", "A drawing is painted like pictures or like a genre and movement, not like both."
    ),
    QT_TRANSLATE_NOOP(
        "BadInput", "Only a diffusion model of {0} px can begin with what the {1} knows, not a {2} of {3} px."
    ),
    QT_TRANSLATE_NOOP("BadInput", "The weights {0}/{1} are not those of a model of the lab."),
    QT_TRANSLATE_NOOP("BadInput", "The upscaling engine cannot {0}."),
    QT_TRANSLATE_NOOP("BadInput", "The weights {0} are not those of the upscaling network."),
    QT_TRANSLATE_NOOP("BadInput", "The picture is {0}×{1}: too small, each side must be {2} px or more."),
    QT_TRANSLATE_NOOP(
        "BadInput",
        "A picture of {0}×{1} cannot be enlarged to {2}×{3}: each side becomes 1 to {4} times as long.",
    ),
    QT_TRANSLATE_NOOP("BadInput", "The grain {0} is out of range: 0.1 to 2."),
    QT_TRANSLATE_NOOP("BadInput", "The model {0} is not among those that were trained here."),
    QT_TRANSLATE_NOOP("BadInput", "The model {0} has been trained on since and is another one now."),
    QT_TRANSLATE_NOOP("BadInput", "The share {0} of the way is out of range: 0 to 1."),
    QT_TRANSLATE_NOOP("BadInput", "{0} steps are out of range: 1 to {1}."),
    QT_TRANSLATE_NOOP("BadInput", "The composer cannot {0}."),
    QT_TRANSLATE_NOOP("BadInput", "The files of the model {0} are damaged; install it again."),
    QT_TRANSLATE_NOOP("BadInput", "{0} compositions are out of range: 1 to {1}."),
    QT_TRANSLATE_NOOP("BadInput", "The prompt is too long: at most {0} characters."),
    QT_TRANSLATE_NOOP("BadInput", "The {0} {1} is out of range: {2} to {3}."),
    QT_TRANSLATE_NOOP("BadInput", "{0} steps are out of range: 2 to 100."),
    QT_TRANSLATE_NOOP(
        "BadInput", "Several compositions make a sheet to choose from; only one can be finished."
    ),
    QT_TRANSLATE_NOOP("BadInput", "There is a selection but no picture to select from."),
    QT_TRANSLATE_NOOP(
        "BadInput",
        "A composition cannot become {0}×{1}: in this shape it becomes at most {2} px wide and {3} px high.",
    ),
    QT_TRANSLATE_NOOP("BadInput", "The selection is {0}×{1} but the picture is {2}×{3}."),
    QT_TRANSLATE_NOOP(
        "BadInput", "Nothing is selected: select with the rectangle or the lasso what is to be composed."
    ),
    QT_TRANSLATE_NOOP(
        "BadInput", "The manifest {0} names a file {1} that is no .safetensors, .txt or .tsv file beside it."
    ),
    QT_TRANSLATE_NOOP("BadInput", "The weights {0} are not those of VGG16."),
    QT_TRANSLATE_NOOP("BadInput", "The manifest {0} names neither files nor what else it needs."),
    QT_TRANSLATE_NOOP("BadInput", "{0} steps are out of range: 1 to 500."),
    QT_TRANSLATE_NOOP(
        "BadInput",
        "The size {0}×{1} is out of the master's range: each side is {2} px or more, "
        "and there are at most {3} megapixels.",
    ),
    QT_TRANSLATE_NOOP("BadInput", "The weights {0} are not those of the style network."),
    QT_TRANSLATE_NOOP(
        "BadInput", "The mask leaves too little of the picture to paint from; give a reference picture."
    ),
    QT_TRANSLATE_NOOP("BadInput", "This version knows no request of the kind {0}."),
    QT_TRANSLATE_NOOP("BadInput", "{0} steps are out of range: 2 to 50."),
    QT_TRANSLATE_NOOP("BadInput", "There is no reference picture to paint like."),
    QT_TRANSLATE_NOOP("BadInput", "The closeness {0} is out of range: 0 to 1."),
    QT_TRANSLATE_NOOP("BadInput", "The painting cannot be held at {0} px: 0 to {1}."),
    QT_TRANSLATE_NOOP("BadInput", "The mask is {0}×{1} but the picture is {2}×{3}."),
    QT_TRANSLATE_NOOP("BadInput", "The mask is empty: there is nothing to fill."),
    QT_TRANSLATE_NOOP(
        "BadInput", "The canvas of {0}×{1} must be larger than the picture of {2}×{3} and hold it whole."
    ),
    QT_TRANSLATE_NOOP("BadInput", "The request's fields do not fit: {0}."),
    QT_TRANSLATE_NOOP(
        "BadInput", "The reference {0} is {1}×{2}: too small to paint like, each side must be {3} px or more."
    ),
    QT_TRANSLATE_NOOP("BadInput", "The picture {0} of the request is missing."),
    QT_TRANSLATE_NOOP("BadInput", "The size {0}×{1} is out of range: each side is {2} to {3} px."),
    QT_TRANSLATE_NOOP("BadInput", "The size {0}×{1} is too large: at most {2} megapixels."),
    QT_TRANSLATE_NOOP("BadInput", "The strength {0} is out of range: 0 to 1."),
    QT_TRANSLATE_NOOP("BadInput", "The stroke size {0} is out of range: 0.25 to 4."),
    QT_TRANSLATE_NOOP("BadInput", "There are {0} regions for {1} references: each reference needs its own."),
    QT_TRANSLATE_NOOP("BadInput", "The regions are empty: there is nothing to repaint."),
    QT_TRANSLATE_NOOP("BadInput", "There are {0} weights for {1} references: each reference needs one."),
    QT_TRANSLATE_NOOP("BadInput", "The weights of the references must not all be 0, nor beyond all measure."),
    QT_TRANSLATE_NOOP("BadInput", "The region is {0}×{1} but the picture is {2}×{3}."),
    QT_TRANSLATE_NOOP("BadInput", "The selection is empty: there is nothing to paint."),
    QT_TRANSLATE_NOOP("BadInput", "The weight {0} of a reference is out of range: 0 or more."),
    QT_TRANSLATE_NOOP("BadInput", "The manifest {0} is of another model, {1}."),
    QT_TRANSLATE_NOOP("BadInput", "The manifest {0} names no files."),
    QT_TRANSLATE_NOOP("BadInput", "The manifest {0} has no proper 'files'."),
    QT_TRANSLATE_NOOP("BadInput", "The manifest {0} names a file {1} that is no {2} file beside it."),
    QT_TRANSLATE_NOOP("BadInput", "The manifest {0} has no proper {1}."),
    QT_TRANSLATE_NOOP(
        "BadInput", "The weights {0} are damaged or not those of the model; install them again."
    ),
    QT_TRANSLATE_NOOP("BadInput", "The manifest {0} cannot be read: {1}."),
    QT_TRANSLATE_NOOP("BadInput", "The manifest {0} is not a TOML file."),
    QT_TRANSLATE_NOOP("BadInput", "The weights {0} cannot be read: {1}."),
    QT_TRANSLATE_NOOP(
        "BadInput", "{0} is {1}×{2}: too small to paint like, each side must be {3} px or more."
    ),
    QT_TRANSLATE_NOOP(
        "BadInput", "Nothing is selected: select with the rectangle or the lasso what is to be filled."
    ),
    QT_TRANSLATE_NOOP("BadInput", "One of the pictures that it carries is damaged."),
    QT_TRANSLATE_NOOP(
        "BadInput",
        "The weights {0} are a pickle, which could run any program when opened; only safetensors are read.",
    ),
    QT_TRANSLATE_NOOP("BadInput", "{0} minutes are out of range: more than 0, up to a week."),
    QT_TRANSLATE_NOOP("BadInput", "{0} minutes are out of range: more than 0, up to a day."),
    QT_TRANSLATE_NOOP("BadInput", "A lesson knows no command {0}: its commands are {1}."),
    QT_TRANSLATE_NOOP("BadInput", "{0} is damaged or not of a training run, which cannot go on from it."),
    QT_TRANSLATE_NOOP("BadInput", "{0} cannot be a model's name."),
    QT_TRANSLATE_NOOP("BadInput", "“{0}” cannot be a model's name."),
    QT_TRANSLATE_NOOP("BadInput", "The model needs a name."),
    QT_TRANSLATE_NOOP("BadInput", "The name is too long: at most {0} characters."),
    QT_TRANSLATE_NOOP("BadInput", "There is already a model called “{0}”."),
    QT_TRANSLATE_NOOP("BadInput", "{0} already holds {1}: give a new folder, or --resume to go on."),
    QT_TRANSLATE_NOOP("BadInput", "There is no training run in {0} that could go on."),
    QT_TRANSLATE_NOOP("BadInput", "{0} cannot be a model's folder: {1}."),
    QT_TRANSLATE_NOOP("BadInput", "{0} cannot be copied to {1}: {2}."),
    QT_TRANSLATE_NOOP("BadInput", "{0} cannot be deleted: {1}."),
    QT_TRANSLATE_NOOP("BadInput", "The folder {0} cannot be read: {1}."),
    QT_TRANSLATE_NOOP(
        "BadInput", "The folder {0} holds no picture that can be trained on; at least {1} are needed."
    ),
    QT_TRANSLATE_NOOP(
        "BadInput", "The folder {0} holds one picture that can be trained on; at least {1} are needed."
    ),
    QT_TRANSLATE_NOOP(
        "BadInput", "The folder {0} holds no picture that can be trained on; at least {1} are needed: {2}"
    ),
    QT_TRANSLATE_NOOP(
        "BadInput", "The folder {0} holds one picture that can be trained on; at least {1} are needed: {2}"
    ),
    QT_TRANSLATE_NOOP("BadInput", "{0} is {1}×{2}, too small: each side must be {3} px or more."),
    QT_TRANSLATE_NOOP("BadInput", "{0} is more than the {1} pictures that are trained on at once."),
    QT_TRANSLATE_NOOP("BadInput", "{0} is the same picture as {1}."),
    QT_TRANSLATE_NOOP("BadInput", "The pictures cannot be kept in {0}: {1}."),
    QT_TRANSLATE_NOOP("BadInput", "The records of the training cannot be written: {0}."),
    QT_TRANSLATE_NOOP("BadInput", "The trace of the training cannot be written."),
    QT_TRANSLATE_NOOP(
        "BadInput", "The training came to nothing at step {0}; it can go on from what was kept before."
    ),
    QT_TRANSLATE_NOOP(
        "BadInput", "The run in {0} is of the family {1} at {2} px and can only go on as such."
    ),
    QT_TRANSLATE_NOOP("BadInput", "Another model is being trained: stop it first, or wait for its end."),
    QT_TRANSLATE_NOOP("BadInput", "The training cannot be started: {0}."),
    QT_TRANSLATE_NOOP("BadInput", "There was not enough memory; try a smaller size."),
)
REFUSALS = tuple(map(str, _TABLE))
_PLACE = re.compile(r"\{(\d+)\}")


def refusal(sentence: str) -> str:
    """The sentence in the language of the window; one that is not in the table stays as it is."""
    for template, pattern in _patterns():
        found = pattern.fullmatch(sentence)
        if found:
            return QCoreApplication.translate("BadInput", template).format(*map(refusal, found.groups()))
    return sentence


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """The templates with what each matches, the most particular first."""
    by_words = sorted(REFUSALS, key=lambda template: len(_PLACE.sub("", template)), reverse=True)
    return [(template, _pattern(template)) for template in by_words]


def _pattern(template: str) -> re.Pattern[str]:
    words = _PLACE.split(template)[::2]  # the numbers of the places stand between them, in order
    return re.compile("(.+?)".join(map(re.escape, words)), re.DOTALL)
