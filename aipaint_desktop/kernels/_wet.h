/* Stamps of brushes, and what wet paint does to a span of pixels: included by _kernels.c, which gives WIDE, EACH and SPAN.
   Planes of wet pixels are 0 to 1 and premultiplied, other than a sheet's. What is chosen from is computed before, and
   counters that become numbers have 32 bits: else compilers compute one pixel at a time. */

#include <string.h>

/* ---- powers, as a loop of them can be computed at once; to 1e-6 */

static inline float binary_logarithm(float x)
{
    int32_t bits, exponent;
    float part;
    memcpy(&bits, &x, sizeof bits);
    exponent = (bits - 0x3f3504f3) >> 23; /* of the root of a half */
    bits -= exponent * (1 << 23);
    memcpy(&part, &bits, sizeof part);
    float s = (part - 1) / (part + 1), q = s * s;
    return (float)exponent
           + s * (2.88539008f + q * (0.961796694f + q * (0.577078016f + q * (0.412198583f + q * 0.320598898f))));
}

static inline float power_of_two(float x)
{
    float whole = x + 12582912.0f - 12582912.0f; /* rounded: no float as large has a fraction */
    int32_t bits = ((int32_t)whole + 127) * (1 << 23);
    float f = x - whole, scale;
    memcpy(&scale, &bits, sizeof scale);
    return scale
           * (1 + f * (0.693147181f + f * (0.240226507f + f * (0.0555041087f + f * (0.00961812911f
              + f * (0.00133335581f + f * 0.000154035304f))))));
}

static inline float linear_of(float c)
{
    float bright = power_of_two(2.4f * binary_logarithm((most(c, 0.04045f) + 0.055f) / 1.055f));
    float dark = c / 12.92f;
    return c <= 0.04045f ? dark : bright;
}

static inline float srgb_of(float light)
{
    float c = between(light);
    float bright = 1.055f * power_of_two((float)(1 / 2.4) * binary_logarithm(most(c, 0.0031308f))) - 0.055f;
    float dark = c * 12.92f;
    return c <= 0.0031308f ? dark : bright;
}

/* ---- paints, as values/pigment.py has them */

#define BANDS 8

typedef struct {
    float reflected[BANDS][3], eye[BANDS][3], luminance[3], black_seen[3], least, scatter_of_black;
} Optics;

WIDE static void paints_span(const Optics *optics, float (*restrict colour)[SPAN], float (*restrict paint)[SPAN],
                             Py_ssize_t n)
{
    float light[3][SPAN];
    for (int c = 0; c < 3; c++)
        EACH light[c][i] = linear_of(colour[c][i]);
    const float *restrict red = light[0], *restrict green = light[1], *restrict blue = light[2];
    float *restrict scatter = paint[BANDS];
    EACH scatter[i] = optics->luminance[0] * red[i] + optics->luminance[1] * green[i] + optics->luminance[2] * blue[i]
                      + optics->scatter_of_black;
    for (int b = 0; b < BANDS; b++) {
        float *restrict absorbed = paint[b];
        float r = optics->reflected[b][0], g = optics->reflected[b][1], u = optics->reflected[b][2];
        EACH {
            float reflected = r * red[i] + g * green[i] + u * blue[i] + optics->least;
            absorbed[i] = (1 - reflected) * (1 - reflected) / (2 * reflected) * scatter[i];
        }
    }
}

WIDE static void colours_span(const Optics *optics, float (*restrict paint)[SPAN], float (*restrict colour)[SPAN],
                              Py_ssize_t n)
{
    for (int c = 0; c < 3; c++)
        EACH colour[c][i] = -optics->black_seen[c];
    for (int b = 0; b < BANDS; b++) {
        float reflected[SPAN];
        EACH {
            float ratio = paint[b][i] / paint[BANDS][i];
            reflected[i] = 1 / (sqrtf((ratio + 2) * ratio) + ratio + 1);
        }
        for (int c = 0; c < 3; c++) {
            float seen = optics->eye[b][c];
            EACH colour[c][i] += seen * reflected[i];
        }
    }
    for (int c = 0; c < 3; c++)
        EACH colour[c][i] = srgb_of(colour[c][i]);
}

