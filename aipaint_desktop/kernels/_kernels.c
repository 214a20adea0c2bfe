/* What is computed pixel by pixel, for compositing and for brushes. numpy's own versions stand beside the callers; they
   say what is meant, and the tests compare the two. Planes are float32, rows may lie any distance apart, and nothing is
   known here of layers or strokes. A call takes some 20 µs, so the interpreter is kept meanwhile: whoever lets go of it
   waits for its return, which is a millisecond where another thread computes in Python.

   Built against the limited API, so that one binary serves every Python from 3.11 on. */

#define Py_LIMITED_API 0x030B0000
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define LEAST 1e-6f
#define TO_ONE ((float)(1.0 / 255.0))
#define WHITE 255.0f
#define SPAN 128 /* pixels of a row that are computed at a time */

/* Twice as fast where the processor has wider registers; never another result, as nothing is fused. */
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__linux__)
#define WIDE __attribute__((target_clones("avx2", "default")))
#else
#define WIDE
#endif

#define EACH for (Py_ssize_t i = 0; i < n; i++)

static inline float least(float a, float b) { return a < b ? a : b; }
static inline float most(float a, float b) { return a > b ? a : b; }
static inline float divisor(float a) { return most(a, LEAST); }
static inline float between(float a) { return least(most(a, 0.0f), 1.0f); }

/* ---- modes: the colours of a below and of a source, straight, 0 to 1, to what they become where both are opaque */

/* In the order of `Mode` in document/modes.py. */
enum {
    NORMAL, MULTIPLY, SCREEN, OVERLAY, DARKEN, LIGHTEN, DODGE, BURN, HARD_LIGHT, SOFT_LIGHT, DIFFERENCE, HUE, SATURATION,
    COLOUR, LUMINOSITY, ADD, LINEAR_BURN, DARKER_COLOUR, LIGHTER_COLOUR, VIVID_LIGHT, LINEAR_LIGHT, PIN_LIGHT, HARD_MIX,
    EXCLUSION, SUBTRACT, DIVIDE, MODES
};

static inline float screen(float b, float s) { return b + s - b * s; }

static inline float hard_light(float b, float s)
{
    float twice = 2 * s, dark = b * twice, light = screen(b, twice - 1);
    return s <= 0.5f ? dark : light;
}

static inline float dodge(float b, float s)
{
    float lit = least(1.0f, b / divisor(1 - s));
    return b <= 0 ? 0.0f : lit;
}

static inline float burn(float b, float s)
{
    float dark = most(0.0f, 1 - (1 - b) / divisor(s));
    return b >= 1 ? 1.0f : dark;
}

static inline float soft_light(float b, float s)
{
    float bent = ((16 * b - 12) * b + 4) * b, root = sqrtf(b);
    float curve = (b <= 0.25f ? bent : root) - b, dark = b * (1 - b);
    return b + (2 * s - 1) * (s <= 0.5f ? dark : curve);
}

static inline float vivid_light(float b, float s)
{
    float twice = 2 * s, burnt = 1 - (1 - b) / divisor(twice), lit = b / divisor(2 - twice);
    return between(s < 0.5f ? burnt : lit);
}

static inline float pin_light(float b, float s) { return most(2 * s - 1, least(b, 2 * s)); }

typedef void (*Blend)(const float *restrict, const float *restrict, float *restrict, Py_ssize_t);

#define BY_CHANNEL(name, value)                                                                                        \
    WIDE static void name(const float *restrict below, const float *restrict above, float *restrict out, Py_ssize_t n) \
    {                                                                                                                  \
        EACH { float b = below[i], s = above[i]; out[i] = value; }                                                     \
    }

BY_CHANNEL(multiply_row, b * s)
BY_CHANNEL(screen_row, screen(b, s))
BY_CHANNEL(overlay_row, hard_light(s, b))
BY_CHANNEL(darken_row, least(b, s))
BY_CHANNEL(lighten_row, most(b, s))
BY_CHANNEL(dodge_row, dodge(b, s))
BY_CHANNEL(burn_row, burn(b, s))
BY_CHANNEL(hard_light_row, hard_light(b, s))
BY_CHANNEL(soft_light_row, soft_light(b, s))
BY_CHANNEL(difference_row, fabsf(b - s))
BY_CHANNEL(linear_burn_row, most(b + s - 1, 0.0f))
BY_CHANNEL(vivid_light_row, vivid_light(b, s))
BY_CHANNEL(linear_light_row, between(b + 2 * s - 1))
BY_CHANNEL(pin_light_row, pin_light(b, s))
BY_CHANNEL(hard_mix_row, b + s > (float)(1 + 0.5 / 255) ? 1.0f : 0.0f)
BY_CHANNEL(exclusion_row, b + s - 2 * b * s)
BY_CHANNEL(subtract_row, most(b - s, 0.0f))
BY_CHANNEL(divide_row, least(b / divisor(s), 1.0f))

static const Blend BLENDS[MODES] = {
    [MULTIPLY] = multiply_row, [SCREEN] = screen_row, [OVERLAY] = overlay_row, [DARKEN] = darken_row,
    [LIGHTEN] = lighten_row, [DODGE] = dodge_row, [BURN] = burn_row, [HARD_LIGHT] = hard_light_row,
    [SOFT_LIGHT] = soft_light_row, [DIFFERENCE] = difference_row, [LINEAR_BURN] = linear_burn_row,
    [VIVID_LIGHT] = vivid_light_row, [LINEAR_LIGHT] = linear_light_row, [PIN_LIGHT] = pin_light_row,
    [HARD_MIX] = hard_mix_row, [EXCLUSION] = exclusion_row, [SUBTRACT] = subtract_row, [DIVIDE] = divide_row,
};

typedef struct { float r, g, b; } Rgb;

static inline float luminosity(Rgb c) { return 0.3f * c.r + 0.59f * c.g + 0.11f * c.b; }
static inline float luma(Rgb c) { return 0.299f * c.r + 0.587f * c.g + 0.114f * c.b; }
static inline float lowest(Rgb c) { return least(least(c.r, c.g), c.b); }
static inline float highest(Rgb c) { return most(most(c.r, c.g), c.b); }

static inline Rgb with_saturation(Rgb c, float saturation)
{
    float low = lowest(c), span = highest(c) - low, stretch = span > 0 ? saturation / divisor(span) : 0.0f;
    return (Rgb){(c.r - low) * stretch, (c.g - low) * stretch, (c.b - low) * stretch};
}

static inline Rgb with_luminosity(Rgb c, float light)
{
    float shift = light - luminosity(c);
    Rgb moved = {c.r + shift, c.g + shift, c.b + shift};
    float low = lowest(moved), high = highest(moved);
    /* What is out of range is drawn towards the grey of this luminosity, as far as it takes. */
    float keep = (low < 0 ? light / divisor(light - low) : 1.0f) * (high > 1 ? (1 - light) / divisor(high - light) : 1.0f);
    return (Rgb){light + (moved.r - light) * keep, light + (moved.g - light) * keep, light + (moved.b - light) * keep};
}

