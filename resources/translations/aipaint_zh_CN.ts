<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AddedRow</name>
    <message>
        <source>Take {0} away</source>
        <translation>移除{0}</translation>
    </message>
</context>
<context>
    <name>AdjustDialog</name>
    <message>
        <source>&amp;Preview</source>
        <translation>预览(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>重置(&amp;R)</translation>
    </message>
    <message>
        <source>Adjusting…</source>
        <translation>正在调整…</translation>
    </message>
</context>
<context>
    <name>AdjustMenu</name>
    <message>
        <source>&amp;Levels…</source>
        <translation>色阶(&amp;L)…</translation>
    </message>
    <message>
        <source>&amp;Curves…</source>
        <translation>曲线(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Hue, saturation and lightness…</source>
        <translation>色相、饱和度和亮度(&amp;H)…</translation>
    </message>
    <message>
        <source>&amp;Invert</source>
        <translation>反色(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Posterise…</source>
        <translation>色调分离(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Gradient map…</source>
        <translation>渐变映射(&amp;G)…</translation>
    </message>
    <message>
        <source>Gaussian &amp;blur…</source>
        <translation>高斯模糊(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Sharpen…</source>
        <translation>锐化(&amp;S)…</translation>
    </message>
</context>
<context>
    <name>Adjusting</name>
    <message>
        <source>Levels</source>
        <translation>色阶</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Hue, saturation and lightness</source>
        <translation>色相、饱和度和亮度</translation>
    </message>
    <message>
        <source>Posterise</source>
        <translation>色调分离</translation>
    </message>
    <message>
        <source>Gradient map</source>
        <translation>渐变映射</translation>
    </message>
    <message>
        <source>Gaussian blur</source>
        <translation>高斯模糊</translation>
    </message>
    <message>
        <source>Sharpen</source>
        <translation>锐化</translation>
    </message>
</context>
<context>
    <name>Arrivals</name>
    <message>
        <source>There are several pictures in the clipboard: paste them as layers.</source>
        <translation>剪贴板中有多张图片：请将它们粘贴为图层。</translation>
    </message>
    <message>
        <source>A document takes the place of the picture: drop it alone.</source>
        <translation>文档会取代当前的图片：请单独拖入。</translation>
    </message>
    <message>
        <source>There is no picture in the clipboard.</source>
        <translation>剪贴板里没有图片。</translation>
    </message>
    <message>
        <source>{0} files could not be opened: {1}</source>
        <translation>{0} 个文件无法打开：{1}</translation>
    </message>
</context>
<context>
    <name>AssistantTool</name>
    <message>
        <source>Assistants</source>
        <translation>辅助尺</translation>
    </message>
    <message>
        <source>Click or drag to set points; drag them, or move them by the arrow keys. Del removes.</source>
        <translation>单击或拖动以设置控制点；可拖动控制点，也可用方向键移动。Del 删除。</translation>
    </message>
    <message>
        <source>Ruler</source>
        <translation>直尺</translation>
    </message>
    <message>
        <source>Parallel ruler</source>
        <translation>平行尺</translation>
    </message>
    <message>
        <source>Vanishing point</source>
        <translation>消失点</translation>
    </message>
    <message>
        <source>2 point perspective</source>
        <translation>两点透视</translation>
    </message>
    <message>
        <source>3 point perspective</source>
        <translation>三点透视</translation>
    </message>
    <message>
        <source>Concentric ellipse</source>
        <translation>同心椭圆</translation>
    </message>
    <message>
        <source>Spline</source>
        <translation>样条曲线</translation>
    </message>
    <message>
        <source>Assistant</source>
        <translation>辅助尺</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>全部删除</translation>
    </message>
    <message>
        <source>Remove the assistant whose point was touched last (Del)</source>
        <translation>删除最近碰过控制点的辅助尺 (Del)</translation>
    </message>
</context>
<context>
    <name>AxesDialog</name>
    <message>
        <source>Axes</source>
        <translation>对称轴</translation>
    </message>
    <message>
        <source>From the left</source>
        <translation>距左边</translation>
    </message>
    <message>
        <source>From the top</source>
        <translation>距顶边</translation>
    </message>
</context>
<context>
    <name>BadInput</name>
    <message>
        <source>This painting would take about {0} GB of memory, but the settings allow {1} GB.</source>
        <translation>这幅画约需 {0} GB 内存，但设置只允许 {1} GB。</translation>
    </message>
    <message>
        <source>{0} cannot be saved: {1}.</source>
        <translation>无法保存 {0}：{1}。</translation>
    </message>
    <message>
        <source>{0} paintings are out of range: 1 to {1}.</source>
        <translation>画作数 {0} 超出范围：1 至 {1}。</translation>
    </message>
    <message>
        <source>{0} carries no request that could be run again.</source>
        <translation>{0} 不带可以重新运行的绘制请求。</translation>
    </message>
    <message>
        <source>The screenshots cannot be kept in {0}: {1}.</source>
        <translation>无法把截图保存在 {0}：{1}。</translation>
    </message>
    <message>
        <source>cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>Something unexpected went wrong ({0}); {1}=1 shows where.</source>
        <translation>发生了意外错误（{0}）；设置 {1}=1 可显示出错位置。</translation>
    </message>
    <message>
        <source>{0}; see {1} --help.</source>
        <translation>{0}；参见 {1} --help。</translation>
    </message>
    <message>
        <source>“{0}” begins with a dash and is taken for an option: {1}.</source>
        <translation>“{0}”以短横线开头，会被当作选项：{1}。</translation>
    </message>
    <message>
        <source>The painting and its explanation cannot both be {0}.</source>
        <translation>画作和它的说明图不能都存为 {0}。</translation>
    </message>
    <message>
        <source>There is no layer in “{0}” that is neither hidden nor locked.</source>
        <translation>“{0}”中没有未隐藏且未锁定的图层。</translation>
    </message>
    <message>
        <source>“{0}” is empty: there is nothing to adjust.</source>
        <translation>“{0}”是空的，没有可调整的内容。</translation>
    </message>
    <message>
        <source>One layer has to be left.</source>
        <translation>至少要保留一个图层。</translation>
    </message>
    <message>
        <source>The layer “{0}” is locked.</source>
        <translation>图层“{0}”已锁定。</translation>
    </message>
    <message>
        <source>A canvas of {0}×{1} is not possible: each side is {2} to {3} px, {4} megapixels at most.</source>
        <translation>无法建立 {0}×{1} 的画布：每边为 {2} 到 {3} 像素，总共至多 {4} 百万像素。</translation>
    </message>
    <message>
        <source>The alpha of the layer “{0}” is locked.</source>
        <translation>图层“{0}”的透明度已锁定。</translation>
    </message>
    <message>
        <source>“{0}” is empty.</source>
        <translation>“{0}”是空的。</translation>
    </message>
    <message>
        <source>There is nothing to be seen to copy.</source>
        <translation>没有可以复制的可见内容。</translation>
    </message>
    <message>
        <source>Nothing is selected that could be cut.</source>
        <translation>没有可以剪切的选区。</translation>
    </message>
    <message>
        <source>“{0}” has nothing within the selection.</source>
        <translation>“{0}”在选区内没有内容。</translation>
    </message>
    <message>
        <source>The mask of “{0}”, a group, cannot be applied; merge the group first.</source>
        <translation>“{0}”是图层组，其蒙版无法应用，请先合并该组。</translation>
    </message>
    <message>
        <source>Nothing is selected.</source>
        <translation>没有选中任何内容。</translation>
    </message>
    <message>
        <source>“{0}” is a group: choose a layer in it to paint on.</source>
        <translation>“{0}”是图层组：请选择其中的一个图层来绘画。</translation>
    </message>
    <message>
        <source>The layer “{0}” is hidden.</source>
        <translation>图层“{0}”已隐藏。</translation>
    </message>
    <message>
        <source>Nothing is selected to crop to.</source>
        <translation>没有选区，无法裁剪到选区。</translation>
    </message>
    <message>
        <source>There is nothing in the picture to trim it to.</source>
        <translation>图像里没有可裁剪到的内容。</translation>
    </message>
    <message>
        <source>guidance</source>
        <translation>引导强度</translation>
    </message>
    <message>
        <source>closeness to the start</source>
        <translation>与起始图的贴合度</translation>
    </message>
    <message>
        <source>{0} is too large for a brush.</source>
        <translation>{0} 对笔刷来说过大。</translation>
    </message>
    <message>
        <source>{0} cannot be read as a brush.</source>
        <translation>{0} 无法作为笔刷读取。</translation>
    </message>
    <message>
        <source>{0} is no brush: its “{1}” says what no brush can be.</source>
        <translation>{0} 不是笔刷：其中“{1}”的内容不适用于任何笔刷。</translation>
    </message>
    <message>
        <source>--{0} is for models of your own: give one with --model.</source>
        <translation>--{0} 只用于您自己的模型：请用 --model 指定一个。</translation>
    </message>
    <message>
        <source>--{0} says nothing to a model of your own.</source>
        <translation>--{0} 对您自己的模型没有意义。</translation>
    </message>
    <message>
        <source>No layer has a label of this colour.</source>
        <translation>没有图层带有此颜色标签。</translation>
    </message>
    <message>
        <source>{0} has no text encoder that is known: words would mean nothing to it.</source>
        <translation>{0} 没有已知的文本编码器：文字对它没有意义。</translation>
    </message>
    <message>
        <source>{0} holds no network that denoises as those of Stable Diffusion do.</source>
        <translation>{0} 中没有 Stable Diffusion 那样的去噪网络。</translation>
    </message>
    <message>
        <source>{0} is of a kind (EDM) that is known but not tried: it is not painted with yet.</source>
        <translation>{0} 属于已知但未试过的类型（EDM），暂时不能用来绘画。</translation>
    </message>
    <message>
        <source>{0} has no VAE of its own, which turns what is denoised into a picture.</source>
        <translation>{0} 没有自带的 VAE，而把去噪结果变成图像需要它。</translation>
    </message>
    <message>
        <source>{0} is a refiner of SDXL, which is known but not tried: it is not painted with yet.</source>
        <translation>{0} 是 SDXL 的精修模型，已知但未试过，暂时不能用来绘画。</translation>
    </message>
    <message>
        <source>{0} is not built as models of its kind are.</source>
        <translation>{0} 的结构与同类模型不符。</translation>
    </message>
    <message>
        <source>A checkpoint cannot {0}.</source>
        <translation>检查点模型不能执行“{0}”。</translation>
    </message>
    <message>
        <source>Your own models need the extra &apos;checkpoints&apos;: start once with python3 start.py --checkpoints, or install aipaint-desktop[checkpoints].</source>
        <translation>使用自己的模型需要附加组件“checkpoints”：请用 python3 start.py --checkpoints 启动一次，或安装 aipaint-desktop[checkpoints]。</translation>
    </message>
    <message>
        <source>{0} is a pickle, which could run any program when opened; only safetensors are read.</source>
        <translation>{0} 是 pickle 文件，打开时可能运行任意程序；这里只读取 safetensors。</translation>
    </message>
    <message>
        <source>The folder {0} is of a kind that is known but not tried, or not known: {1}.</source>
        <translation>文件夹 {0} 属于已知但未试过或未知的类型：{1}。</translation>
    </message>
    <message>
        <source>The folder {0} lacks its part &apos;{1}&apos;.</source>
        <translation>文件夹 {0} 缺少“{1}”部分。</translation>
    </message>
    <message>
        <source>{0} in {1} is not JSON.</source>
        <translation>{1} 中的 {0} 不是 JSON。</translation>
    </message>
    <message>
        <source>{0} is made for filling or editing alone, which is known but not tried.</source>
        <translation>{0} 只用于填充或编辑，这种类型已知但未试过。</translation>
    </message>
    <message>
        <source>{0} is damaged or no safetensors file.</source>
        <translation>{0} 已损坏，或不是 safetensors 文件。</translation>
    </message>
    <message>
        <source>What was learned in {0} is another picture: give that, or a new folder.</source>
        <translation>{0} 中学过的是另一张图片：请给出那一张，或换一个新文件夹。</translation>
    </message>
    <message>
        <source>--like says nothing to a model of your own without an IP-Adapter.</source>
        <translation>没有 IP-Adapter 时，--like 对您自己的模型不起作用。</translation>
    </message>
    <message>
        <source>{0} follows a map, and there is no picture to make one of: give one with --from, --control-picture or after the file.</source>
        <translation>{0} 依据控制图，但没有可用来生成控制图的图像：请用 --from、--control-picture 或在文件名之后给出。</translation>
    </message>
    <message>
        <source>--control-picture says nothing without --control.</source>
        <translation>没有 --control 时 --control-picture 不起作用。</translation>
    </message>
    <message>
        <source>{0} is of another kind: “{1}”.</source>
        <translation>{0} 属于另一种类型：“{1}”。</translation>
    </message>
    <message>
        <source>“{0}” is text: rasterise it (in the Layer menu) before it is painted on.</source>
        <translation>“{0}”是文字图层：请先在“图层”菜单中将其栅格化，再在上面绘画。</translation>
    </message>
    <message>
        <source>{0} paints from pictures (unCLIP), which is known but not tried: it is not painted with yet.</source>
        <translation>{0} 从图片绘画（unCLIP）：认得但未试过，暂不用它绘画。</translation>
    </message>
    <message>
        <source>{0} is not built as ControlNets are: it has a tensor {1}.</source>
        <translation>{0} 的结构不像 ControlNet：含有张量 {1}。</translation>
    </message>
    <message>
        <source>{0} is damaged: it lacks {1}, or that is of another shape.</source>
        <translation>{0} 已损坏：缺少 {1}，或其形状不符。</translation>
    </message>
    <message>
        <source>{0} is no image encoder as IP-Adapters need it.</source>
        <translation>{0} 不是 IP-Adapter 所需的图像编码器。</translation>
    </message>
    <message>
        <source>{0} is not built as IP-Adapters are.</source>
        <translation>{0} 的结构不像 IP-Adapter。</translation>
    </message>
    <message>
        <source>{0} does not fit {1}: it is made for another kind of model.</source>
        <translation>{0} 不适用于 {1}：它是为另一类模型制作的。</translation>
    </message>
    <message>
        <source>{0} has a tensor {1} that its kind has not.</source>
        <translation>{0} 含有同类文件所没有的张量 {1}。</translation>
    </message>
    <message>
        <source>{0} is not built as its kind is.</source>
        <translation>{0} 的结构与同类文件不符。</translation>
    </message>
    <message>
        <source>{0} is not built as T2I-Adapters are.</source>
        <translation>{0} 的结构不像 T2I-Adapter。</translation>
    </message>
    <message>
        <source>{0} is no textual inversion: it does not hold vectors for one word.</source>
        <translation>{0} 不是文本反演：它不含一个词的向量。</translation>
    </message>
    <message>
        <source>{0} is damaged: some of its vectors are no numbers.</source>
        <translation>{0} 已损坏：其中部分向量不是数值。</translation>
    </message>
    <message>
        <source>There is not enough memory for a picture of {0}×{1}: {2}×{3} would do.</source>
        <translation>内存不足以画 {0}×{1} 的图片：{2}×{3} 可以。</translation>
    </message>
    <message>
        <source>A checkpoint cannot {0} while you paint.</source>
        <translation>检查点模型不能在您绘画的同时执行“{0}”。</translation>
    </message>
    <message>
        <source>{0} needs {1} GB of memory and {2} GB are free: close other programs, or choose a smaller model.</source>
        <translation>{0} 需要 {1} GB 内存，而只有 {2} GB 可用：请关闭其他程序，或选择较小的模型。</translation>
    </message>
    <message>
        <source>In the folder {0} the part &apos;{1}&apos; is of a kind that is not known.</source>
        <translation>文件夹 {0} 中的“{1}”部分类型未知。</translation>
    </message>
    <message>
        <source>The part &apos;{0}&apos; of {1} is a pickle, which could run any program when opened; only safetensors are read.</source>
        <translation>{1} 的“{0}”部分是 pickle 文件，打开时可能运行任意程序；这里只读取 safetensors。</translation>
    </message>
    <message>
        <source>The folder {0} is no model of diffusers: it has no {1}.</source>
        <translation>文件夹 {0} 不是 diffusers 模型：其中没有 {1}。</translation>
    </message>
    <message>
        <source>{0} in {1} cannot be read: {2}.</source>
        <translation>{1} 中的 {0} 无法读取：{2}。</translation>
    </message>
    <message>
        <source>{0} lacks weights of its part &apos;{1}&apos;.</source>
        <translation>{0} 缺少“{1}”部分的权重。</translation>
    </message>
    <message>
        <source>{0} cannot be loaded: {1}.</source>
        <translation>{0} 无法载入：{1}。</translation>
    </message>
    <message>
        <source>{0} is damaged: its parts for {1} do not fit together.</source>
        <translation>{0} 已损坏：其中用于 {1} 的各部分互不相符。</translation>
    </message>
    <message>
        <source>{0} is made for another kind of model: for the layer {1} it has {2} numbers, this one has {3}.</source>
        <translation>{0} 是为另一种模型制作的：对于层 {1}，它有 {2} 个数值，而此模型有 {3} 个。</translation>
    </message>
    <message>
        <source>{0} is made for another kind of model: this one has no layer {1}.</source>
        <translation>{0} 是为另一种模型制作的：此模型没有层 {1}。</translation>
    </message>
    <message>
        <source>{0} is of a kind ({1}) that is known but not tried.</source>
        <translation>{0} 属于已知但未经试验的类型（{1}）。</translation>
    </message>
    <message>
        <source>{0} holds the tensor {1}, which is no part of a LoRA.</source>
        <translation>{0} 含有张量 {1}，它不是 LoRA 的一部分。</translation>
    </message>
    <message>
        <source>{0} is no LoRA: none of its tensors is named as those of one are.</source>
        <translation>{0} 不是 LoRA：其中没有任何张量的名称与 LoRA 相符。</translation>
    </message>
    <message>
        <source>{0} is damaged: some of its weights for {1} are no numbers.</source>
        <translation>{0} 已损坏：其中用于 {1} 的部分权重不是数值。</translation>
    </message>
    <message>
        <source>The part &apos;{0}&apos; of {1} lacks weights: its config.json tells of more.</source>
        <translation>{1} 的“{0}”部分缺少权重：它的 config.json 说的比文件里有的多。</translation>
    </message>
    <message>
        <source>The part &apos;{0}&apos; of {1} lacks weights: {2} is not there.</source>
        <translation>{1} 的“{0}”部分缺少权重：没有 {2}。</translation>
    </message>
    <message>
        <source>The part &apos;{0}&apos; of {1} is quantised by {2}, which is not read: GGUF files are.</source>
        <translation>{1} 的“{0}”部分由 {2} 量化，无法读取；可以读取 GGUF 文件。</translation>
    </message>
    <message>
        <source>{0} changes pictures: give it one to begin with.</source>
        <translation>{0} 用于修改图片：请先给它一张图片。</translation>
    </message>
    <message>
        <source>{0} fills and extends no picture: choose another model for that.</source>
        <translation>{0} 不能填充或扩展图片：请另选模型。</translation>
    </message>
    <message>
        <source>{0} begins with no picture: it paints words alone.</source>
        <translation>{0} 不能从图片开始：它只按文字绘画。</translation>
    </message>
    <message>
        <source>{0} lacks transformer/config.json, which says how {1} is built.</source>
        <translation>{0} 缺少 transformer/config.json，它说明 {1} 的结构。</translation>
    </message>
    <message>
        <source>{0} does not fit the other parts in {1}: weights are missing.</source>
        <translation>{0} 与 {1} 中的其他部分不匹配：缺少权重。</translation>
    </message>
    <message>
        <source>GGUF files need the package gguf: install aipaint-desktop[checkpoints] anew.</source>
        <translation>GGUF 文件需要 gguf 软件包：请重新安装 aipaint-desktop[checkpoints]。</translation>
    </message>
    <message>
        <source>{0} is damaged or cut off: its tensors cannot be read.</source>
        <translation>{0} 已损坏或不完整：无法读取其张量。</translation>
    </message>
    <message>
        <source>The weight {0} in the prompt is out of range: 0 to {1}.</source>
        <translation>提示词中的权重 {0} 超出范围：0 到 {1}。</translation>
    </message>
    <message>
        <source>The weight {0} in the prompt is no number.</source>
        <translation>提示词中的权重 {0} 不是数值。</translation>
    </message>
    <message>
        <source>The textual inversion {0} is made for another kind of model: its vectors have {1} numbers, those of this one {2}.</source>
        <translation>文本反演 {0} 是为另一种模型制作的：它的向量有 {1} 个数值，此模型的有 {2} 个。</translation>
    </message>
    <message>
        <source>The text encoder has no layer for a clip skip of {0}: at most {1}.</source>
        <translation>文本编码器没有与 CLIP 跳层 {0} 对应的层：最多 {1}。</translation>
    </message>
    <message>
        <source>The request names no model by its hash.</source>
        <translation>请求没有用哈希值指明模型。</translation>
    </message>
    <message>
        <source>A clip skip of {0} is out of range: 1 to {1}.</source>
        <translation>CLIP 跳层 {0} 超出范围：1 到 {1}。</translation>
    </message>
    <message>
        <source>The request does not name all files by their hashes.</source>
        <translation>请求没有用哈希值指明所有文件。</translation>
    </message>
    <message>
        <source>There are {0} regions and words for {1}.</source>
        <translation>有 {0} 个区域，却有 {1} 个区域的文字。</translation>
    </message>
    <message>
        <source>There are {0} regions and references for {1}.</source>
        <translation>有 {0} 个区域，却给出了 {1} 个区域的参考图。</translation>
    </message>
    <message>
        <source>A region is painted like a reference by an IP-Adapter: add one to the controls.</source>
        <translation>区域要由 IP-Adapter 才能照参考图来画：请在控制中添加一个。</translation>
    </message>
    <message>
        <source>The request does not say what it was painted with up to each turn.</source>
        <translation>请求没有说明每次转折之前是用什么绘制的。</translation>
    </message>
    <message>
        <source>The request goes on from steps that there are not.</source>
        <translation>请求要从不存在的步骤继续。</translation>
    </message>
    <message>
        <source>There are {0} LoRAs and {1} weights.</source>
        <translation>有 {0} 个 LoRA 和 {1} 个权重。</translation>
    </message>
    <message>
        <source>The request does not name all LoRAs by their hashes.</source>
        <translation>请求没有用哈希值指明所有 LoRA。</translation>
    </message>
    <message>
        <source>{0} controls are too many: at most {1}.</source>
        <translation>控制太多（{0} 个）：最多 {1} 个。</translation>
    </message>
    <message>
        <source>The request does not say all that it has to of its controls.</source>
        <translation>该任务没有说全各个控制的内容。</translation>
    </message>
    <message>
        <source>The request does not name all controls by their hashes.</source>
        <translation>该任务没有用哈希值指明所有控制文件。</translation>
    </message>
    <message>
        <source>An IP-Adapter paints like a reference: choose one.</source>
        <translation>IP-Adapter 需要仿照参考图：请选择一张。</translation>
    </message>
    <message>
        <source>There is no picture to edit.</source>
        <translation>没有可编辑的图片。</translation>
    </message>
    <message>
        <source>Say what is to change: the words are the instruction.</source>
        <translation>请说明要改什么：文字就是指令。</translation>
    </message>
    <message>
        <source>The region of “{0}” is {1}×{2} but the picture is {3}×{4}.</source>
        <translation>“{0}”的区域为 {1}×{2}，而图像为 {3}×{4}。</translation>
    </message>
    <message>
        <source>weight of the LoRA {0}</source>
        <translation>LoRA {0} 的权重</translation>
    </message>
    <message>
        <source>strength of the control {0}</source>
        <translation>控制“{0}”的强度</translation>
    </message>
    <message>
        <source>The control {0} cannot count from {1} to {2} of the steps: 0 to 1, the end after the beginning.</source>
        <translation>控制“{0}”不能从步数的 {1} 到 {2} 起作用：须在 0 到 1 之间，且终点在起点之后。</translation>
    </message>
    <message>
        <source>The control {0} goes on from what is there, and a picture of words alone begins with nothing.</source>
        <translation>控制“{0}”要从画面上已有的部分继续，而只由文字生成的图像没有可以开始的内容。</translation>
    </message>
    <message>
        <source>There is not enough memory for a picture of {0}×{1}: {2}×{2} would do.</source>
        <translation>内存不足以绘制 {0}×{1} 的图像：{2}×{2} 可以。</translation>
    </message>
    <message>
        <source>{0} has numbers of a type ({1}) that is not read, in {2}.</source>
        <translation>{0} 的 {2} 含有不支持的数值类型（{1}）。</translation>
    </message>
    <message>
        <source>The sampler {0} is for models of flow matching; this one is none.</source>
        <translation>采样器 {0} 用于流匹配模型，而这个模型不是。</translation>
    </message>
    <message>
        <source>{0} is no VAE for this kind of model: its tensors are others than those of the model&apos;s own.</source>
        <translation>{0} 不是这种模型的 VAE：其张量与模型自带的不同。</translation>
    </message>
    <message>
        <source>closeness to the composition</source>
        <translation>与构图的贴合度</translation>
    </message>
    <message>
        <source>The posterising engine cannot {0}.</source>
        <translation>色调分离引擎无法执行“{0}”。</translation>
    </message>
    <message>
        <source>{0} colours are out of range: {1} to {2}.</source>
        <translation>{0} 种颜色超出范围：{1} 到 {2}。</translation>
    </message>
    <message>
        <source>The smallest patch of {0} px is out of range: 0 to {1}.</source>
        <translation>最小色块 {0} 像素超出范围：0 到 {1}。</translation>
    </message>
    <message>
        <source>The strength {0} is out of range: 0 to 2.</source>
        <translation>强度 {0} 超出范围：0 到 2。</translation>
    </message>
    <message>
        <source>The request does not say of each reference whether it was learned.</source>
        <translation>请求没有说明每张参考图是否已学过。</translation>
    </message>
    <message>
        <source>An upscaler cannot {0}.</source>
        <translation>放大模型不能{0}。</translation>
    </message>
    <message>
        <source>Your own upscalers need the extra &apos;checkpoints&apos;: start once with python3 start.py --checkpoints, or install aipaint-desktop[checkpoints].</source>
        <translation>使用你自己的放大模型需要附加组件“checkpoints”：用 python3 start.py --checkpoints 启动一次，或安装 aipaint-desktop[checkpoints]。</translation>
    </message>
    <message>
        <source>{0} is not for whole pictures, which alone is done here.</source>
        <translation>{0} 不用于整幅图像，而这里只支持整幅图像。</translation>
    </message>
    <message>
        <source>{0} is not for pictures in colour or grey.</source>
        <translation>{0} 不用于彩色或灰度图像。</translation>
    </message>
    <message>
        <source>{0} is damaged: its tensors are larger than the file.</source>
        <translation>{0} 已损坏：其中的张量比文件还大。</translation>
    </message>
    <message>
        <source>{0} is damaged: its parts are numbered as those of no network are.</source>
        <translation>{0} 已损坏：其部件的编号不属于任何网络。</translation>
    </message>
    <message>
        <source>{0} is of no architecture that spandrel knows.</source>
        <translation>spandrel 不认识 {0} 的结构。</translation>
    </message>
    <message>
        <source>The upscaler fails at its work: {0}.</source>
        <translation>放大模型运行失败：{0}。</translation>
    </message>
    <message>
        <source>There is no room left on the disk to save {0}.</source>
        <translation>磁盘空间不足，无法保存 {0}。</translation>
    </message>
    <message>
        <source>{0} may not be saved into {1}: permission denied.</source>
        <translation>无法将 {0} 保存到 {1}：没有权限。</translation>
    </message>
    <message>
        <source>not a file name</source>
        <translation>不是有效的文件名</translation>
    </message>
    <message>
        <source>{0} is a folder; give a file name.</source>
        <translation>{0} 是文件夹，请给出文件名。</translation>
    </message>
    <message>
        <source>{0} is not an ordinary file and will not be replaced.</source>
        <translation>{0} 不是普通文件，不会被替换。</translation>
    </message>
    <message>
        <source>{0} may not be overwritten: permission denied.</source>
        <translation>无法覆盖 {0}：没有权限。</translation>
    </message>
    <message>
        <source>There is no folder {0} to save {1} into.</source>
        <translation>没有可保存 {1} 的文件夹 {0}。</translation>
    </message>
    <message>
        <source>{0} has a tip of {1}×{2}, which is too large.</source>
        <translation>{0} 中有一个 {1}×{2} 的笔尖，过大。</translation>
    </message>
    <message>
        <source>{0} has too many tips.</source>
        <translation>{0} 中的笔尖过多。</translation>
    </message>
    <message>
        <source>the colours of the tip itself</source>
        <translation>笔尖自身的颜色</translation>
    </message>
    <message>
        <source>{0} is a brush of another version of MyPaint, which is not understood.</source>
        <translation>{0} 是其他版本 MyPaint 的笔刷，无法识别。</translation>
    </message>
    <message>
        <source>{0} is a brush of MyPaint before 1.1, which is not understood.</source>
        <translation>{0} 是 MyPaint 1.1 之前的笔刷，无法识别。</translation>
    </message>
    <message>
        <source>how Photoshop moves the brush by pressure and chance</source>
        <translation>Photoshop 中由压感和随机控制的笔刷动态</translation>
    </message>
    <message>
        <source>{0} is a brush file of version {1}, which is not understood.</source>
        <translation>{0} 是版本 {1} 的笔刷文件，无法识别。</translation>
    </message>
    <message>
        <source>{0} is not a brush file that is understood: {1}.</source>
        <translation>{0} 不是可以识别的笔刷文件（{1}）。</translation>
    </message>
    <message>
        <source>it is damaged</source>
        <translation>文件已损坏</translation>
    </message>
    <message>
        <source>The file needs a name.</source>
        <translation>文件需要一个名字。</translation>
    </message>
    <message>
        <source>{0} cannot be read.</source>
        <translation>无法读取 {0}。</translation>
    </message>
    <message>
        <source>Some of it is damaged and was left out.</source>
        <translation>其中一部分已损坏，未能读出。</translation>
    </message>
    <message>
        <source>These are not known here, and stay in the file as they are: {0}.</source>
        <translation>以下内容本程序无法识别，将原样保留在文件中：{0}。</translation>
    </message>
    <message>
        <source>A pinned picture in it is damaged and was left out.</source>
        <translation>其中一张参考图像已损坏，未能打开。</translation>
    </message>
    <message>
        <source>What another program has put into it beside the picture is too large to be kept.</source>
        <translation>其他程序存入该文件的附加内容过大，无法保留。</translation>
    </message>
    <message>
        <source>{0} has no picture of itself.</source>
        <translation>{0} 中没有缩略图。</translation>
    </message>
    <message>
        <source>The masks of these are damaged and were left out: {0}.</source>
        <translation>以下各项的蒙版已损坏，未能读入：{0}。</translation>
    </message>
    <message>
        <source>Another program has painted on these layers, of which their masks are part now: {0}.</source>
        <translation>其他程序改动过以下图层，蒙版已并入图层：{0}。</translation>
    </message>
    <message>
        <source>These layers came back as pixels, as their text is damaged or was painted on: {0}.</source>
        <translation>下列图层的文字已损坏或被涂改，已作为像素打开：{0}。</translation>
    </message>
    <message>
        <source>{0} is no palette of Photoshop&apos;s.</source>
        <translation>{0} 不是 Photoshop 调色板。</translation>
    </message>
    <message>
        <source>{0} is no exchange of swatches.</source>
        <translation>{0} 不是色板交换文件。</translation>
    </message>
    <message>
        <source>{0} has a colour of an unknown kind.</source>
        <translation>{0} 中有未知类型的颜色。</translation>
    </message>
    <message>
        <source>{0} has a colour that is none: {1}.</source>
        <translation>{0} 中有无效的颜色：{1}。</translation>
    </message>
    <message>
        <source>{0} has more than {1} colours.</source>
        <translation>{0} 的颜色超过 {1} 种。</translation>
    </message>
    <message>
        <source>{0} ends too early to be a whole palette.</source>
        <translation>{0} 不完整，不是完整的调色板。</translation>
    </message>
    <message>
        <source>{0} is no palette of GIMP&apos;s.</source>
        <translation>{0} 不是 GIMP 调色板。</translation>
    </message>
    <message>
        <source>{0} is no palette that can be read: .gpl, .aco and .ase can.</source>
        <translation>{0} 不是可读取的调色板；支持 .gpl、.aco 和 .ase。</translation>
    </message>
    <message>
        <source>{0} is too large to be a palette.</source>
        <translation>{0} 太大，不是调色板。</translation>
    </message>
    <message>
        <source>{0} has no colours.</source>
        <translation>{0} 中没有颜色。</translation>
    </message>
    <message>
        <source>black and white</source>
        <translation>黑白位图</translation>
    </message>
    <message>
        <source>greyscale</source>
        <translation>灰度</translation>
    </message>
    <message>
        <source>indexed colour</source>
        <translation>索引颜色</translation>
    </message>
    <message>
        <source>duotone</source>
        <translation>双色调</translation>
    </message>
    <message>
        <source>Lab</source>
        <translation>Lab</translation>
    </message>
    <message>
        <source>CMYK</source>
        <translation>CMYK</translation>
    </message>
    <message>
        <source>Its colours were converted to sRGB; it was in {0}.</source>
        <translation>颜色已转换为 sRGB；原为{0}。</translation>
    </message>
    <message>
        <source>{0} is in multichannel colour, which is not understood.</source>
        <translation>{0} 使用多通道颜色，无法识别。</translation>
    </message>
    <message>
        <source>Its {0} bits a channel became 8.</source>
        <translation>每通道 {0} 位已转换为 8 位。</translation>
    </message>
    <message>
        <source>Text, shapes and placed files came as pixels: {0}.</source>
        <translation>文字、形状和置入的文件已变为像素：{0}。</translation>
    </message>
    <message>
        <source>These layers have no pixels in the file and came empty: {0}.</source>
        <translation>这些图层在文件中没有像素，读入后为空：{0}。</translation>
    </message>
    <message>
        <source>Adjustment layers were left out: {0}.</source>
        <translation>调整图层未被读入：{0}。</translation>
    </message>
    <message>
        <source>Effects of these layers are not shown: {0}.</source>
        <translation>这些图层的效果不会显示：{0}。</translation>
    </message>
    <message>
        <source>Masks of vectors were left out, and those with soft edges have hard ones: {0}.</source>
        <translation>矢量蒙版未被读入，羽化的蒙版边缘变硬：{0}。</translation>
    </message>
    <message>
        <source>The opacity of the fill counts as the layer&apos;s: {0}.</source>
        <translation>填充不透明度计入图层不透明度：{0}。</translation>
    </message>
    <message>
        <source>How its layers were made is not kept in a Photoshop document.</source>
        <translation>Photoshop 文档不会保留各图层是如何制作的。</translation>
    </message>
    <message>
        <source>Texts are pixels in a Photoshop document.</source>
        <translation>在 Photoshop 文档中，文字图层会成为像素图层。</translation>
    </message>
    <message>
        <source>Pinned pictures are not kept in a Photoshop document.</source>
        <translation>参考图像不会保存到 Photoshop 文档中。</translation>
    </message>
    <message>
        <source>What is selected is not kept in a Photoshop document; channels are.</source>
        <translation>Photoshop 文档不会保留当前选区，但会保留通道。</translation>
    </message>
    <message>
        <source>{0} cannot be saved: a .psd has at most 2 GB, a .psb may have more.</source>
        <translation>无法保存 {0}：.psd 最大为 2 GB，.psb 可以更大。</translation>
    </message>
    <message>
        <source>Something unexpected went wrong ({0}); the log has the details.</source>
        <translation>发生了意外错误（{0}）；详情见日志。</translation>
    </message>
    <message>
        <source>{0}: {1}.</source>
        <translation>{0}：{1}。</translation>
    </message>
    <message>
        <source>{0}.</source>
        <translation>{0}。</translation>
    </message>
    <message>
        <source>What was learned of the reference is gone, or was learned further since; learn it again.</source>
        <translation>这张参考图学到的内容已不在，或之后又继续学过；请重新学习。</translation>
    </message>
    <message>
        <source>{0} is no model that has learned a reference.</source>
        <translation>{0} 不是学过某张参考图的模型。</translation>
    </message>
    <message>
        <source>It needs a network that recognises faces, which is not done here.</source>
        <translation>它需要识别人脸的网络，本程序不做这个。</translation>
    </message>
    <message>
        <source>It is a Control-LoRA, which is known but not tried.</source>
        <translation>这是 Control-LoRA，已知但未试过。</translation>
    </message>
    <message>
        <source>It joins several ControlNets in one, which is known but not tried.</source>
        <translation>它把多个 ControlNet 合为一个，已知但未试过。</translation>
    </message>
    <message>
        <source>Reading {0}…</source>
        <translation>正在读取 {0}…</translation>
    </message>
    <message>
        <source>There is no model here with the hash {0}.</source>
        <translation>这里没有哈希值为 {0} 的模型。</translation>
    </message>
    <message>
        <source>{0} needs an image encoder (CLIP vision, {1} numbers): put it beside it as {2}, or into a folder with models.</source>
        <translation>{0} 需要一个图像编码器（CLIP vision，{1} 维）：请将其放在旁边并命名为 {2}，或放入模型文件夹。</translation>
    </message>
    <message>
        <source>{0} is damaged: it has no layers for what its image encoder sees.</source>
        <translation>{0} 已损坏：其中没有处理图像编码器输出的层。</translation>
    </message>
    <message>
        <source>{0} is damaged: its header is longer than all its tensors.</source>
        <translation>{0} 已损坏：其文件头比所有张量还长。</translation>
    </message>
    <message>
        <source>It restores faces that were cut out and aligned, which is not done here.</source>
        <translation>它用于修复裁切并对齐的人脸，这里不支持。</translation>
    </message>
    <message>
        <source>It fills holes in photographs, which is not done here.</source>
        <translation>它用于填补照片中的空缺，这里不支持。</translation>
    </message>
    <message>
        <source>There is no picture to paint like in the folder {0}.</source>
        <translation>文件夹 {0} 中没有可照着画的图片。</translation>
    </message>
    <message>
        <source>A control follows a reference: choose one.</source>
        <translation>有一个控制依据参考图：请选择一张。</translation>
    </message>
    <message>
        <source>What is selected can be filled at the size of the canvas alone.</source>
        <translation>只有在尺寸与画布相同时，才能填充选区。</translation>
    </message>
    <message>
        <source>{0}, {1}</source>
        <translation>{0}、{1}</translation>
    </message>
    <message>
        <source>What had words of its own is gone: {0}.</source>
        <translation>带有单独文字的对象已不存在：{0}。</translation>
    </message>
    <message>
        <source>{0} holds no recorded strokes.</source>
        <translation>{0} 中没有录制的笔画。</translation>
    </message>
    <message>
        <source>{0} is too large for recorded strokes.</source>
        <translation>{0} 太大，不像是录制的笔画。</translation>
    </message>
    <message>
        <source>Line {1} of {0} is not understood.</source>
        <translation>无法理解 {0} 的第 {1} 行。</translation>
    </message>
    <message>
        <source>The model {0} has been changed or removed since it was used.</source>
        <translation>模型 {0} 在使用之后已被更改或移走。</translation>
    </message>
    <message>
        <source>they are damaged</source>
        <translation>文件已损坏</translation>
    </message>
    <message>
        <source>a model</source>
        <translation>一个模型</translation>
    </message>
    <message>
        <source>other files</source>
        <translation>其他文件</translation>
    </message>
    <message>
        <source>Nothing is enclosed there: go around outlines that are closed.</source>
        <translation>此处没有封闭区域：请圈住闭合的轮廓。</translation>
    </message>
    <message>
        <source>There is no picture in the clipboard.</source>
        <translation>剪贴板里没有图片。</translation>
    </message>
    <message>
        <source>Only the address of the picture came, and nothing is fetched from the network here: copy the picture itself and paste it, or save it as a file first.</source>
        <translation>只收到了图片的网址，而本程序不会从网络下载任何内容：请复制图片本身再粘贴，或先把它另存为文件。</translation>
    </message>
    <message>
        <source>The picture is {0}×{1}, too large: at most {2} megapixels.</source>
        <translation>图片为 {0}×{1}，太大了：最多 {2} 百万像素。</translation>
    </message>
    <message>
        <source>There is no home folder of {0}.</source>
        <translation>没有 {0} 的主文件夹。</translation>
    </message>
    <message>
        <source>{0} cannot be made a folder: {1}.</source>
        <translation>无法创建文件夹 {0}：{1}。</translation>
    </message>
    <message>
        <source>Nothing may be saved into {0}: permission denied.</source>
        <translation>不能保存到 {0}：没有权限。</translation>
    </message>
    <message>
        <source>No file can be made in {0}.</source>
        <translation>无法在 {0} 中创建文件。</translation>
    </message>
    <message>
        <source>“{0}” is the only layer and cannot be removed.</source>
        <translation>“{0}”是唯一的图层，不能删除。</translation>
    </message>
    <message>
        <source>{0} takes no map: it shows what is there and stays.</source>
        <translation>{0} 不需要控制图：它显示画面上保留的部分。</translation>
    </message>
    <message>
        <source>{0} edits no picture by instruction: choose a model that is made for that.</source>
        <translation>{0} 不能按指令编辑图片：请选择为此制作的模型。</translation>
    </message>
    <message>
        <source>{0} takes no VAE of choice and no LoRAs yet.</source>
        <translation>{0} 还不能使用自选的 VAE 和 LoRA。</translation>
    </message>
    <message>
        <source>{0} takes no controls yet.</source>
        <translation>{0} 还不能使用控制。</translation>
    </message>
    <message>
        <source>{0} takes no regions, and goes on from no step, yet.</source>
        <translation>{0} 还不能使用区域，也不能从某一步继续。</translation>
    </message>
    <message>
        <source>{0} cannot be used: {1}</source>
        <translation>无法使用 {0}：{1}</translation>
    </message>
    <message>
        <source>{0} cannot be used here: it is of the kind “{1}”.</source>
        <translation>{0} 在这里无法使用：它的种类是“{1}”。</translation>
    </message>
    <message>
        <source>{0} is made for {1} and does not fit {2}, which is {3}.</source>
        <translation>{0} 是为 {1} 制作的，不适用于 {2}，后者是 {3}。</translation>
    </message>
    <message>
        <source>{0} is damaged or cut off: its header cannot be read.</source>
        <translation>{0} 已损坏或不完整：无法读取文件头。</translation>
    </message>
    <message>
        <source>{0} is no GGUF file.</source>
        <translation>{0} 不是 GGUF 文件。</translation>
    </message>
    <message>
        <source>{0} is a GGUF file of version {1}, which is not known here.</source>
        <translation>{0} 是第 {1} 版的 GGUF 文件，这里不支持该版本。</translation>
    </message>
    <message>
        <source>{0} is damaged: what it says of the tensor {1} cannot be so.</source>
        <translation>{0} 已损坏：它对张量 {1} 的说明不成立。</translation>
    </message>
    <message>
        <source>{0} is no safetensors file: it has only {1} bytes.</source>
        <translation>{0} 不是 safetensors 文件：只有 {1} 个字节。</translation>
    </message>
    <message>
        <source>{0} is damaged or no safetensors file: its header does not fit into it.</source>
        <translation>{0} 已损坏或不是 safetensors 文件：文件头超出了文件。</translation>
    </message>
    <message>
        <source>The header of {0} is too long: {1} MB, at most {2}.</source>
        <translation>{0} 的文件头过长：{1} MB，最多 {2} MB。</translation>
    </message>
    <message>
        <source>{0} is damaged or no safetensors file: its header cannot be read.</source>
        <translation>{0} 已损坏或不是 safetensors 文件：无法读取文件头。</translation>
    </message>
    <message>
        <source>{0} has too many tensors: {1}.</source>
        <translation>{0} 中的张量过多：{1} 个。</translation>
    </message>
    <message>
        <source>{0} is cut off: {1} bytes are missing.</source>
        <translation>{0} 不完整：缺少 {1} 个字节。</translation>
    </message>
    <message>
        <source>{0} is damaged: {1} bytes of it belong to no tensor.</source>
        <translation>{0} 已损坏：有 {1} 个字节不属于任何张量。</translation>
    </message>
    <message>
        <source>{0} is damaged: its tensors lie over each other or apart.</source>
        <translation>{0} 已损坏：其中的张量互相重叠或不相连。</translation>
    </message>
    <message>
        <source>Of {0} what denoises is read: put a folder of diffusers of a {1} model beside it, or into a folder with models, that has all else: model_index.json, transformer/config.json, scheduler, {2}.</source>
        <translation>{0} 中只读取负责去噪的部分：请把一个 {1} 模型的 diffusers 文件夹放在它旁边，或放进一个有模型的文件夹，其中要有其余的一切：model_index.json、transformer/config.json、scheduler、{2}。</translation>
    </message>
    <message>
        <source>{0} is one half of a {1} model: put the folder of the other, its prior, beside it, or into a folder with models.</source>
        <translation>{0} 只是一个 {1} 模型的一半：请把另一半（它的 prior）的文件夹放在它旁边，或放进一个有模型的文件夹。</translation>
    </message>
    <message>
        <source>Its tensors are not those of any kind of model that is known here; the first is {0}.</source>
        <translation>其中的张量不属于这里已知的任何种类的模型；第一个张量是 {0}。</translation>
    </message>
    <message>
        <source>{0} in {1} does not say what the model is.</source>
        <translation>{1} 中的 {0} 没有说明这是什么模型。</translation>
    </message>
    <message>
        <source>The folder {0} lacks its part {1}.</source>
        <translation>文件夹 {0} 缺少部件 {1}。</translation>
    </message>
    <message>
        <source>{0} is no model file: {1} are.</source>
        <translation>{0} 不是模型文件，模型文件的后缀为 {1}。</translation>
    </message>
    <message>
        <source>There are no tensors in it.</source>
        <translation>其中没有张量。</translation>
    </message>
    <message>
        <source>{0} in {1} is too long.</source>
        <translation>{1} 中的 {0} 过长。</translation>
    </message>
    <message>
        <source>There is no folder {0}.</source>
        <translation>没有文件夹 {0}。</translation>
    </message>
    <message>
        <source>The folder {0} is looked into already.</source>
        <translation>文件夹 {0} 已在查找范围内。</translation>
    </message>
    <message>
        <source>It has the tensor {0}, which is no part of a LoRA.</source>
        <translation>其中有张量 {0}，它不是 LoRA 的组成部分。</translation>
    </message>
    <message>
        <source>It is a LoRA, but its tensors are named in no way that is known here.</source>
        <translation>这是 LoRA，但其张量的命名方式在这里未知。</translation>
    </message>
    <message>
        <source>It is a LoRA of which half is missing for {0}.</source>
        <translation>这是 LoRA，但 {0} 缺少一半。</translation>
    </message>
    <message>
        <source>It is a LoRA whose two parts for {0} do not fit together.</source>
        <translation>这是 LoRA，但 {0} 的两部分不匹配。</translation>
    </message>
    <message>
        <source>model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>model in a folder</source>
        <translation>文件夹中的模型</translation>
    </message>
    <message>
        <source>model without text encoder and VAE</source>
        <translation>不含文本编码器和 VAE 的模型</translation>
    </message>
    <message>
        <source>VAE</source>
        <translation>VAE</translation>
    </message>
    <message>
        <source>text encoder</source>
        <translation>文本编码器</translation>
    </message>
    <message>
        <source>image encoder</source>
        <translation>图像编码器</translation>
    </message>
    <message>
        <source>LoRA</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>textual inversion</source>
        <translation>文本反转</translation>
    </message>
    <message>
        <source>ControlNet</source>
        <translation>ControlNet</translation>
    </message>
    <message>
        <source>T2I-Adapter</source>
        <translation>T2I-Adapter</translation>
    </message>
    <message>
        <source>IP-Adapter</source>
        <translation>IP-Adapter</translation>
    </message>
    <message>
        <source>upscaler</source>
        <translation>放大模型</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>{0} is too large a pickle: at most {1} GB.</source>
        <translation>pickle 文件 {0} 过大：最多 {1} GB。</translation>
    </message>
    <message>
        <source>{0} is not an archive as torch makes them.</source>
        <translation>{0} 不是 torch 生成的存档。</translation>
    </message>
    <message>
        <source>{0} is not a pickle of weights.</source>
        <translation>{0} 不是存放权重的 pickle 文件。</translation>
    </message>
    <message>
        <source>{0} is refused: when opened it would call {1}, which weights have no need of.</source>
        <translation>已拒绝 {0}：打开它会调用 {1}，而权重并不需要它。</translation>
    </message>
    <message>
        <source>{0} is a folder, but not one of diffusers: it has no {1}.</source>
        <translation>{0} 是文件夹，但不是 diffusers 的文件夹：其中没有 {1}。</translation>
    </message>
    <message>
        <source>{0} pictures can be pinned at most.</source>
        <translation>最多只能添加 {0} 张参考图像。</translation>
    </message>
    <message>
        <source>There is no mask.</source>
        <translation>没有蒙版。</translation>
    </message>
    <message>
        <source>There is no group to take apart.</source>
        <translation>没有可解散的图层组。</translation>
    </message>
    <message>
        <source>There is nothing visible below to merge it with.</source>
        <translation>下方没有可见的图层可以合并。</translation>
    </message>
    <message>
        <source>There is no text among what is chosen.</source>
        <translation>所选内容中没有文字图层。</translation>
    </message>
    <message>
        <source>There is nothing on “{0}”.</source>
        <translation>“{0}”上没有任何内容。</translation>
    </message>
    <message>
        <source>“{0}” is a group: choose a layer in it.</source>
        <translation>“{0}”是图层组，请选择其中的图层。</translation>
    </message>
    <message>
        <source>There is no group here.</source>
        <translation>这里没有图层组。</translation>
    </message>
    <message>
        <source>the system does not say why</source>
        <translation>系统没有说明原因</translation>
    </message>
    <message>
        <source>{0} is too large for brushes.</source>
        <translation>{0} 对笔刷来说过大。</translation>
    </message>
    <message>
        <source>There are no brushes in {0}.</source>
        <translation>{0} 中没有笔刷。</translation>
    </message>
    <message>
        <source>{0} has too many brushes.</source>
        <translation>{0} 中的笔刷过多。</translation>
    </message>
    <message>
        <source>The brush needs a name.</source>
        <translation>笔刷需要一个名称。</translation>
    </message>
    <message>
        <source>There is a brush “{0}” already.</source>
        <translation>已有名为“{0}”的笔刷。</translation>
    </message>
    <message>
        <source>Left out of “{0}”: {1}.</source>
        <translation>“{0}”中被略去的设置：{1}。</translation>
    </message>
    <message>
        <source>Nothing is selected: select what is to be painted from.</source>
        <translation>没有选区：请先选出作画所依据的部分。</translation>
    </message>
    <message>
        <source>“{0}” is hidden: show it, or paint from something else.</source>
        <translation>“{0}”已隐藏：请显示它，或改用其他依据作画。</translation>
    </message>
    <message>
        <source>All layers are hidden: show what is to be painted from.</source>
        <translation>所有图层均已隐藏：请显示作画所依据的图层。</translation>
    </message>
    <message>
        <source>The pictures that it carries are too large.</source>
        <translation>其中附带的图片太大。</translation>
    </message>
    <message>
        <source>{0} cannot be saved: its name must end in one of {1}.</source>
        <translation>无法保存 {0}：文件名须以 {1} 之一结尾。</translation>
    </message>
    <message>
        <source>{0} cannot be saved: {1} has at most {2} px a side.</source>
        <translation>无法保存 {0}：{1} 每边至多 {2} 像素。</translation>
    </message>
    <message>
        <source>How {0} was made cannot be read: {1}</source>
        <translation>无法读取 {0} 的制作记录：{1}</translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}.</source>
        <translation>无法读取 {0}：{1}。</translation>
    </message>
    <message>
        <source>What it says of its making is damaged.</source>
        <translation>其制作记录已损坏。</translation>
    </message>
    <message>
        <source>{0} is a folder, not a picture.</source>
        <translation>{0} 是文件夹，不是图片。</translation>
    </message>
    <message>
        <source>{0} is not an ordinary file.</source>
        <translation>{0} 不是普通文件。</translation>
    </message>
    <message>
        <source>{0} is empty.</source>
        <translation>{0} 是空文件。</translation>
    </message>
    <message>
        <source>{0} is {1}×{2}, too large: at most {3} megapixels.</source>
        <translation>{0} 的尺寸为 {1}×{2}，太大：至多 {3} 百万像素。</translation>
    </message>
    <message>
        <source>{0} is not a picture, or of a kind that cannot be read.</source>
        <translation>{0} 不是图片，或是无法读取的格式。</translation>
    </message>
    <message>
        <source>{0} is too large: at most {1} megapixels.</source>
        <translation>{0} 太大：至多 {1} 百万像素。</translation>
    </message>
    <message>
        <source>{0} is too large for this machine&apos;s memory.</source>
        <translation>{0} 太大，本机内存不足。</translation>
    </message>
    <message>
        <source>{0} may not be read: permission denied.</source>
        <translation>无法读取 {0}：没有权限。</translation>
    </message>
    <message>
        <source>{0} is damaged or incomplete.</source>
        <translation>{0} 已损坏或不完整。</translation>
    </message>
    <message>
        <source>{0} takes too long to decode.</source>
        <translation>{0} 解码耗时过长。</translation>
    </message>
    <message>
        <source>There is no file {0}.</source>
        <translation>没有文件 {0}。</translation>
    </message>
    <message>
        <source>{0} is a link to a file that is not there.</source>
        <translation>{0} 是一个链接，所指的文件并不存在。</translation>
    </message>
    <message>
        <source>{0} cannot be kept among your pictures: {1}.</source>
        <translation>{0} 无法存入你的图片：{1}。</translation>
    </message>
    <message>
        <source>The file is not a PNG.</source>
        <translation>该文件不是 PNG。</translation>
    </message>
    <message>
        <source>The file is damaged or incomplete.</source>
        <translation>该文件已损坏或不完整。</translation>
    </message>
    <message>
        <source>Its provenance is not understood.</source>
        <translation>无法理解其来源记录。</translation>
    </message>
    <message>
        <source>Its provenance is of format {0}, this version knows only {1}.</source>
        <translation>其来源记录的格式为 {0}，本版本只支持 {1}。</translation>
    </message>
    <message>
        <source>Its request is not understood.</source>
        <translation>无法理解其绘制请求。</translation>
    </message>
    <message>
        <source>Whether {0} was changed after it was painted cannot be told: how it was made is not kept.</source>
        <translation>无法判断{0}在绘制之后是否被改动过：其生成方式未保留。</translation>
    </message>
    <message>
        <source>The seed {0} is not between 0 and 2^63 − 1.</source>
        <translation>种子 {0} 不在 0 到 2^63 − 1 之间。</translation>
    </message>
    <message>
        <source>The request&apos;s {0} is not of the right kind.</source>
        <translation>请求中的 {0} 类型不对。</translation>
    </message>
    <message>
        <source>There is no device {0}: choose {1}.</source>
        <translation>没有设备 {0}：请选择 {1}。</translation>
    </message>
    <message>
        <source>This machine has no {0} device that torch can use.</source>
        <translation>本机没有 torch 可用的 {0} 设备。</translation>
    </message>
    <message>
        <source>The painter cannot {0}.</source>
        <translation>画师无法执行 {0}。</translation>
    </message>
    <message>
        <source>The style engine cannot {0}.</source>
        <translation>风格引擎无法执行 {0}。</translation>
    </message>
    <message>
        <source>The lab cannot {0}.</source>
        <translation>实验室无法执行 {0}。</translation>
    </message>
    <message>
        <source>There is no model {0}.</source>
        <translation>没有名为 {0} 的模型。</translation>
    </message>
    <message>
        <source>{0} is not a model of the lab.</source>
        <translation>{0} 不是实验室的模型。</translation>
    </message>
    <message>
        <source>A run that goes on has begun already: leave out --from.</source>
        <translation>继续进行的训练早已开始：请去掉 --from。</translation>
    </message>
    <message>
        <source>The sketch engine cannot {0}.</source>
        <translation>线稿引擎无法执行 {0}。</translation>
    </message>
    <message>
        <source>The sketch model knows no “{0}”.</source>
        <translation>线稿模型不认识“{0}”。</translation>
    </message>
    <message>
        <source>The weights {0} are not those of the sketch network.</source>
        <translation>权重 {0} 不是线稿网络的权重。</translation>
    </message>
    <message>
        <source>A drawing is painted like pictures or like a genre and movement, not like both.</source>
        <translation>线稿可以照着图片画，或按体裁与流派画，不能两者同时。</translation>
    </message>
    <message>
        <source>Only a diffusion model of {0} px can begin with what the {1} knows, not a {2} of {3} px.</source>
        <translation>只有 {0} 像素的扩散模型能从 {1} 已学到的内容开始，{3} 像素的 {2} 不行。</translation>
    </message>
    <message>
        <source>The weights {0}/{1} are not those of a model of the lab.</source>
        <translation>权重 {0}/{1} 不属于实验室的模型。</translation>
    </message>
    <message>
        <source>The upscaling engine cannot {0}.</source>
        <translation>放大引擎不能{0}。</translation>
    </message>
    <message>
        <source>The weights {0} are not those of the upscaling network.</source>
        <translation>权重 {0} 不是放大网络的权重。</translation>
    </message>
    <message>
        <source>The picture is {0}×{1}: too small, each side must be {2} px or more.</source>
        <translation>图片为 {0}×{1}：太小，每边至少 {2} px。</translation>
    </message>
    <message>
        <source>A picture of {0}×{1} cannot be enlarged to {2}×{3}: each side becomes 1 to {4} times as long.</source>
        <translation>{0}×{1} 的图片不能放大到 {2}×{3}：每边只能变为 1 到 {4} 倍。</translation>
    </message>
    <message>
        <source>The grain {0} is out of range: 0.1 to 2.</source>
        <translation>颗粒 {0} 超出范围：0.1 到 2。</translation>
    </message>
    <message>
        <source>The model {0} is not among those that were trained here.</source>
        <translation>模型 {0} 不在此处训练的模型之中。</translation>
    </message>
    <message>
        <source>The model {0} has been trained on since and is another one now.</source>
        <translation>模型 {0} 此后又经过训练，已不是原来的模型。</translation>
    </message>
    <message>
        <source>The share {0} of the way is out of range: 0 to 1.</source>
        <translation>路程比例 {0} 超出范围：0 到 1。</translation>
    </message>
    <message>
        <source>{0} steps are out of range: 1 to {1}.</source>
        <translation>步数 {0} 超出范围：1 到 {1}。</translation>
    </message>
    <message>
        <source>The composer cannot {0}.</source>
        <translation>构图师不能执行 {0}。</translation>
    </message>
    <message>
        <source>The files of the model {0} are damaged; install it again.</source>
        <translation>模型 {0} 的文件已损坏；请重新安装。</translation>
    </message>
    <message>
        <source>{0} compositions are out of range: 1 to {1}.</source>
        <translation>构图数 {0} 超出范围：1 至 {1}。</translation>
    </message>
    <message>
        <source>The prompt is too long: at most {0} characters.</source>
        <translation>提示词过长：最多 {0} 个字符。</translation>
    </message>
    <message>
        <source>The {0} {1} is out of range: {2} to {3}.</source>
        <translation>{0} {1} 超出范围：{2} 至 {3}。</translation>
    </message>
    <message>
        <source>{0} steps are out of range: 2 to 100.</source>
        <translation>步数 {0} 超出范围：2 至 100。</translation>
    </message>
    <message>
        <source>Several compositions make a sheet to choose from; only one can be finished.</source>
        <translation>多张构图组成一页供选择；只有一张可以完成绘制。</translation>
    </message>
    <message>
        <source>There is a selection but no picture to select from.</source>
        <translation>有选区，但没有可选取的图片。</translation>
    </message>
    <message>
        <source>The selection is {0}×{1} but the picture is {2}×{3}.</source>
        <translation>选区为 {0}×{1}，而图片为 {2}×{3}。</translation>
    </message>
    <message>
        <source>Nothing is selected: select with the rectangle or the lasso what is to be composed.</source>
        <translation>没有选区：请先用矩形或套索选出要构图的部分。</translation>
    </message>
    <message>
        <source>The manifest {0} names a file {1} that is no .safetensors, .txt or .tsv file beside it.</source>
        <translation>清单 {0} 提到的文件 {1} 不是同目录下的 .safetensors、.txt 或 .tsv 文件。</translation>
    </message>
    <message>
        <source>The weights {0} are not those of VGG16.</source>
        <translation>权重 {0} 不属于 VGG16。</translation>
    </message>
    <message>
        <source>The manifest {0} names neither files nor what else it needs.</source>
        <translation>清单 {0} 既没有列出文件，也没有列出所需的其他模型。</translation>
    </message>
    <message>
        <source>{0} steps are out of range: 1 to 500.</source>
        <translation>步数 {0} 超出范围：1 到 500。</translation>
    </message>
    <message>
        <source>The size {0}×{1} is out of the master&apos;s range: each side is {2} px or more, and there are at most {3} megapixels.</source>
        <translation>尺寸 {0}×{1} 超出精修的范围：每边至少 {2} 像素，总共至多 {3} 百万像素。</translation>
    </message>
    <message>
        <source>The weights {0} are not those of the style network.</source>
        <translation>权重 {0} 不是风格网络的权重。</translation>
    </message>
    <message>
        <source>The mask leaves too little of the picture to paint from; give a reference picture.</source>
        <translation>蒙版外剩下的画面太少，无法据此绘制；请选一张参考图。</translation>
    </message>
    <message>
        <source>This version knows no request of the kind {0}.</source>
        <translation>本版本不支持 {0} 类的请求。</translation>
    </message>
    <message>
        <source>{0} steps are out of range: 2 to 50.</source>
        <translation>步数 {0} 超出范围：2 到 50。</translation>
    </message>
    <message>
        <source>There is no reference picture to paint like.</source>
        <translation>没有可供模仿的参考图。</translation>
    </message>
    <message>
        <source>The closeness {0} is out of range: 0 to 1.</source>
        <translation>贴合度 {0} 超出范围：0 到 1。</translation>
    </message>
    <message>
        <source>The painting cannot be held at {0} px: 0 to {1}.</source>
        <translation>画作不能固定在 {0} 像素：须为 0 到 {1}。</translation>
    </message>
    <message>
        <source>The mask is {0}×{1} but the picture is {2}×{3}.</source>
        <translation>蒙版为 {0}×{1}，而图片为 {2}×{3}。</translation>
    </message>
    <message>
        <source>The mask is empty: there is nothing to fill.</source>
        <translation>蒙版是空的：没有要填充的地方。</translation>
    </message>
    <message>
        <source>The canvas of {0}×{1} must be larger than the picture of {2}×{3} and hold it whole.</source>
        <translation>{0}×{1} 的画布必须大于 {2}×{3} 的图片并完整容纳它。</translation>
    </message>
    <message>
        <source>The request&apos;s fields do not fit: {0}.</source>
        <translation>请求的字段不符：{0}。</translation>
    </message>
    <message>
        <source>The reference {0} is {1}×{2}: too small to paint like, each side must be {3} px or more.</source>
        <translation>参考图 {0} 为 {1}×{2}：太小，每边至少 {3} 像素。</translation>
    </message>
    <message>
        <source>The picture {0} of the request is missing.</source>
        <translation>请求中的图片 {0} 缺失。</translation>
    </message>
    <message>
        <source>The size {0}×{1} is out of range: each side is {2} to {3} px.</source>
        <translation>尺寸 {0}×{1} 超出范围：每边为 {2} 到 {3} 像素。</translation>
    </message>
    <message>
        <source>The size {0}×{1} is too large: at most {2} megapixels.</source>
        <translation>尺寸 {0}×{1} 太大：至多 {2} 百万像素。</translation>
    </message>
    <message>
        <source>The stroke size {0} is out of range: 0.25 to 4.</source>
        <translation>笔触大小 {0} 超出范围：0.25 到 4。</translation>
    </message>
    <message>
        <source>There are {0} regions for {1} references: each reference needs its own.</source>
        <translation>有 {0} 个区域、{1} 张参考图：每张参考图须有自己的区域。</translation>
    </message>
    <message>
        <source>The regions are empty: there is nothing to repaint.</source>
        <translation>区域是空的：没有要重绘的地方。</translation>
    </message>
    <message>
        <source>There are {0} weights for {1} references: each reference needs one.</source>
        <translation>有 {0} 个权重、{1} 张参考图：每张参考图须有一个权重。</translation>
    </message>
    <message>
        <source>The weights of the references must not all be 0, nor beyond all measure.</source>
        <translation>参考图的权重不能全为 0，也不能无限大。</translation>
    </message>
    <message>
        <source>{0} is not an OpenRaster picture.</source>
        <translation>{0} 不是 OpenRaster 图像。</translation>
    </message>
    <message>
        <source>{0} holds no layers.</source>
        <translation>{0} 中没有图层。</translation>
    </message>
    <message>
        <source>{0} is locked with a password and cannot be opened.</source>
        <translation>{0} 设有密码，无法打开。</translation>
    </message>
    <message>
        <source>It was made by a newer AIPaint: some of it may be missing here.</source>
        <translation>它由更新版本的 AIPaint 保存：其中有些内容可能没有显示出来。</translation>
    </message>
    <message>
        <source>Blend modes that are not known here are shown as normal: {0}.</source>
        <translation>有不支持的混合模式，按正常模式显示：{0}。</translation>
    </message>
    <message>
        <source>A selection in it is damaged and was left out.</source>
        <translation>其中的一个选区已损坏，已略去。</translation>
    </message>
    <message>
        <source>These layers are damaged and came back empty: {0}.</source>
        <translation>这些图层已损坏，打开后是空的：{0}。</translation>
    </message>
    <message>
        <source>What these layers had beyond the canvas was cut off: {0}.</source>
        <translation>这些图层超出画布的部分已裁去：{0}。</translation>
    </message>
    <message>
        <source>How these layers were made is not understood: {0}.</source>
        <translation>无法识别这些图层的生成方式：{0}。</translation>
    </message>
    <message>
        <source>{0} was changed after it was painted: how it was made is not kept.</source>
        <translation>{0}在绘制之后被改动过：其生成方式未保留。</translation>
    </message>
    <message>
        <source>{0} was painted over by hand: how it was made is not kept.</source>
        <translation>{0}上有手绘的改动：其生成方式未保留。</translation>
    </message>
    <message>
        <source>{0} was scaled to the canvas: how it was made is not kept.</source>
        <translation>{0}已缩放到画布大小：其生成方式未保留。</translation>
    </message>
    <message>
        <source>The request&apos;s {0} is not text: it is not in UTF-8.</source>
        <translation>请求中的 {0} 不是文本：它不是 UTF-8 编码。</translation>
    </message>
    <message>
        <source>A composition cannot become {0}×{1}: in this shape it becomes at most {2} px wide and {3} px high.</source>
        <translation>构图无法变成 {0}×{1}：以这样的长宽比，最大宽 {2} 像素、高 {3} 像素。</translation>
    </message>
    <message>
        <source>The region is {0}×{1} but the picture is {2}×{3}.</source>
        <translation>区域为 {0}×{1}，而图片为 {2}×{3}。</translation>
    </message>
    <message>
        <source>The selection is empty: there is nothing to paint.</source>
        <translation>选区是空的：没有可画的地方。</translation>
    </message>
    <message>
        <source>The weight {0} of a reference is out of range: 0 or more.</source>
        <translation>参考图的权重 {0} 超出范围：须为 0 或更大。</translation>
    </message>
    <message>
        <source>The manifest {0} is of another model, {1}.</source>
        <translation>清单 {0} 属于另一个模型 {1}。</translation>
    </message>
    <message>
        <source>The manifest {0} has no proper &apos;files&apos;.</source>
        <translation>清单 {0} 的“files”不正确。</translation>
    </message>
    <message>
        <source>The manifest {0} has no proper {1}.</source>
        <translation>清单 {0} 的 {1} 不正确。</translation>
    </message>
    <message>
        <source>The weights {0} are damaged or not those of the model; install them again.</source>
        <translation>权重 {0} 已损坏或不属于该模型；请重新安装。</translation>
    </message>
    <message>
        <source>The manifest {0} cannot be read: {1}.</source>
        <translation>无法读取清单 {0}：{1}。</translation>
    </message>
    <message>
        <source>The manifest {0} is not a TOML file.</source>
        <translation>清单 {0} 不是 TOML 文件。</translation>
    </message>
    <message>
        <source>The weights {0} cannot be read: {1}.</source>
        <translation>无法读取权重 {0}：{1}。</translation>
    </message>
    <message>
        <source>{0} is {1}×{2}: too small to paint like, each side must be {3} px or more.</source>
        <translation>{0} 为 {1}×{2}：太小，无法作为参考，每边至少 {3} 像素。</translation>
    </message>
    <message>
        <source>Nothing is selected: select with the rectangle or the lasso what is to be filled.</source>
        <translation>没有选区：请先用矩形或套索选出要填充的地方。</translation>
    </message>
    <message>
        <source>One of the pictures that it carries is damaged.</source>
        <translation>其中附带的一张图片已损坏。</translation>
    </message>
    <message>
        <source>The weights {0} are a pickle, which could run any program when opened; only safetensors are read.</source>
        <translation>权重 {0} 是 pickle 文件，打开时可能运行任意程序；只读取 safetensors。</translation>
    </message>
    <message>
        <source>{0} minutes are out of range: more than 0, up to a week.</source>
        <translation>{0} 分钟超出范围：须大于 0，至多一周。</translation>
    </message>
    <message>
        <source>{0} minutes are out of range: more than 0, up to a day.</source>
        <translation>{0} 分钟超出范围：须大于 0，至多一天。</translation>
    </message>
    <message>
        <source>A lesson knows no command {0}: its commands are {1}.</source>
        <translation>课程没有命令 {0}：可用的命令是 {1}。</translation>
    </message>
    <message>
        <source>{0} is damaged or not of a training run, which cannot go on from it.</source>
        <translation>{0} 已损坏或不属于训练，无法从它继续。</translation>
    </message>
    <message>
        <source>{0} cannot be a model&apos;s name.</source>
        <translation>{0} 不能作为模型的名称。</translation>
    </message>
    <message>
        <source>“{0}” cannot be a model&apos;s name.</source>
        <translation>“{0}”不能作为模型的名称。</translation>
    </message>
    <message>
        <source>The model needs a name.</source>
        <translation>模型需要一个名称。</translation>
    </message>
    <message>
        <source>The name is too long: at most {0} characters.</source>
        <translation>名称太长：至多 {0} 个字符。</translation>
    </message>
    <message>
        <source>There is already a model called “{0}”.</source>
        <translation>已经有一个名为“{0}”的模型。</translation>
    </message>
    <message>
        <source>{0} already holds {1}: give a new folder, or --resume to go on.</source>
        <translation>{0} 里已经有 {1}：请给一个新文件夹，或用 --resume 继续。</translation>
    </message>
    <message>
        <source>There is no training run in {0} that could go on.</source>
        <translation>{0} 里没有可以继续的训练。</translation>
    </message>
    <message>
        <source>{0} cannot be a model&apos;s folder: {1}.</source>
        <translation>{0} 不能作为模型的文件夹：{1}。</translation>
    </message>
    <message>
        <source>{0} cannot be copied to {1}: {2}.</source>
        <translation>无法把 {0} 复制为 {1}：{2}。</translation>
    </message>
    <message>
        <source>{0} cannot be deleted: {1}.</source>
        <translation>无法删除 {0}：{1}。</translation>
    </message>
    <message>
        <source>The folder {0} cannot be read: {1}.</source>
        <translation>无法读取文件夹 {0}：{1}。</translation>
    </message>
    <message>
        <source>The folder {0} holds no picture that can be trained on; at least {1} are needed.</source>
        <translation>文件夹 {0} 里没有可用于训练的图片；至少需要 {1} 张。</translation>
    </message>
    <message>
        <source>The folder {0} holds one picture that can be trained on; at least {1} are needed.</source>
        <translation>文件夹 {0} 里只有一张可用于训练的图片；至少需要 {1} 张。</translation>
    </message>
    <message>
        <source>The folder {0} holds no picture that can be trained on; at least {1} are needed: {2}</source>
        <translation>文件夹 {0} 里没有可用于训练的图片；至少需要 {1} 张：{2}</translation>
    </message>
    <message>
        <source>The folder {0} holds one picture that can be trained on; at least {1} are needed: {2}</source>
        <translation>文件夹 {0} 里只有一张可用于训练的图片；至少需要 {1} 张：{2}</translation>
    </message>
    <message>
        <source>{0} is {1}×{2}, too small: each side must be {3} px or more.</source>
        <translation>{0} 的尺寸为 {1}×{2}，太小：每边至少 {3} 像素。</translation>
    </message>
    <message>
        <source>{0} is more than the {1} pictures that are trained on at once.</source>
        <translation>{0} 超出了一次训练至多 {1} 张图片的限度。</translation>
    </message>
    <message>
        <source>{0} is the same picture as {1}.</source>
        <translation>{0} 与 {1} 是同一张图片。</translation>
    </message>
    <message>
        <source>The pictures cannot be kept in {0}: {1}.</source>
        <translation>无法把图片保存在 {0}：{1}。</translation>
    </message>
    <message>
        <source>The records of the training cannot be written: {0}.</source>
        <translation>无法写入训练记录：{0}。</translation>
    </message>
    <message>
        <source>The trace of the training cannot be written.</source>
        <translation>无法写入训练的跟踪记录。</translation>
    </message>
    <message>
        <source>The training came to nothing at step {0}; it can go on from what was kept before.</source>
        <translation>训练在第 {0} 步失效；可以从之前保存的状态继续。</translation>
    </message>
    <message>
        <source>The run in {0} is of the family {1} at {2} px and can only go on as such.</source>
        <translation>{0} 里的训练属于 {1} 类、{2} 像素，只能照此继续。</translation>
    </message>
    <message>
        <source>Another model is being trained: stop it first, or wait for its end.</source>
        <translation>另一个模型正在训练：请先停止它，或等它结束。</translation>
    </message>
    <message>
        <source>The training cannot be started: {0}.</source>
        <translation>无法开始训练：{0}。</translation>
    </message>
    <message>
        <source>There was not enough memory; try a smaller size.</source>
        <translation>内存不足；请试试较小的尺寸。</translation>
    </message>
</context>
<context>
    <name>BlendPad</name>
    <message>
        <source>How much of each picture</source>
        <translation>每张图片各占多少</translation>
    </message>
    <message>
        <source>Drag to say how much of each picture; double click for equal parts</source>
        <translation>拖动以设定每张图片各占多少；双击则均分</translation>
    </message>
</context>
<context>
    <name>BlurControls</name>
    <message>
        <source>Radius</source>
        <translation>半径</translation>
    </message>
</context>
<context>
    <name>BranchRow</name>
    <message>
        <source>Begin anew</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Goes on from step {0} of {1}: words, prompt strength and seed may be others.</source>
        <translation>从第 {0} 步（共 {1} 步）继续：文字、提示词强度和种子可以另选。</translation>
    </message>
</context>
<context>
    <name>BrushChooser</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search for a brush</source>
        <translation>搜索笔刷</translation>
    </message>
    <message>
        <source>Group of brushes</source>
        <translation>笔刷分组</translation>
    </message>
    <message>
        <source>No brush is called that.</source>
        <translation>没有叫这个名字的笔刷。</translation>
    </message>
    <message>
        <source>All brushes</source>
        <translation>全部笔刷</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>最近使用</translation>
    </message>
    <message>
        <source>Own brushes</source>
        <translation>自制笔刷</translation>
    </message>
    <message>
        <source>A click on the star of a brush makes it a favourite.</source>
        <translation>点击笔刷上的星标即可收藏。</translation>
    </message>
    <message>
        <source>“Save as a new brush” keeps what you have made of one.</source>
        <translation>用“另存为新笔刷”保存您调整过的笔刷。</translation>
    </message>
    <message>
        <source>There is nothing here yet.</source>
        <translation>这里还没有内容。</translation>
    </message>
</context>
<context>
    <name>BrushCommands</name>
    <message>
        <source>Import brushes</source>
        <translation>导入笔刷</translation>
    </message>
    <message>
        <source>Brushes</source>
        <translation>笔刷</translation>
    </message>
    <message>
        <source>There are no brushes of your own yet; the brush editor (F5) saves one.</source>
        <translation>还没有自制笔刷；可用笔刷编辑器 (F5) 保存一个。</translation>
    </message>
    <message>
        <source>Export own brushes</source>
        <translation>导出自制笔刷</translation>
    </message>
    <message>
        <source>Exported to {0}.</source>
        <translation>已导出到 {0}。</translation>
    </message>
    <message>
        <source>Imported: {0}.</source>
        <translation>已导入：{0}。</translation>
    </message>
</context>
<context>
    <name>BrushEditor</name>
    <message>
        <source>Brush editor</source>
        <translation>笔刷编辑器</translation>
    </message>
    <message>
        <source>Name of the brush</source>
        <translation>笔刷名称</translation>
    </message>
    <message>
        <source>Save as a new brush</source>
        <translation>另存为新笔刷</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Clear the sheet</source>
        <translation>清空试画区</translation>
    </message>
    <message>
        <source>Take a picture of your own</source>
        <translation>使用自己的图片</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>“{0}” is among your own brushes.</source>
        <translation>“{0}”已加入自制笔刷。</translation>
    </message>
    <message>
        <source>“{0}” was deleted.</source>
        <translation>“{0}”已删除。</translation>
    </message>
</context>
<context>
    <name>BrushMenu</name>
    <message>
        <source>&amp;Choose a brush…</source>
        <translation>选择笔刷(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Brush before this one</source>
        <translation>切换到上一个笔刷(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Palette at the pen</source>
        <translation>弹出面板(&amp;P)</translation>
    </message>
    <message>
        <source>Brush &amp;editor…</source>
        <translation>笔刷编辑器(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Save as a new brush…</source>
        <translation>另存为新笔刷(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Reset the brush</source>
        <translation>重置笔刷(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Import brushes…</source>
        <translation>导入笔刷(&amp;I)…</translation>
    </message>
    <message>
        <source>E&amp;xport own brushes…</source>
        <translation>导出自制笔刷(&amp;X)…</translation>
    </message>
</context>
<context>
    <name>BrushOptions</name>
    <message>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Choose a brush (F6)</source>
        <translation>选择笔刷 (F6)</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Size of the brush ([ and ])</source>
        <translation>画笔大小（[ 和 ]）</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>Opacity of a whole stroke (I for less, O for more)</source>
        <translation>整笔的不透明度（I 降低，O 提高）</translation>
    </message>
    <message>
        <source>Softness</source>
        <translation>柔和度</translation>
    </message>
    <message>
        <source>How far the edge of the brush fades</source>
        <translation>画笔边缘渐隐的程度</translation>
    </message>
    <message>
        <source>Give the brush back the size, opacity and softness that it came with</source>
        <translation>恢复此画笔原来的大小、不透明度和柔和度</translation>
    </message>
    <message>
        <source>Reset the brush</source>
        <translation>重置画笔</translation>
    </message>
</context>
<context>
    <name>BrushPalette</name>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
</context>
<context>
    <name>BrushTool</name>
    <message>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Press with Ctrl held where this brush is to copy from.</source>
        <translation>请先按住 Ctrl 点击要复制的来源位置。</translation>
    </message>
    <message>
        <source>Outside of the selection nothing is painted.</source>
        <translation>选区之外无法绘画。</translation>
    </message>
</context>
<context>
    <name>BusyDisplay</name>
    <message>
        <source>{0} Esc gives up.</source>
        <translation>{0}按 Esc 放弃。</translation>
    </message>
</context>
<context>
    <name>CanvasDisplay</name>
    <message>
        <source>Mirrored</source>
        <translation>镜像显示</translation>
    </message>
    <message>
        <source>Values: the picture keeps its colours</source>
        <translation>明度预览：图像颜色不变</translation>
    </message>
    <message>
        <source>Quick mask: paint what is selected white, the rest black</source>
        <translation>快速蒙版:把要选的涂成白色，其余涂成黑色</translation>
    </message>
</context>
<context>
    <name>ChannelChoice</name>
    <message>
        <source>All channels</source>
        <translation>全部通道</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>红色</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿色</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>通道</translation>
    </message>
</context>
<context>
    <name>ChannelSliders</name>
    <message>
        <source>Red</source>
        <translation>红</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>蓝</translation>
    </message>
    <message>
        <source>Hue</source>
        <translation>色相</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>饱和度</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>明度</translation>
    </message>
    <message>
        <source>Lightness</source>
        <translation>亮度</translation>
    </message>
    <message>
        <source>Chroma</source>
        <translation>彩度</translation>
    </message>
    <message>
        <source>Sliders: {0}</source>
        <translation>滑块：{0}</translation>
    </message>
</context>
<context>
    <name>ChannelsDialog</name>
    <message>
        <source>Delete channel</source>
        <translation>删除通道</translation>
    </message>
</context>
<context>
    <name>Clipboard</name>
    <message>
        <source>What lay outside the canvas was cut off; pasted as a new picture it is all there.</source>
        <translation>超出画布的部分已被裁掉；粘贴为新图像可保留全部内容。</translation>
    </message>
    <message>
        <source>Nothing is selected that could be pasted into.</source>
        <translation>没有可以粘贴进去的选区。</translation>
    </message>
</context>
<context>
    <name>ClipboardMenu</name>
    <message>
        <source>Cu&amp;t</source>
        <translation>剪切(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Copy &amp;merged</source>
        <translation>合并复制(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>Paste &amp;at cursor</source>
        <translation>粘贴到光标处(&amp;A)</translation>
    </message>
    <message>
        <source>Paste into s&amp;election</source>
        <translation>粘贴到选区内(&amp;E)</translation>
    </message>
    <message>
        <source>Paste as ne&amp;w picture</source>
        <translation>粘贴为新图像(&amp;W)</translation>
    </message>
    <message>
        <source>Copy selection to new layer</source>
        <translation>复制选区到新图层</translation>
    </message>
    <message>
        <source>Cut selection to new layer</source>
        <translation>剪切选区到新图层</translation>
    </message>
</context>
<context>
    <name>ColourButton</name>
    <message>
        <source>Colour in hand; a click shows the colours</source>
        <translation>当前颜色；点击可显示颜色面板</translation>
    </message>
    <message>
        <source>Colour in hand</source>
        <translation>当前颜色</translation>
    </message>
</context>
<context>
    <name>ColourChooser</name>
    <message>
        <source>Arrow keys change saturation and value; with Shift, the hue</source>
        <translation>方向键改变饱和度和明度；按住 Shift 改变色相</translation>
    </message>
</context>
<context>
    <name>ColourDisc</name>
    <message>
        <source>Colour disc</source>
        <translation>色盘</translation>
    </message>
</context>
<context>
    <name>ColourMenu</name>
    <message>
        <source>E&amp;xchange colours</source>
        <translation>交换颜色(&amp;X)</translation>
    </message>
    <message>
        <source>&amp;Default colours</source>
        <translation>默认颜色(&amp;D)</translation>
    </message>
    <message>
        <source>Change c&amp;olour</source>
        <translation>更改颜色(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Lighter</source>
        <translation>更亮(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Darker</source>
        <translation>更暗(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;More saturated</source>
        <translation>更鲜艳(&amp;M)</translation>
    </message>
    <message>
        <source>L&amp;ess saturated</source>
        <translation>更灰(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Next hue</source>
        <translation>下一色相(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous hue</source>
        <translation>上一色相(&amp;P)</translation>
    </message>
</context>
<context>
    <name>ColourPair</name>
    <message>
        <source>Exchange the two colours (X)</source>
        <translation>交换两种颜色（X）</translation>
    </message>
    <message>
        <source>Colours in hand</source>
        <translation>手中的颜色</translation>
    </message>
</context>
<context>
    <name>ColourPanel</name>
    <message>
        <source>Colour as hexadecimal</source>
        <translation>十六进制颜色</translation>
    </message>
    <message>
        <source>Recent colours</source>
        <translation>最近的颜色</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>色轮</translation>
    </message>
    <message>
        <source>Sliders</source>
        <translation>滑块</translation>
    </message>
    <message>
        <source>Mixer</source>
        <translation>混色</translation>
    </message>
    <message>
        <source>Palette</source>
        <translation>调色板</translation>
    </message>
    <message>
        <source>Wipe</source>
        <translation>擦净</translation>
    </message>
    <message>
        <source>Take all paint off the mixing palette</source>
        <translation>清除调色盘上的全部颜料</translation>
    </message>
    <message>
        <source>“{0}” is not a colour; {1} stays.</source>
        <translation>“{0}”不是颜色，仍为 {1}。</translation>
    </message>
</context>
<context>
    <name>ColourRangeDialog</name>
    <message>
        <source>Tolerance</source>
        <translation>容差</translation>
    </message>
</context>
<context>
    <name>ColourSelectionTool</name>
    <message>
        <source>Select by colour</source>
        <translation>按颜色选择</translation>
    </message>
    <message>
        <source>Click a colour to select it wherever it is. Shift adds, Alt takes away.</source>
        <translation>单击一种颜色，选择它出现的所有地方。Shift 添加，Alt 减去。</translation>
    </message>
</context>
<context>
    <name>ColourWheel</name>
    <message>
        <source>Colour wheel</source>
        <translation>色轮</translation>
    </message>
</context>
<context>
    <name>ComposeControls</name>
    <message>
        <source>What to paint</source>
        <translation>画什么</translation>
    </message>
    <message>
        <source>What to stay away from</source>
        <translation>要避免的内容</translation>
    </message>
    <message>
        <source>but not: people, buildings</source>
        <translation>不要：人物、建筑</translation>
    </message>
    <message>
        <source>What to begin with</source>
        <translation>从什么开始</translation>
    </message>
    <message>
        <source>Closeness</source>
        <translation>接近程度</translation>
    </message>
    <message>
        <source>How closely to keep to what it begins with</source>
        <translation>与起始画面保持多接近</translation>
    </message>
    <message>
        <source>From words</source>
        <translation>仅凭文字</translation>
    </message>
    <message>
        <source>Ask for it</source>
        <translation>写进描述</translation>
    </message>
    <message>
        <source>a stormy sea at dusk, golden clouds, impressionist</source>
        <translation>黄昏时波涛汹涌的大海，金色的云，印象派</translation>
    </message>
    <message>
        <source>Add to the words what was left to chance</source>
        <translation>把随机选定的内容加进描述</translation>
    </message>
    <message>
        <source>From canvas</source>
        <translation>从画布开始</translation>
    </message>
    <message>
        <source>In selection</source>
        <translation>在选区内</translation>
    </message>
    <message>
        <source>Beyond canvas</source>
        <translation>画布之外</translation>
    </message>
    <message>
        <source>Prompt strength</source>
        <translation>提示词强度</translation>
    </message>
    <message>
        <source>How closely to follow the words (guidance): low paints more freely, high exaggerates</source>
        <translation>遵循文字的程度（引导强度）：低则更自由，高则更夸张</translation>
    </message>
    <message>
        <source>How the small composition becomes a large painting</source>
        <translation>小构图如何变成大幅画作</translation>
    </message>
    <message>
        <source>Enlarge with brushwork</source>
        <translation>放大并加笔触</translation>
    </message>
    <message>
        <source>Quick: made larger, in the colours of the composition</source>
        <translation>快速：按构图的颜色放大</translation>
    </message>
    <message>
        <source>Repaint with Painter</source>
        <translation>用画师重绘</translation>
    </message>
    <message>
        <source>Painted anew from the strokes of the reference</source>
        <translation>用参考图的笔触重新绘制</translation>
    </message>
    <message>
        <source>Repaint with Style</source>
        <translation>用风格迁移重绘</translation>
    </message>
    <message>
        <source>Enlarged, then repainted in the manner of the reference</source>
        <translation>放大后按参考图的画法重绘</translation>
    </message>
    <message>
        <source>Leave it rough</source>
        <translation>保留粗略构图</translation>
    </message>
    <message>
        <source>The blurred composition alone, to paint over by hand</source>
        <translation>只要模糊的构图，供手绘时打底</translation>
    </message>
    <message>
        <source>Like the reference that fits best</source>
        <translation>使用最合适的参考图</translation>
    </message>
    <message>
        <source>Choose the shipped picture whose colours lie most like the composition&apos;s</source>
        <translation>选用自带图片中色彩布局与构图最相近的一张</translation>
    </message>
    <message>
        <source>Four to choose from</source>
        <translation>构图四张供选择</translation>
    </message>
    <message>
        <source>Compose four at once; the one you click is painted</source>
        <translation>一次构图四张；点击哪张就绘制哪张</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成方式</translation>
    </message>
    <message>
        <source>From step {0}</source>
        <translation>从第 {0} 步</translation>
    </message>
    <message>
        <source>The composer cannot paint: {0}. It paints moods, light, land and sea.</source>
        <translation>构图师画不了：{0}。它擅长氛围、光线、陆地与海。</translation>
    </message>
    <message>
        <source>Nothing is known of {0}.</source>
        <translation>不认识：{0}。</translation>
    </message>
    <message>
        <source>Weights such as (word:1.3) mean nothing here; the words are read.</source>
        <translation>像 (词:1.3) 这样的权重在这里没有作用；只读取词语。</translation>
    </message>
    <message>
        <source>Only the first {0} characters are read.</source>
        <translation>只读取前 {0} 个字符。</translation>
    </message>
    <message>
        <source>Left to chance: {0}.</source>
        <translation>随机选定：{0}。</translation>
    </message>
</context>
<context>
    <name>ComputingPage</name>
    <message>
        <source>Computing</source>
        <translation>计算</translation>
    </message>
    <message>
        <source>The best there is</source>
        <translation>最好的可用设备</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>CUDA is for NVIDIA cards, MPS for Apple&apos;s.</source>
        <translation>CUDA 用于 NVIDIA 显卡，MPS 用于 Apple 设备。</translation>
    </message>
    <message>
        <source>As fast as can be</source>
        <translation>尽可能快</translation>
    </message>
    <message>
        <source>Exact (fp32)</source>
        <translation>精确（fp32）</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>The fast way computes networks in bf16 where the device multiplies it natively.</source>
        <translation>在设备原生支持时，快速方式以 bf16 计算网络。</translation>
    </message>
    <message>
        <source>As much as there is</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>At most {0} GB</source>
        <translation>至多 {0} GB</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>A painting that would take more is refused before it begins.</source>
        <translation>需要更多内存的绘制会在开始前被拒绝。</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>至多</translation>
    </message>
    <message>
        <source>Undo history</source>
        <translation>撤销历史</translation>
    </message>
    <message>
        <source>The oldest steps are forgotten first.</source>
        <translation>最早的步骤最先被遗忘。</translation>
    </message>
</context>
<context>
    <name>ControlList</name>
    <message>
        <source>Add control</source>
        <translation>添加控制</translation>
    </message>
    <message>
        <source>Add a ControlNet, a T2I-Adapter or an IP-Adapter: what guides the model by a picture</source>
        <translation>添加 ControlNet、T2I-Adapter 或 IP-Adapter：用图像来引导模型的文件</translation>
    </message>
    <message>
        <source>Controls</source>
        <translation>控制文件</translation>
    </message>
</context>
<context>
    <name>ControlRow</name>
    <message>
        <source>Let {0} guide</source>
        <translation>让“{0}”起控制作用</translation>
    </message>
    <message>
        <source>What the map is made of</source>
        <translation>控制图的来源</translation>
    </message>
    <message>
        <source>Sketch</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>All that is visible</source>
        <translation>所有可见图层</translation>
    </message>
    <message>
        <source>Active layer</source>
        <translation>当前图层</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>参考图</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>控制图</translation>
    </message>
    <message>
        <source>What is made of it for the control to follow</source>
        <translation>由它生成哪种控制图</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>How much it guides: 100 % as it was trained</source>
        <translation>控制的强弱：100 % 为训练时的强度</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>From which part of the steps on it guides</source>
        <translation>从步数的百分之几开始起作用</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Up to which part of the steps it guides</source>
        <translation>到步数的百分之几为止</translation>
    </message>
    <message>
        <source>The map of {0}</source>
        <translation>“{0}”的控制图</translation>
    </message>
    <message>
        <source>Paints like the references that are chosen below.</source>
        <translation>仿照下方所选的参考图来画。</translation>
    </message>
    <message>
        <source>Sees what is there and stays, and nothing of what is painted anew.</source>
        <translation>看到画面上保留的部分，而看不到要重新绘制的部分。</translation>
    </message>
</context>
<context>
    <name>CropOptions</name>
    <message>
        <source>From the left, in pixels</source>
        <translation>距左边的像素数</translation>
    </message>
    <message>
        <source>From the top, in pixels</source>
        <translation>距上边的像素数</translation>
    </message>
    <message>
        <source>W</source>
        <translation>宽</translation>
    </message>
    <message>
        <source>Width in pixels</source>
        <translation>宽度（像素）</translation>
    </message>
    <message>
        <source>H</source>
        <translation>高</translation>
    </message>
    <message>
        <source>Height in pixels</source>
        <translation>高度（像素）</translation>
    </message>
    <message>
        <source>Crop (Enter)</source>
        <translation>裁剪 (Enter)</translation>
    </message>
    <message>
        <source>Reset (Esc)</source>
        <translation>复位 (Esc)</translation>
    </message>
</context>
<context>
    <name>CropTool</name>
    <message>
        <source>Crop</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>Cropping.</source>
        <translation>正在裁剪。</translation>
    </message>
</context>
<context>
    <name>CurveEditor</name>
    <message>
        <source>Curve</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>A click makes a point; drawing it out takes it away.
Keys: arrows, Page Up and Down, Insert, Delete</source>
        <translation>单击添加控制点，拖出框外即可删除。
按键：方向键、PageUp/PageDown、Insert、Delete</translation>
    </message>
</context>
<context>
    <name>CurveTool</name>
    <message>
        <source>Curve</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Click points and drag to bend; Enter or a double click ends, a click on the first closes.</source>
        <translation>单击各点，拖动可弯曲；回车或双击结束，单击起点闭合。</translation>
    </message>
</context>
<context>
    <name>CurvesControls</name>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
</context>
<context>
    <name>Docks</name>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Brushes</source>
        <translation>笔刷</translation>
    </message>
    <message>
        <source>Paint</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>Navigator</source>
        <translation>导航器</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
</context>
<context>
    <name>DynamicsPage</name>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>流量</translation>
    </message>
    <message>
        <source>Softness</source>
        <translation>柔和度</translation>
    </message>
    <message>
        <source>Roundness</source>
        <translation>圆度</translation>
    </message>
    <message>
        <source>Bristles</source>
        <translation>鬃毛</translation>
    </message>
    <message>
        <source>Spacing</source>
        <translation>间距</translation>
    </message>
    <message>
        <source>Grain of the paper</source>
        <translation>纸张纹理</translation>
    </message>
    <message>
        <source>Takes up colour</source>
        <translation>带起颜色</translation>
    </message>
    <message>
        <source>Load of paint</source>
        <translation>颜料量</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>角度</translation>
    </message>
    <message>
        <source>Scatter</source>
        <translation>散布</translation>
    </message>
    <message>
        <source>Hue</source>
        <translation>色相</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>饱和度</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>明度</translation>
    </message>
    <message>
        <source>Pressure</source>
        <translation>压力</translation>
    </message>
    <message>
        <source>Tilt</source>
        <translation>倾斜</translation>
    </message>
    <message>
        <source>Direction of the tilt</source>
        <translation>倾斜方向</translation>
    </message>
    <message>
        <source>Rotation of the pen</source>
        <translation>笔身旋转</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Distance, again and again</source>
        <translation>距离（循环）</translation>
    </message>
    <message>
        <source>Distance, once</source>
        <translation>距离（一次）</translation>
    </message>
    <message>
        <source>Direction of the stroke</source>
        <translation>笔画方向</translation>
    </message>
    <message>
        <source>Chance, each dab</source>
        <translation>随机（每个印记）</translation>
    </message>
    <message>
        <source>Chance, each stroke</source>
        <translation>随机（每一笔）</translation>
    </message>
    <message>
        <source>Dynamics</source>
        <translation>动态</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>变化的设置</translation>
    </message>
    <message>
        <source>What it depends on</source>
        <translation>取决于</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Curve</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>EllipseSelectionTool</name>
    <message>
        <source>Select ellipse</source>
        <translation>椭圆选区</translation>
    </message>
    <message>
        <source>Drag to select; then Shift for a circle, Ctrl from the middle, Alt to move it.</source>
        <translation>拖动来选择；随后按住 Shift 为正圆，Ctrl 从中心开始，Alt 移动它。</translation>
    </message>
</context>
<context>
    <name>EllipseTool</name>
    <message>
        <source>Ellipse</source>
        <translation>椭圆</translation>
    </message>
    <message>
        <source>Drag an ellipse. Shift makes a circle, Alt draws from its middle, Space moves it.</source>
        <translation>拖动画椭圆。按住 Shift 画正圆，Alt 从中心画，空格键移动。</translation>
    </message>
</context>
<context>
    <name>EraserTool</name>
    <message>
        <source>Eraser</source>
        <translation>橡皮</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export picture</source>
        <translation>导出图片</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Include how it was made, so that it can be painted again</source>
        <translation>附上制作过程，以便再次绘制</translation>
    </message>
    <message>
        <source>A PNG then holds settings, prompt, seed and layer names, and the pictures that it was painted from, whole, but for what was filled. Other formats hold the same without the pictures. Files are named, but never where they are. Leave it out of pictures whose making nobody is to see.</source>
        <translation>PNG 会包含设置、提示词、种子、图层名称，以及绘制所依据的完整图片（被填充掉的部分除外）。其他格式包含同样的内容，但不含图片。文件只记名称，从不记所在位置。不想让人看到制作过程的图片，请不要勾选。</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
</context>
<context>
    <name>EyedropperTool</name>
    <message>
        <source>Eyedropper</source>
        <translation>吸管</translation>
    </message>
    <message>
        <source>Click a colour to take it. Ctrl+click does the same with the brush in hand.</source>
        <translation>点击即可取色。手持画笔时按住 Ctrl 点击也一样。</translation>
    </message>
    <message>
        <source>All layers</source>
        <translation>所有图层</translation>
    </message>
    <message>
        <source>Active layer</source>
        <translation>当前图层</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>取样</translation>
    </message>
    <message>
        <source>How far around the pointer colours are averaged</source>
        <translation>以光标为中心对颜色取平均的范围</translation>
    </message>
    <message>
        <source>Radius</source>
        <translation>半径</translation>
    </message>
</context>
<context>
    <name>FamilyChoice</name>
    <message>
        <source>GAN</source>
        <translation>GAN</translation>
    </message>
    <message>
        <source>Textures and edges, painted at once. Shows something after a few minutes; wants varied pictures.</source>
        <translation>纹理和边缘清晰，一次画成。几分钟后就有所见；需要多样的图片。</translation>
    </message>
    <message>
        <source>Diffusion</source>
        <translation>扩散</translation>
    </message>
    <message>
        <source>The most varied pictures, painted step by step. Takes longest: give it hours.</source>
        <translation>图片最多样，逐步画成。耗时最长：请给它几个小时。</translation>
    </message>
    <message>
        <source>VAE</source>
        <translation>VAE</translation>
    </message>
    <message>
        <source>Soft pictures that flow into one another, painted at once. Colours and horizons come within minutes.</source>
        <translation>图片柔和，彼此平滑过渡，一次画成。几分钟内就有色彩和地平线。</translation>
    </message>
</context>
<context>
    <name>FaultDialog</name>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>Faults</name>
    <message>
        <source>AIPaint ended unexpectedly</source>
        <translation>AIPaint 上次意外退出</translation>
    </message>
    <message>
        <source>The last time, AIPaint was stopped by a fault. If you want it mended, copy the report and send it to whoever gave you the program; it contains no picture.</source>
        <translation>上次 AIPaint 因故障而停止。若想让它得到修复，请复制报告并发给向你提供本程序的人；报告中不含图片。</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>出了点问题</translation>
    </message>
    <message>
        <source>AIPaint met a fault that it did not expect. Your picture is still on the canvas: export it before you go on. If you want the fault mended, copy the report and send it to whoever gave you the program; it contains no picture.</source>
        <translation>AIPaint 遇到了意料之外的故障。你的画还在画布上：请先导出再继续。若想让故障得到修复，请复制报告并发给向你提供本程序的人；报告中不含图片。</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>The picture is being saved…</source>
        <translation>正在保存图像……</translation>
    </message>
    <message>
        <source>Open picture</source>
        <translation>打开图片</translation>
    </message>
    <message>
        <source>Add picture as a layer</source>
        <translation>将图片添加为图层</translation>
    </message>
    <message>
        <source>Photoshop</source>
        <translation>Photoshop</translation>
    </message>
    <message>
        <source>Photoshop, large</source>
        <translation>Photoshop 大型文档</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>保存图像</translation>
    </message>
    <message>
        <source>OpenRaster</source>
        <translation>OpenRaster</translation>
    </message>
    <message>
        <source>Pictures and documents</source>
        <translation>图片和文档</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>FillTool</name>
    <message>
        <source>Fill</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Filling…</source>
        <translation>正在填充…</translation>
    </message>
</context>
<context>
    <name>FilmStripView</name>
    <message>
        <source>Frames of the job</source>
        <translation>绘制过程的画面</translation>
    </message>
</context>
<context>
    <name>FlatNote</name>
    <message>
        <source>A flat sketch: Painter gives its areas the strokes of the reference.</source>
        <translation>平涂草图：画师会给各块面画上参考图的笔触。</translation>
    </message>
    <message>
        <source>Use Painter</source>
        <translation>改用画师</translation>
    </message>
</context>
<context>
    <name>FoldersPage</name>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Export pictures to</source>
        <translation>导出到</translation>
    </message>
    <message>
        <source>Open pictures from</source>
        <translation>打开自</translation>
    </message>
    <message>
        <source>References and models</source>
        <translation>参考图与模型</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>FormDialog</name>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>GeneralPage</name>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Arrange as at the first start</source>
        <translation>恢复初始布局</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>面板</translation>
    </message>
</context>
<context>
    <name>GradientBar</name>
    <message>
        <source>Gradient</source>
        <translation>渐变</translation>
    </message>
    <message>
        <source>A click makes a stop; drawing it off takes it away.
Keys: arrows, Page Up and Down, Insert, Delete</source>
        <translation>单击添加色标，拖离渐变条即可删除。
按键：方向键、PageUp/PageDown、Insert、Delete</translation>
    </message>
</context>
<context>
    <name>GradientControls</name>
    <message>
        <source>Brightness</source>
        <translation>明暗</translation>
    </message>
</context>
<context>
    <name>GradientOptions</name>
    <message>
        <source>In hand to in waiting</source>
        <translation>当前颜色到备用颜色</translation>
    </message>
    <message>
        <source>In hand to transparent</source>
        <translation>当前颜色到透明</translation>
    </message>
    <message>
        <source>Own stops</source>
        <translation>自定色标</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Bi-linear</source>
        <translation>双线性</translation>
    </message>
    <message>
        <source>Radial</source>
        <translation>径向</translation>
    </message>
    <message>
        <source>Conical</source>
        <translation>锥形</translation>
    </message>
    <message>
        <source>Conical symmetric</source>
        <translation>对称锥形</translation>
    </message>
    <message>
        <source>No repeat</source>
        <translation>不重复</translation>
    </message>
    <message>
        <source>Forwards</source>
        <translation>正向重复</translation>
    </message>
    <message>
        <source>Alternating</source>
        <translation>往返重复</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>How much of the gradient is laid over what is there</source>
        <translation>渐变覆盖原有内容的程度</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>From the last colour to the first</source>
        <translation>从最后一种颜色到第一种</translation>
    </message>
    <message>
        <source>Reverse</source>
        <translation>反转</translation>
    </message>
    <message>
        <source>Scatter neighbouring shades, so that no bands are seen</source>
        <translation>打散相邻色阶，避免出现色带</translation>
    </message>
    <message>
        <source>Dither</source>
        <translation>抖动</translation>
    </message>
    <message>
        <source>Colour in hand for the chosen stop</source>
        <translation>将当前颜色用于所选色标</translation>
    </message>
    <message>
        <source>Stops…</source>
        <translation>色标…</translation>
    </message>
</context>
<context>
    <name>GradientTool</name>
    <message>
        <source>Gradient</source>
        <translation>渐变</translation>
    </message>
    <message>
        <source>Drag from the first colour to the last. Shift turns by 15 degrees, Space moves.</source>
        <translation>从第一种颜色拖到最后一种。按住 Shift 以 15 度为单位旋转，空格键移动。</translation>
    </message>
    <message>
        <source>Laying the gradient…</source>
        <translation>正在绘制渐变……</translation>
    </message>
</context>
<context>
    <name>GridDialog</name>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Distance across</source>
        <translation>横向间距</translation>
    </message>
    <message>
        <source>Distance down</source>
        <translation>纵向间距</translation>
    </message>
    <message>
        <source>Shift right</source>
        <translation>右移</translation>
    </message>
    <message>
        <source>Shift down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>间距</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>偏移</translation>
    </message>
    <message>
        <source>Colour of the grid</source>
        <translation>网格颜色</translation>
    </message>
</context>
<context>
    <name>GuideDialog</name>
    <message>
        <source>New guide</source>
        <translation>新建参考线</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>参考线</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Vertical</source>
        <translation>垂直</translation>
    </message>
    <message>
        <source>Horizontal</source>
        <translation>水平</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>Habits</name>
    <message>
        <source>{0} means nothing here; the settings list the keys that do.</source>
        <translation>{0} 在这里没有作用；可用的键列在设置的快捷键页中。</translation>
    </message>
    <message>
        <source>T moves a layer; Ctrl+T scales and turns it.</source>
        <translation>T 移动图层；Ctrl+T 缩放并旋转图层。</translation>
    </message>
    <message>
        <source>Lines, rectangles, ellipses, polygons and curves are in the tool bar.</source>
        <translation>直线、矩形、椭圆、多边形和曲线工具都在工具栏中。</translation>
    </message>
</context>
<context>
    <name>HandTool</name>
    <message>
        <source>Move view</source>
        <translation>移动视图</translation>
    </message>
    <message>
        <source>Drag to move the view, or a guide. Holding Space does the same with any tool.</source>
        <translation>拖动可移动视图或参考线。使用其他工具时按住空格键也可移动视图。</translation>
    </message>
</context>
<context>
    <name>HelpWindow</name>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Pages of the help</source>
        <translation>帮助页面</translation>
    </message>
    <message>
        <source>What can I do now?</source>
        <translation>现在可以做什么？</translation>
    </message>
    <message>
        <source>May I sell it?</source>
        <translation>我可以出售作品吗？</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>Snapshots</source>
        <translation>快照</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Keep snapshot</source>
        <translation>保留快照</translation>
    </message>
    <message>
        <source>Keep the picture as it is now, to come back to it at any time</source>
        <translation>保留图片现在的样子，以便随时回到这里</translation>
    </message>
    <message>
        <source>Delete snapshot</source>
        <translation>删除快照</translation>
    </message>
    <message>
        <source>Snapshot {0}</source>
        <translation>快照 {0}</translation>
    </message>
    <message>
        <source>“{0}” holds {1} MB besides the picture as it is now.</source>
        <translation>除图片现在的样子外，“{0}”占用 {1} MB 内存。</translation>
    </message>
    <message>
        <source>Undo: {0} of {1} MB</source>
        <translation>撤销：{0}/{1} MB</translation>
    </message>
    <message>
        <source>Snapshots: {0} MB</source>
        <translation>快照：{0} MB</translation>
    </message>
</context>
<context>
    <name>HueSaturationControls</name>
    <message>
        <source>Hue</source>
        <translation>色相</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>饱和度</translation>
    </message>
    <message>
        <source>Lightness</source>
        <translation>亮度</translation>
    </message>
    <message>
        <source>&amp;Colourise</source>
        <translation>着色(&amp;C)</translation>
    </message>
    <message>
        <source>Give all colours one hue and one saturation</source>
        <translation>让所有颜色使用同一色相和饱和度</translation>
    </message>
</context>
<context>
    <name>ImageMenu</name>
    <message>
        <source>&amp;Image</source>
        <translation>图像(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Scale image…</source>
        <translation>缩放图像(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Crop to selection</source>
        <translation>裁剪到选区(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Trim to content</source>
        <translation>裁剪到内容(&amp;T)</translation>
    </message>
    <message>
        <source>Rotate &amp;right by 90°</source>
        <translation>顺时针旋转 90°(&amp;R)</translation>
    </message>
    <message>
        <source>Rotate &amp;left by 90°</source>
        <translation>逆时针旋转 90°(&amp;L)</translation>
    </message>
    <message>
        <source>Rotate by &amp;180°</source>
        <translation>旋转 180°(&amp;1)</translation>
    </message>
    <message>
        <source>Flip &amp;horizontally</source>
        <translation>水平翻转(&amp;H)</translation>
    </message>
    <message>
        <source>Flip &amp;vertically</source>
        <translation>垂直翻转(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Transform</source>
        <translation>变换(&amp;T)</translation>
    </message>
    <message>
        <source>Resize c&amp;anvas…</source>
        <translation>更改画布大小(&amp;A)…</translation>
    </message>
    <message>
        <source>The picture is being changed.</source>
        <translation>正在更改图像。</translation>
    </message>
</context>
<context>
    <name>Interrupted</name>
    <message>
        <source>“{0}” was being painted and was interrupted. Paint it again?</source>
        <translation>“{0}”还没画完就被中断了。要重新绘制吗？</translation>
    </message>
    <message>
        <source>Paint it again</source>
        <translation>重新绘制</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Click the canvas first: only there does {0} clear the layer.</source>
        <translation>请先点击画布：只有在画布上按 {0} 才会清除图层。</translation>
    </message>
    <message>
        <source>There is nothing for “{0}” to do just now.</source>
        <translation>“{0}”现在没有可做的事。</translation>
    </message>
</context>
<context>
    <name>Lab</name>
    <message>
        <source>A model is being trained; that stops, and can go on later.</source>
        <translation>有模型正在训练；训练会停止，以后可以继续。</translation>
    </message>
</context>
<context>
    <name>LabWindow</name>
    <message>
        <source>Lab</source>
        <translation>实验室</translation>
    </message>
    <message>
        <source>New model</source>
        <translation>新模型</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练中</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>can go on</source>
        <translation>可以继续</translation>
    </message>
    <message>
        <source>“{0}” is trained.</source>
        <translation>“{0}”训练好了。</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>分支</translation>
    </message>
    <message>
        <source>Name of the copy, which goes on as a model of its own:</source>
        <translation>副本的名称，它将作为独立的模型继续：</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete “{0}” for good? The model, its samples and all records of its training go; the pictures that it was trained on stay.</source>
        <translation>要永久删除“{0}”吗？模型、样张和全部训练记录都会删除；用于训练的图片会保留。</translation>
    </message>
</context>
<context>
    <name>LassoFillTool</name>
    <message>
        <source>Enclose and fill</source>
        <translation>圈选填充</translation>
    </message>
    <message>
        <source>Go around closed outlines to fill them.</source>
        <translation>圈住封闭的轮廓即可填充。</translation>
    </message>
    <message>
        <source>Filling…</source>
        <translation>正在填充…</translation>
    </message>
</context>
<context>
    <name>LassoSelectionTool</name>
    <message>
        <source>Lasso</source>
        <translation>套索</translation>
    </message>
    <message>
        <source>Go around what is to be selected. Shift adds, Alt takes away.</source>
        <translation>圈出要选的部分。Shift 添加，Alt 减去。</translation>
    </message>
</context>
<context>
    <name>LayerCommands</name>
    <message>
        <source>Layers are being merged.</source>
        <translation>正在合并图层。</translation>
    </message>
    <message>
        <source>Layer {0}</source>
        <translation>图层 {0}</translation>
    </message>
    <message>
        <source>Group {0}</source>
        <translation>图层组 {0}</translation>
    </message>
    <message>
        <source>{0} copy</source>
        <translation>{0} 副本</translation>
    </message>
    <message>
        <source>Paint is being taken off.</source>
        <translation>正在清除颜料。</translation>
    </message>
    <message>
        <source>Selecting…</source>
        <translation>正在选择…</translation>
    </message>
    <message>
        <source>The mask is being made.</source>
        <translation>正在建立蒙版。</translation>
    </message>
    <message>
        <source>The mask is being applied.</source>
        <translation>正在应用蒙版。</translation>
    </message>
    <message>
        <source>The mask is being inverted.</source>
        <translation>正在反转蒙版。</translation>
    </message>
    <message>
        <source>Visible</source>
        <translation>可见内容</translation>
    </message>
</context>
<context>
    <name>LayerMenu</name>
    <message>
        <source>&amp;Add</source>
        <translation>添加(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>图层组(&amp;G)</translation>
    </message>
    <message>
        <source>Mas&amp;k</source>
        <translation>蒙版(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Properties</source>
        <translation>属性(&amp;P)</translation>
    </message>
    <message>
        <source>Colour &amp;label</source>
        <translation>颜色标签(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;New layer</source>
        <translation>新建图层(&amp;N)</translation>
    </message>
    <message>
        <source>New &amp;group</source>
        <translation>新建图层组(&amp;G)</translation>
    </message>
    <message>
        <source>New layer from &amp;visible</source>
        <translation>从可见内容新建图层(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Mask that shows all</source>
        <translation>显示全部的蒙版(&amp;M)</translation>
    </message>
    <message>
        <source>Mask that &amp;hides all</source>
        <translation>隐藏全部的蒙版(&amp;H)</translation>
    </message>
    <message>
        <source>Mask of the &amp;selection</source>
        <translation>由选区建立蒙版(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Duplicate layer</source>
        <translation>复制图层(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>重命名(&amp;R)…</translation>
    </message>
    <message>
        <source>D&amp;elete layer</source>
        <translation>删除图层(&amp;E)</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>上移(&amp;U)</translation>
    </message>
    <message>
        <source>Move do&amp;wn</source>
        <translation>下移(&amp;W)</translation>
    </message>
    <message>
        <source>Move to the &amp;bottom</source>
        <translation>移到最下(&amp;B)</translation>
    </message>
    <message>
        <source>Layer bel&amp;ow</source>
        <translation>下一个图层(&amp;O)</translation>
    </message>
    <message>
        <source>Move to t&amp;he top</source>
        <translation>移到最上(&amp;H)</translation>
    </message>
    <message>
        <source>La&amp;yer above</source>
        <translation>上一个图层(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Choose all layers</source>
        <translation>选择所有图层(&amp;C)</translation>
    </message>
    <message>
        <source>Show alo&amp;ne</source>
        <translation>单独显示(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Group the chosen layers</source>
        <translation>将所选图层编组(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Ungroup</source>
        <translation>解散图层组(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Pass through</source>
        <translation>穿透(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Paint the mask</source>
        <translation>在蒙版上绘画(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Use the mask</source>
        <translation>启用蒙版(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Invert the mask</source>
        <translation>反转蒙版(&amp;I)</translation>
    </message>
    <message>
        <source>Se&amp;lect what it shows</source>
        <translation>选择其显示的部分(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Apply the mask</source>
        <translation>应用蒙版(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Delete the mask</source>
        <translation>删除蒙版(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Visible</source>
        <translation>可见(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Locked</source>
        <translation>锁定(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Alpha locked</source>
        <translation>锁定透明度(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Clipped to the layer below</source>
        <translation>剪贴到下方图层(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Merge with the layer below</source>
        <translation>向下合并图层(&amp;M)</translation>
    </message>
    <message>
        <source>Merge &amp;visible layers</source>
        <translation>合并可见图层(&amp;V)</translation>
    </message>
    <message>
        <source>Rasteri&amp;se text</source>
        <translation>栅格化文字(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Flatten picture</source>
        <translation>拼合图像(&amp;F)</translation>
    </message>
</context>
<context>
    <name>LayersPanel</name>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>New layer</source>
        <translation>新建图层</translation>
    </message>
    <message>
        <source>More about the layer</source>
        <translation>图层的更多操作</translation>
    </message>
    <message>
        <source>Duplicate layer</source>
        <translation>复制图层</translation>
    </message>
    <message>
        <source>Move layer up</source>
        <translation>上移图层</translation>
    </message>
    <message>
        <source>Move layer down</source>
        <translation>下移图层</translation>
    </message>
    <message>
        <source>Delete layer</source>
        <translation>删除图层</translation>
    </message>
    <message>
        <source>Painted by {0} on {1}, seed {2}, in {3}</source>
        <translation>由 {0} 在 {1} 上绘制，种子 {2}，用时 {3}</translation>
    </message>
</context>
<context>
    <name>LearningRow</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop learning; what has been learned stays</source>
        <translation>停止学习；已学到的会保留</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>忘掉</translation>
    </message>
    <message>
        <source>Delete what was learned of this picture; the picture stays</source>
        <translation>删除从这张图片学到的内容；图片本身保留</translation>
    </message>
    <message>
        <source>Tune the fast style to it for {0} minutes, while you go on painting; Fast and Live then give more of its strokes</source>
        <translation>用 {0} 分钟针对它调整快速风格，其间可以继续作画；之后“快速”与“实时”会画出更多它的笔触</translation>
    </message>
    <message>
        <source>Go on learning</source>
        <translation>继续学习</translation>
    </message>
    <message>
        <source>Learn this picture</source>
        <translation>学习这张图片</translation>
    </message>
    <message>
        <source>Learn these {0} pictures</source>
        <translation>学习这 {0} 张图片</translation>
    </message>
    <message>
        <source>Learned: Fast paints like it</source>
        <translation>已学会：“快速”会照它来画</translation>
    </message>
    <message>
        <source>Keeping what was learned…</source>
        <translation>正在保存学到的内容…</translation>
    </message>
    <message>
        <source>Learning “{0}”, {1} left</source>
        <translation>正在学习“{0}”，还需 {1}</translation>
    </message>
    <message>
        <source>, {0} waiting</source>
        <translation>，{0} 张等待中</translation>
    </message>
    <message>
        <source>Stop learning this picture</source>
        <translation>停止学习这张图片</translation>
    </message>
    <message>
        <source>Go on learning this picture</source>
        <translation>继续学习这张图片</translation>
    </message>
    <message>
        <source>Forget what was learned of it…</source>
        <translation>忘掉从它学到的内容…</translation>
    </message>
    <message>
        <source>Learn all {0} chosen overnight, {1} min each</source>
        <translation>夜间学习选中的全部 {0} 张，每张 {1} 分钟</translation>
    </message>
    <message>
        <source>Delete what was learned of “{0}” for good? The picture itself stays.</source>
        <translation>要彻底删除从“{0}”学到的内容吗？图片本身保留。</translation>
    </message>
</context>
<context>
    <name>LessonDiagram</name>
    <message>
        <source>Layers of the networks</source>
        <translation>网络的各层</translation>
    </message>
</context>
<context>
    <name>LessonExplanation</name>
    <message>
        <source>Generator</source>
        <translation>生成器</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Discriminator</source>
        <translation>判别器</translation>
    </message>
    <message>
        <source>verdict</source>
        <translation>判断</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>A made picture begins as 100 random numbers. The 16 at the left keep theirs, so that you see how the generator changes.</source>
        <translation>每张生成的图片都从 100 个随机数开始。左边的 16 张始终用同一组数，这样就能看到生成器在怎样变化。</translation>
    </message>
    <message>
        <source>Its layers turn them into more and more numbers, 128, 256, 512, and at last into the 784 greys of a picture of 28 × 28.</source>
        <translation>它的各层把这些数变成越来越多的数：128、256、512，最后是 28 × 28 图片的 784 个灰度。</translation>
    </message>
    <message>
        <source>It goes the other way, from 784 greys to a single number, its verdict: the bar under each picture says for how likely it takes it to be real.</source>
        <translation>它反过来，从 784 个灰度得出一个数，即它的判断：每张图片下面的横条表示它认为这张图片有多大可能是真的。</translation>
    </message>
    <message>
        <source>The game</source>
        <translation>对抗</translation>
    </message>
    <message>
        <source>In every step the discriminator learns to tell 64 real pictures from 64 made ones. Then the generator learns what to change so that its own are taken for real.</source>
        <translation>每一步里，判别器先学着区分 64 张真图片和 64 张生成的图片；然后生成器学着怎样改，好让自己的图片被当成真的。</translation>
    </message>
    <message>
        <source>Two losses</source>
        <translation>两个损失</translation>
    </message>
    <message>
        <source>The lower a loss, the better its player does. Where all verdicts are 50 % and nobody is winning, the discriminator&apos;s is 1.39 and the generator&apos;s 0.69.</source>
        <translation>损失越低，那一方就做得越好。当所有判断都是 50 %、谁也不占上风时，判别器的损失是 1.39，生成器的是 0.69。</translation>
    </message>
    <message>
        <source>Collapse</source>
        <translation>坍缩</translation>
    </message>
    <message>
        <source>Now and then the generator finds one picture that passes and makes nothing else: then all made pictures look alike. Starting again helps.</source>
        <translation>有时生成器找到一张能蒙混过关的图片，就只画这一张：于是所有生成的图片都很像。重新开始就好。</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>noisy</source>
        <translation>带噪图</translation>
    </message>
    <message>
        <source>Noise going in</source>
        <translation>噪声进去</translation>
    </message>
    <message>
        <source>A real picture is mixed with noise in 1000 steps, with more in each: the share β grows from 0.0001 to 0.02. After the last one nothing of it is left.</source>
        <translation>一张真图片在 1000 步里混入噪声，一步比一步多：所占的份额 β 从 0.0001 增到 0.02。最后一步之后，原图就什么也不剩了。</translation>
    </message>
    <message>
        <source>What is predicted</source>
        <translation>预测什么</translation>
    </message>
    <message>
        <source>The network sees the 784 greys of a noisy picture and the number of its step, and says which noise is in each. Every layer is told the step: it says how much noise to expect.</source>
        <translation>网络看到带噪图片的 784 个灰度和它所在的步数，说出每个灰度里的噪声是多少。每一层都知道步数：它说明该有多少噪声。</translation>
    </message>
    <message>
        <source>The guess</source>
        <translation>猜测</translation>
    </message>
    <message>
        <source>Without the noise that it predicts, what remains is its guess of the picture. Under little noise that is easy; at step 999 it can only guess something between all pictures.</source>
        <translation>去掉它所预测的噪声，剩下的就是它猜的图片。噪声少时很容易；到第 999 步，它只能猜一个介于所有图片之间的样子。</translation>
    </message>
    <message>
        <source>The loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>How far the predicted noise is from the true one: 1 where it knows nothing. Much noise is easy to tell, as it is nearly all there is; little noise is hard to see.</source>
        <translation>预测的噪声离真正的噪声有多远：一无所知时是 1。噪声多时容易看出，因为几乎全是噪声；噪声少时就难了。</translation>
    </message>
    <message>
        <source>Noise coming out</source>
        <translation>噪声出来</translation>
    </message>
    <message>
        <source>Each row begins with noise alone. The network predicts, a part of the noise is taken away, and so on, in 21 large steps here instead of 1000. What comes out has never been there before.</source>
        <translation>每一行都从纯噪声开始。网络作出预测，去掉一部分噪声，如此反复；这里用 21 大步代替 1000 步。最后出来的是从未有过的图片。</translation>
    </message>
</context>
<context>
    <name>LessonPage</name>
    <message>
        <source>Lesson</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>GAN</source>
        <translation>GAN</translation>
    </message>
    <message>
        <source>Diffusion</source>
        <translation>扩散</translation>
    </message>
    <message>
        <source>Pictures to learn</source>
        <translation>要学习的图片</translation>
    </message>
    <message>
        <source>Handwritten digits</source>
        <translation>手写数字</translation>
    </message>
    <message>
        <source>A folder of pictures…</source>
        <translation>图片文件夹…</translation>
    </message>
    <message>
        <source>One step</source>
        <translation>走一步</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Forget what was learned</source>
        <translation>忘掉学到的一切</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Watch a small model learn, step by step. Nothing of it is kept.</source>
        <translation>看一个小模型一步一步地学习。什么也不会保存。</translation>
    </message>
    <message>
        <source>Getting ready: reading the pictures and making the networks…</source>
        <translation>正在准备：读取图片，建立网络…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Step {0}</source>
        <translation>第 {0} 步</translation>
    </message>
    <message>
        <source>Nothing is learned yet. Press Start, or go one step at a time.</source>
        <translation>还什么都没学。请按“开始”，或者一步一步地走。</translation>
    </message>
    <message>
        <source>The discriminator is winning: it tells made pictures from real ones. What it sees in them teaches the generator what to change.</source>
        <translation>判别器占上风：它能分辨生成的和真的图片。它看出的破绽会教生成器该改什么。</translation>
    </message>
    <message>
        <source>The generator is winning: its pictures are taken for real more than the real ones.</source>
        <translation>生成器占上风：它的图片比真图片更被当成真的。</translation>
    </message>
    <message>
        <source>An even game: the discriminator does better than guessing, but is not sure.</source>
        <translation>势均力敌：判别器比瞎猜强，但没有把握。</translation>
    </message>
    <message>
        <source>The made pictures look alike: the generator has collapsed onto one that passes. If that stays, start again.</source>
        <translation>生成的图片都很像：生成器坍缩到了一张能过关的图片上。如果一直这样，请重新开始。</translation>
    </message>
    <message>
        <source>The network hardly tells noise from picture: only clouds come out of the noise.</source>
        <translation>网络还分不清噪声和图片：从噪声里出来的只是一团团云。</translation>
    </message>
    <message>
        <source>It knows noise from strokes: first shapes come out of the noise.</source>
        <translation>它能分清噪声和笔画了：最初的形状从噪声里出现。</translation>
    </message>
    <message>
        <source>It tells noise from strokes well: pictures come out of the noise, slowly sharper.</source>
        <translation>它能很好地分清噪声和笔画：图片从噪声里出来，慢慢变得清晰。</translation>
    </message>
</context>
<context>
    <name>LessonPictures</name>
    <message>
        <source>{0} %</source>
        <translation>{0} %</translation>
    </message>
</context>
<context>
    <name>LessonProcess</name>
    <message>
        <source>The lesson broke off (code {0}).</source>
        <translation>课程中断了（代码 {0}）。</translation>
    </message>
    <message>
        <source>The lesson cannot be started: {0}.</source>
        <translation>课程无法开始：{0}。</translation>
    </message>
</context>
<context>
    <name>LessonStage</name>
    <message>
        <source>Made, always of the same noise, and how real they look</source>
        <translation>生成的图片，始终用同样的噪声；看上去有多真</translation>
    </message>
    <message>
        <source>Real, and how real they look to the same discriminator</source>
        <translation>真图片；在同一个判别器看来有多真</translation>
    </message>
    <message>
        <source>Noise going in: a real picture after so many of 1000 steps</source>
        <translation>噪声进去：一张真图片，在 1000 步中的第几步</translation>
    </message>
    <message>
        <source>What the network takes for the picture under that noise</source>
        <translation>网络认为噪声下面的图片是什么样</translation>
    </message>
    <message>
        <source>Noise coming out: from noise alone to new pictures</source>
        <translation>噪声出来：从纯噪声到新图片</translation>
    </message>
</context>
<context>
    <name>LevelsControls</name>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Let each channel fill its range</source>
        <translation>让每个通道充满整个范围</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>黑场</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>正中</translation>
    </message>
    <message>
        <source>White</source>
        <translation>白场</translation>
    </message>
    <message>
        <source>Darkest</source>
        <translation>最暗</translation>
    </message>
    <message>
        <source>Brightest</source>
        <translation>最亮</translation>
    </message>
</context>
<context>
    <name>LikenessSettings</name>
    <message>
        <source>How far a colour may be from the one under the pointer</source>
        <translation>颜色与指针处颜色的最大差别</translation>
    </message>
    <message>
        <source>Make what is found larger, to reach under an outline</source>
        <translation>扩大找到的区域，使其伸到线条下面</translation>
    </message>
    <message>
        <source>Soften the edge</source>
        <translation>柔化边缘</translation>
    </message>
    <message>
        <source>Let the edge fade</source>
        <translation>使边缘渐隐</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>容差</translation>
    </message>
    <message>
        <source>Grow</source>
        <translation>扩大</translation>
    </message>
    <message>
        <source>Feather</source>
        <translation>羽化</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>参考</translation>
    </message>
    <message>
        <source>Which layers are looked at</source>
        <translation>参考哪些图层</translation>
    </message>
    <message>
        <source>All layers</source>
        <translation>所有图层</translation>
    </message>
    <message>
        <source>Active layer</source>
        <translation>当前图层</translation>
    </message>
    <message>
        <source>Labelled: {0}</source>
        <translation>标签：{0}</translation>
    </message>
    <message>
        <source>Antialias</source>
        <translation>抗锯齿</translation>
    </message>
    <message>
        <source>Only what is connected to the place of the click</source>
        <translation>只选与单击处相连的区域</translation>
    </message>
    <message>
        <source>Do not leak through openings as narrow as this</source>
        <translation>不从这么窄的开口漏出去</translation>
    </message>
    <message>
        <source>Contiguous</source>
        <translation>连续</translation>
    </message>
    <message>
        <source>Close gap</source>
        <translation>封闭缺口</translation>
    </message>
</context>
<context>
    <name>LineMenu</name>
    <message>
        <source>Brush s&amp;moothing</source>
        <translation>笔刷防抖(&amp;M)</translation>
    </message>
    <message>
        <source>Symmetr&amp;y</source>
        <translation>对称(&amp;Y)</translation>
    </message>
    <message>
        <source>Recor&amp;d strokes</source>
        <translation>录制笔画(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;None</source>
        <translation>无(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Weighted</source>
        <translation>加权(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Pulled rope</source>
        <translation>拉绳(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Catching up</source>
        <translation>追赶(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Steadier</source>
        <translation>更稳(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Freer</source>
        <translation>更自由(&amp;F)</translation>
    </message>
    <message>
        <source>Lazy s&amp;tart</source>
        <translation>延迟起笔(&amp;T)</translation>
    </message>
    <message>
        <source>Lazy &amp;end</source>
        <translation>延迟收笔(&amp;E)</translation>
    </message>
    <message>
        <source>Stabili&amp;ze sensors</source>
        <translation>传感器防抖(&amp;Z)</translation>
    </message>
    <message>
        <source>Mirror &amp;left and right</source>
        <translation>左右镜像(&amp;L)</translation>
    </message>
    <message>
        <source>Mirror &amp;top and bottom</source>
        <translation>上下镜像(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Radial</source>
        <translation>放射对称(&amp;R)</translation>
    </message>
    <message>
        <source>{0} arms</source>
        <translation>{0} 份</translation>
    </message>
    <message>
        <source>&amp;Kaleidoscope</source>
        <translation>万花筒(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Place the axes…</source>
        <translation>放置对称轴(&amp;P)…</translation>
    </message>
    <message>
        <source>Axes to the &amp;middle</source>
        <translation>对称轴居中(&amp;M)</translation>
    </message>
</context>
<context>
    <name>LineOptions</name>
    <message>
        <source>No smoothing</source>
        <translation>不防抖</translation>
    </message>
    <message>
        <source>Weighted</source>
        <translation>加权</translation>
    </message>
    <message>
        <source>Pulled rope</source>
        <translation>拉绳</translation>
    </message>
    <message>
        <source>Catching up</source>
        <translation>追赶</translation>
    </message>
    <message>
        <source>Brush smoothing</source>
        <translation>笔刷防抖</translation>
    </message>
    <message>
        <source>By what an unsteady hand&apos;s line is made calm</source>
        <translation>用什么方法使颤抖的线条平稳</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>防抖</translation>
    </message>
    <message>
        <source>How calm lines are, and how far they are behind the pen</source>
        <translation>线条有多平稳，以及落后于笔多远</translation>
    </message>
</context>
<context>
    <name>LineTool</name>
    <message>
        <source>Line</source>
        <translation>直线</translation>
    </message>
    <message>
        <source>Drag a line. Shift turns it by 15 degrees, Alt draws from its middle, Space moves it.</source>
        <translation>拖动画直线。按住 Shift 以 15 度为单位旋转，Alt 从中心画，空格键移动。</translation>
    </message>
</context>
<context>
    <name>LinedDisplay</name>
    <message>
        <source>Wrap-around: the picture repeats (W)</source>
        <translation>环绕模式：画面重复显示 (W)</translation>
    </message>
</context>
<context>
    <name>LoraList</name>
    <message>
        <source>Add LoRA</source>
        <translation>添加 LoRA</translation>
    </message>
    <message>
        <source>Add a file that changes what the model paints</source>
        <translation>添加一个改变模型画法的文件</translation>
    </message>
    <message>
        <source>LoRAs</source>
        <translation>LoRA</translation>
    </message>
</context>
<context>
    <name>LoraRow</name>
    <message>
        <source>Paint with {0}</source>
        <translation>使用 {0} 绘画</translation>
    </message>
    <message>
        <source>How much of it: 1 as it was trained, below 0 away from it</source>
        <translation>强度：1 为训练时的效果，小于 0 则反向</translation>
    </message>
</context>
<context>
    <name>LossCurves</name>
    <message>
        <source>Losses over the steps</source>
        <translation>损失随步数的变化</translation>
    </message>
</context>
<context>
    <name>MadeElsewhere</name>
    <message>
        <source>Take settings from a picture</source>
        <translation>从图片读取设置</translation>
    </message>
    <message>
        <source>{0} does not say what it was painted with.</source>
        <translation>{0} 没有说明是用什么画的。</translation>
    </message>
    <message>
        <source>It was made with {0}, and says how.</source>
        <translation>此图由 {0} 生成，并附有生成参数。</translation>
    </message>
    <message>
        <source>Take its settings</source>
        <translation>采用其参数</translation>
    </message>
    <message>
        <source>The model {0} is not among yours.</source>
        <translation>你的模型中没有 {0}。</translation>
    </message>
</context>
<context>
    <name>MagicWandTool</name>
    <message>
        <source>Magic wand</source>
        <translation>魔棒</translation>
    </message>
    <message>
        <source>Click a colour to select what is alike around it. Shift adds, Alt takes away.</source>
        <translation>单击一种颜色，选择其周围相似的区域。Shift 添加，Alt 减去。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Exported to {0}.</source>
        <translation>已导出到 {0}。</translation>
    </message>
    <message>
        <source>Saved to {0}.</source>
        <translation>已保存到 {0}。</translation>
    </message>
    <message>
        <source>The painting is being prepared. For another one, press again when it shows.</source>
        <translation>画作正在准备中。如需再画一幅，请在它出现后再按一次。</translation>
    </message>
    <message>
        <source>About AIPaint</source>
        <translation>关于 AIPaint</translation>
    </message>
    <message>
        <source>&lt;h3&gt;AIPaint {0}&lt;/h3&gt;&lt;p&gt;A painting studio in which local AI models paint with the artist.&lt;/p&gt;&lt;p&gt;Everything runs on this machine; no picture ever leaves it.&lt;/p&gt;&lt;p&gt;Icons by Lucide (ISC), typefaces Inter and Noto Sans (OFL).&lt;/p&gt;</source>
        <translation>&lt;h3&gt;AIPaint {0}&lt;/h3&gt;&lt;p&gt;本地 AI 模型与画家一同作画的画室。&lt;/p&gt;&lt;p&gt;一切都在本机运行，图片不会离开这台电脑。&lt;/p&gt;&lt;p&gt;图标来自 Lucide（ISC），字体为 Inter 与 Noto Sans（OFL）。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>A reference is being learned; that stops, and can go on later.</source>
        <translation>正在学习一张参考图；学习会停止，以后可以继续。</translation>
    </message>
</context>
<context>
    <name>MarkedEdit</name>
    <message>
        <source>“{0}” is not a number; {1} stays.</source>
        <translation>“{0}”不是数字，仍为 {1}。</translation>
    </message>
</context>
<context>
    <name>MeasureTool</name>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Drag to measure length and angle. Shift turns by 15 degrees, Space moves, Esc clears.</source>
        <translation>拖动以测量长度和角度。按住 Shift 以 15 度为单位旋转，空格键移动，Esc 清除。</translation>
    </message>
    <message>
        <source>{0} px, {1}°   {2} × {3} px</source>
        <translation>{0} 像素，{1}°   {2} × {3} 像素</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;New…</source>
        <translation>新建(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>Add picture as &amp;layer…</source>
        <translation>将图片添加为图层(&amp;L)…</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>打开最近的文件(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Keep snapshot</source>
        <translation>保留快照(&amp;K)</translation>
    </message>
    <message>
        <source>C&amp;lear layer</source>
        <translation>清空图层(&amp;L)</translation>
    </message>
    <message>
        <source>Smaller brush</source>
        <translation>缩小画笔</translation>
    </message>
    <message>
        <source>Larger brush</source>
        <translation>放大画笔</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>设置(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Layer</source>
        <translation>图层(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Adjust</source>
        <translation>调整(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation>笔刷(&amp;B)</translation>
    </message>
    <message>
        <source>Less brush opacity</source>
        <translation>降低笔刷不透明度</translation>
    </message>
    <message>
        <source>More brush opacity</source>
        <translation>提高笔刷不透明度</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Whole picture</source>
        <translation>整幅画面(&amp;W)</translation>
    </message>
    <message>
        <source>Whol&amp;e width</source>
        <translation>适合宽度(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;100 %</source>
        <translation>&amp;100 %</translation>
    </message>
    <message>
        <source>Turn &amp;right</source>
        <translation>向右旋转(&amp;R)</translation>
    </message>
    <message>
        <source>Turn &amp;left</source>
        <translation>向左旋转(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Upright</source>
        <translation>摆正(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Mirrored</source>
        <translation>镜像显示(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>全屏(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Hide panels</source>
        <translation>隐藏面板(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Panels</source>
        <translation>面板(&amp;P)</translation>
    </message>
    <message>
        <source>As at the &amp;first start</source>
        <translation>恢复初始布局(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>The panels are hidden; Tab brings them back.</source>
        <translation>面板已隐藏；按 Tab 键重新显示。</translation>
    </message>
    <message>
        <source>&amp;Paint</source>
        <translation>绘制(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Repaint in the references&apos; manner</source>
        <translation>按参考图的画法重绘(&amp;R)</translation>
    </message>
    <message>
        <source>Paint it a&amp;gain</source>
        <translation>再次绘制(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Lab…</source>
        <translation>实验室(&amp;L)…</translation>
    </message>
    <message>
        <source>&amp;Take settings from a picture…</source>
        <translation>从图片读取设置(&amp;T)…</translation>
    </message>
    <message>
        <source>Compute &amp;on</source>
        <translation>计算设备(&amp;O)</translation>
    </message>
    <message>
        <source>The best there is</source>
        <translation>最好的可用设备</translation>
    </message>
    <message>
        <source>CUDA</source>
        <translation>CUDA</translation>
    </message>
    <message>
        <source>MPS</source>
        <translation>MPS</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;What can I do now?</source>
        <translation>现在可以做什么？(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;First painting</source>
        <translation>第一幅画(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;About AIPaint</source>
        <translation>关于 AIPaint(&amp;A)</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Dismiss the message</source>
        <translation>关闭消息</translation>
    </message>
</context>
<context>
    <name>MixerPad</name>
    <message>
        <source>Mixing palette</source>
        <translation>调色盘</translation>
    </message>
    <message>
        <source>Drag to mix in the colour in hand; the right button picks. Arrow keys, Space and Enter do the same.</source>
        <translation>拖动以混入当前颜色；右键拾取。方向键、空格键和回车键作用相同。</translation>
    </message>
</context>
<context>
    <name>ModePicker</name>
    <message>
        <source>Blend mode</source>
        <translation>混合模式</translation>
    </message>
    <message>
        <source>How the layer meets what is below it</source>
        <translation>图层与下方内容的混合方式</translation>
    </message>
</context>
<context>
    <name>ModelCommands</name>
    <message>
        <source>&amp;Add a model file…</source>
        <translation>添加模型文件(&amp;A)…</translation>
    </message>
    <message>
        <source>Add a &amp;folder with models…</source>
        <translation>添加模型文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>{0} is being looked into for models.</source>
        <translation>正在 {0} 中查找模型。</translation>
    </message>
    <message>
        <source>{0} has been added: {1}.</source>
        <translation>已添加 {0}：{1}。</translation>
    </message>
    <message>
        <source>{0} has been added, but such a model is not painted with yet: {1}.</source>
        <translation>已添加 {0}，但目前还不能用这种模型作画：{1}。</translation>
    </message>
    <message>
        <source>{0} has been added: {1}. It is a pickle; only tensors are read from it.</source>
        <translation>已添加 {0}：{1}。它是 pickle 文件，只从中读取张量。</translation>
    </message>
    <message>
        <source>In {0} there are {1} models; {2} more files cannot be used, the settings say why.</source>
        <translation>{0} 中有 {1} 个模型；另有 {2} 个文件无法使用，原因见设置。</translation>
    </message>
    <message>
        <source>In {0} there are {1} models.</source>
        <translation>{0} 中有 {1} 个模型。</translation>
    </message>
</context>
<context>
    <name>ModelFileList</name>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>文件…</translation>
    </message>
</context>
<context>
    <name>ModelList</name>
    <message>
        <source>Your models</source>
        <translation>您的模型</translation>
    </message>
</context>
<context>
    <name>ModelPage</name>
    <message>
        <source>Before and after</source>
        <translation>绘制前后</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Good at</source>
        <translation>擅长</translation>
    </message>
    <message>
        <source>Bad at</source>
        <translation>不擅长</translation>
    </message>
    <message>
        <source>Your pictures</source>
        <translation>你的画</translation>
    </message>
    <message>
        <source>Yours, for any use, selling included.</source>
        <translation>归你所有，可作任何用途，包括出售。</translation>
    </message>
    <message>
        <source>Its weights</source>
        <translation>它的权重</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Walk…</source>
        <translation>漫游…</translation>
    </message>
    <message>
        <source>Branch…</source>
        <translation>分支…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Choose it in the paint panel</source>
        <translation>在绘画面板中选用它</translation>
    </message>
    <message>
        <source>Go from one picture to another, and make a film of it</source>
        <translation>从一张图走到另一张，并做成影片</translation>
    </message>
    <message>
        <source>Copy it under a new name, to train on otherwise</source>
        <translation>以新名称复制它，以便换一种方式继续训练</translation>
    </message>
    <message>
        <source>End the training; all that was learned is kept</source>
        <translation>结束训练；学到的一切都会保留</translation>
    </message>
    <message>
        <source>How much of the time is over</source>
        <translation>已过去的时间</translation>
    </message>
    <message>
        <source>For another</source>
        <translation>再训练</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>Pictures to train on</source>
        <translation>用于训练的图片</translation>
    </message>
    <message>
        <source>Other pictures…</source>
        <translation>换图片…</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Trained for</source>
        <translation>已训练</translation>
    </message>
    <message>
        <source>Pictures a second</source>
        <translation>每秒图片</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>The first samples come within a minute.</source>
        <translation>第一批样张一分钟内就会出现。</translation>
    </message>
    <message>
        <source>Pictures to train on?</source>
        <translation>用哪些图片训练？</translation>
    </message>
    <message>
        <source>Getting ready: reading the pictures and preparing the networks…</source>
        <translation>正在准备：读取图片，准备网络…</translation>
    </message>
    <message>
        <source>Nothing was recorded of its training.</source>
        <translation>没有它的训练记录。</translation>
    </message>
    <message>
        <source>Too early to say how it goes.</source>
        <translation>现在判断进展还太早。</translation>
    </message>
    <message>
        <source>The figures show nothing wrong.</source>
        <translation>各项数字都没有异常。</translation>
    </message>
</context>
<context>
    <name>ModelTable</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>基础模型</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Folders and files with models</source>
        <translation>存放模型的文件夹和文件</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Add file…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Take it out of the list; the files themselves stay where they are</source>
        <translation>将其移出列表；文件本身保留在原处</translation>
    </message>
    <message>
        <source>Scan again</source>
        <translation>重新扫描</translation>
    </message>
    <message>
        <source>What to show</source>
        <translation>显示内容</translation>
    </message>
    <message>
        <source>Model files</source>
        <translation>模型文件</translation>
    </message>
    <message>
        <source>Models stay where they lie. Folders of ComfyUI, A1111 and InvokeAI are known as such.</source>
        <translation>模型保留在原处。可识别 ComfyUI、A1111 和 InvokeAI 的文件夹。</translation>
    </message>
    <message>
        <source>Everything ({0})</source>
        <translation>全部（{0}）</translation>
    </message>
    <message>
        <source>The folders are being looked into.</source>
        <translation>正在查看文件夹。</translation>
    </message>
    <message>
        <source>{0} are still being hashed.</source>
        <translation>还有 {0} 个文件正在计算哈希值。</translation>
    </message>
</context>
<context>
    <name>MoveTool</name>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Drag to move what is chosen, with Shift along one axis. Ctrl takes what is under the pointer.</source>
        <translation>拖动可移动所选图层，按住 Shift 只沿一个方向；按住 Ctrl 则选中光标下的图层。</translation>
    </message>
    <message>
        <source>There is nothing on the layer to move.</source>
        <translation>该图层上没有可移动的内容。</translation>
    </message>
    <message>
        <source>Moving.</source>
        <translation>正在移动。</translation>
    </message>
</context>
<context>
    <name>Navigator</name>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Turn left</source>
        <translation>向左旋转</translation>
    </message>
    <message>
        <source>Upright</source>
        <translation>转正</translation>
    </message>
    <message>
        <source>Turn right</source>
        <translation>向右旋转</translation>
    </message>
    <message>
        <source>Mirrored</source>
        <translation>镜像显示</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>整幅画面</translation>
    </message>
</context>
<context>
    <name>NewModelPage</name>
    <message>
        <source>Files that are not trained on</source>
        <translation>不用于训练的文件</translation>
    </message>
    <message>
        <source>Begin with what the composer knows: thirty pictures are then enough</source>
        <translation>从构图师已学到的内容开始：三十张图片就够了</translation>
    </message>
    <message>
        <source>Only a diffusion model of 64 px can.</source>
        <translation>只有 64 像素的扩散模型可以。</translation>
    </message>
    <message>
        <source>What it is called in the model selector</source>
        <translation>它在模型选择器中的名称</translation>
    </message>
    <message>
        <source>{0} × {0} px</source>
        <translation>{0} × {0} 像素</translation>
    </message>
    <message>
        <source>Train for</source>
        <translation>训练</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>New model</source>
        <translation>新模型</translation>
    </message>
    <message>
        <source>A folder of 20 to 5000 pictures of one kind becomes a model. They never leave this machine.</source>
        <translation>20 到 5000 张同类图片的文件夹可以变成一个模型。图片绝不会离开这台电脑。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Pictures of</source>
        <translation>图片大小</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Looking at the pictures: {0}…</source>
        <translation>正在查看图片：{0}…</translation>
    </message>
    <message>
        <source>{0} pictures can be trained on; at least {1} are needed.</source>
        <translation>可用于训练的图片有 {0} 张；至少需要 {1} 张。</translation>
    </message>
    <message>
        <source>{0} pictures are trained on. With so few it may learn them by heart.</source>
        <translation>用 {0} 张图片训练。图片这么少，它可能会把它们背下来。</translation>
    </message>
    <message>
        <source>{0} pictures are trained on.</source>
        <translation>用 {0} 张图片训练。</translation>
    </message>
    <message>
        <source>Not used: {0}</source>
        <translation>未采用：{0}</translation>
    </message>
</context>
<context>
    <name>NewPictureDialog</name>
    <message>
        <source>New picture</source>
        <translation>新建图片</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>Larger than the models paint: {0} px a side and {1} megapixels at most.</source>
        <translation>超出模型的绘制范围：每边最多 {0} 像素，总共最多 {1} 百万像素。</translation>
    </message>
</context>
<context>
    <name>NodeList</name>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
</context>
<context>
    <name>NowPage</name>
    <message>
        <source>What can I do now?</source>
        <translation>现在可以做什么？</translation>
    </message>
    <message>
        <source>Do it</source>
        <translation>执行</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>Navigator</source>
        <translation>导航器</translation>
    </message>
</context>
<context>
    <name>PaintButton</name>
    <message>
        <source>Choose what the button does</source>
        <translation>选择此按钮要做什么</translation>
    </message>
    <message>
        <source>{0} (Ctrl+Enter)</source>
        <translation>{0} (Ctrl+Enter)</translation>
    </message>
</context>
<context>
    <name>PaintPanel</name>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Show on the canvas what would be painted, while you draw</source>
        <translation>作画时在画布上实时显示将画成的样子</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>要做什么</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>about {0}
{1} GB</source>
        <translation>约 {0}
{1} GB</translation>
    </message>
    <message>
        <source>Time and memory that the painting will take on this machine</source>
        <translation>在本机绘制所需的时间和内存</translation>
    </message>
</context>
<context>
    <name>PaintedFromChoice</name>
    <message>
        <source>Paint from</source>
        <translation>绘画依据</translation>
    </message>
    <message>
        <source>What is painted from; hidden layers never are</source>
        <translation>以什么为依据作画；隐藏的图层从不使用</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Painted from: {0}</source>
        <translation>绘画依据：{0}</translation>
    </message>
    <message>
        <source>From the sketch</source>
        <translation>依据草图</translation>
    </message>
    <message>
        <source>From this layer</source>
        <translation>依据当前图层</translation>
    </message>
    <message>
        <source>From everything</source>
        <translation>依据全部可见</translation>
    </message>
    <message>
        <source>From the selection</source>
        <translation>依据选区</translation>
    </message>
</context>
<context>
    <name>PainterControls</name>
    <message>
        <source>Like the canvas itself</source>
        <translation>以画布本身为参考</translation>
    </message>
    <message>
        <source>Take the paint from what is on the canvas, not from a reference</source>
        <translation>从画布上取笔触，而不是从参考图</translation>
    </message>
    <message>
        <source>Closeness</source>
        <translation>贴合度</translation>
    </message>
    <message>
        <source>Closeness to the sketch</source>
        <translation>与草图的贴合度</translation>
    </message>
    <message>
        <source>How closely to keep to the sketch: from a glance (0 %) to line by line (100 %)</source>
        <translation>贴近草图的程度：从大致参考（0 %）到逐笔遵循（100 %）</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>How often the painting is gone over at each size, from coarse to fine: more takes longer and settles finer</source>
        <translation>从粗到细，每个尺寸反复绘制的次数：越多越慢，也越精细</translation>
    </message>
</context>
<context>
    <name>PaintingAgain</name>
    <message>
        <source>“{0}” was not painted by a model: choose a layer that was.</source>
        <translation>“{0}”不是由模型绘制的：请选择由模型绘制的图层。</translation>
    </message>
    <message>
        <source>Painted to the end; the layer below was taken at step {0}.</source>
        <translation>已绘制完成；下面的图层取自第{0}步。</translation>
    </message>
    <message>
        <source>Painted again, on {0} in {1}; it was first painted on {2} in {3}, so that pixels may differ a little.</source>
        <translation>已重新绘制，使用{0}（{1}）；最初使用的是{2}（{3}），因此像素可能略有差异。</translation>
    </message>
</context>
<context>
    <name>PaintingTool</name>
    <message>
        <source>Outside of the selection nothing is painted.</source>
        <translation>选区之外无法绘画。</translation>
    </message>
</context>
<context>
    <name>PaintingView</name>
    <message>
        <source>{0} paintings are being made or wait; they end unfinished.</source>
        <translation>有{0}幅画正在绘制或等待中；离开后将不会完成。</translation>
    </message>
    <message>
        <source>A painting is being made; it ends unfinished.</source>
        <translation>有一幅画正在绘制；离开后将不会完成。</translation>
    </message>
    <message>
        <source>{0}, step {1} of {2}</source>
        <translation>{0}，第 {1}/{2} 步</translation>
    </message>
    <message>
        <source>Done in {0}</source>
        <translation>完成，用时 {0}</translation>
    </message>
    <message>
        <source>Could not be painted</source>
        <translation>未能绘制</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>The painting is a new layer, on top of what it was painted from.</source>
        <translation>画作已成为新图层，位于其依据的图层之上。</translation>
    </message>
    <message>
        <source>Stopped at step {0} of {1}; what was there by then is a new layer.</source>
        <translation>已在第 {0} 步（共 {1} 步）停止；当时的画面已成为新图层。</translation>
    </message>
</context>
<context>
    <name>PalettePage</name>
    <message>
        <source>Palette</source>
        <translation>调色板</translation>
    </message>
    <message>
        <source>Colours of the palette</source>
        <translation>调色板的颜色</translation>
    </message>
    <message>
        <source>Add the colour in hand</source>
        <translation>添加当前颜色</translation>
    </message>
    <message>
        <source>Palettes</source>
        <translation>调色板</translation>
    </message>
    <message>
        <source>&amp;Remove colour</source>
        <translation>移除颜色(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;New palette…</source>
        <translation>新建调色板(&amp;N)…</translation>
    </message>
    <message>
        <source>Re&amp;name palette…</source>
        <translation>重命名调色板(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Delete palette</source>
        <translation>删除调色板(&amp;D)</translation>
    </message>
    <message>
        <source>From a &amp;picture…</source>
        <translation>取自图片(&amp;P)…</translation>
    </message>
    <message>
        <source>From the &amp;canvas</source>
        <translation>取自画布(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>导入(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>画布</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>New palette</source>
        <translation>新建调色板</translation>
    </message>
    <message>
        <source>My palette</source>
        <translation>我的调色板</translation>
    </message>
    <message>
        <source>Rename palette</source>
        <translation>重命名调色板</translation>
    </message>
    <message>
        <source>Import palette</source>
        <translation>导入调色板</translation>
    </message>
    <message>
        <source>Palette of a picture</source>
        <translation>图片的调色板</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Export palette</source>
        <translation>导出调色板</translation>
    </message>
</context>
<context>
    <name>PathSelectionTool</name>
    <message>
        <source>Selecting…</source>
        <translation>正在选择…</translation>
    </message>
    <message>
        <source>Antialias</source>
        <translation>抗锯齿</translation>
    </message>
    <message>
        <source>Soften the edge</source>
        <translation>柔化边缘</translation>
    </message>
</context>
<context>
    <name>PictureChoice</name>
    <message>
        <source>Picture…</source>
        <translation>图片…</translation>
    </message>
    <message>
        <source>Take a picture of your own</source>
        <translation>使用自己的图片</translation>
    </message>
    <message>
        <source>Own picture</source>
        <translation>自己的图片</translation>
    </message>
</context>
<context>
    <name>PictureDrop</name>
    <message>
        <source>Drop a folder of pictures here</source>
        <translation>把图片文件夹拖到这里</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Pictures to train on</source>
        <translation>用于训练的图片</translation>
    </message>
</context>
<context>
    <name>PinnedMenu</name>
    <message>
        <source>&amp;Pin a picture…</source>
        <translation>添加参考图像(&amp;P)…</translation>
    </message>
    <message>
        <source>Pi&amp;n from the clipboard</source>
        <translation>从剪贴板粘贴为参考图像(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Remove all pinned pictures</source>
        <translation>删除所有参考图像(&amp;R)</translation>
    </message>
</context>
<context>
    <name>PinnedTool</name>
    <message>
        <source>Pinned pictures</source>
        <translation>参考图像</translation>
    </message>
    <message>
        <source>Drop pictures with Alt held to pin them. Drag to move, corners scale, Del removes.</source>
        <translation>按住 Alt 拖入图片即可作为参考图像；拖动移动，拖角缩放，按 Del 删除。</translation>
    </message>
</context>
<context>
    <name>Pinning</name>
    <message>
        <source>Pin a picture</source>
        <translation>添加参考图像</translation>
    </message>
    <message>
        <source>There is no picture in the clipboard.</source>
        <translation>剪贴板里没有图片。</translation>
    </message>
</context>
<context>
    <name>PolygonSelectionTool</name>
    <message>
        <source>Select polygon</source>
        <translation>多边形选区</translation>
    </message>
    <message>
        <source>Click corners; Enter or a double click closes, Backspace takes one back, Esc gives up.</source>
        <translation>单击各个角点；回车或双击闭合，退格键收回一个角点，Esc 放弃。</translation>
    </message>
</context>
<context>
    <name>PolygonTool</name>
    <message>
        <source>Polygon</source>
        <translation>多边形</translation>
    </message>
    <message>
        <source>Click corners; Enter or a double click closes, Backspace takes one back, Esc gives up.</source>
        <translation>单击各个顶点；回车或双击闭合，退格键撤回一点，Esc 放弃。</translation>
    </message>
</context>
<context>
    <name>PolylineTool</name>
    <message>
        <source>Polyline</source>
        <translation>折线</translation>
    </message>
    <message>
        <source>Click points; Enter or a double click ends, a click on the first closes.</source>
        <translation>单击各点；回车或双击结束，单击起点闭合。</translation>
    </message>
</context>
<context>
    <name>PosteriseControls</name>
    <message>
        <source>Colours of the references</source>
        <translation>使用参考图的颜色</translation>
    </message>
    <message>
        <source>Take the colours of the chosen pictures; else the picture keeps its own</source>
        <translation>取所选图片的颜色；否则保留画面自己的颜色</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色数</translation>
    </message>
    <message>
        <source>How many colours there are at most</source>
        <translation>最多使用多少种颜色</translation>
    </message>
    <message>
        <source>Smallest patch</source>
        <translation>最小色块</translation>
    </message>
    <message>
        <source>Patches that are smaller go to what is around them</source>
        <translation>更小的色块并入周围的颜色</translation>
    </message>
    <message>
        <source>Dither</source>
        <translation>抖动</translation>
    </message>
    <message>
        <source>Mix two colours in a pattern of dots instead of flat patches</source>
        <translation>以网点图案混合两种颜色，代替平涂色块</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>色阶</translation>
    </message>
</context>
<context>
    <name>PresetCells</name>
    <message>
        <source>Brushes</source>
        <translation>笔刷</translation>
    </message>
</context>
<context>
    <name>PressureGraph</name>
    <message>
        <source>Pressure curve</source>
        <translation>压感曲线</translation>
    </message>
</context>
<context>
    <name>ProgressPanel</name>
    <message>
        <source>Progress of the painting</source>
        <translation>绘制进度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop painting and keep what is there (Esc)</source>
        <translation>停止绘制并保留已有部分（Esc）</translation>
    </message>
    <message>
        <source>The painting&apos;s steps appear here, from the first noise to the last touch.</source>
        <translation>绘制的每一步都会出现在这里，从最初的噪点到最后一笔。</translation>
    </message>
    <message>
        <source>Take this frame as a layer</source>
        <translation>将此画面作为图层</translation>
    </message>
    <message>
        <source>Go on from this frame with other words, another seed or prompt strength</source>
        <translation>从这一帧继续，可换提示词、种子或提示词强度</translation>
    </message>
    <message>
        <source>Show the painting on the canvas while it emerges</source>
        <translation>作画过程中在画布上显示正在形成的画面</translation>
    </message>
    <message>
        <source>Where is this from? Point at the painting to see</source>
        <translation>这一笔来自哪里？指向画面即可查看</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Preparing…</source>
        <translation>正在准备…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Painting…</source>
        <translation>正在绘制…</translation>
    </message>
    <message>
        <source>{0} more waiting</source>
        <translation>还有 {0} 项在等待</translation>
    </message>
    <message>
        <source>Step {0} of {1}</source>
        <translation>第 {0}/{1} 步</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>剩余 {0}</translation>
    </message>
    <message>
        <source>Take as a layer</source>
        <translation>取为图层</translation>
    </message>
    <message>
        <source>Go on from here</source>
        <translation>从这里继续</translation>
    </message>
</context>
<context>
    <name>PromptControls</name>
    <message>
        <source>What to paint</source>
        <translation>画什么</translation>
    </message>
    <message>
        <source>a red house by a lake, oil painting</source>
        <translation>湖边的红房子，油画</translation>
    </message>
    <message>
        <source>What to stay away from</source>
        <translation>避开什么</translation>
    </message>
    <message>
        <source>but not: people, buildings</source>
        <translation>但不要：人物、建筑</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>How much of the canvas is painted anew: below 100 % it is refined, not made of words alone</source>
        <translation>画布有多少要重新绘制：低于 100 % 时是在现有画面上细化，而不是只凭文字生成</translation>
    </message>
    <message>
        <source>Prompt strength</source>
        <translation>提示强度</translation>
    </message>
    <message>
        <source>How closely to follow the words (guidance): low paints more freely, high exaggerates</source>
        <translation>多贴近文字（引导强度）：低则更自由，高则更夸张</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Steps of denoising: more take longer</source>
        <translation>去噪步数：越多越慢</translation>
    </message>
    <message>
        <source>Sampler</source>
        <translation>采样器</translation>
    </message>
    <message>
        <source>Made for few steps</source>
        <translation>少步数模型</translation>
    </message>
    <message>
        <source>Whether the model was trained to paint in a few steps, as Turbo, Lightning and LCM are. Most files do not tell it: tick it, and it is kept for this model.</source>
        <translation>该模型是否像 Turbo、Lightning、LCM 那样，训练成用很少的步数来画。多数文件并未注明：请在此勾选，它会为该模型记住。</translation>
    </message>
    <message>
        <source>VAE</source>
        <translation>VAE</translation>
    </message>
    <message>
        <source>The model&apos;s own</source>
        <translation>模型自带</translation>
    </message>
    <message>
        <source>What turns that which is denoised into a picture</source>
        <translation>把去噪结果转换为图像的部分</translation>
    </message>
    <message>
        <source>Clip skip</source>
        <translation>CLIP 跳层</translation>
    </message>
    <message>
        <source>How far from the end the words are read: 1 as the model was trained, 2 for many of anime</source>
        <translation>从倒数第几层读取文字：1 为训练时的设置，许多动漫模型用 2</translation>
    </message>
    <message>
        <source>make it winter</source>
        <translation>改成冬天</translation>
    </message>
</context>
<context>
    <name>PromptEdit</name>
    <message>
        <source>Words that begin like this</source>
        <translation>以此开头的词</translation>
    </message>
</context>
<context>
    <name>PromptRegionRow</name>
    <message>
        <source>what to paint there</source>
        <translation>那里要画什么</translation>
    </message>
    <message>
        <source>What to paint in {0}</source>
        <translation>在“{0}”中画什么</translation>
    </message>
    <message>
        <source>What {0} is painted like</source>
        <translation>{0} 照着什么来画</translation>
    </message>
    <message>
        <source>The reference that this part is painted like, and no other part</source>
        <translation>只有这一部分照着它来画的参考图</translation>
    </message>
    <message>
        <source>Like the rest</source>
        <translation>与其余部分相同</translation>
    </message>
</context>
<context>
    <name>PromptRegions</name>
    <message>
        <source>Add region</source>
        <translation>添加区域</translation>
    </message>
    <message>
        <source>Give a layer or a saved selection words of its own, or a reference</source>
        <translation>为图层或已保存的选区设定单独的文字，或者参考图</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>查找位置(&amp;L)：</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>文件类型(&amp;T)：</translation>
    </message>
</context>
<context>
    <name>QualityChoice</name>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>快速</translation>
    </message>
    <message>
        <source>Colours and grain, at once</source>
        <translation>色彩与质感，立即完成</translation>
    </message>
    <message>
        <source>Fine</source>
        <translation>精细</translation>
    </message>
    <message>
        <source>Strokes and planes, in seconds</source>
        <translation>笔触与色块，几秒完成</translation>
    </message>
    <message>
        <source>Master</source>
        <translation>大师</translation>
    </message>
    <message>
        <source>Every stroke, in minutes</source>
        <translation>每一笔都讲究，需几分钟</translation>
    </message>
</context>
<context>
    <name>RecentMenu</name>
    <message>
        <source>None yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>&amp;Clear this list</source>
        <translation>清空列表(&amp;C)</translation>
    </message>
</context>
<context>
    <name>Recovery</name>
    <message>
        <source>“{0}” is open in another window, too. When both save it, you are asked what is to become of it.</source>
        <translation>“{0}”也在另一个窗口中打开。两边都要保存时，会询问您如何处理。</translation>
    </message>
    <message>
        <source>Unsaved work is in use on the computer “{0}”. If it is not, it comes back at a start in ten minutes.</source>
        <translation>未保存的作品正在电脑“{0}”上使用。如果不是这样，十分钟后再启动时就会恢复。</translation>
    </message>
    <message>
        <source>Unsaved work of the last time comes back at the next start.</source>
        <translation>上次未保存的作品将在下次启动时恢复。</translation>
    </message>
    <message>
        <source>AIPaint was not closed the last time. Your unsaved picture is back, as it was at {0}; save it to keep it.</source>
        <translation>AIPaint 上次没有正常关闭。未保存的图片已经恢复到 {0} 时的样子；请保存以免丢失。</translation>
    </message>
    <message>
        <source>Unsaved work is damaged: {0} The file stays as {1}.</source>
        <translation>未保存的作品已损坏：{0} 该文件保留为 {1}。</translation>
    </message>
    <message>
        <source>Unsaved work is kept again.</source>
        <translation>未保存的作品又可以自动备份了。</translation>
    </message>
    <message>
        <source>Unsaved work cannot be kept: {0}</source>
        <translation>无法保留未保存的作品：{0}</translation>
    </message>
</context>
<context>
    <name>RectangleSelectionTool</name>
    <message>
        <source>Select rectangle</source>
        <translation>矩形选区</translation>
    </message>
    <message>
        <source>Drag to select. Shift adds, Alt takes away; a click selects all.</source>
        <translation>拖动以选择。Shift 添加，Alt 减去；点击则全选。</translation>
    </message>
</context>
<context>
    <name>RectangleTool</name>
    <message>
        <source>Rectangle</source>
        <translation>矩形</translation>
    </message>
    <message>
        <source>Drag a rectangle. Shift makes a square, Alt draws from its middle, Space moves it.</source>
        <translation>拖动画矩形。按住 Shift 画正方形，Alt 从中心画，空格键移动。</translation>
    </message>
</context>
<context>
    <name>ReferenceChooser</name>
    <message>
        <source>Open file…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Take a picture from a file; dropping one here does the same</source>
        <translation>从文件取一张图片；拖放到这里也可以</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Take all pictures of a folder as one, up to 30; a sketch is painted like those that fit it</source>
        <translation>把一个文件夹中的所有图片（最多 30 张）当作一张参考；草图会照着其中合适的几张来画</translation>
    </message>
    <message>
        <source>Reference pictures</source>
        <translation>参考图</translation>
    </message>
    <message>
        <source>Ctrl+click takes several pictures together</source>
        <translation>按住 Ctrl 点击可同时选多张</translation>
    </message>
    <message>
        <source>{0} pictures could not be taken: {1}</source>
        <translation>{0} 张图片无法采用：{1}</translation>
    </message>
    <message>
        <source>Learned</source>
        <translation>已学会</translation>
    </message>
    <message>
        <source>{0} pictures together</source>
        <translation>共 {0} 张图片</translation>
    </message>
    <message>
        <source>No picture chosen</source>
        <translation>未选图片</translation>
    </message>
    <message>
        <source>Pictures to paint like</source>
        <translation>要模仿的图片</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Folder of pictures to paint like</source>
        <translation>要照着画的图片文件夹</translation>
    </message>
</context>
<context>
    <name>ReferencePreview</name>
    <message>
        <source>In the corner: a sketch painted like this picture</source>
        <translation>角落：按这张图的画法绘制的草图</translation>
    </message>
    <message>
        <source>Drop a picture to paint like</source>
        <translation>把要模仿的图片拖到这里</translation>
    </message>
</context>
<context>
    <name>RegionList</name>
    <message>
        <source>its region</source>
        <translation>专属区域</translation>
    </message>
    <message>
        <source>the rest</source>
        <translation>其余部分</translation>
    </message>
    <message>
        <source>everywhere</source>
        <translation>全图</translation>
    </message>
    <message>
        <source>Use in selection</source>
        <translation>用于选区</translation>
    </message>
    <message>
        <source>Paint like this picture in what is selected, and nowhere else</source>
        <translation>只在选区内按这幅画来画</translation>
    </message>
    <message>
        <source>Use {0} in the selection</source>
        <translation>将 {0} 用于选区</translation>
    </message>
    <message>
        <source>Use it everywhere again</source>
        <translation>恢复用于全图</translation>
    </message>
    <message>
        <source>Use {0} everywhere again</source>
        <translation>恢复将 {0} 用于全图</translation>
    </message>
</context>
<context>
    <name>ReshapeDialog</name>
    <message>
        <source>Pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>Shrink from the border of the canvas, too</source>
        <translation>也从画布边缘向内缩小</translation>
    </message>
</context>
<context>
    <name>ResizeCanvasDialog</name>
    <message>
        <source>Anchor</source>
        <translation>锚点</translation>
    </message>
    <message>
        <source>Resize canvas</source>
        <translation>更改画布大小</translation>
    </message>
    <message>
        <source>Resize</source>
        <translation>更改大小</translation>
    </message>
    <message>
        <source>Upper left</source>
        <translation>左上</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>上</translation>
    </message>
    <message>
        <source>Upper right</source>
        <translation>右上</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>左</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>正中</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>右</translation>
    </message>
    <message>
        <source>Lower left</source>
        <translation>左下</translation>
    </message>
    <message>
        <source>Bottom</source>
        <translation>下</translation>
    </message>
    <message>
        <source>Lower right</source>
        <translation>右下</translation>
    </message>
</context>
<context>
    <name>RotateTool</name>
    <message>
        <source>Rotate view</source>
        <translation>旋转视图</translation>
    </message>
    <message>
        <source>Drag to turn the view, with Ctrl in steps. Holding R does the same.</source>
        <translation>拖动以旋转视图，按住 Ctrl 则逐级旋转。按住 R 也一样。</translation>
    </message>
</context>
<context>
    <name>RowDelegate</name>
    <message>
        <source>Name of the layer</source>
        <translation>图层名称</translation>
    </message>
</context>
<context>
    <name>Ruler</name>
    <message>
        <source>Ruler</source>
        <translation>标尺</translation>
    </message>
    <message>
        <source>Drag a guide out of the ruler; drag it back to remove it.</source>
        <translation>从标尺向画布拖动可拉出参考线；拖回标尺即可删除。</translation>
    </message>
</context>
<context>
    <name>SamplePair</name>
    <message>
        <source>Seed {0}</source>
        <translation>种子 {0}</translation>
    </message>
</context>
<context>
    <name>ScaleImageDialog</name>
    <message>
        <source>Nearest</source>
        <translation>最近邻</translation>
    </message>
    <message>
        <source>Bilinear</source>
        <translation>双线性</translation>
    </message>
    <message>
        <source>Bicubic</source>
        <translation>双三次</translation>
    </message>
    <message>
        <source>Lanczos</source>
        <translation>Lanczos</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>插值方法</translation>
    </message>
    <message>
        <source>Scale image</source>
        <translation>缩放图像</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>缩放</translation>
    </message>
</context>
<context>
    <name>SeedField</name>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>The same seed paints the same picture again</source>
        <translation>相同的种子会画出同样的画</translation>
    </message>
    <message>
        <source>Another seed</source>
        <translation>换一个种子</translation>
    </message>
    <message>
        <source>New each time</source>
        <translation>每次更换</translation>
    </message>
    <message>
        <source>Throw the dice before every painting</source>
        <translation>每次绘制前掷骰子</translation>
    </message>
</context>
<context>
    <name>SelectMenu</name>
    <message>
        <source>&amp;Select</source>
        <translation>选择(&amp;S)</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <source>Select &amp;none</source>
        <translation>取消选择(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Reselect</source>
        <translation>重新选择(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Invert selection</source>
        <translation>反选(&amp;I)</translation>
    </message>
    <message>
        <source>Select &amp;opaque</source>
        <translation>选择不透明区域(&amp;O)</translation>
    </message>
    <message>
        <source>Select by &amp;colour…</source>
        <translation>按颜色选择(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Feather…</source>
        <translation>羽化(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Grow…</source>
        <translation>扩大(&amp;G)…</translation>
    </message>
    <message>
        <source>S&amp;hrink…</source>
        <translation>缩小(&amp;H)…</translation>
    </message>
    <message>
        <source>&amp;Border…</source>
        <translation>边界(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Smooth…</source>
        <translation>平滑(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Quick mask</source>
        <translation>快速蒙版(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Display selection</source>
        <translation>显示选区(&amp;D)</translation>
    </message>
    <message>
        <source>Sa&amp;ve as channel…</source>
        <translation>存为通道(&amp;V)…</translation>
    </message>
    <message>
        <source>&amp;Load channel…</source>
        <translation>载入通道(&amp;L)…</translation>
    </message>
    <message>
        <source>Everything is selected; there is nothing to invert.</source>
        <translation>已全部选中，没有可以反选的内容。</translation>
    </message>
    <message>
        <source>Nothing has been deselected yet.</source>
        <translation>还没有取消过任何选区。</translation>
    </message>
    <message>
        <source>Select by colour</source>
        <translation>按颜色选择</translation>
    </message>
    <message>
        <source>Nothing is selected.</source>
        <translation>没有选中任何内容。</translation>
    </message>
    <message>
        <source>The outline of the selection is hidden; Ctrl+H brings it back.</source>
        <translation>选区轮廓已隐藏，按 Ctrl+H 重新显示。</translation>
    </message>
    <message>
        <source>Save as channel</source>
        <translation>存为通道</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Channel {0}</source>
        <translation>通道 {0}</translation>
    </message>
    <message>
        <source>No selection has been saved as a channel yet.</source>
        <translation>还没有把选区存为通道。</translation>
    </message>
    <message>
        <source>Load channel</source>
        <translation>载入通道</translation>
    </message>
</context>
<context>
    <name>SelectionDialog</name>
    <message>
        <source>Selecting…</source>
        <translation>正在选择…</translation>
    </message>
</context>
<context>
    <name>SelectionOptions</name>
    <message>
        <source>Replace the selection</source>
        <translation>替换选区</translation>
    </message>
    <message>
        <source>Add to the selection (Shift)</source>
        <translation>添加到选区(Shift)</translation>
    </message>
    <message>
        <source>Subtract from the selection (Alt)</source>
        <translation>从选区减去(Alt)</translation>
    </message>
    <message>
        <source>Intersect with the selection (Shift+Alt)</source>
        <translation>与选区相交(Shift+Alt)</translation>
    </message>
</context>
<context>
    <name>SellingPage</name>
    <message>
        <source>May I sell it?</source>
        <translation>我可以出售作品吗？</translation>
    </message>
    <message>
        <source>Yes. Pictures made with any of the models are yours, for any use, selling included: whoever made AIPaint claims nothing in them.</source>
        <translation>可以。用任何一个模型作出的画都归你所有，可作任何用途，包括出售：AIPaint 的作者对它们不主张任何权利。</translation>
    </message>
    <message>
        <source>What you bring keeps the rights that it has: a painting like somebody else&apos;s picture can contain parts of it. The reference pictures that ship are free for this.</source>
        <translation>你带来的素材保留其原有权利：仿照他人画作的画可能含有该画的局部。随附的参考图可自由用于此目的。</translation>
    </message>
    <message>
        <source>What restricts the models&apos; weights is another matter: most were trained on a collection for non-commercial research and may be passed on and changed, but not sold. The page of each names its licence.</source>
        <translation>对模型权重的限制是另一回事：大多数权重用供非商业研究的画集训练而成，可以转发和修改，但不得出售。各模型的页面写明了其许可。</translation>
    </message>
    <message>
        <source>The program is under the Apache License 2.0: use it, change it and pass it on as you like.</source>
        <translation>本程序采用 Apache 许可证 2.0：可随意使用、修改和转发。</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Bent, cut or seen in perspective, this is no text any more but pixels: {0}.</source>
        <translation>经弯曲、剪切或透视变换后，下列图层不再是文字，而是像素：{0}。</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>设置页面</translation>
    </message>
</context>
<context>
    <name>SettingsPages</name>
    <message>
        <source>Dynamics</source>
        <translation>动态</translation>
    </message>
    <message>
        <source>Tip</source>
        <translation>笔尖</translation>
    </message>
    <message>
        <source>Stroke</source>
        <translation>笔画</translation>
    </message>
    <message>
        <source>Paint</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>椭圆</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Softness</source>
        <translation>柔和度</translation>
    </message>
    <message>
        <source>Roundness</source>
        <translation>圆度</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>角度</translation>
    </message>
    <message>
        <source>Bristles</source>
        <translation>鬃毛</translation>
    </message>
    <message>
        <source>Whole pixels, without soft edges</source>
        <translation>整像素，无柔边</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>流量</translation>
    </message>
    <message>
        <source>Spacing</source>
        <translation>间距</translation>
    </message>
    <message>
        <source>Grain of the paper</source>
        <translation>纸张纹理</translation>
    </message>
    <message>
        <source>Texture</source>
        <translation>纹理</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>纸张</translation>
    </message>
    <message>
        <source>Scatter</source>
        <translation>散布</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Dabs are told apart</source>
        <translation>印记彼此分开</translation>
    </message>
    <message>
        <source>Takes up colour</source>
        <translation>带起颜色</translation>
    </message>
    <message>
        <source>Load of paint</source>
        <translation>颜料量</translation>
    </message>
    <message>
        <source>Length of the smudge</source>
        <translation>涂抹长度</translation>
    </message>
    <message>
        <source>Relief</source>
        <translation>厚涂起伏</translation>
    </message>
    <message>
        <source>Dark edge of a wash</source>
        <translation>水彩深边</translation>
    </message>
    <message>
        <source>Granulation</source>
        <translation>颗粒沉淀</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>扩散</translation>
    </message>
    <message>
        <source>Kind of paint</source>
        <translation>颜料类型</translation>
    </message>
</context>
<context>
    <name>ShapeTool</name>
    <message>
        <source>Not filled</source>
        <translation>不填充</translation>
    </message>
    <message>
        <source>Colour in hand</source>
        <translation>当前颜色</translation>
    </message>
    <message>
        <source>Colour in waiting</source>
        <translation>备用颜色</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>笔刷</translation>
    </message>
    <message>
        <source>No outline</source>
        <translation>无轮廓</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>轮廓</translation>
    </message>
    <message>
        <source>Neither outline nor fill: choose one of them in the tool&apos;s options.</source>
        <translation>既无轮廓也无填充：请在工具选项中选择其一。</translation>
    </message>
    <message>
        <source>Drawing…</source>
        <translation>正在绘制……</translation>
    </message>
</context>
<context>
    <name>SharpenControls</name>
    <message>
        <source>Radius</source>
        <translation>半径</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>By how much a colour has to differ from those around it</source>
        <translation>颜色与周围相差多少才会锐化</translation>
    </message>
</context>
<context>
    <name>SheetView</name>
    <message>
        <source>Step {0}, always of the same 16 seeds</source>
        <translation>第 {0} 步，始终是同样的 16 个种子</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样张</translation>
    </message>
    <message>
        <source>Earlier and later samples</source>
        <translation>更早和更晚的样张</translation>
    </message>
    <message>
        <source>Earlier samples</source>
        <translation>更早的样张</translation>
    </message>
    <message>
        <source>Later samples</source>
        <translation>更晚的样张</translation>
    </message>
</context>
<context>
    <name>SheetWindow</name>
    <message>
        <source>Choose a composition</source>
        <translation>选择构图</translation>
    </message>
    <message>
        <source>Click one to have it painted as a new layer.</source>
        <translation>点击一张，将其绘制为新图层。</translation>
    </message>
    <message>
        <source>Composition {0}</source>
        <translation>构图 {0}</translation>
    </message>
</context>
<context>
    <name>Shortcomings</name>
    <message>
        <source>Left out of your references, as no picture can be read there: {0}.</source>
        <translation>以下参考图无法读取，已略过：{0}。</translation>
    </message>
    <message>
        <source>Left out of your models, as none can be read there: {0}.</source>
        <translation>以下内容不是可读取的模型，已略过：{0}。</translation>
    </message>
    <message>
        <source>Fonts that are missing here: {0}. Texts in them look as they did until you edit them.</source>
        <translation>本机缺少下列字体：{0}。使用这些字体的文字在编辑之前保持原样。</translation>
    </message>
    <message>
        <source>Nothing can be kept in {0}: it cannot be written, or is no folder.</source>
        <translation>{0} 中无法保存任何内容：无法写入，或不是文件夹。</translation>
    </message>
    <message>
        <source>Your settings cannot be kept: {0} cannot be written.</source>
        <translation>无法保存你的设置：{0} 无法写入。</translation>
    </message>
    <message>
        <source>{0} and {1} more</source>
        <translation>{0} 等，另有 {1} 个</translation>
    </message>
</context>
<context>
    <name>ShortcutsPage</name>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Search for a command or keys</source>
        <translation>搜索命令或按键</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>命令及其按键</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>新按键</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>设定</translation>
    </message>
    <message>
        <source>Reset to default</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>Also: {0}</source>
        <translation>同时用于：{0}</translation>
    </message>
    <message>
        <source>These keys already mean: {0}. They will be taken from there.</source>
        <translation>这些按键已用于：{0}。设定后将从那里移除。</translation>
    </message>
</context>
<context>
    <name>SimilarSelectionTool</name>
    <message>
        <source>Looking for what is alike…</source>
        <translation>正在寻找相似的区域…</translation>
    </message>
</context>
<context>
    <name>SizeField</name>
    <message>
        <source>Width of the painting in pixels</source>
        <translation>画作宽度（像素）</translation>
    </message>
    <message>
        <source>Height of the painting in pixels</source>
        <translation>画作高度（像素）</translation>
    </message>
    <message>
        <source>Keep the proportion</source>
        <translation>保持比例</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>As the canvas</source>
        <translation>与画布相同</translation>
    </message>
    <message>
        <source>Half the canvas</source>
        <translation>画布的一半</translation>
    </message>
    <message>
        <source>Twice the canvas</source>
        <translation>画布的两倍</translation>
    </message>
</context>
<context>
    <name>SizeNote</name>
    <message>
        <source>The canvas becomes {0} × {1}, and its layers are scaled along.</source>
        <translation>画布将变为{0} × {1}，各图层随之缩放。</translation>
    </message>
    <message>
        <source>The canvas grows to {0} × {1}; its layers keep their size.</source>
        <translation>画布将扩大到{0} × {1}；各图层大小不变。</translation>
    </message>
    <message>
        <source>The canvas becomes {0} × {1}; what does not fit is cut off.</source>
        <translation>画布将变为{0} × {1}；超出的部分会被裁掉。</translation>
    </message>
</context>
<context>
    <name>SketchControls</name>
    <message>
        <source>Like the chosen references</source>
        <translation>按所选参考图作画</translation>
    </message>
    <message>
        <source>Take palette and manner from the pictures below</source>
        <translation>从下面的图片取配色和画法</translation>
    </message>
    <message>
        <source>Genre</source>
        <translation>题材</translation>
    </message>
    <message>
        <source>Any genre</source>
        <translation>任意题材</translation>
    </message>
    <message>
        <source>Movement</source>
        <translation>流派</translation>
    </message>
    <message>
        <source>Any movement</source>
        <translation>任意流派</translation>
    </message>
</context>
<context>
    <name>SmartSelectionTool</name>
    <message>
        <source>Smart selection</source>
        <translation>智能选区</translation>
    </message>
    <message>
        <source>Drag a box around a thing; strokes over it, or with Alt beside it, make the cut better.</source>
        <translation>在物体周围拖出一个框；在它上面画线，或按住 Alt 在它旁边画线，可以改善结果。</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>方框</translation>
    </message>
    <message>
        <source>Strokes</source>
        <translation>笔画</translation>
    </message>
    <message>
        <source>What is drawn: a box around the thing, or strokes over it</source>
        <translation>画什么:围住物体的方框，或者画在它上面的笔画</translation>
    </message>
    <message>
        <source>First go over the thing itself, or draw a box around it.</source>
        <translation>请先在物体上画线，或者在它周围画一个框。</translation>
    </message>
    <message>
        <source>Nothing stands out there.</source>
        <translation>那里没有突出的物体。</translation>
    </message>
    <message>
        <source>Cutting out…</source>
        <translation>正在抠图…</translation>
    </message>
</context>
<context>
    <name>StrokeRecording</name>
    <message>
        <source>What the brush draws is being recorded; the same command ends that.</source>
        <translation>正在录制画笔所画的内容；再次执行此命令即可结束。</translation>
    </message>
    <message>
        <source>Nothing was drawn with the brush meanwhile.</source>
        <translation>期间没有用画笔画过。</translation>
    </message>
    <message>
        <source>Save strokes</source>
        <translation>保存笔画</translation>
    </message>
    <message>
        <source>Saved to {0}.</source>
        <translation>已保存到 {0}。</translation>
    </message>
</context>
<context>
    <name>StyleControls</name>
    <message>
        <source>Show the regions</source>
        <translation>显示区域</translation>
    </message>
    <message>
        <source>Outline on the canvas where each picture is used</source>
        <translation>在画布上勾出每张参考图所用的区域</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>From the picture itself to the manner of the references, and beyond it: bolder still</source>
        <translation>从原图到参考画的风格；超过 100 % 则更加大胆</translation>
    </message>
    <message>
        <source>Stroke size</source>
        <translation>笔触大小</translation>
    </message>
    <message>
        <source>How large the references&apos; strokes become</source>
        <translation>参考图的笔触变得多大</translation>
    </message>
    <message>
        <source>Keep colours</source>
        <translation>保留颜色</translation>
    </message>
    <message>
        <source>Take the references&apos; manner but not their colours</source>
        <translation>取参考图的画法，但不取其颜色</translation>
    </message>
    <message>
        <source>Start from fast</source>
        <translation>从快速结果开始</translation>
    </message>
    <message>
        <source>Begin with what the fast style makes of the picture</source>
        <translation>以快速风格画出的结果为起点</translation>
    </message>
</context>
<context>
    <name>StyleRegions</name>
    <message>
        <source>Nothing is selected: select where this picture is to be used, then press this again.</source>
        <translation>没有选区：请先选择要使用这幅画的部分，再按一次此按钮。</translation>
    </message>
</context>
<context>
    <name>Suggestions</name>
    <message>
        <source>Go on drawing</source>
        <translation>继续画</translation>
    </message>
    <message>
        <source>The picture emerges while you work; it steps aside while your brush is down.</source>
        <translation>画面会在你作画时逐渐浮现；落笔时它会让开。</translation>
    </message>
    <message>
        <source>Look at an earlier step</source>
        <translation>查看较早的步骤</translation>
    </message>
    <message>
        <source>Click a frame of the film below the canvas; the button beside it makes it a layer.</source>
        <translation>点击画布下方胶片中的一格；旁边的按钮可将其变成图层。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>What has been painted so far stays in the film.</source>
        <translation>已绘制的部分会留在胶片中。</translation>
    </message>
    <message>
        <source>Fill the selection</source>
        <translation>填充选区</translation>
    </message>
    <message>
        <source>What is selected is painted anew from the rest of the picture or from a reference.</source>
        <translation>选中的部分会依据画面其余部分或参考图重新绘制。</translation>
    </message>
    <message>
        <source>See where the paint is from</source>
        <translation>查看笔触的来源</translation>
    </message>
    <message>
        <source>Press the pin below the canvas and point at the painting.</source>
        <translation>按下画布下方的图钉，再指向画作。</translation>
    </message>
    <message>
        <source>Paint it again, otherwise</source>
        <translation>换个方式再画一次</translation>
    </message>
    <message>
        <source>Choose another picture, another seed or another closeness, and press Paint.</source>
        <translation>换一张图片、一个种子或一种贴合度，然后点击绘制。</translation>
    </message>
    <message>
        <source>Retouch it by hand</source>
        <translation>手工修饰</translation>
    </message>
    <message>
        <source>Add a layer above the painting and draw on it; hide it to compare.</source>
        <translation>在画作上方新建图层并在上面画；隐藏它即可比较。</translation>
    </message>
    <message>
        <source>Paint beyond the edges</source>
        <translation>画到边缘之外</translation>
    </message>
    <message>
        <source>The canvas grows and the painting goes on in its own manner.</source>
        <translation>画布会变大，画作以自身的画法延续。</translation>
    </message>
    <message>
        <source>Save it</source>
        <translation>保存作品</translation>
    </message>
    <message>
        <source>An OpenRaster file keeps all layers; Krita, MyPaint and GIMP open it, too.</source>
        <translation>OpenRaster 文件会保留所有图层，Krita、MyPaint 和 GIMP 也能打开。</translation>
    </message>
    <message>
        <source>Export it</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>A PNG can carry how it was made, with the pictures that it was painted from, so that it can be painted again. A switch in the dialog leaves that out.</source>
        <translation>PNG 可以带上制作方法和绘制所依据的图片，以便再次绘制。对话框里的开关可以不带这些。</translation>
    </message>
    <message>
        <source>Sketch with flat colours</source>
        <translation>用平涂色画草图</translation>
    </message>
    <message>
        <source>A few broad shapes are enough: sky, ground, a tree. B is the brush, F fills an area.</source>
        <translation>几块大色块就够了：天空、地面、一棵树。B 是画笔，F 填充区域。</translation>
    </message>
    <message>
        <source>Begin from a picture</source>
        <translation>从一张图片开始</translation>
    </message>
    <message>
        <source>Open one as the sketch, or drop its file on the canvas.</source>
        <translation>将其作为草图打开，或把文件拖到画布上。</translation>
    </message>
    <message>
        <source>Turn the sketch into a painting</source>
        <translation>把草图变成画作</translation>
    </message>
    <message>
        <source>Choose at the right the picture to paint like, and press Paint.</source>
        <translation>在右侧选择要模仿的图片，然后点击绘制。</translation>
    </message>
    <message>
        <source>Paint something new like a picture</source>
        <translation>按一张图片画出新画</translation>
    </message>
    <message>
        <source>Vary needs no sketch: it paints a new picture of any size like the chosen one.</source>
        <translation>“变化”不需要草图：它按所选图片画出任意尺寸的新画。</translation>
    </message>
    <message>
        <source>Paint like your own pictures</source>
        <translation>按你自己的图片绘制</translation>
    </message>
    <message>
        <source>Drop files on the gallery at the right; with Ctrl+click several serve together.</source>
        <translation>把文件拖到右侧的图库；按住 Ctrl 点击可同时用多张。</translation>
    </message>
    <message>
        <source>Train a model of your own</source>
        <translation>训练您自己的模型</translation>
    </message>
    <message>
        <source>The lab learns from a folder of your pictures; what comes of it paints here.</source>
        <translation>实验室从您的图片文件夹中学习；学成的模型就在这里作画。</translation>
    </message>
</context>
<context>
    <name>TabletPage</name>
    <message>
        <source>Tablet</source>
        <translation>数位板</translation>
    </message>
    <message>
        <source>Pressure begins at</source>
        <translation>起始压力</translation>
    </message>
    <message>
        <source>Pressure is full at</source>
        <translation>满压力</translation>
    </message>
    <message>
        <source>Firmness</source>
        <translation>硬度</translation>
    </message>
    <message>
        <source>Below 1 a light hand does more, above 1 it does less</source>
        <translation>小于 1 时轻压更有力，大于 1 时更轻</translation>
    </message>
    <message>
        <source>Straight again</source>
        <translation>恢复直线</translation>
    </message>
    <message>
        <source>Clear the sheet</source>
        <translation>清空试笔纸</translation>
    </message>
    <message>
        <source>Lower button of the pen</source>
        <translation>笔的下方按键</translation>
    </message>
    <message>
        <source>Upper button of the pen</source>
        <translation>笔的上方按键</translation>
    </message>
    <message>
        <source>Palette at the pen</source>
        <translation>笔尖处的调色盘</translation>
    </message>
    <message>
        <source>Pick a colour</source>
        <translation>拾取颜色</translation>
    </message>
    <message>
        <source>Move the view</source>
        <translation>平移视图</translation>
    </message>
    <message>
        <source>Zoom the view</source>
        <translation>缩放视图</translation>
    </message>
    <message>
        <source>Turn the view</source>
        <translation>旋转视图</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>TextOptions</name>
    <message>
        <source>Font</source>
        <translation>字体</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>样式</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>字距</translation>
    </message>
    <message>
        <source>What is added between letters, in percent of the size</source>
        <translation>字与字之间增加的距离，以字号的百分比表示</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>行距</translation>
    </message>
    <message>
        <source>From one line to the next, in percent of the size</source>
        <translation>行与行之间的距离，以字号的百分比表示</translation>
    </message>
    <message>
        <source>Vertical, as in Chinese</source>
        <translation>竖排</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>走向</translation>
    </message>
    <message>
        <source>Aligned at the start</source>
        <translation>左对齐（竖排时顶端对齐）</translation>
    </message>
    <message>
        <source>Centred</source>
        <translation>居中</translation>
    </message>
    <message>
        <source>Aligned at the end</source>
        <translation>右对齐（竖排时底端对齐）</translation>
    </message>
</context>
<context>
    <name>TextTool</name>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Click to write, or drag a box. Click a text to edit it; its frame moves it, its handles set the width.</source>
        <translation>点击后输入，或拖出文本框。点击文字可编辑；拖动边框可移动，拖动手柄可设宽度。</translation>
    </message>
    <message>
        <source>Straight</source>
        <translation>直线</translation>
    </message>
    <message>
        <source>On an ellipse</source>
        <translation>沿椭圆</translation>
    </message>
    <message>
        <source>On a curve</source>
        <translation>沿曲线</translation>
    </message>
    <message>
        <source>Text is no part of the quick mask: leave it first.</source>
        <translation>快速蒙版中不能输入文字：请先退出快速蒙版。</translation>
    </message>
</context>
<context>
    <name>TipSet</name>
    <message>
        <source>By chance</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>One after the other</source>
        <translation>依次</translation>
    </message>
    <message>
        <source>By pressure</source>
        <translation>按压力</translation>
    </message>
    <message>
        <source>By the direction of the stroke</source>
        <translation>按笔画方向</translation>
    </message>
    <message>
        <source>By speed</source>
        <translation>按速度</translation>
    </message>
    <message>
        <source>By tilt to the left or right</source>
        <translation>按左右倾斜</translation>
    </message>
    <message>
        <source>By tilt up or down</source>
        <translation>按上下倾斜</translation>
    </message>
    <message>
        <source>Tips</source>
        <translation>笔尖</translation>
    </message>
    <message>
        <source>Add a tip</source>
        <translation>添加笔尖</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Selection mode</source>
        <translation>选择模式</translation>
    </message>
    <message>
        <source>Picture…</source>
        <translation>图片…</translation>
    </message>
    <message>
        <source>Own picture</source>
        <translation>自己的图片</translation>
    </message>
</context>
<context>
    <name>ToolBar</name>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
</context>
<context>
    <name>ToolOptionsBar</name>
    <message>
        <source>Tool options</source>
        <translation>工具选项</translation>
    </message>
    <message>
        <source>Zoom; a click shows the whole picture (2)</source>
        <translation>缩放；单击显示整幅画面(2)</translation>
    </message>
</context>
<context>
    <name>TrainingProcess</name>
    <message>
        <source>The training broke off (code {0}); what it had kept is still there.</source>
        <translation>训练中断了（代码 {0}）；它保存下来的仍在。</translation>
    </message>
</context>
<context>
    <name>TransformOptions</name>
    <message>
        <source>Free</source>
        <translation>自由</translation>
    </message>
    <message>
        <source>Perspective</source>
        <translation>透视</translation>
    </message>
    <message>
        <source>Warp</source>
        <translation>变形</translation>
    </message>
    <message>
        <source>What handles do</source>
        <translation>手柄的作用</translation>
    </message>
    <message>
        <source>Patches of the mesh, across and down</source>
        <translation>网格的分块数（横 × 竖）</translation>
    </message>
    <message>
        <source>From the left, in pixels</source>
        <translation>距左边的像素数</translation>
    </message>
    <message>
        <source>From the top, in pixels</source>
        <translation>距上边的像素数</translation>
    </message>
    <message>
        <source>W</source>
        <translation>宽</translation>
    </message>
    <message>
        <source>Width in pixels</source>
        <translation>宽度（像素）</translation>
    </message>
    <message>
        <source>Keep the proportion</source>
        <translation>保持比例</translation>
    </message>
    <message>
        <source>H</source>
        <translation>高</translation>
    </message>
    <message>
        <source>Height in pixels</source>
        <translation>高度（像素）</translation>
    </message>
    <message>
        <source>Angle, clockwise</source>
        <translation>角度（顺时针）</translation>
    </message>
    <message>
        <source>How far it leans</source>
        <translation>倾斜的角度</translation>
    </message>
    <message>
        <source>Flip horizontally</source>
        <translation>水平翻转</translation>
    </message>
    <message>
        <source>Flip vertically</source>
        <translation>垂直翻转</translation>
    </message>
    <message>
        <source>Turn left by 90°</source>
        <translation>逆时针旋转 90°</translation>
    </message>
    <message>
        <source>Turn right by 90°</source>
        <translation>顺时针旋转 90°</translation>
    </message>
    <message>
        <source>Nearest</source>
        <translation>最近邻</translation>
    </message>
    <message>
        <source>Bilinear</source>
        <translation>双线性</translation>
    </message>
    <message>
        <source>Bicubic</source>
        <translation>双三次</translation>
    </message>
    <message>
        <source>Lanczos</source>
        <translation>Lanczos</translation>
    </message>
    <message>
        <source>How pixels are made anew</source>
        <translation>重新采样的方法</translation>
    </message>
    <message>
        <source>Apply (Enter)</source>
        <translation>应用 (Enter)</translation>
    </message>
    <message>
        <source>Reset (Esc)</source>
        <translation>复位 (Esc)</translation>
    </message>
</context>
<context>
    <name>TransformTool</name>
    <message>
        <source>Transform</source>
        <translation>变换</translation>
    </message>
    <message>
        <source>Transforming.</source>
        <translation>正在变换。</translation>
    </message>
    <message>
        <source>There is nothing on the layer to transform.</source>
        <translation>该图层上没有可变换的内容。</translation>
    </message>
</context>
<context>
    <name>TryOutSheet</name>
    <message>
        <source>Sheet to try the pen on</source>
        <translation>试笔纸</translation>
    </message>
    <message>
        <source>Draw here with the pen</source>
        <translation>用笔在这里试画</translation>
    </message>
</context>
<context>
    <name>ViewMenu</name>
    <message>
        <source>Show &amp;values only</source>
        <translation>仅显示明度(&amp;V)</translation>
    </message>
    <message>
        <source>Wr&amp;ap-around</source>
        <translation>环绕模式(&amp;A)</translation>
    </message>
    <message>
        <source>Show ruler&amp;s</source>
        <translation>显示标尺(&amp;S)</translation>
    </message>
    <message>
        <source>Show gri&amp;d</source>
        <translation>显示网格(&amp;D)</translation>
    </message>
    <message>
        <source>Grid la&amp;yout…</source>
        <translation>网格布局(&amp;Y)…</translation>
    </message>
    <message>
        <source>&amp;Guides</source>
        <translation>参考线(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Show guides</source>
        <translation>显示参考线(&amp;S)</translation>
    </message>
    <message>
        <source>Show &amp;assistants</source>
        <translation>显示辅助尺(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Lock guides</source>
        <translation>锁定参考线(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;New guide…</source>
        <translation>新建参考线(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Remove all guides</source>
        <translation>删除全部参考线(&amp;R)</translation>
    </message>
    <message>
        <source>S&amp;nap</source>
        <translation>吸附(&amp;N)</translation>
    </message>
    <message>
        <source>To the &amp;grid</source>
        <translation>吸附到网格(&amp;G)</translation>
    </message>
    <message>
        <source>To g&amp;uides</source>
        <translation>吸附到参考线(&amp;U)</translation>
    </message>
    <message>
        <source>To the canvas&apos;s &amp;edges and middle</source>
        <translation>吸附到画布边缘和中心(&amp;E)</translation>
    </message>
    <message>
        <source>Lines to &amp;assistants</source>
        <translation>线条吸附到辅助尺(&amp;A)</translation>
    </message>
    <message>
        <source>Pinned pi&amp;ctures</source>
        <translation>参考图像(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Show pinned pictures</source>
        <translation>显示参考图像(&amp;S)</translation>
    </message>
</context>
<context>
    <name>WalkDialog</name>
    <message>
        <source>From one picture to another</source>
        <translation>从一张图到另一张图</translation>
    </message>
    <message>
        <source>How far on the way</source>
        <translation>走了多远</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>保存图片…</translation>
    </message>
    <message>
        <source>Save film…</source>
        <translation>保存影片…</translation>
    </message>
    <message>
        <source>Choose two samples. What lies between them is made for you.</source>
        <translation>选择两个样本，它们之间的画面会为你生成。</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>正在准备…</translation>
    </message>
    <message>
        <source>{0} of {1} pictures</source>
        <translation>第 {0} 张，共 {1} 张</translation>
    </message>
    <message>
        <source>Seed {0} to seed {1}</source>
        <translation>种子 {0} 到种子 {1}</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>Save film</source>
        <translation>保存影片</translation>
    </message>
    <message>
        <source>Saved as {0}.</source>
        <translation>已保存为 {0}。</translation>
    </message>
</context>
<context>
    <name>WalkProcess</name>
    <message>
        <source>The pictures could not be made (code {0}).</source>
        <translation>无法生成图片（代码 {0}）。</translation>
    </message>
    <message>
        <source>The program for it cannot be started: {0}</source>
        <translation>无法启动所需的程序：{0}</translation>
    </message>
</context>
<context>
    <name>WelcomeCard</name>
    <message>
        <source>Your first painting</source>
        <translation>你的第一幅画</translation>
    </message>
    <message>
        <source>This sketch is waiting to be painted in the manner of the picture at the right. Draw on it, choose another picture, or press Paint at once.</source>
        <translation>这张草图正等着按右侧图片的画法绘制。你可以在上面继续画、换一张图片，或直接点击绘制。</translation>
    </message>
    <message>
        <source>Your own picture stays on the canvas. Paint makes a new layer of it, in the manner of the picture at the right; or take the sample sketch to begin with.</source>
        <translation>您自己的图片保留在画布上。点击绘制会按右侧图片的画法把它画成新图层；也可以先用示例草图试一试。</translation>
    </message>
    <message>
        <source>Found: {0}. It paints the sample in about {1}; no picture leaves this machine.</source>
        <translation>检测到：{0}。画示例约需 {1}；图片不会离开本机。</translation>
    </message>
    <message>
        <source>Looking what this machine can compute with…</source>
        <translation>正在查看本机可用的计算设备…</translation>
    </message>
    <message>
        <source>Paint this sketch</source>
        <translation>绘制这张草图</translation>
    </message>
    <message>
        <source>Paint this picture</source>
        <translation>绘制这张图片</translation>
    </message>
    <message>
        <source>Empty canvas</source>
        <translation>空白画布</translation>
    </message>
    <message>
        <source>Sample sketch</source>
        <translation>示例草图</translation>
    </message>
    <message>
        <source>Close the welcome</source>
        <translation>关闭欢迎</translation>
    </message>
</context>
<context>
    <name>WheelPage</name>
    <message>
        <source>Disc</source>
        <translation>圆盘</translation>
    </message>
    <message>
        <source>Harmony</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Opposite</source>
        <translation>互补色</translation>
    </message>
    <message>
        <source>Analogous</source>
        <translation>邻近色</translation>
    </message>
    <message>
        <source>Triad</source>
        <translation>三角色</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>分裂互补</translation>
    </message>
    <message>
        <source>Tetrad</source>
        <translation>四角色</translation>
    </message>
    <message>
        <source>Gamut</source>
        <translation>色域</translation>
    </message>
    <message>
        <source>Atmospheric</source>
        <translation>氛围</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>柔和</translation>
    </message>
    <message>
        <source>Kind of wheel</source>
        <translation>色轮类型</translation>
    </message>
    <message>
        <source>Gamut mask</source>
        <translation>色域蒙版</translation>
    </message>
</context>
<context>
    <name>ZoomTool</name>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Drag right for closer, left for farther. The wheel does the same.</source>
        <translation>向右拖动拉近，向左拉远。滚轮也一样。</translation>
    </message>
</context>
<context>
    <name>_ChangedQuestion</name>
    <message>
        <source>The file has changed</source>
        <translation>文件已被更改</translation>
    </message>
    <message>
        <source>“{0}” was changed by another window or program since it was opened here.</source>
        <translation>“{0}”在此处打开之后，已被其他窗口或程序更改。</translation>
    </message>
    <message>
        <source>Keep both saves this picture beside it, under another name. What is overwritten is gone.</source>
        <translation>“两者都保留”会以另一个名称把这张图片保存在旁边。被覆盖的内容无法找回。</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>两者都保留</translation>
    </message>
    <message>
        <source>Overwrite</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
</context>
<context>
    <name>_Combinations</name>
    <message>
        <source>Replace the selection</source>
        <translation>替换选区</translation>
    </message>
    <message>
        <source>Add to the selection</source>
        <translation>添加到选区</translation>
    </message>
    <message>
        <source>Subtract from the selection</source>
        <translation>从选区减去</translation>
    </message>
    <message>
        <source>Intersect with the selection</source>
        <translation>与选区相交</translation>
    </message>
</context>
<context>
    <name>_Options</name>
    <message>
        <source>How much of the pinned picture is seen</source>
        <translation>参考图像的不透明度</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>Show the pinned picture without its colours</source>
        <translation>以灰度显示参考图像</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>灰度</translation>
    </message>
    <message>
        <source>Remove the pinned picture</source>
        <translation>删除参考图像</translation>
    </message>
</context>
<context>
    <name>_Picture</name>
    <message>
        <source>The picture on the way</source>
        <translation>途中的画面</translation>
    </message>
</context>
<context>
    <name>_ReplaceQuestion</name>
    <message>
        <source>Replace file</source>
        <translation>替换文件</translation>
    </message>
    <message>
        <source>There is already a file “{0}”. Replace it?</source>
        <translation>已有名为“{0}”的文件。要替换它吗？</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
</context>
<context>
    <name>_SizeDialog</name>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
</context>
<context>
    <name>_UnderWayQuestion</name>
    <message>
        <source>Work under way</source>
        <translation>正在进行的工作</translation>
    </message>
    <message>
        <source>Leave now?</source>
        <translation>现在离开吗？</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>离开</translation>
    </message>
</context>
<context>
    <name>_UnsavedQuestion</name>
    <message>
        <source>Unsaved work</source>
        <translation>未保存的作品</translation>
    </message>
    <message>
        <source>Save what you have done on “{0}”?</source>
        <translation>要保存对“{0}”所做的修改吗？</translation>
    </message>
    <message>
        <source>It is lost if you do not save it.</source>
        <translation>如果不保存，这些修改将会丢失。</translation>
    </message>
</context>
<context>
    <name>device</name>
    <message>
        <source>CPU with {0} threads</source>
        <translation>{0} 线程的 CPU</translation>
    </message>
</context>
<context>
    <name>diagnosis</name>
    <message>
        <source>The discriminator is winning: it tells every made picture from a real one. More pictures help, and stopping early.</source>
        <translation>判别器占了上风：它能把每张生成的图片与真图分开。增加图片、早些停止都有帮助。</translation>
    </message>
    <message>
        <source>The generator is winning: it is taken for real more than the pictures are; go on.</source>
        <translation>生成器占了上风：它的图片比真图更像真的；继续训练。</translation>
    </message>
    <message>
        <source>The samples look alike. Early in a run this passes; if it stays, the model has collapsed: start again with more varied pictures.</source>
        <translation>样张彼此雷同。训练初期这会过去；若一直如此，模型就已崩塌：请换更多样的图片重新开始。</translation>
    </message>
    <message>
        <source>The samples come close to the pictures themselves: train for less time or on more of them.</source>
        <translation>样张与原图过于接近：请缩短训练时间，或增加图片。</translation>
    </message>
</context>
<context>
    <name>duration</name>
    <message>
        <source>{0} s</source>
        <translation>{0} 秒</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} 分钟</translation>
    </message>
</context>
<context>
    <name>history</name>
    <message>
        <source>Erase</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Invert selection</source>
        <translation>反选</translation>
    </message>
    <message>
        <source>Use in selection</source>
        <translation>用于选区</translation>
    </message>
    <message>
        <source>Use everywhere</source>
        <translation>用于全图</translation>
    </message>
    <message>
        <source>Clear layer</source>
        <translation>清空图层</translation>
    </message>
    <message>
        <source>Scale canvas</source>
        <translation>缩放画布</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Select none</source>
        <translation>取消选择</translation>
    </message>
    <message>
        <source>New picture</source>
        <translation>新建图片</translation>
    </message>
    <message>
        <source>Open picture</source>
        <translation>打开图片</translation>
    </message>
    <message>
        <source>Recover picture</source>
        <translation>恢复图片</translation>
    </message>
    <message>
        <source>Add layer</source>
        <translation>添加图层</translation>
    </message>
    <message>
        <source>Gaussian blur</source>
        <translation>高斯模糊</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Gradient map</source>
        <translation>渐变映射</translation>
    </message>
    <message>
        <source>Hue, saturation and lightness</source>
        <translation>色相、饱和度和亮度</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>反色</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>色阶</translation>
    </message>
    <message>
        <source>Posterise</source>
        <translation>色调分离</translation>
    </message>
    <message>
        <source>Sharpen</source>
        <translation>锐化</translation>
    </message>
    <message>
        <source>Paste image</source>
        <translation>粘贴图像</translation>
    </message>
    <message>
        <source>Duplicate layer</source>
        <translation>复制图层</translation>
    </message>
    <message>
        <source>Merge down</source>
        <translation>向下合并</translation>
    </message>
    <message>
        <source>Merge visible</source>
        <translation>合并可见图层</translation>
    </message>
    <message>
        <source>Flatten</source>
        <translation>拼合图像</translation>
    </message>
    <message>
        <source>Remove layer</source>
        <translation>删除图层</translation>
    </message>
    <message>
        <source>Move layer</source>
        <translation>移动图层</translation>
    </message>
    <message>
        <source>Rename layer</source>
        <translation>重命名图层</translation>
    </message>
    <message>
        <source>Blend mode</source>
        <translation>混合模式</translation>
    </message>
    <message>
        <source>Select opaque</source>
        <translation>选择不透明区域</translation>
    </message>
    <message>
        <source>Save channel</source>
        <translation>保存通道</translation>
    </message>
    <message>
        <source>Load channel</source>
        <translation>载入通道</translation>
    </message>
    <message>
        <source>Delete channel</source>
        <translation>删除通道</translation>
    </message>
    <message>
        <source>Back to snapshot</source>
        <translation>回到快照</translation>
    </message>
    <message>
        <source>Show layer</source>
        <translation>显示图层</translation>
    </message>
    <message>
        <source>Hide layer</source>
        <translation>隐藏图层</translation>
    </message>
    <message>
        <source>Layer opacity</source>
        <translation>图层不透明度</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Resize canvas</source>
        <translation>调整画布大小</translation>
    </message>
    <message>
        <source>Add guide</source>
        <translation>添加参考线</translation>
    </message>
    <message>
        <source>Move guide</source>
        <translation>移动参考线</translation>
    </message>
    <message>
        <source>Remove guide</source>
        <translation>删除参考线</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Transform</source>
        <translation>变换</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Paste as new picture</source>
        <translation>粘贴为新图像</translation>
    </message>
    <message>
        <source>Copy to new layer</source>
        <translation>复制到新图层</translation>
    </message>
    <message>
        <source>Cut to new layer</source>
        <translation>剪切到新图层</translation>
    </message>
    <message>
        <source>Add picture</source>
        <translation>添加图片</translation>
    </message>
    <message>
        <source>Painting</source>
        <translation>画作</translation>
    </message>
    <message>
        <source>Move selection</source>
        <translation>移动选区</translation>
    </message>
    <message>
        <source>Reselect</source>
        <translation>重新选择</translation>
    </message>
    <message>
        <source>What was undone</source>
        <translation>被撤销的内容</translation>
    </message>
    <message>
        <source>Variation</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Filled</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Extended</source>
        <translation>扩展</translation>
    </message>
    <message>
        <source>Repainted</source>
        <translation>重绘</translation>
    </message>
    <message>
        <source>Composed</source>
        <translation>构图</translation>
    </message>
    <message>
        <source>Drawing painted</source>
        <translation>线稿成画</translation>
    </message>
    <message>
        <source>Enlarged</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Generated</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Remove assistants</source>
        <translation>删除全部辅助尺</translation>
    </message>
    <message>
        <source>Add assistant</source>
        <translation>添加辅助尺</translation>
    </message>
    <message>
        <source>Move assistant</source>
        <translation>移动辅助尺</translation>
    </message>
    <message>
        <source>Remove assistant</source>
        <translation>删除辅助尺</translation>
    </message>
    <message>
        <source>Curve</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>椭圆</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>渐变</translation>
    </message>
    <message>
        <source>Enclose and fill</source>
        <translation>圈选填充</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>直线</translation>
    </message>
    <message>
        <source>Pinned picture</source>
        <translation>参考图像</translation>
    </message>
    <message>
        <source>Remove pinned picture</source>
        <translation>删除参考图像</translation>
    </message>
    <message>
        <source>Move pinned picture</source>
        <translation>移动参考图像</translation>
    </message>
    <message>
        <source>Scale pinned picture</source>
        <translation>缩放参考图像</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>多边形</translation>
    </message>
    <message>
        <source>Polyline</source>
        <translation>折线</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>矩形</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Edit text</source>
        <translation>编辑文字</translation>
    </message>
    <message>
        <source>Remove pinned pictures</source>
        <translation>删除所有参考图像</translation>
    </message>
    <message>
        <source>Pin picture</source>
        <translation>添加参考图像</translation>
    </message>
    <message>
        <source>Add group</source>
        <translation>添加图层组</translation>
    </message>
    <message>
        <source>Group layers</source>
        <translation>图层编组</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>解散图层组</translation>
    </message>
    <message>
        <source>Colour label</source>
        <translation>颜色标签</translation>
    </message>
    <message>
        <source>Lock layer</source>
        <translation>锁定图层</translation>
    </message>
    <message>
        <source>Unlock layer</source>
        <translation>解锁图层</translation>
    </message>
    <message>
        <source>Clip to layer below</source>
        <translation>剪贴到下方图层</translation>
    </message>
    <message>
        <source>Release clipped layer</source>
        <translation>释放剪贴图层</translation>
    </message>
    <message>
        <source>Add mask</source>
        <translation>添加蒙版</translation>
    </message>
    <message>
        <source>Remove mask</source>
        <translation>删除蒙版</translation>
    </message>
    <message>
        <source>Apply mask</source>
        <translation>应用蒙版</translation>
    </message>
    <message>
        <source>Invert mask</source>
        <translation>反转蒙版</translation>
    </message>
    <message>
        <source>Switch mask</source>
        <translation>切换蒙版</translation>
    </message>
    <message>
        <source>Select mask</source>
        <translation>从蒙版建立选区</translation>
    </message>
    <message>
        <source>Merge layers</source>
        <translation>合并图层</translation>
    </message>
    <message>
        <source>Rasterise</source>
        <translation>栅格化</translation>
    </message>
    <message>
        <source>New layer from visible</source>
        <translation>从可见内容新建图层</translation>
    </message>
    <message>
        <source>Lock alpha</source>
        <translation>锁定透明度</translation>
    </message>
    <message>
        <source>Unlock alpha</source>
        <translation>解锁透明度</translation>
    </message>
    <message>
        <source>Pass through</source>
        <translation>穿透</translation>
    </message>
    <message>
        <source>Isolate group</source>
        <translation>隔离图层组</translation>
    </message>
    <message>
        <source>Rotate image</source>
        <translation>旋转图像</translation>
    </message>
    <message>
        <source>Flip image</source>
        <translation>翻转图像</translation>
    </message>
    <message>
        <source>Rotate layer</source>
        <translation>旋转图层</translation>
    </message>
    <message>
        <source>Flip layer</source>
        <translation>翻转图层</translation>
    </message>
    <message>
        <source>Trim</source>
        <translation>裁剪到内容</translation>
    </message>
    <message>
        <source>Scale image</source>
        <translation>缩放图像</translation>
    </message>
    <message>
        <source>Feather selection</source>
        <translation>羽化选区</translation>
    </message>
    <message>
        <source>Grow selection</source>
        <translation>扩大选区</translation>
    </message>
    <message>
        <source>Shrink selection</source>
        <translation>缩小选区</translation>
    </message>
    <message>
        <source>Border selection</source>
        <translation>选区边界</translation>
    </message>
    <message>
        <source>Smooth selection</source>
        <translation>平滑选区</translation>
    </message>
    <message>
        <source>Select by colour</source>
        <translation>按颜色选择</translation>
    </message>
    <message>
        <source>Remove guides</source>
        <translation>删除参考线</translation>
    </message>
    <message>
        <source>Frame as layer</source>
        <translation>取帧为图层</translation>
    </message>
    <message>
        <source>Posterised</source>
        <translation>色调分离</translation>
    </message>
</context>
<context>
    <name>label</name>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿色</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>黄色</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>橙色</translation>
    </message>
    <message>
        <source>Brown</source>
        <translation>棕色</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>红色</translation>
    </message>
    <message>
        <source>Purple</source>
        <translation>紫色</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>灰色</translation>
    </message>
</context>
<context>
    <name>layer</name>
    <message>
        <source>Group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>纸张</translation>
    </message>
    <message>
        <source>Sketch</source>
        <translation>草图</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>粘贴的图片</translation>
    </message>
</context>
<context>
    <name>loss</name>
    <message>
        <source>generator</source>
        <translation>生成器</translation>
    </message>
    <message>
        <source>discriminator</source>
        <translation>判别器</translation>
    </message>
    <message>
        <source>verdict on real</source>
        <translation>对真图的评分</translation>
    </message>
    <message>
        <source>verdict on made</source>
        <translation>对生成图的评分</translation>
    </message>
    <message>
        <source>little noise</source>
        <translation>少量噪声</translation>
    </message>
    <message>
        <source>some noise</source>
        <translation>中等噪声</translation>
    </message>
    <message>
        <source>much noise</source>
        <translation>大量噪声</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>divergence</source>
        <translation>散度</translation>
    </message>
</context>
<context>
    <name>medium</name>
    <message>
        <source>paint</source>
        <translation>颜料</translation>
    </message>
    <message>
        <source>smudge</source>
        <translation>涂抹</translation>
    </message>
    <message>
        <source>blend</source>
        <translation>混合</translation>
    </message>
    <message>
        <source>oil</source>
        <translation>油画</translation>
    </message>
    <message>
        <source>knife</source>
        <translation>调色刀</translation>
    </message>
    <message>
        <source>watercolour</source>
        <translation>水彩</translation>
    </message>
    <message>
        <source>push</source>
        <translation>推动</translation>
    </message>
    <message>
        <source>swirl</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>bloat</source>
        <translation>膨胀</translation>
    </message>
    <message>
        <source>pinch</source>
        <translation>收缩</translation>
    </message>
    <message>
        <source>clone</source>
        <translation>仿制</translation>
    </message>
    <message>
        <source>heal</source>
        <translation>修复</translation>
    </message>
</context>
<context>
    <name>mode</name>
    <message>
        <source>Normal</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Multiply</source>
        <translation>正片叠底</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>滤色</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>叠加</translation>
    </message>
    <message>
        <source>Darken</source>
        <translation>变暗</translation>
    </message>
    <message>
        <source>Lighten</source>
        <translation>变亮</translation>
    </message>
    <message>
        <source>Colour dodge</source>
        <translation>颜色减淡</translation>
    </message>
    <message>
        <source>Colour burn</source>
        <translation>颜色加深</translation>
    </message>
    <message>
        <source>Hard light</source>
        <translation>强光</translation>
    </message>
    <message>
        <source>Soft light</source>
        <translation>柔光</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差值</translation>
    </message>
    <message>
        <source>Hue</source>
        <translation>色相</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>饱和度</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Luminosity</source>
        <translation>明度</translation>
    </message>
    <message>
        <source>Addition</source>
        <translation>相加</translation>
    </message>
    <message>
        <source>Linear burn</source>
        <translation>线性加深</translation>
    </message>
    <message>
        <source>Darker colour</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Lighter colour</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Vivid light</source>
        <translation>亮光</translation>
    </message>
    <message>
        <source>Linear light</source>
        <translation>线性光</translation>
    </message>
    <message>
        <source>Pin light</source>
        <translation>点光</translation>
    </message>
    <message>
        <source>Hard mix</source>
        <translation>实色混合</translation>
    </message>
    <message>
        <source>Exclusion</source>
        <translation>排除</translation>
    </message>
    <message>
        <source>Subtract</source>
        <translation>减去</translation>
    </message>
    <message>
        <source>Divide</source>
        <translation>划分</translation>
    </message>
</context>
<context>
    <name>mode group</name>
    <message>
        <source>Favourites</source>
        <translation>常用</translation>
    </message>
    <message>
        <source>Darken</source>
        <translation>变暗</translation>
    </message>
    <message>
        <source>Lighten</source>
        <translation>变亮</translation>
    </message>
    <message>
        <source>Mix</source>
        <translation>混合</translation>
    </message>
    <message>
        <source>Negative</source>
        <translation>负片</translation>
    </message>
    <message>
        <source>Hue and light</source>
        <translation>色相与明度</translation>
    </message>
</context>
<context>
    <name>model</name>
    <message>
        <source>the artist&apos;s own</source>
        <translation>画家自有</translation>
    </message>
    <message>
        <source>as where it is from</source>
        <translation>以其来源为准</translation>
    </message>
    <message>
        <source>no weights: a picture is its model</source>
        <translation>没有权重：参考图就是它的模型</translation>
    </message>
    <message>
        <source>no weights of its own; VGG16 is CC BY 4.0</source>
        <translation>自身没有权重；VGG16 采用 CC BY 4.0 许可</translation>
    </message>
    <message>
        <source>GAN</source>
        <translation>GAN</translation>
    </message>
    <message>
        <source>VAE</source>
        <translation>VAE</translation>
    </message>
    <message>
        <source>diffusion</source>
        <translation>扩散</translation>
    </message>
    <message>
        <source>latent diffusion</source>
        <translation>潜空间扩散</translation>
    </message>
    <message>
        <source>text-conditional diffusion</source>
        <translation>文本条件扩散</translation>
    </message>
    <message>
        <source>feed-forward style transfer</source>
        <translation>前馈风格迁移</translation>
    </message>
    <message>
        <source>optimisation-based style transfer</source>
        <translation>优化式风格迁移</translation>
    </message>
    <message>
        <source>conditional GAN</source>
        <translation>条件生成对抗网络</translation>
    </message>
    <message>
        <source>super-resolution GAN</source>
        <translation>超分辨率 GAN</translation>
    </message>
    <message>
        <source>New pictures like those it was trained on, at once; textures and edges.</source>
        <translation>立即生成与训练图片相似的新图；纹理和边缘清晰。</translation>
    </message>
    <message>
        <source>New pictures like those it was trained on, step by step; the most varied of the three.</source>
        <translation>逐步生成与训练图片相似的新图；三者中变化最多。</translation>
    </message>
    <message>
        <source>New pictures like those it was trained on, at once; smooth ways from one to another.</source>
        <translation>立即生成与训练图片相似的新图；可在两张图之间平滑过渡。</translation>
    </message>
    <message>
        <source>What it was trained for, by words.</source>
        <translation>按文字画出它所学过的内容。</translation>
    </message>
    <message>
        <source>What it was trained for: enlarging, or taking away noise and blur.</source>
        <translation>它训练时所学的：放大，或去除噪点和模糊。</translation>
    </message>
    <message>
        <source>Quick results without a graphics card.</source>
        <translation>没有显卡时快速出图。</translation>
    </message>
    <message>
        <source>Variety where it was trained for long on few pictures.</source>
        <translation>用少量图片训练过久时，变化不足。</translation>
    </message>
    <message>
        <source>Haste, in training and in painting.</source>
        <translation>训练和作画都不快。</translation>
    </message>
    <message>
        <source>Fine detail: its pictures are soft.</source>
        <translation>细节：其图片偏柔和。</translation>
    </message>
    <message>
        <source>Painting flat sketches in the manner of a picture, variations, filling, extending.</source>
        <translation>擅长按一张图片的画法绘制平涂草图、变化、填充和扩展。</translation>
    </message>
    <message>
        <source>Photographs as sketches, and anything that the reference picture does not show.</source>
        <translation>不擅长以照片为草图，也画不出参考图中没有的东西。</translation>
    </message>
    <message>
        <source>Palette, brushwork and grain of any painting, at once; shapes and lettering stay readable.</source>
        <translation>即刻取得任何画作的色彩、笔触与肌理；形状和文字仍清晰可辨。</translation>
    </message>
    <message>
        <source>Large brush strokes; soft marks still come into some smooth gradients.</source>
        <translation>大的笔触；某些平滑的渐变里仍会出现柔和的痕迹。</translation>
    </message>
    <message>
        <source>Strokes, outlines and planes like the reference&apos;s, in seconds; every step is shown and can be kept.</source>
        <translation>几秒内画出与参考画一样的笔触、轮廓和色块；每一步都可看见，也可保留。</translation>
    </message>
    <message>
        <source>The finest strokes, which the master takes minutes for.</source>
        <translation>最细的笔触：大师要花几分钟才画得出。</translation>
    </message>
    <message>
        <source>Strokes and colours that hang together as on the reference; every step is shown and can be kept.</source>
        <translation>笔触与色彩如参考图般浑然一体；每一步都可见，也可保留。</translation>
    </message>
    <message>
        <source>Moods, light, land and sea, from words in English and Chinese.</source>
        <translation>氛围、光线、陆地与海，由中文或英文文字而来。</translation>
    </message>
    <message>
        <source>Things counted, single things, faces, figures and animals.</source>
        <translation>要数清的东西、单个物件、面孔、人物和动物。</translation>
    </message>
    <message>
        <source>Haste: minutes for a picture that the fast one paints at once.</source>
        <translation>不适合赶时间：快速模型即刻完成的画，它需要数分钟。</translation>
    </message>
    <message>
        <source>Contours painted region by region, and shades of lines at once, in palette and manner of any picture.</source>
        <translation>轮廓按区域逐块上色作画，排线成影的线稿一步成画，配色与画法取自任意图片。</translation>
    </message>
    <message>
        <source>Things it would have to recognise: it knows sky, ground and light, not faces or hands.</source>
        <translation>不识物：它懂得天空、地面与光，不懂面孔和手。</translation>
    </message>
    <message>
        <source>Small paintings made larger, with the edges and brushwork of a large one.</source>
        <translation>把小幅画放大，画出大幅画才有的边缘和笔触。</translation>
    </message>
    <message>
        <source>Faces, lettering and photographs: it knows paint.</source>
        <translation>人脸、文字和照片：它只懂颜料。</translation>
    </message>
    <message>
        <source>colour quantisation</source>
        <translation>颜色量化</translation>
    </message>
    <message>
        <source>Few flat colours with clean edges, the picture&apos;s own or those of any reference.</source>
        <translation>少数几种平涂颜色，边缘干净；颜色取自画面本身或任意参考图。</translation>
    </message>
    <message>
        <source>Soft gradients: they become steps.</source>
        <translation>柔和的渐变：会变成一级一级的色阶。</translation>
    </message>
</context>
<context>
    <name>models</name>
    <message>
        <source>Add models</source>
        <translation>添加模型</translation>
    </message>
    <message>
        <source>Model files</source>
        <translation>模型文件</translation>
    </message>
    <message>
        <source>Add a folder with models</source>
        <translation>添加存放模型的文件夹</translation>
    </message>
</context>
<context>
    <name>operation</name>
    <message>
        <source>Extend canvas</source>
        <translation>扩展画布</translation>
    </message>
    <message>
        <source>Fill selection</source>
        <translation>填充选区</translation>
    </message>
    <message>
        <source>Paint sketch</source>
        <translation>绘制草图</translation>
    </message>
    <message>
        <source>Vary</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Seamless tile</source>
        <translation>无缝图案</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>修复</translation>
    </message>
    <message>
        <source>Paint</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Refine</source>
        <translation>细化</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Expand</source>
        <translation>扩展</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>What fits</source>
        <translation>自动判断</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>风格迁移</translation>
    </message>
</context>
<context>
    <name>picture</name>
    <message>
        <source>chalk</source>
        <translation>粉笔</translation>
    </message>
    <message>
        <source>cloud</source>
        <translation>云</translation>
    </message>
    <message>
        <source>coal</source>
        <translation>炭条</translation>
    </message>
    <message>
        <source>daub</source>
        <translation>涂抹</translation>
    </message>
    <message>
        <source>fan</source>
        <translation>扇形</translation>
    </message>
    <message>
        <source>filbert</source>
        <translation>榛形</translation>
    </message>
    <message>
        <source>fur</source>
        <translation>毛发</translation>
    </message>
    <message>
        <source>grass</source>
        <translation>草</translation>
    </message>
    <message>
        <source>hairs</source>
        <translation>笔毛</translation>
    </message>
    <message>
        <source>worn</source>
        <translation>秃笔</translation>
    </message>
    <message>
        <source>hatching</source>
        <translation>排线</translation>
    </message>
    <message>
        <source>leaf</source>
        <translation>树叶</translation>
    </message>
    <message>
        <source>maple</source>
        <translation>枫叶</translation>
    </message>
    <message>
        <source>rake</source>
        <translation>耙形</translation>
    </message>
    <message>
        <source>rock</source>
        <translation>岩石</translation>
    </message>
    <message>
        <source>splatter</source>
        <translation>泼溅</translation>
    </message>
    <message>
        <source>sponge</source>
        <translation>海绵</translation>
    </message>
    <message>
        <source>spray</source>
        <translation>喷溅</translation>
    </message>
    <message>
        <source>stipple</source>
        <translation>点画</translation>
    </message>
    <message>
        <source>twig</source>
        <translation>细枝</translation>
    </message>
    <message>
        <source>canvas</source>
        <translation>帆布</translation>
    </message>
    <message>
        <source>cold-pressed</source>
        <translation>冷压水彩纸</translation>
    </message>
    <message>
        <source>dots</source>
        <translation>网点</translation>
    </message>
    <message>
        <source>laid</source>
        <translation>直纹纸</translation>
    </message>
    <message>
        <source>linen</source>
        <translation>亚麻布</translation>
    </message>
    <message>
        <source>plaster</source>
        <translation>灰泥</translation>
    </message>
    <message>
        <source>rough</source>
        <translation>粗纹纸</translation>
    </message>
    <message>
        <source>wood</source>
        <translation>木纹</translation>
    </message>
</context>
<context>
    <name>reference</name>
    <message>
        <source>Oil in short wet strokes: pale sky, turquoise sea, lilac shadows on chalk, warm sand.</source>
        <translation>短促湿润的油彩笔触：淡天、碧海、白垩上的淡紫阴影、暖沙。</translation>
    </message>
    <message>
        <source>Thick oil in long parallel strokes: turning sky, blue hills, dark cypresses, gold.</source>
        <translation>厚重平行的长笔触油画：旋转的天空、蓝色山丘、深色柏树、金黄。</translation>
    </message>
    <message>
        <source>Pointillist oil: violet and gold evening, sails, sunlit trees with deep blue shadows.</source>
        <translation>点彩油画：紫金色的傍晚、帆影、带深蓝阴影的阳光树木。</translation>
    </message>
    <message>
        <source>Gouache in square parallel touches: ochre walls, red roofs, violet mountain, turquoise sky.</source>
        <translation>方形平行笔触的水粉：赭色墙、红屋顶、紫色山、青绿天空。</translation>
    </message>
    <message>
        <source>Soft pastel hatched over dark paper: pale trunks, burning leaves, violet shade.</source>
        <translation>深色纸上的软粉彩排线：浅色树干、如火的叶、紫色阴影。</translation>
    </message>
    <message>
        <source>Watercolour: wet sky, ranges fading into mist, autumn shore, ripples left as bare paper.</source>
        <translation>水彩：湿润的天空、隐入雾中的山峦、秋岸、留白的涟漪。</translation>
    </message>
    <message>
        <source>Ink on warm paper: wet washes, dry texture strokes, pines and a fall, one red seal.</source>
        <translation>暖色纸上的水墨：湿染、干皴、松树与瀑布、一方红印。</translation>
    </message>
    <message>
        <source>Colour woodblock: flat indigo and cream, graded sky, carved key line, a red sun.</source>
        <translation>彩色木版画：平涂的靛蓝与米白、渐变天空、刻线、红日。</translation>
    </message>
    <message>
        <source>Palette knife at nightfall: slabs of navy and violet, lit windows and lamps on wet stone.</source>
        <translation>夜幕下的刮刀画：深蓝与紫色块面、亮着的窗、湿石上的灯光。</translation>
    </message>
    <message>
        <source>Blended oil under a brown glaze: towering clouds, sunlit oaks, a pond, wide umber ground.</source>
        <translation>棕色罩染下的柔和油画：高耸的云、阳光下的橡树、池塘、宽阔的赭褐大地。</translation>
    </message>
    <message>
        <source>Solid oil that turns with the form: bright fruit, white cloth, bottle green and wine red.</source>
        <translation>随形转折的厚实油画：鲜亮的水果、白布、瓶绿与酒红。</translation>
    </message>
    <message>
        <source>Red-brown pen hatching with thin grey-green washes: cottages, elms, a cart road, open sky.</source>
        <translation>红褐色钢笔排线配淡灰绿薄染：农舍、榆树、车道、开阔的天空。</translation>
    </message>
</context>
<context>
    <name>row</name>
    <message>
        <source>Lines</source>
        <translation>线条</translation>
    </message>
    <message>
        <source>Scribble</source>
        <translation>涂鸦</translation>
    </message>
    <message>
        <source>Edges (Canny)</source>
        <translation>边缘（Canny）</translation>
    </message>
    <message>
        <source>Soft edges</source>
        <translation>柔和边缘</translation>
    </message>
    <message>
        <source>Blurred</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>Tile</source>
        <translation>分块</translation>
    </message>
    <message>
        <source>Colour grid</source>
        <translation>色块网格</translation>
    </message>
    <message>
        <source>Painted segmentation</source>
        <translation>手绘分割图</translation>
    </message>
    <message>
        <source>The picture is the map</source>
        <translation>图像本身即控制图</translation>
    </message>
    <message>
        <source>What is kept (inpainting)</source>
        <translation>保留的部分（局部重绘）</translation>
    </message>
</context>
<context>
    <name>tag</name>
    <message>
        <source>painting</source>
        <translation>绘画</translation>
    </message>
    <message>
        <source>drawing</source>
        <translation>素描</translation>
    </message>
    <message>
        <source>nature</source>
        <translation>自然</translation>
    </message>
    <message>
        <source>ink</source>
        <translation>墨水</translation>
    </message>
    <message>
        <source>oil</source>
        <translation>油画</translation>
    </message>
    <message>
        <source>marker</source>
        <translation>马克笔</translation>
    </message>
    <message>
        <source>liquify</source>
        <translation>液化</translation>
    </message>
    <message>
        <source>watercolour</source>
        <translation>水彩</translation>
    </message>
    <message>
        <source>texture</source>
        <translation>纹理</translation>
    </message>
    <message>
        <source>smudge</source>
        <translation>涂抹</translation>
    </message>
    <message>
        <source>pastel</source>
        <translation>粉彩</translation>
    </message>
    <message>
        <source>eraser</source>
        <translation>橡皮</translation>
    </message>
    <message>
        <source>charcoal</source>
        <translation>炭笔</translation>
    </message>
    <message>
        <source>airbrush</source>
        <translation>喷枪</translation>
    </message>
    <message>
        <source>repair</source>
        <translation>修补</translation>
    </message>
    <message>
        <source>pixel</source>
        <translation>像素</translation>
    </message>
</context>
</TS>