WIDE static void unmultiplied_span(const Out pixels, float (*restrict colour)[SPAN], Py_ssize_t n)
{
    for (int c = 0; c < 3; c++)
        EACH colour[c][i] = least(pixels[c][i] / divisor(pixels[3][i]), 1.0f);
}

/* ---- stamps: as `dab._coverage` */

typedef struct {
    float x, y, radius, shorter, cos, sin, softness, bristles, fineness, reach, reach_down;
    const float *hairs;
    Py_ssize_t intervals;
    int outline;
} Dab;

/* How its outline runs; of the first, bristles are a part. */
enum { ELLIPTIC, ROUND, BLADE };

WIDE static void dab_span(const Dab *e, Py_ssize_t row, Py_ssize_t column, float *restrict out, Py_ssize_t n)
{
    float inside[SPAN], outline[SPAN], across[SPAN];
    float dy = ((float)row + 0.5f) / e->fineness - e->reach_down - e->y; /* exact but for the last term */
    float x = e->x, radius = e->radius, shorter = e->shorter, cos = e->cos, sin = e->sin, fineness = e->fineness;
    float from = (float)column + 0.5f, reach = e->reach;
    int32_t count = (int32_t)n;
    if (e->outline == ROUND)
        for (int32_t i = 0; i < count; i++) {
            float dx = (from + (float)i) / fineness - reach - x, distance = sqrtf(dx * dx + dy * dy);
            inside[i] = distance / radius;
            outline[i] = distance - radius;
        }
    else if (e->outline == BLADE)
        for (int32_t i = 0; i < count; i++) {
            float dx = (from + (float)i) / fineness - reach - x;
            float u = (dx * cos + dy * sin) / radius, v = (dy * cos - dx * sin) / shorter;
            across[i] = u;
            inside[i] = most(fabsf(u), fabsf(v));
            outline[i] = most((fabsf(u) - 1) * radius, (fabsf(v) - 1) * shorter);
        }
    else
        for (int32_t i = 0; i < count; i++) {
            float dx = (from + (float)i) / fineness - reach - x;
            float u = (dx * cos + dy * sin) / radius, v = (dy * cos - dx * sin) / shorter;
            float within = most(sqrtf(u * u + v * v), 1e-3f);
            float gu = u / radius, gv = v / shorter;
            across[i] = u;
            inside[i] = within;
            outline[i] = within * (within - 1) / most(sqrtf(gu * gu + gv * gv), 1e-6f);
        }
    EACH out[i] = between(0.5f - outline[i] * fineness);
    if (e->softness * radius > 1) {
        float softness = e->softness;
        EACH {
            float t = between((inside[i] - (1 - softness)) / softness), kept = 1 - t * t;
            out[i] *= kept * kept;
        }
    }
    if (e->bristles > 0) {
        float most_hairs = (float)e->intervals, half = most_hairs / 2, bristles = e->bristles;
        const float *restrict hairs = e->hairs;
        EACH {
            float t = least(most((across[i] + 1) * half, 0.0f), most_hairs);
            int32_t hair = (int32_t)t;
            float part = t - (float)hair;
            part = part * part * (3 - 2 * part);
            out[i] *= 1 - bristles * (hairs[hair] * (1 - part) + hairs[hair + 1] * part);
        }
    }
}

/* ---- a dab's own colour, laid over those of the dabs before it */

WIDE static void colour_in_span(const Out planes, const float *restrict covered, const float *restrict stamp,
                                float opacity, const float *value, Py_ssize_t n)
{
    float share[SPAN];
    EACH share[i] = least(stamp[i] * opacity / divisor(covered[i]), 1.0f);
    for (int c = 0; c < 3; c++) {
        float *restrict plane = planes[c], own = value[c];
        EACH plane[i] += (own - plane[i]) * share[i];
    }
}