static inline Rgb blended_colour(int mode, Rgb b, Rgb s)
{
    switch (mode) {
    case HUE: return with_luminosity(with_saturation(s, highest(b) - lowest(b)), luminosity(b));
    case SATURATION: return with_luminosity(with_saturation(b, highest(s) - lowest(s)), luminosity(b));
    case COLOUR: return with_luminosity(s, luminosity(b));
    case LUMINOSITY: return with_luminosity(b, luminosity(s));
    case DARKER_COLOUR: return luma(b) < luma(s) ? b : s;
    default: return luma(b) > luma(s) ? b : s;
    }
}

static void blend_span(int mode, float (*below)[SPAN], float (*above)[SPAN], float (*out)[SPAN], Py_ssize_t n)
{
    if (BLENDS[mode]) {
        for (int c = 0; c < 3; c++)
            BLENDS[mode](below[c], above[c], out[c], n);
        return;
    }
    EACH {
        Rgb mixed = blended_colour(mode, (Rgb){below[0][i], below[1][i], below[2][i]},
                                   (Rgb){above[0][i], above[1][i], above[2][i]});
        out[0][i] = mixed.r, out[1][i] = mixed.g, out[2][i] = mixed.b;
    }
}

/* ---- laying one span over another; a row is red, green, blue, 0 to 255, premultiplied, and alpha, 0 to 1, or NULL */

typedef const float *In[4];
typedef float *Out[4];

WIDE static void straight_span(const float *restrict colour, const float *restrict alpha, float *restrict out, Py_ssize_t n)
{
    if (!alpha) {
        EACH out[i] = least(colour[i] * TO_ONE, 1.0f);
        return;
    }
    EACH out[i] = least(colour[i] * (TO_ONE / divisor(alpha[i])), 1.0f);
}

WIDE static void lay_normal(const float *restrict below, const float *restrict covered, const float *restrict above,
                            const float *restrict alpha, float *restrict out, Py_ssize_t n)
{
    if (covered)
        EACH out[i] = below[i] * (1 - alpha[i]) + above[i] * covered[i];
    else
        EACH out[i] = below[i] * (1 - alpha[i]) + above[i];
}

WIDE static void lay_added(const float *restrict below, const float *restrict covered, const float *restrict above,
                           float *restrict out, Py_ssize_t n)
{
    if (covered)
        EACH out[i] = least(below[i] + above[i] * covered[i], WHITE);
    else
        EACH out[i] = least(below[i] + above[i], WHITE);
}

WIDE static void lay_mixed(const float *restrict below, const float *restrict covered, const float *restrict above,
                           const float *restrict alpha, const float *restrict mixed, int atop, float *restrict out,
                           Py_ssize_t n)
{
    if (!covered)
        EACH out[i] = below[i] * (1 - alpha[i]) + mixed[i] * (alpha[i] * WHITE);
    else if (atop)
        EACH out[i] = below[i] * (1 - alpha[i]) + mixed[i] * (alpha[i] * covered[i] * WHITE);
    else
        EACH out[i] = below[i] * (1 - alpha[i])
                      + (mixed[i] * (alpha[i] * covered[i] * WHITE) + above[i] * (1 - covered[i]));
}

WIDE static void lay_alpha(const float *restrict covered, const float *restrict alpha, int adds, float *restrict out,
                           Py_ssize_t n)
{
    if (adds)
        EACH out[i] = least(covered[i] + alpha[i], 1.0f);
    else
        EACH out[i] = covered[i] * (1 - alpha[i]) + alpha[i];
}

static void lay_span(const In below, const In above, int mode, int atop, Out out, Py_ssize_t n)
{
    const float *covered = below[3], *alpha = above[3];
    if (mode == NORMAL || mode == ADD) {
        const float *share = atop ? covered : NULL;
        for (int c = 0; c < 3; c++)
            if (mode == NORMAL)
                lay_normal(below[c], share, above[c], alpha, out[c], n);
            else
                lay_added(below[c], share, above[c], out[c], n);
    } else {
        float ground[3][SPAN], colour[3][SPAN], mixed[3][SPAN];
        for (int c = 0; c < 3; c++) {
            straight_span(below[c], covered, ground[c], n);
            straight_span(above[c], alpha, colour[c], n);
        }
        blend_span(mode, ground, colour, mixed, n);
        for (int c = 0; c < 3; c++)
            lay_mixed(below[c], covered, above[c], alpha, mixed[c], atop, out[c], n);
    }
    if (!covered)
        return;
    if (atop)
        EACH out[3][i] = covered[i];
    else
        lay_alpha(covered, alpha, mode == ADD, out[3], n);
}

WIDE static void read_tile(const uint8_t *restrict pixels, const uint8_t *restrict mask, float opacity, float *restrict red,
                           float *restrict green, float *restrict blue, float *restrict alpha, Py_ssize_t n)
{
    float share = opacity;
    if (mask)
        EACH alpha[i] = (float)pixels[4 * i + 3] * share * ((float)(255 - mask[i]) * TO_ONE);
    else
        EACH alpha[i] = (float)pixels[4 * i + 3] * share;
    EACH {
        red[i] = (float)pixels[4 * i] * alpha[i];
        green[i] = (float)pixels[4 * i + 1] * alpha[i];
        blue[i] = (float)pixels[4 * i + 2] * alpha[i];
    }
}

/* ---- numbers to bytes: cut off after half has been added, so rounded */

WIDE static void screen_span(const In sheet, uint8_t *restrict out, Py_ssize_t n)
{
    const float *red = sheet[0], *green = sheet[1], *blue = sheet[2], *alpha = sheet[3];
    EACH {
        out[4 * i] = (uint8_t)(int)least(blue[i] + 0.5f, WHITE);
        out[4 * i + 1] = (uint8_t)(int)least(green[i] + 0.5f, WHITE);
        out[4 * i + 2] = (uint8_t)(int)least(red[i] + 0.5f, WHITE);
        out[4 * i + 3] = 255;
    }
    if (alpha)
        EACH out[4 * i + 3] = (uint8_t)(int)least(alpha[i] * WHITE + 0.5f, WHITE);
}

WIDE static void straight_pixels(const In sheet, uint8_t *restrict out, Py_ssize_t n)
{
    const float *red = sheet[0], *green = sheet[1], *blue = sheet[2], *alpha = sheet[3];
    EACH {
        float whole = alpha ? 1 / divisor(alpha[i]) : 1.0f;
        out[4 * i] = (uint8_t)(int)least(red[i] * whole + 0.5f, WHITE);
        out[4 * i + 1] = (uint8_t)(int)least(green[i] * whole + 0.5f, WHITE);
        out[4 * i + 2] = (uint8_t)(int)least(blue[i] * whole + 0.5f, WHITE);
        out[4 * i + 3] = alpha ? (uint8_t)(int)least(alpha[i] * WHITE + 0.5f, WHITE) : 255;
    }
}

WIDE static void halve_row(const uint8_t *restrict first, const uint8_t *restrict second, uint8_t *restrict out,
                           Py_ssize_t n)
{
    EACH {
        const uint8_t *a = first + 8 * i, *b = a + 4, *c = second + 8 * i, *d = c + 4;
        /* Whole numbers below 2^24: exact. */
        float weight = (float)(a[3] + b[3] + c[3] + d[3]), whole = most(weight, 1.0f);
        for (int k = 0; k < 3; k++)
            out[4 * i + k] =
                (uint8_t)(int)((float)(a[k] * a[3] + b[k] * b[3] + c[k] * c[3] + d[k] * d[3]) / whole + 0.5f);
        out[4 * i + 3] = (uint8_t)(int)(weight * 0.25f + 0.5f);
    }
}

