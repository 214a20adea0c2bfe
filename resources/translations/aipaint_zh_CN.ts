<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Background</name>
    <message>
        <source>There was not enough memory for this picture.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BadInput</name>
    <message>
        <source>{0} cannot be saved: {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no room left on the disk to save {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} may not be saved into {1}: permission denied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is a folder; give a file name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not an ordinary file and will not be replaced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} may not be overwritten: permission denied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no folder {0} to save {1} into.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A canvas of {0}×{1} is not possible: each side is 1 to {2} px, {3} megapixels at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is the only layer and cannot be removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pictures that it carries are too large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be saved: its name must end in one of {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be saved: {1} has at most {2} px a side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How {0} was made cannot be read: {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it says of its making is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is a folder, not a picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not an ordinary file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is {1}×{2}, too large: at most {3} megapixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is not a picture, or of a kind that cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is too large: at most {1} megapixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is too large for this machine&apos;s memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} may not be read: permission denied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is damaged or incomplete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not a PNG.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is damaged or incomplete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its provenance is not understood.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its provenance is of format {0}, this version knows only {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its request is not understood.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The seed {0} is not between 0 and 2^63 − 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request&apos;s {0} is not of the right kind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no device {0}: choose {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This machine has no {0} device that torch can use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The painter cannot {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask leaves too little of the picture to paint from; give a reference picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This version knows no request of the kind {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} steps are out of range: 2 to 50.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no reference picture to paint like.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The closeness {0} is out of range: 0 to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask is {0}×{1} but the picture is {2}×{3}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask is empty: there is nothing to fill.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The canvas of {0}×{1} must be larger than the picture of {2}×{3} and hold it whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request&apos;s fields do not fit: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reference {0} is {1}×{2}: too small to paint like, each side must be {3} px or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture {0} of the request is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The size {0}×{1} is out of range: each side is {2} to {3} px.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The size {0}×{1} is too large: at most {2} megapixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The strength {0} is out of range: 0 to 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stroke size {0} is out of range: 0.25 to 4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are {0} regions for {1} references: each reference needs its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The regions are empty: there is nothing to repaint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are {0} weights for {1} references: each reference needs one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights of the references must not all be 0, nor beyond all measure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {0} is {1}×{2} but the picture is {3}×{4}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The selection is empty: there is nothing to repaint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weight {0} of a reference is out of range: 0 or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The manifest {0} is of another model, {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The manifest {0} names no files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The manifest {0} has no proper &apos;files&apos;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The manifest {0} names a file {1} that is no {2} file beside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The manifest {0} has no proper {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights {0} are damaged or not those of the model; install them again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The manifest {0} cannot be read: {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The manifest {0} is not a TOML file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights {0} cannot be read: {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is {1}×{2}: too small to paint like, each side must be {3} px or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is selected: select with the rectangle or the lasso what is to be filled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One of the pictures that it carries is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights {0} are a pickle, which could run any program when opened; only safetensors are read.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BrushOptions</name>
    <message>
        <source>Brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the brush ([ and ])</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opacity of a whole stroke (1 to 9, 0 is full)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Softness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the edge of the brush fades</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BrushTool</name>
    <message>
        <source>Brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer “{0}” is hidden.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ColourPair</name>
    <message>
        <source>Exchange the two colours (X)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours in hand</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ColourPanel</name>
    <message>
        <source>Colour as hexadecimal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Palette</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ColourWheel</name>
    <message>
        <source>Colour wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrow keys change saturation and value; with Shift, the hue</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Docks</name>
    <message>
        <source>Colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EraserTool</name>
    <message>
        <source>Eraser</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Include how it was made, so that it can be painted again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request and the pictures it was painted from go into the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EyedropperTool</name>
    <message>
        <source>Eyedropper</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Untitled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsaved work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” has changes that are in no file yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open as sketch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FillTool</name>
    <message>
        <source>Fill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer “{0}” is hidden.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilmStripView</name>
    <message>
        <source>Frames of the job</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HandTool</name>
    <message>
        <source>Move view</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LassoSelectionTool</name>
    <message>
        <source>Lasso</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LayersPanel</name>
    <message>
        <source>Opacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move layer up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move layer down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Painted by {0} on {1}, seed {2}, in {3}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} copy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Exported to {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About AIPaint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;h3&gt;AIPaint {0}&lt;/h3&gt;&lt;p&gt;A painting studio in which local AI models paint with the artist.&lt;/p&gt;&lt;p&gt;Everything runs on this machine; no picture ever leaves it.&lt;/p&gt;&lt;p&gt;Icons by Lucide (ISC), typeface Inter (OFL).&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open as &amp;sketch…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;lear layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select &amp;none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;xchange colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brush opacity {0} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Whole picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;100 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn &amp;right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn &amp;left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Upright</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As at the &amp;first start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Paint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute &amp;on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The best there is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CUDA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MPS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About AIPaint</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss the message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewPictureDialog</name>
    <message>
        <source>New picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PaintPanel</name>
    <message>
        <source>Like the canvas itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the paint from what is on the canvas, not from a reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps a level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More steps take longer and settle finer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint (Ctrl+Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint sketch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extend canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seamless tile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closeness to the sketch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How closely to keep to the sketch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a glance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line by line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closeness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about {0}
{1} GB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time and memory that the painting will take on this machine</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Painting</name>
    <message>
        <source>Done in {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The painting is a new layer above the sketch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could not be painted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, step {1} of {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Painting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Variation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Extended</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProgressPanel</name>
    <message>
        <source>Progress of the painting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop painting and keep what is there (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The painting&apos;s steps appear here, from the first noise to the last touch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take this frame as a layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where is this from? Point at the painting to see</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Painting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} more waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step {0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RectangleSelectionTool</name>
    <message>
        <source>Select rectangle</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReferenceChooser</name>
    <message>
        <source>Open file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take a picture from a file; dropping one here does the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+click takes several pictures together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} pictures together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No picture chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures to paint like</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReferencePreview</name>
    <message>
        <source>Drop a picture to paint like</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RotateTool</name>
    <message>
        <source>Rotate view</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SeedField</name>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed paints the same picture again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New each time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throw the dice before every painting</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SizeField</name>
    <message>
        <source>Width of the painting in pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Height of the painting in pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the proportion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half the canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Twice the canvas</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ToolBar</name>
    <message>
        <source>Tools</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ToolOptionsBar</name>
    <message>
        <source>Tool options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far a colour may be from the one under the pointer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom; a click shows the whole picture (Ctrl+0)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a colour to take it. Ctrl+click does the same with the brush in hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag to select. Shift adds, Alt takes away; a click selects all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go around what is to be selected. Shift adds, Alt takes away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag to move the view. Holding Space does the same with any tool.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag to turn the view, with Ctrl in steps. Holding R does the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag right for closer, left for farther. The wheel does the same.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Worker</name>
    <message>
        <source>There was not enough memory; try a smaller size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something unexpected went wrong ({0}); the log has the details.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ZoomTool</name>
    <message>
        <source>Zoom</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>brush</name>
    <message>
        <source>Pencil</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ink</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Soft round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Airbrush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flat bristle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charcoal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>duration</name>
    <message>
        <source>{0} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>history</name>
    <message>
        <source>Erase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open as sketch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer opacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resize canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale layer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>layer</name>
    <message>
        <source>Paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sketch</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>model</name>
    <message>
        <source>diffusion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>style transfer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Painting flat sketches in the manner of a picture, variations, filling, extending.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photographs as sketches, and anything that the reference picture does not show.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>reference</name>
    <message>
        <source>Oil in short wet strokes: pale sky, turquoise sea, lilac shadows on chalk, warm sand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thick oil in long parallel strokes: turning sky, blue hills, dark cypresses, gold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pointillist oil: violet and gold evening, sails, sunlit trees with deep blue shadows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gouache in square parallel touches: ochre walls, red roofs, violet mountain, turquoise sky.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Soft pastel hatched over dark paper: pale trunks, burning leaves, violet shade.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watercolour: wet sky, ranges fading into mist, autumn shore, ripples left as bare paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ink on warm paper: wet washes, dry texture strokes, pines and a fall, one red seal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour woodblock: flat indigo and cream, graded sky, carved key line, a red sun.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Palette knife at nightfall: slabs of navy and violet, lit windows and lamps on wet stone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blended oil under a brown glaze: towering clouds, sunlit oaks, a pond, wide umber ground.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Solid oil that turns with the form: bright fruit, white cloth, bottle green and wine red.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Red-brown pen hatching with thin grey-green washes: cottages, elms, a cart road, open sky.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