/* ---- bytes to wet pixels and back */

WIDE static void wet_span(const uint8_t *restrict pixels, float *restrict red, float *restrict green, float *restrict blue,
                          float *restrict alpha, Py_ssize_t n)
{
    EACH {
        float whole = (float)pixels[4 * i + 3] * TO_ONE;
        red[i] = (float)pixels[4 * i] * TO_ONE * whole;
        green[i] = (float)pixels[4 * i + 1] * TO_ONE * whole;
        blue[i] = (float)pixels[4 * i + 2] * TO_ONE * whole;
        alpha[i] = whole;
    }
}

/* What is transparent keeps the colour that nobody sees before. */
WIDE static void dried_span(const In wet, const uint8_t *restrict before, uint8_t *restrict out, Py_ssize_t n)
{
    const float *restrict red = wet[0], *restrict green = wet[1], *restrict blue = wet[2], *restrict alpha = wet[3];
    EACH {
        int32_t there = (int32_t)least(most(alpha[i] * WHITE + 0.5f, 0.0f), WHITE);
        float whole = WHITE / divisor(alpha[i]);
        int32_t r = (int32_t)least(most(red[i] * whole + 0.5f, 0.0f), WHITE);
        int32_t g = (int32_t)least(most(green[i] * whole + 0.5f, 0.0f), WHITE);
        int32_t b = (int32_t)least(most(blue[i] * whole + 0.5f, 0.0f), WHITE);
        int32_t seen = there > 0 ? -1 : 0;
        out[4 * i] = (uint8_t)((r & seen) | (before[4 * i] & ~seen));
        out[4 * i + 1] = (uint8_t)((g & seen) | (before[4 * i + 1] & ~seen));
        out[4 * i + 2] = (uint8_t)((b & seen) | (before[4 * i + 2] & ~seen));
        out[4 * i + 3] = (uint8_t)there;
    }
}

/* ---- a finger */

WIDE static void smudge_span(float *restrict under, float *restrict carried, const float *restrict weight, float kept,
                             Py_ssize_t n)
{
    EACH {
        float more = (carried[i] - under[i]) * kept;
        carried[i] = under[i] + more;
        under[i] += more * weight[i];
    }
}

/* ---- lanes of bristles with oil */

#define LEAST_WEIGHT (1.0f / 1024)

typedef struct {
    float flow, pressed, catches; /* catches: over which heights a bristle begins to catch */
    const char *paints;           /* of each lane: rows of bands, and scatter */
    Py_ssize_t stride;
    const float *thickness; /* of each lane */
} Lanes;

/* lane: of each pixel. height: of the paint there, or NULL. */
WIDE static void lanes_span(const Optics *optics, const Lanes *lanes, const int32_t *restrict lane,
                            const float *restrict weight, const float *restrict paper, float *restrict height,
                            const Out pixels, Py_ssize_t n)
{
    float share[SPAN], part[SPAN], thick[SPAN], whole[SPAN], colour[3][SPAN], paint[BANDS + 1][SPAN];
    float *restrict alpha = pixels[3];
    const float *restrict thickness = lanes->thickness;
    float flow = lanes->flow, pressed = lanes->pressed * (1 + lanes->catches), steep = 1 / lanes->catches;
    EACH thick[i] = thickness[lane[i]];
    EACH {
        float caught = weight[i] * flow * between((thick[i] * pressed - (1 - paper[i])) * steep);
        share[i] = weight[i] > LEAST_WEIGHT ? caught : 0.0f;
        whole[i] = alpha[i] + share[i] * (1 - alpha[i]);
        part[i] = share[i] / divisor(whole[i]);
    }
    unmultiplied_span(pixels, colour, n);
    paints_span(optics, colour, paint, n);
    for (int b = 0; b <= BANDS; b++) {
        const float *restrict own = (const float *)(lanes->paints + b * lanes->stride);
        EACH paint[b][i] += (own[lane[i]] - paint[b][i]) * part[i];
    }
    colours_span(optics, paint, colour, n);
    for (int c = 0; c < 3; c++) {
        float *restrict out = pixels[c];
        EACH {
            float laid = colour[c][i] * whole[i], there = out[i];
            out[i] = weight[i] > LEAST_WEIGHT ? laid : there;
        }
    }
    EACH {
        float laid = whole[i], there = alpha[i];
        alpha[i] = weight[i] > LEAST_WEIGHT ? laid : there;
    }
    if (height)
        EACH height[i] += (thick[i] - height[i]) * share[i];
}