/* ---- affine maps */

WIDE static void affine_span(const float *restrict colour, const float *restrict kept, const float *restrict added,
                             const float *restrict by_alpha, const float *restrict alpha, float *restrict out, Py_ssize_t n)
{
    if (!by_alpha)
        EACH out[i] = colour[i] * kept[i] + added[i];
    else if (!alpha)
        EACH out[i] = colour[i] * kept[i] + added[i] + by_alpha[i];
    else
        EACH out[i] = colour[i] * kept[i] + added[i] + by_alpha[i] * alpha[i];
}

/* by_alpha: three rows that may be missing. */
static void map_span(const In below, const In added, const In kept, const In by_alpha, Out out, Py_ssize_t n)
{
    const float *alpha = below[3];
    for (int c = 0; c < 3; c++)
        affine_span(below[c], kept[c], added[c], by_alpha[c], alpha, out[c], n);
    if (out[3] && alpha)
        EACH out[3][i] = alpha[i] * kept[3][i] + added[3][i];
    else if (out[3])
        EACH out[3][i] = kept[3][i] + added[3][i];
}

/* ---- brushes */

#define STRETCH 32 /* pixels of a row of which it is told whether they have changed */

WIDE static int grow_span(float *restrict covered, const float *restrict stamp, float opacity, float share, Py_ssize_t n)
{
    int grown = 0;
    EACH {
        float missing = most(stamp[i] * opacity - covered[i], 0.0f);
        grown |= missing > 0;
        covered[i] += missing * share;
    }
    return grown;
}

WIDE static void tooth_span(const float *restrict coverage, const float *restrict heights, float grain, float sharpness,
                            float *restrict out, Py_ssize_t n)
{
    EACH {
        float caught = between(coverage[i] * sharpness - heights[i]);
        out[i] = caught * sqrtf(coverage[i]) * grain + coverage[i] * (1 - grain);
    }
}

enum { PAINT, RECOLOUR, ERASE, MANNERS };

/* How much is laid down: what a stroke has covered, as far as it is opaque and selected. */
WIDE static void laid_down(const float *restrict coverage, const uint8_t *restrict selected, float opacity,
                           float *restrict out, Py_ssize_t n)
{
    if (selected)
        EACH out[i] = coverage[i] * opacity * ((float)selected[i] * TO_ONE);
    else
        EACH out[i] = coverage[i] * opacity;
}

WIDE static void paint_span(const uint8_t *restrict before, const float *restrict share, const float *restrict red,
                            const float *restrict green, const float *restrict blue, int manner, uint8_t *restrict out,
                            Py_ssize_t n)
{
    if (manner == ERASE) {
        EACH {
            out[4 * i] = before[4 * i], out[4 * i + 1] = before[4 * i + 1], out[4 * i + 2] = before[4 * i + 2];
            out[4 * i + 3] = (uint8_t)(int)((float)before[4 * i + 3] * (1 - share[i]) + 0.5f);
        }
        return;
    }
    EACH {
        float alpha = (float)before[4 * i + 3] * TO_ONE, whole = alpha * (1 - share[i]) + share[i];
        float part = manner == PAINT ? share[i] / divisor(whole) : share[i];
        float r = (float)before[4 * i], g = (float)before[4 * i + 1], b = (float)before[4 * i + 2];
        out[4 * i] = (uint8_t)(int)(r + (red[i] - r) * part + 0.5f);
        out[4 * i + 1] = (uint8_t)(int)(g + (green[i] - g) * part + 0.5f);
        out[4 * i + 2] = (uint8_t)(int)(b + (blue[i] - b) * part + 0.5f);
        out[4 * i + 3] = manner == PAINT ? (uint8_t)(int)(whole * WHITE + 0.5f) : before[4 * i + 3];
    }
}

#include "_wet.h"

/* ---- arguments: two-dimensional arrays whose rows are without gaps, or one number for all of a plane */

#define ARRAYS 128
#define NUMBERS 32 /* of these, that are one for all of a plane */

typedef struct {
    Py_buffer views[ARRAYS];
    float numbers[NUMBERS][SPAN];
    int count, numbered;
} Held;

#define HOLD(held)                                                                                                     \
    Held held;                                                                                                         \
    held.count = held.numbered = 0

static void let_go(Held *held)
{
    while (held->count)
        PyBuffer_Release(&held->views[--held->count]);
}

/* height: -1 of what is the same everywhere, of which there is one row of SPAN, which is never gone along. */
typedef struct {
    char *start;
    Py_ssize_t stride, height, width;
} Area;

/* channels: 1, or 4 of pixels. */
static int take(Held *held, PyObject *array, char format, int channels, int writes, Area *area)
{
    int flags = PyBUF_FORMAT | (writes ? PyBUF_STRIDED : PyBUF_STRIDED_RO);
    Py_buffer *view = &held->views[held->count];
    if (held->count == ARRAYS) {
        PyErr_SetString(PyExc_ValueError, "too many arrays");
        return 0;
    }
    if (PyObject_GetBuffer(array, view, flags) != 0)
        return 0;
    held->count++;
    if (view->ndim == 0 && format == 'f' && !writes && view->format && view->format[0] == 'f'
        && held->numbered < NUMBERS) {
        float *number = held->numbers[held->numbered++];
        for (int i = 0; i < SPAN; i++)
            number[i] = *(float *)view->buf;
        *area = (Area){(char *)number, 0, -1, SPAN};
        return 1;
    }
    int axes = channels == 1 ? 2 : 3;
    if (view->ndim != axes || view->format == NULL || view->format[0] != format || view->format[1] != 0
        || view->strides[axes - 1] != view->itemsize
        || (axes == 3 && (view->shape[2] != channels || view->strides[1] != channels))) {
        PyErr_SetString(PyExc_ValueError, "not an array of this kind");
        return 0;
    }
    *area = (Area){view->buf, view->strides[0], view->shape[0], view->shape[1]};
    return 1;
}

static int fits(const Area *area, const Area *other)
{
    if (area->height == -1 || (area->height == other->height && area->width == other->width))
        return 1;
    PyErr_SetString(PyExc_ValueError, "arrays of different sizes");
    return 0;
}

/* Takes three planes, or as many as the limit; one that is missing has no start. size: that they must have, if any. */
static int take_planes(Held *held, PyObject *planes, int limit, const Area *size, Area *areas)
{
    Py_ssize_t count = PyTuple_Check(planes) ? PyTuple_Size(planes) : -1;
    if (count < 3 || count > limit) {
        PyErr_SetString(PyExc_ValueError, "not the planes of a sheet");
        return 0;
    }
    for (int c = 0; c < limit; c++)
        areas[c].start = NULL;
    for (int c = 0; c < count; c++)
        if (!take(held, PyTuple_GetItem(planes, c), 'f', 1, size == NULL, &areas[c])
            || !fits(&areas[c], size ? size : &areas[0]))
            return 0;
    return 1;
}

/* Whether there is a plane where there has to be one. */
static int complete(const Area *area, int needed)
{
    if (area->start || !needed)
        return 1;
    PyErr_SetString(PyExc_ValueError, "a plane of alpha is missing");
    return 0;
}

static inline float *at(const Area *area, Py_ssize_t row, Py_ssize_t column)
{
    return area->start ? (float *)(area->start + row * area->stride) + (area->height < 0 ? 0 : column) : NULL;
}

