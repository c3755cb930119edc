/* align.c: aligns the passages of two translations by the numbers of their articles, or by their lengths. */
#include "indexer/align.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CELLS_MAX 4000000 /* of the table of lengths: two texts of 2,000 passages */
#define CELLS_PER_BYTE 8  /* of both texts: thousands of passages of a word each are not worth their square */
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

/* The units of one side by number, those of one number in their order. */
struct numbered {
    double number;
    size_t unit;
};

static int compare_numbered(const void *left, const void *right)
{
    const struct numbered *a = left, *b = right;
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    return (a->unit > b->unit) - (a->unit < b->unit);
}

static struct numbered *number_units(const struct align_unit *units, size_t count, bool *most)
{
    struct numbered *numbered = calloc(count, sizeof *numbered);
    size_t with = 0;
    for (size_t i = 0; numbered && i < count; i++) {
        numbered[i] = (struct numbered){heading_number(units[i].heading), i};
        with += numbered[i].number > 0;
    }
    if (numbered)
        qsort(numbered, count, sizeof *numbered, compare_numbered);
    *most = with * NUMBERED_PART >= count;
    return numbered;
}

/* Joins the units of the number that stands at `from`, or of the first behind it that is not below; returns where the
 * next number begins. */
static size_t join_numbered(struct buffer *out, const struct align_unit *units, const struct numbered *numbered,
                            size_t count, size_t from, double number)
{
    buffer_clear(out);
    while (from < count && numbered[from].number < number)
        from++;
    for (; from < count && numbered[from].number == number; from++) {
        const struct align_unit *unit = &units[numbered[from].unit];
        buffer_append(out, unit->heading.data, unit->heading.length);
        buffer_putc(out, '\n');
        buffer_append(out, unit->text.data, unit->text.length);
        buffer_putc(out, '\n');
    }
    return from;
}

struct side {
    const struct align_unit *units;
    size_t count;
    struct numbered *numbered;
    bool most; /* of its units have numbers */
};

static daftar_status align_numbers(const struct side *a, const struct side *b, align_take take, void *context)
{
    struct buffer left = {0}, right = {0};
    for (size_t i = 0, j = 0; i < a->count && !left.failed && !right.failed;) {
        double number = a->numbered[i].number;
        i = join_numbered(&left, a->units, a->numbered, a->count, i, number);
        j = number > 0 ? join_numbered(&right, b->units, b->numbered, b->count, j, number) : j;
        if (number > 0 && right.length && !left.failed && !right.failed)
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
    if (a_count + 1 > CELLS_MAX / (b_count + 1))
        return DAFTAR_OK;
    size_t cells = (a_count + 1) * (b_count + 1);
    double left = total_length(a, a_count), right = total_length(b, b_count), ratio = right / left;
    if (!(ratio > 0.2 && ratio < 5)) /* one is a summary of the other, or something else */
        return DAFTAR_OK;
    if ((double)cells > CELLS_PER_BYTE * (left + right))
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
    if (!a_count || !b_count)
        return DAFTAR_OK;
    struct side left = {.units = a, .count = a_count}, right = {.units = b, .count = b_count};
    left.numbered = number_units(a, a_count, &left.most);
    right.numbered = number_units(b, b_count, &right.most);
    daftar_status status;
    if (!left.numbered || !right.numbered)
        status = status_no_memory();
    else if (left.most && right.most)
        status = align_numbers(&left, &right, take, context);
    else
        status = align_lengths(a, a_count, b, b_count, take, context);
    free(left.numbered);
    free(right.numbered);
    return status;
}