/* ---- a wash */

WIDE static void wetted_span(const float *restrict covered, const float *restrict first, float of_first,
                             const float *restrict second, float of_second, float level, float soft, float *restrict out,
                             Py_ssize_t n)
{
    EACH {
        float t = between((covered[i] - (level + of_first * first[i] + of_second * second[i])) / soft + 0.5f);
        out[i] = t * t * (3 - 2 * t);
    }
}

typedef struct {
    float edge, granulation, strength;
} Wash;

WIDE static void settled_span(const Wash *wash, const float *restrict wet, const float *restrict inside,
                              const float *restrict wide, const float *restrict clouds, const float *restrict tooth,
                              float *restrict out, Py_ssize_t n)
{
    float rim = wash->edge * 2.6f, pool = wash->edge * 0.9f, rest = 1 - 0.45f * wash->edge;
    float grain = 0.9f * wash->granulation, strength = wash->strength;
    EACH {
        float density = (1 - inside[i]) * rim + (1 - wide[i]) * pool + rest;
        density *= 0.82f + 0.36f * clouds[i];
        density *= 1 + grain * (0.5f - tooth[i]);
        out[i] = density * wet[i] * strength;
    }
}

#define LEAST_DENSITY 1e-3f

WIDE static void film_span(const Optics *optics, const float *restrict absorbs, const float *restrict density,
                           int keeps_alpha, const Out pixels, Py_ssize_t n)
{
    float colour[3][SPAN], paint[BANDS + 1][SPAN], bare[SPAN], opaque[SPAN], depth[SPAN];
    int bares = 0, covers = 0;
    float *restrict alpha = pixels[3];
    EACH {
        float square = density[i] * density[i];
        depth[i] = density[i] > LEAST_DENSITY ? square : 0.0f;
        bare[i] = 1 - alpha[i];
        covers |= depth[i] > 0;
        bares |= bare[i] > 0;
    }
    if (!covers)
        return;
    unmultiplied_span(pixels, colour, n);
    paints_span(optics, colour, paint, n);
    for (int b = 0; b < BANDS; b++)
        EACH paint[b][i] += absorbs[b] * depth[i] * paint[BANDS][i];
    colours_span(optics, paint, colour, n);
    for (int c = 0; c < 3; c++) {
        float *restrict out = pixels[c];
        EACH {
            float laid = colour[c][i] * alpha[i], there = out[i];
            out[i] = depth[i] > 0 ? laid : there;
        }
    }
    if (keeps_alpha || !bares)
        return;
    for (int b = 0; b < BANDS; b++)
        EACH paint[b][i] = absorbs[b] * depth[i];
    EACH paint[BANDS][i] = 1;
    colours_span(optics, paint, colour, n);
    EACH opaque[i] = 1 - least(least(colour[0][i], colour[1][i]), colour[2][i]);
    for (int c = 0; c < 3; c++) {
        float *restrict out = pixels[c];
        EACH {
            float more = (opaque[i] - 1 + colour[c][i]) * bare[i];
            out[i] += depth[i] > 0 ? more : 0.0f;
        }
    }
    EACH {
        float more = opaque[i] * bare[i];
        alpha[i] += depth[i] > 0 ? more : 0.0f;
    }
}