static inline void span_in(const Area *areas, Py_ssize_t row, Py_ssize_t column, In span)
{
    for (int c = 0; c < 4; c++)
        span[c] = at(&areas[c], row, column);
}

static inline void span_out(const Area *areas, Py_ssize_t row, Py_ssize_t column, Out span)
{
    for (int c = 0; c < 4; c++)
        span[c] = at(&areas[c], row, column);
}

#define SPANS(area)                                                                                                    \
    for (Py_ssize_t row = 0; row < (area).height; row++)                                                               \
        for (Py_ssize_t column = 0, n; column < (area).width; column += n)                                             \
            if ((n = (area).width - column < SPAN ? (area).width - column : SPAN))

static PyObject *done(Held *held)
{
    let_go(held);
    return Py_NewRef(Py_None);
}

static PyObject *failed(Held *held)
{
    let_go(held);
    return NULL;
}

static int sound(int mode)
{
    if (mode >= 0 && mode < MODES)
        return 1;
    PyErr_SetString(PyExc_ValueError, "no such mode");
    return 0;
}

static PyObject *lay(PyObject *Py_UNUSED(self), PyObject *arguments)
{
    PyObject *out_planes, *below_planes, *source_planes;
    int mode, atop;
    HOLD(held);
    Area out[4], below[4], source[4];
    if (!PyArg_ParseTuple(arguments, "OOOip", &out_planes, &below_planes, &source_planes, &mode, &atop) || !sound(mode)
        || !take_planes(&held, out_planes, 4, NULL, out) || !take_planes(&held, below_planes, 4, &out[0], below)
        || !take_planes(&held, source_planes, 4, &out[0], source) || !complete(&source[3], 1)
        || !complete(&out[3], below[3].start != NULL))
        return failed(&held);
    SPANS(out[0]) {
        In under, over;
        Out made;
        span_in(below, row, column, under);
        span_in(source, row, column, over);
        span_out(out, row, column, made);
        lay_span(under, over, mode, atop, made, n);
    }
    return done(&held);
}

/* Reads a span of a tile, less what a mask hides of it, if there is one. */
static void read_at(const Area *tile, const Area *mask, Py_ssize_t row, Py_ssize_t column, float opacity,
                    float (*to)[SPAN], Py_ssize_t n)
{
    const uint8_t *hides = mask->start ? (uint8_t *)mask->start + row * mask->stride + column : NULL;
    read_tile((uint8_t *)tile->start + row * tile->stride + 4 * column, hides, opacity, to[0], to[1], to[2], to[3], n);
}

static PyObject *lay_tile(PyObject *Py_UNUSED(self), PyObject *arguments)
{
    PyObject *out_planes, *below_planes, *pixels, *mask;
    float opacity;
    int mode, atop;
    HOLD(held);
    Area out[4], below[4], tile, hidden = {NULL, 0, 0, 0};
    if (!PyArg_ParseTuple(arguments, "OOOOfip", &out_planes, &below_planes, &pixels, &mask, &opacity, &mode, &atop)
        || !sound(mode) || !take_planes(&held, out_planes, 4, NULL, out) || !take_planes(&held, below_planes, 4, &out[0], below)
        || !take(&held, pixels, 'B', 4, 0, &tile) || !fits(&tile, &out[0]) || !complete(&out[3], below[3].start != NULL))
        return failed(&held);
    if (mask != Py_None && (!take(&held, mask, 'B', 1, 0, &hidden) || !fits(&hidden, &out[0])))
        return failed(&held);
    SPANS(out[0]) {
        float over[4][SPAN];
        In under;
        Out made;
        read_at(&tile, &hidden, row, column, opacity, over, n);
        span_in(below, row, column, under);
        span_out(out, row, column, made);
        const In above = {over[0], over[1], over[2], over[3]};
        lay_span(under, above, mode, atop, made, n);
    }
    return done(&held);
}

static PyObject *source(PyObject *Py_UNUSED(self), PyObject *arguments)
{
    PyObject *out_planes, *pixels, *mask;
    float opacity;
    HOLD(held);
    Area out[4], tile, hidden = {NULL, 0, 0, 0};
    if (!PyArg_ParseTuple(arguments, "OOOf", &out_planes, &pixels, &mask, &opacity)
        || !take_planes(&held, out_planes, 4, NULL, out) || !take(&held, pixels, 'B', 4, 0, &tile) || !fits(&tile, &out[0])
        || !complete(&out[3], 1))
        return failed(&held);
    if (mask != Py_None && (!take(&held, mask, 'B', 1, 0, &hidden) || !fits(&hidden, &out[0])))
        return failed(&held);
    SPANS(out[0]) {
        const uint8_t *hides = hidden.start ? (uint8_t *)hidden.start + row * hidden.stride + column : NULL;
        read_tile((uint8_t *)tile.start + row * tile.stride + 4 * column, hides, opacity, at(&out[0], row, column),
                  at(&out[1], row, column), at(&out[2], row, column), at(&out[3], row, column), n);
    }
    return done(&held);
}

static PyObject *affine(PyObject *Py_UNUSED(self), PyObject *arguments)
{
    PyObject *out_planes, *below_planes, *added_planes, *kept_planes, *by_alpha_planes;
    HOLD(held);
    Area out[4], below[4], added[4], kept[4], by_alpha[4] = {{NULL, 0, 0, 0}};
    if (!PyArg_ParseTuple(arguments, "OOOOO", &out_planes, &below_planes, &added_planes, &kept_planes, &by_alpha_planes)
        || !take_planes(&held, out_planes, 4, NULL, out) || !take_planes(&held, below_planes, 4, &out[0], below)
        || !take_planes(&held, added_planes, 4, &out[0], added) || !take_planes(&held, kept_planes, 4, &out[0], kept)
        || (by_alpha_planes != Py_None && !take_planes(&held, by_alpha_planes, 3, &out[0], by_alpha))
        || !complete(&added[3], 1) || !complete(&kept[3], 1))
        return failed(&held);
    SPANS(out[0]) {
        In under, more, share, by;
        Out made;
        span_in(below, row, column, under);
        span_in(added, row, column, more);
        span_in(kept, row, column, share);
        span_in(by_alpha, row, column, by);
        span_out(out, row, column, made);
        map_span(under, more, share, by, made, n);
    }
    return done(&held);
}

/* ---- all that is laid over one another on a tile, without a plane in between */

#define PARTS 24

enum { LAID, MAPPED, POPPED, TILED };

/* What is done to a sheet by something above it. Rows: of the source that is laid over it; or of a map, four of what is
   added, four of what is kept and three of what is by alpha; or of what it is laid over itself, and its share. Or of the
   pixels of a tile, and of its mask. */
typedef struct {
    int way, mode, atop, opaque; /* opaque: of a map, 1 where an opaque sheet stays so, 2 where any becomes so */
    float opacity;
    Area rows[11];
} Part;

