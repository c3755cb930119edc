/* align.c: aligns the passages of two translations by the numbers of their articles, or by their lengths. */
#include "indexer/align.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CELLS_MAX 4000000 /* of the table of lengths: two texts of 2,000 passages */
#define VARIANCE 6.8      /* of the length of a translation, a character: Gale and Church */
#define NUMBERED_PART 2   /* one unit of so many has a number: a law */

/* The number of an article of a law in the innermost heading; 0: none. `12-1` is 12 with a fraction. */
static double heading_number(struct slice heading)
{
    const char *from = heading.data, *end = heading.data + heading.length;
    for (const char *at = heading.data; at + 2 < end; at++)
        if (at[0] == ' ' && at[1] == '>' && at[2] == ' ')
            from = at + 3;
    while (from < end && (*from < '0' || *from > '9'))
        from++;
    double number = 0, part = 0;
    for (; from < end && *from >= '0' && *from <= '9' && number < 1e6; from++)
        number = 10 * number + (*from - '0');
    if (number > 0 && from + 1 < end && *from == '-')
        for (from++; from < end && *from >= '0' && *from <= '9' && part < 1000; from++)
            part = 10 * part + (*from - '0');
    return number + part / 1000;
}

/* ---- by numbers ---- */

static size_t count_numbered(const struct align_unit *units, size_t count)
{
    size_t numbered = 0;
    for (size_t i = 0; i < count; i++)
        numbered += heading_number(units[i].heading) > 0;
    return numbered;
}

static void join_numbered(struct buffer *out, const struct align_unit *units, size_t count, double number)
{
    buffer_clear(out);
    for (size_t i = 0; i < count; i++)
        if (heading_number(units[i].heading) == number) {
            buffer_append(out, units[i].heading.data, units[i].heading.length);
            buffer_putc(out, '\n');
            buffer_append(out, units[i].text.data, units[i].text.length);
            buffer_putc(out, '\n');
        }
}

static daftar_status align_numbers(const struct align_unit *a, size_t a_count, const struct align_unit *b,
                                   size_t b_count, align_take take, void *context)
{
    struct buffer left = {0}, right = {0};
    double before = 0;
    for (size_t i = 0; i < a_count; i++) {
        double number = heading_number(a[i].heading);
        if (number <= before) /* seen, or of another chapter that counts anew */
            continue;
        before = number;
        join_numbered(&left, a, a_count, number);
        join_numbered(&right, b, b_count, number);
        if (left.failed || right.failed)
            break;
        if (right.length)
            take(context, (struct slice){left.data, left.length}, (struct slice){right.data, right.length});
    }
    daftar_status status = left.failed || right.failed ? status_no_memory() : DAFTAR_OK;
    buffer_free(&left);
    buffer_free(&right);
    return status;
}

/* ---- by lengths ---- */

/* How many units of each side one bead takes, and what that costs beside the lengths (-100 log of its chance). */
static const struct bead {
    unsigned a, b;
    double cost;
} beads[] = {{1, 1, 0}, {1, 0, 450}, {0, 1, 450}, {2, 1, 230}, {1, 2, 230}};
#define BEADS (sizeof beads / sizeof *beads)

struct table {
    double *costs;
    uint8_t *steps;
    size_t width;
};

/* -100 log of the chance that texts of these lengths are translations. */
static double length_cost(double a, double b, double ratio)
{
    double mean = (a + b / ratio) / 2;
    if (mean <= 0)
        return 0;
    double z = fabs((a * ratio - b) / sqrt(VARIANCE * mean));
    double chance = erfc(z / sqrt(2));
    return chance > 1e-12 ? -100 * log(chance) : 2800;
}

static double sum_lengths(const struct align_unit *units, size_t end, unsigned count)
{
    double sum = 0;
    for (unsigned i = 0; i < count; i++)
        sum += (double)units[end - 1 - i].text.length;
    return sum;
}

static void fill_cell(struct table *table, size_t i, size_t j, const struct align_unit *a, const struct align_unit *b,
                      double ratio)
{
    double best = i || j ? DBL_MAX : 0;
    uint8_t step = 0;
    for (size_t k = 0; k < BEADS; k++) {
        const struct bead *bead = &beads[k];
        if (bead->a > i || bead->b > j)
            continue;
        double before = table->costs[(i - bead->a) * table->width + j - bead->b];
        double cost = before + bead->cost;
        if (bead->a && bead->b)
            cost += length_cost(sum_lengths(a, i, bead->a), sum_lengths(b, j, bead->b), ratio);
        if (cost < best) {
            best = cost;
            step = (uint8_t)k;
        }
    }
    table->costs[i * table->width + j] = best;
    table->steps[i * table->width + j] = step;
}

/* The text of units [end - count, end), joined if there are several. */
static struct slice stretch(struct buffer *out, const struct align_unit *units, size_t end, unsigned count)
{
    buffer_clear(out);
    for (size_t i = end - count; i < end; i++) {
        buffer_append(out, units[i].text.data, units[i].text.length);
        buffer_putc(out, '\n');
    }
    return (struct slice){out->data ? out->data : "", out->length};
}

static daftar_status walk_back(const struct table *table, const struct align_unit *a, size_t a_count,
                               const struct align_unit *b, size_t b_count, align_take take, void *context)
{
    struct buffer left = {0}, right = {0};
    for (size_t i = a_count, j = b_count; i || j;) {
        const struct bead *bead = &beads[table->steps[i * table->width + j]];
        if (bead->a && bead->b) {
            struct slice from = stretch(&left, a, i, bead->a), to = stretch(&right, b, j, bead->b);
            if (left.failed || right.failed)
                break;
            take(context, from, to);
        }
        i -= bead->a;
        j -= bead->b;
    }
    daftar_status status = left.failed || right.failed ? status_no_memory() : DAFTAR_OK;
    buffer_free(&left);
    buffer_free(&right);
    return status;
}

static double total_length(const struct align_unit *units, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += (double)units[i].text.length;
    return sum;
}

static daftar_status align_lengths(const struct align_unit *a, size_t a_count, const struct align_unit *b,
                                   size_t b_count, align_take take, void *context)
{
    size_t cells = (a_count + 1) * (b_count + 1);
    double ratio = total_length(b, b_count) / total_length(a, a_count);
    if (!(ratio > 0.2 && ratio < 5)) /* one is a summary of the other, or something else */
        return DAFTAR_OK;
    struct table table = {calloc(cells, sizeof(double)), calloc(cells, 1), b_count + 1};
    daftar_status status = table.costs && table.steps ? DAFTAR_OK : status_no_memory();
    for (size_t i = 0; !status && i <= a_count; i++)
        for (size_t j = 0; j <= b_count; j++)
            fill_cell(&table, i, j, a, b, ratio);
    if (!status)
        status = walk_back(&table, a, a_count, b, b_count, take, context);
    free(table.costs);
    free(table.steps);
    return status;
}

daftar_status align_units(const struct align_unit *a, size_t a_count, const struct align_unit *b, size_t b_count,
                          align_take take, void *context)
{
    if (!a_count || !b_count || (a_count + 1) > CELLS_MAX / (b_count + 1))
        return DAFTAR_OK;
    if (count_numbered(a, a_count) * NUMBERED_PART >= a_count && count_numbered(b, b_count) * NUMBERED_PART >= b_count)
        return align_numbers(a, a_count, b, b_count, take, context);
    return align_lengths(a, a_count, b, b_count, take, context);
}