static int take_part(Held *held, PyObject *given, const Area *size, Part *part)
{
    PyObject *planes[3] = {NULL, NULL, NULL}, *tag = NULL;
    Py_ssize_t count = PyTuple_Check(given) ? PyTuple_Size(given) : -1;
    long way = count > 0 && PyLong_Check(tag = PyTuple_GetItem(given, 0)) ? PyLong_AsLong(tag) : -1;
    for (int c = 0; c < 11; c++)
        part->rows[c].start = NULL;
    part->way = (int)way;
    switch (way) {
    case LAID:
        return PyArg_ParseTuple(given, "lOip", &way, &planes[0], &part->mode, &part->atop) && sound(part->mode)
               && take_planes(held, planes[0], 4, size, part->rows) && complete(&part->rows[3], 1);
    case MAPPED:
        return PyArg_ParseTuple(given, "lOOOi", &way, &planes[0], &planes[1], &planes[2], &part->opaque)
               && take_planes(held, planes[0], 4, size, part->rows) && take_planes(held, planes[1], 4, size, part->rows + 4)
               && (planes[2] == Py_None || take_planes(held, planes[2], 3, size, part->rows + 8))
               && complete(&part->rows[3], 1) && complete(&part->rows[7], 1);
    case POPPED:
        return PyArg_ParseTuple(given, "lOOip", &way, &planes[0], &planes[1], &part->mode, &part->atop)
               && sound(part->mode) && (planes[0] == Py_None || take_planes(held, planes[0], 4, size, part->rows))
               && take(held, planes[1], 'f', 1, 0, &part->rows[4]) && fits(&part->rows[4], size);
    case TILED:
        return PyArg_ParseTuple(given, "lOOfip", &way, &planes[0], &planes[1], &part->opacity, &part->mode, &part->atop)
               && sound(part->mode) && take(held, planes[0], 'B', 4, 0, &part->rows[0]) && fits(&part->rows[0], size)
               && (planes[1] == Py_None
                   || (take(held, planes[1], 'B', 1, 0, &part->rows[1]) && fits(&part->rows[1], size)));
    default:
        PyErr_SetString(PyExc_ValueError, "nothing that is laid over a sheet");
        return 0;
    }
}

static int is_opaque(const Part *part, int sheet)
{
    switch (part->way) {
    case LAID: case TILED: return sheet;
    case MAPPED: return part->opaque == 2 || (part->opaque == 1 && sheet);
    default: return part->rows[0].start && !part->rows[3].start;
    }
}

static void scale_span(const float *restrict row, const float *restrict share, float *restrict out, Py_ssize_t n)
{
    if (row)
        EACH out[i] = row[i] * share[i];
    else
        EACH out[i] = share[i];
}

/* Lets the sheet be rows of `to`. */
static void apply_part(const Part *part, Py_ssize_t row, Py_ssize_t column, In sheet, float (*to)[SPAN], Py_ssize_t n)
{
    Out made = {to[0], to[1], to[2], is_opaque(part, !sheet[3]) ? NULL : to[3]};
    In here, more;
    if (part->way != TILED)
        span_in(part->rows, row, column, here);
    if (part->way == TILED) {
        float over[4][SPAN];
        const In source = {over[0], over[1], over[2], over[3]};
        read_at(&part->rows[0], &part->rows[1], row, column, part->opacity, over, n);
        lay_span(sheet, source, part->mode, part->atop, made, n);
    } else if (part->way == LAID)
        lay_span(sheet, here, part->mode, part->atop, made, n);
    else if (part->way == MAPPED) {
        const In by_alpha = {at(&part->rows[8], row, column), at(&part->rows[9], row, column),
                             at(&part->rows[10], row, column), NULL};
        span_in(part->rows + 4, row, column, more);
        map_span(sheet, here, more, by_alpha, made, n);
    } else {
        float scaled[4][SPAN];
        const In source = {scaled[0], scaled[1], scaled[2], scaled[3]};
        for (int c = 0; c < 4; c++)
            scale_span(sheet[c], at(&part->rows[4], row, column), here[0] ? scaled[c] : to[c], n);
        if (here[0])
            lay_span(here, source, part->mode, part->atop, made, n);
    }
    for (int c = 0; c < 4; c++)
        sheet[c] = made[c];
}

static PyObject *show(PyObject *Py_UNUSED(self), PyObject *arguments)
{
    PyObject *pixels, *below_planes, *tile_pixels, *mask, *parts;
    float opacity;
    int mode, atop, hides, for_screen, opaque;
    Py_ssize_t left, top, count;
    Part above[PARTS];
    HOLD(held);
    Area out, below[4] = {{NULL, 0, 0, 0}}, tile = {NULL, 0, 0, 0}, hidden = {NULL, 0, 0, 0}, whole;
    if (!PyArg_ParseTuple(arguments, "OOOOfippOnnp", &pixels, &below_planes, &tile_pixels, &mask, &opacity, &mode, &atop,
                          &hides, &parts, &left, &top, &for_screen)
        || !sound(mode) || !take(&held, pixels, 'B', 4, 1, &out))
        return failed(&held);
    if (below_planes != Py_None && !take_planes(&held, below_planes, 4, NULL, below))
        return failed(&held);
    whole = below[0];
    if (tile_pixels != Py_None
        && (!take(&held, tile_pixels, 'B', 4, 0, &tile) || (whole.start && !fits(&tile, &whole))))
        return failed(&held);
    whole = whole.start ? whole : tile;
    if (mask != Py_None && (!take(&held, mask, 'B', 1, 0, &hidden) || !fits(&hidden, &whole)))
        return failed(&held);
    count = PyTuple_Check(parts) ? PyTuple_Size(parts) : -1;
    if (!whole.start || (!tile.start && hides) || count < 0 || count > PARTS || left < 0 || top < 0
        || left + out.width > whole.width || top + out.height > whole.height) {
        PyErr_SetString(PyExc_ValueError, "not a part of a tile");
        return failed(&held);
    }
    opaque = hides || (below[0].start && !below[3].start);
    for (Py_ssize_t i = 0; i < count; i++) {
        if (!take_part(&held, PyTuple_GetItem(parts, i), &whole, &above[i]))
            return failed(&held);
        opaque = is_opaque(&above[i], opaque);
    }
    SPANS(out) {
        float over[4][SPAN], first[4][SPAN], second[4][SPAN];
        float(*to)[SPAN] = first;
        In sheet;
        Py_ssize_t down = top + row, across = left + column;
        span_in(below, down, across, sheet);
        if (tile.start) {
            const In source = {over[0], over[1], over[2], over[3]};
            read_at(&tile, &hidden, down, across, opacity, over, n);
            if (hides || !below[0].start) {
                for (int c = 0; c < 4; c++)
                    sheet[c] = source[c];
                if (hides)
                    sheet[3] = NULL;
            } else {
                Out made = {to[0], to[1], to[2], sheet[3] ? to[3] : NULL};
                lay_span(sheet, source, mode, atop, made, n);
                for (int c = 0; c < 4; c++)
                    sheet[c] = made[c];
                to = second;
            }
        }
        for (Py_ssize_t i = 0; i < count; i++) {
            apply_part(&above[i], down, across, sheet, to, n);
            to = to == first ? second : first;
        }
        uint8_t *here = (uint8_t *)out.start + row * out.stride + 4 * column;
        if (for_screen)
            screen_span(sheet, here, n);
        else
            straight_pixels(sheet, here, n);
    }
    let_go(&held);
    return PyBool_FromLong(opaque);
}

static PyObject *to_bytes(PyObject *arguments, void (*span)(const In, uint8_t *restrict, Py_ssize_t))
{
    PyObject *pixels, *planes;
    HOLD(held);
    Area out, sheet[4];
    if (!PyArg_ParseTuple(arguments, "OO", &pixels, &planes) || !take(&held, pixels, 'B', 4, 1, &out)
        || !take_planes(&held, planes, 4, &out, sheet))
        return failed(&held);
    SPANS(out) {
        In here;
        span_in(sheet, row, column, here);
        span(here, (uint8_t *)out.start + row * out.stride + 4 * column, n);
    }
    return done(&held);
}

static PyObject *premultiplied_bgra(PyObject *Py_UNUSED(self), PyObject *arguments)
{
    return to_bytes(arguments, screen_span);
}

static PyObject *straight(PyObject *Py_UNUSED(self), PyObject *arguments)
{
    return to_bytes(arguments, straight_pixels);
}

static PyObject *halve(PyObject *Py_UNUSED(self), PyObject *arguments)
{
    PyObject *half, *pixels;
    HOLD(held);
    Area out, tile;
    if (!PyArg_ParseTuple(arguments, "OO", &half, &pixels) || !take(&held, half, 'B', 4, 1, &out)
        || !take(&held, pixels, 'B', 4, 0, &tile))
        return failed(&held);
    if (tile.height != 2 * out.height || tile.width != 2 * out.width) {
        PyErr_SetString(PyExc_ValueError, "not half the size");
        return failed(&held);
    }
    for (Py_ssize_t row = 0; row < out.height; row++) {
        const uint8_t *first = (uint8_t *)tile.start + 2 * row * tile.stride;
        halve_row(first, first + tile.stride, (uint8_t *)out.start + row * out.stride, out.width);
    }
    return done(&held);
}

static PyObject *grow(PyObject *Py_UNUSED(self), PyObject *arguments)
{
    PyObject *coverage, *dab;
    float opacity, share;
    HOLD(held);
    Area covered, stamp;
    if (!PyArg_ParseTuple(arguments, "OOff", &coverage, &dab, &opacity, &share) || !take(&held, coverage, 'f', 1, 1, &covered)
        || !take(&held, dab, 'f', 1, 0, &stamp) || !fits(&stamp, &covered))
        return failed(&held);
    Py_ssize_t top = covered.height, bottom = 0, left = covered.width, right = 0;
    for (Py_ssize_t row = 0; row < covered.height; row++)
        for (Py_ssize_t column = 0; column < covered.width; column += STRETCH) {
            Py_ssize_t rest = covered.width - column, n = rest < STRETCH ? rest : STRETCH;
            if (grow_span(at(&covered, row, column), at(&stamp, row, column), opacity, share, n)) {
                top = row < top ? row : top;
                bottom = row + 1;
                left = column < left ? column : left;
                right = column + n > right ? column + n : right;
            }
        }
    let_go(&held);
    return top < bottom ? Py_BuildValue("nnnn", left, top, right, bottom) : Py_BuildValue("nnnn", 0, 0, 0, 0);
}

static PyObject *tooth(PyObject *Py_UNUSED(self), PyObject *arguments)
{
    PyObject *made, *coverage, *paper;
    float grain, sharpness;
    HOLD(held);
    Area out, covered, heights;
    if (!PyArg_ParseTuple(arguments, "OOOff", &made, &coverage, &paper, &grain, &sharpness)
        || !take(&held, made, 'f', 1, 1, &out) || !take(&held, coverage, 'f', 1, 0, &covered) || !fits(&covered, &out)
        || !take(&held, paper, 'f', 1, 0, &heights) || !fits(&heights, &out))
        return failed(&held);
    SPANS(out)
        tooth_span(at(&covered, row, column), at(&heights, row, column), grain, sharpness, at(&out, row, column), n);
    return done(&held);
}

static PyObject *paint(PyObject *Py_UNUSED(self), PyObject *arguments)
{
    PyObject *made, *pixels, *coverage, *selection, *colour;
    float opacity;
    int manner;
    HOLD(held);
    Area out, before, covered, selected = {NULL, 0, 0, 0}, planes[3];
    if (!PyArg_ParseTuple(arguments, "OOOOOfi", &made, &pixels, &coverage, &selection, &colour, &opacity, &manner)
        || !take(&held, made, 'B', 4, 1, &out) || !take(&held, pixels, 'B', 4, 0, &before) || !fits(&before, &out)
        || !take(&held, coverage, 'f', 1, 0, &covered) || !fits(&covered, &out)
        || (selection != Py_None && (!take(&held, selection, 'B', 1, 0, &selected) || !fits(&selected, &out)))
        || !take_planes(&held, colour, 3, &out, planes))
        return failed(&held);
    if (manner < 0 || manner >= MANNERS) {
        PyErr_SetString(PyExc_ValueError, "no such manner");
        return failed(&held);
    }
    SPANS(out) {
        float share[SPAN];
        const uint8_t *chosen = selected.start ? (uint8_t *)selected.start + row * selected.stride + column : NULL;
        laid_down(at(&covered, row, column), chosen, opacity, share, n);
        paint_span((uint8_t *)before.start + row * before.stride + 4 * column, share, at(&planes[0], row, column),
                   at(&planes[1], row, column), at(&planes[2], row, column), manner,
                   (uint8_t *)out.start + row * out.stride + 4 * column, n);
    }
    return done(&held);
}

/* Draws a key for each pixel up to that of what an image has made of it: how much that is changed, then the pixel. */
WIDE static void key_span(const uint8_t *restrict before, const uint8_t *restrict made, uint64_t *restrict keys,
                          Py_ssize_t n)
{
    EACH {
        int change = 0;
        uint32_t pixel;
        for (int k = 0; k < 4; k++)
            change += abs(made[4 * i + k] - before[4 * i + k]);
        memcpy(&pixel, made + 4 * i, sizeof pixel);
        uint64_t key = (uint64_t)change << 32 | pixel;
        keys[i] = key > keys[i] ? key : keys[i];
    }
}

static PyObject *most_changed(PyObject *Py_UNUSED(self), PyObject *arguments)
{
    PyObject *pixels, *there, *images;
    HOLD(held);
    Area out, before, made[ARRAYS];
    if (!PyArg_ParseTuple(arguments, "OOO", &pixels, &there, &images) || !take(&held, pixels, 'B', 4, 1, &out)
        || !take(&held, there, 'B', 4, 0, &before) || !fits(&before, &out))
        return failed(&held);
    Py_ssize_t count = PyTuple_Check(images) ? PyTuple_Size(images) : -1;
    if (count < 1) {
        PyErr_SetString(PyExc_ValueError, "no images");
        return failed(&held);
    }
    for (Py_ssize_t k = 0; k < count; k++)
        if (!take(&held, PyTuple_GetItem(images, k), 'B', 4, 0, &made[k]) || !fits(&made[k], &out))
            return failed(&held);
    SPANS(out) {
        uint64_t keys[SPAN] = {0};
        for (Py_ssize_t k = 0; k < count; k++)
            key_span((uint8_t *)before.start + row * before.stride + 4 * column,
                     (uint8_t *)made[k].start + row * made[k].stride + 4 * column, keys, n);
        uint8_t *here = (uint8_t *)out.start + row * out.stride + 4 * column;
        EACH {
            uint32_t pixel = (uint32_t)keys[i];
            memcpy(here + 4 * i, &pixel, sizeof pixel);
        }
    }
    return done(&held);
}

static PyObject *dab(PyObject *Py_UNUSED(self), PyObject *arguments)
{
    PyObject *made, *parted;
    Dab shape;
    HOLD(held);
    Area out, hairs;
    if (!PyArg_ParseTuple(arguments, "OOfffffffffi", &made, &parted, &shape.x, &shape.y, &shape.radius, &shape.shorter,
                          &shape.cos, &shape.sin, &shape.softness, &shape.bristles, &shape.fineness, &shape.outline)
        || !take(&held, made, 'f', 1, 1, &out) || !take(&held, parted, 'f', 1, 0, &hairs))
        return failed(&held);
    shape.hairs = at(&hairs, 0, 0);
    shape.intervals = hairs.width - 2;
    shape.reach = ((float)out.width / shape.fineness - 1) / 2;
    shape.reach_down = ((float)out.height / shape.fineness - 1) / 2;
    if (hairs.height < 1 || shape.intervals < 0 || (shape.outline == ROUND && shape.bristles > 0)) {
        PyErr_SetString(PyExc_ValueError, "not hairs of a brush");
        return failed(&held);
    }
    SPANS(out)
        dab_span(&shape, row, column, at(&out, row, column), n);
    return done(&held);
}

static PyObject *colour_in(PyObject *Py_UNUSED(self), PyObject *arguments)
{
    PyObject *colours, *coverage, *dab;
    float opacity, value[3];
    HOLD(held);
    Area planes[3], covered, stamp;
    if (!PyArg_ParseTuple(arguments, "OOOf(fff)", &colours, &coverage, &dab, &opacity, &value[0], &value[1], &value[2])
        || !take_planes(&held, colours, 3, NULL, planes) || !take(&held, coverage, 'f', 1, 0, &covered)
        || !fits(&covered, &planes[0]) || !take(&held, dab, 'f', 1, 0, &stamp) || !fits(&stamp, &planes[0]))
        return failed(&held);
    SPANS(planes[0]) {
        Out here = {at(&planes[0], row, column), at(&planes[1], row, column), at(&planes[2], row, column), NULL};
        colour_in_span(here, at(&covered, row, column), at(&stamp, row, column), opacity, value, n);
    }
    return done(&held);
}

static PyObject *wet(PyObject *Py_UNUSED(self), PyObject *arguments)
{
    PyObject *planes, *pixels;
    HOLD(held);
    Area out[4], before;
    if (!PyArg_ParseTuple(arguments, "OO", &planes, &pixels) || !take_planes(&held, planes, 4, NULL, out)
        || !complete(&out[3], 1) || !take(&held, pixels, 'B', 4, 0, &before) || !fits(&before, &out[0]))
        return failed(&held);
    SPANS(before)
        wet_span((uint8_t *)before.start + row * before.stride + 4 * column, at(&out[0], row, column),
                 at(&out[1], row, column), at(&out[2], row, column), at(&out[3], row, column), n);
    return done(&held);
}

static PyObject *dried(PyObject *Py_UNUSED(self), PyObject *arguments)
{
    PyObject *pixels, *planes, *there;
    HOLD(held);
    Area out, wet_planes[4], before;
    if (!PyArg_ParseTuple(arguments, "OOO", &pixels, &planes, &there) || !take(&held, pixels, 'B', 4, 1, &out)
        || !take_planes(&held, planes, 4, &out, wet_planes) || !complete(&wet_planes[3], 1)
        || !take(&held, there, 'B', 4, 0, &before) || !fits(&before, &out))
        return failed(&held);
    SPANS(out) {
        In here;
        span_in(wet_planes, row, column, here);
        dried_span(here, (uint8_t *)before.start + row * before.stride + 4 * column,
                   (uint8_t *)out.start + row * out.stride + 4 * column, n);
    }
    return done(&held);
}

static PyObject *smudge(PyObject *Py_UNUSED(self), PyObject *arguments)
{
    PyObject *under_planes, *carried_planes, *weights;
    float kept;
    HOLD(held);
    Area under[4], carried[4], weight;
    if (!PyArg_ParseTuple(arguments, "OOOf", &under_planes, &carried_planes, &weights, &kept)
        || !take_planes(&held, under_planes, 4, NULL, under) || !take_planes(&held, carried_planes, 4, NULL, carried)
        || !fits(&carried[0], &under[0]) || !complete(&under[3], 1) || !complete(&carried[3], 1)
        || !take(&held, weights, 'f', 1, 0, &weight) || !fits(&weight, &under[0]))
        return failed(&held);
    SPANS(under[0])
        for (int c = 0; c < 4; c++)
            smudge_span(at(&under[c], row, column), at(&carried[c], row, column), at(&weight, row, column), kept, n);
    return done(&held);
}

/* The rows of an array of `values.pigment.OPTICS`. */
static int take_optics(Held *held, PyObject *array, Optics *optics)
{
    Area rows;
    if (!take(held, array, 'f', 1, 0, &rows))
        return 0;
    if (rows.height != BANDS + 2 || rows.width != 6) {
        PyErr_SetString(PyExc_ValueError, "not the optics of paints");
        return 0;
    }
    for (int b = 0; b < BANDS; b++)
        for (int c = 0; c < 3; c++) {
            optics->reflected[b][c] = at(&rows, b, 0)[c];
            optics->eye[b][c] = at(&rows, b, 0)[3 + c];
        }
    for (int c = 0; c < 3; c++) {
        optics->luminance[c] = at(&rows, BANDS, 0)[c];
        optics->black_seen[c] = at(&rows, BANDS, 0)[3 + c];
    }
    optics->least = at(&rows, BANDS + 1, 0)[0];
    optics->scatter_of_black = at(&rows, BANDS + 1, 0)[1];
    return 1;
}

static PyObject *paints_of(PyObject *Py_UNUSED(self), PyObject *arguments)
{
    PyObject *made, *given, *array;
    Optics optics;
    HOLD(held);
    Area paints, colours;
    if (!PyArg_ParseTuple(arguments, "OOO", &made, &given, &array) || !take(&held, made, 'f', 1, 1, &paints)
        || !take(&held, given, 'f', 1, 0, &colours) || !take_optics(&held, array, &optics))
        return failed(&held);
    if (colours.height != 3 || paints.height != BANDS + 1 || colours.width != paints.width) {
        PyErr_SetString(PyExc_ValueError, "not colours and paints");
        return failed(&held);
    }
    for (Py_ssize_t column = 0, n; column < colours.width; column += n) {
        float colour[3][SPAN], paint[BANDS + 1][SPAN];
        n = colours.width - column < SPAN ? colours.width - column : SPAN;
        for (Py_ssize_t row = 0; row < 3; row++)
            memcpy(colour[row], at(&colours, row, column), (size_t)n * sizeof(float));
        paints_span(&optics, colour, paint, n);
        for (Py_ssize_t row = 0; row <= BANDS; row++)
            memcpy(at(&paints, row, column), paint[row], (size_t)n * sizeof(float));
    }
    return done(&held);
}

static PyObject *lay_lanes(PyObject *Py_UNUSED(self), PyObject *arguments)
{
    PyObject *planes, *relief, *weights, *sheet, *lane_paints, *thicknesses, *array;
    float x, y, across, down;
    Optics optics;
    Lanes lanes;
    HOLD(held);
    Area pixels[4], height = {NULL, 0, 0, 0}, weight, paper, paints, thick;
    if (!PyArg_ParseTuple(arguments, "OOOOOOOfffffff", &planes, &relief, &weights, &sheet, &lane_paints, &thicknesses,
                          &array, &x, &y, &across, &down, &lanes.flow, &lanes.pressed, &lanes.catches)
        || !take_planes(&held, planes, 4, NULL, pixels) || !complete(&pixels[3], 1)
        || (relief != Py_None && (!take(&held, relief, 'f', 1, 1, &height) || !fits(&height, &pixels[0])))
        || !take(&held, weights, 'f', 1, 0, &weight) || !fits(&weight, &pixels[0])
        || !take(&held, sheet, 'f', 1, 0, &paper) || !fits(&paper, &pixels[0])
        || !take(&held, lane_paints, 'f', 1, 0, &paints) || !take(&held, thicknesses, 'f', 1, 0, &thick)
        || !take_optics(&held, array, &optics))
        return failed(&held);
    if (weight.height < 0 || paints.height != BANDS + 1 || thick.height != 1 || thick.width != paints.width
        || thick.width < 1) {
        PyErr_SetString(PyExc_ValueError, "not lanes of paint");
        return failed(&held);
    }
    lanes.paints = paints.start;
    lanes.stride = paints.stride;
    lanes.thickness = at(&thick, 0, 0);
    float middle = (float)thick.width / 2, last = (float)(thick.width - 1);
    for (Py_ssize_t row = 0; row < weight.height; row++) {
        const float *weigh = at(&weight, row, 0);
        Py_ssize_t begin = 0, end = weight.width;
        while (begin < end && weigh[begin] <= LEAST_WEIGHT)
            begin++;
        while (end > begin && weigh[end - 1] <= LEAST_WEIGHT)
            end--;
        for (Py_ssize_t column = begin, n; column < end; column += n) {
            int32_t lane[SPAN];
            Out here;
            n = end - column < SPAN ? end - column : SPAN;
            float from = (float)column - x, below = ((float)row - y) * down + middle;
            for (int32_t i = 0, count = (int32_t)n; i < count; i++) {
                float place = (from + (float)i) * across + below;
                lane[i] = (int32_t)least(most(place, 0.0f), last);
            }
            span_out(pixels, row, column, here);
            lanes_span(&optics, &lanes, lane, weigh + column, at(&paper, row, column), at(&height, row, column), here, n);
        }
    }
    return done(&held);
}

static PyObject *wetted(PyObject *Py_UNUSED(self), PyObject *arguments)
{
    PyObject *made, *coverage, *one, *other;
    float of_one, of_other, level, soft;
    HOLD(held);
    Area out, covered, first, second;
    if (!PyArg_ParseTuple(arguments, "OOOfOfff", &made, &coverage, &one, &of_one, &other, &of_other, &level, &soft)
        || !take(&held, made, 'f', 1, 1, &out) || !take(&held, coverage, 'f', 1, 0, &covered) || !fits(&covered, &out)
        || !take(&held, one, 'f', 1, 0, &first) || !fits(&first, &out) || !take(&held, other, 'f', 1, 0, &second)
        || !fits(&second, &out))
        return failed(&held);
    SPANS(out)
        wetted_span(at(&covered, row, column), at(&first, row, column), of_one, at(&second, row, column), of_other, level,
                    soft, at(&out, row, column), n);
    return done(&held);
}

static PyObject *settled(PyObject *Py_UNUSED(self), PyObject *arguments)
{
    PyObject *made, *planes[5];
    Wash wash;
    HOLD(held);
    Area out, given[5];
    if (!PyArg_ParseTuple(arguments, "OOOOOOfff", &made, &planes[0], &planes[1], &planes[2], &planes[3], &planes[4],
                          &wash.edge, &wash.granulation, &wash.strength)
        || !take(&held, made, 'f', 1, 1, &out))
        return failed(&held);
    for (int c = 0; c < 5; c++)
        if (!take(&held, planes[c], 'f', 1, 0, &given[c]) || !fits(&given[c], &out))
            return failed(&held);
    SPANS(out)
        settled_span(&wash, at(&given[0], row, column), at(&given[1], row, column), at(&given[2], row, column),
                     at(&given[3], row, column), at(&given[4], row, column), at(&out, row, column), n);
    return done(&held);
}

static PyObject *film(PyObject *Py_UNUSED(self), PyObject *arguments)
{
    PyObject *planes, *depth, *absorbed, *array;
    int keeps_alpha;
    Optics optics;
    HOLD(held);
    Area pixels[4], density, absorbs;
    if (!PyArg_ParseTuple(arguments, "OOOOp", &planes, &depth, &absorbed, &array, &keeps_alpha)
        || !take_planes(&held, planes, 4, NULL, pixels) || !complete(&pixels[3], 1)
        || !take(&held, depth, 'f', 1, 0, &density) || !fits(&density, &pixels[0])
        || !take(&held, absorbed, 'f', 1, 0, &absorbs) || !take_optics(&held, array, &optics))
        return failed(&held);
    if (absorbs.height != 1 || absorbs.width != BANDS) {
        PyErr_SetString(PyExc_ValueError, "not the bands of a paint");
        return failed(&held);
    }
    SPANS(pixels[0]) {
        Out here;
        span_out(pixels, row, column, here);
        film_span(&optics, at(&absorbs, 0, 0), at(&density, row, column), keeps_alpha, here, n);
    }
    return done(&held);
}

static PyMethodDef METHODS[] = {
    {"lay", lay, METH_VARARGS, NULL},
    {"lay_tile", lay_tile, METH_VARARGS, NULL},
    {"source", source, METH_VARARGS, NULL},
    {"affine", affine, METH_VARARGS, NULL},
    {"show", show, METH_VARARGS, NULL},
    {"premultiplied_bgra", premultiplied_bgra, METH_VARARGS, NULL},
    {"straight", straight, METH_VARARGS, NULL},
    {"halve", halve, METH_VARARGS, NULL},
    {"grow", grow, METH_VARARGS, NULL},
    {"tooth", tooth, METH_VARARGS, NULL},
    {"paint", paint, METH_VARARGS, NULL},
    {"most_changed", most_changed, METH_VARARGS, NULL},
    {"dab", dab, METH_VARARGS, NULL},
    {"colour_in", colour_in, METH_VARARGS, NULL},
    {"wet", wet, METH_VARARGS, NULL},
    {"dried", dried, METH_VARARGS, NULL},
    {"smudge", smudge, METH_VARARGS, NULL},
    {"paints_of", paints_of, METH_VARARGS, NULL},
    {"lay_lanes", lay_lanes, METH_VARARGS, NULL},
    {"wetted", wetted, METH_VARARGS, NULL},
    {"settled", settled, METH_VARARGS, NULL},
    {"film", film, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

/* One more whenever a kernel comes or changes: a binary of another time is not called. As in __init__.py. */
static int tell_edition(PyObject *module) { return PyModule_AddIntConstant(module, "EDITION", 5); }

static PyModuleDef_Slot SLOTS[] = {{Py_mod_exec, (void *)tell_edition}, {0, NULL}};

static PyModuleDef MODULE = {
    PyModuleDef_HEAD_INIT, .m_name = "_kernels", .m_size = 0, .m_methods = METHODS, .m_slots = SLOTS,
};

PyMODINIT_FUNC PyInit__kernels(void) { return PyModuleDef_Init(&MODULE); }
