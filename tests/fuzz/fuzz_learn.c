/* fuzz_learn.c: any two texts are aligned within themselves and teach pairs of stems of two languages, or nothing. */
#include "fuzz.h"
#include "indexer/align.h"
#include "indexer/bitext.h"
#include "indexer/learn.h"

#define UNITS_MAX 512

struct lesson {
    struct learner *learner;
    enum language left, right;
    size_t left_bytes, right_bytes; /* that the aligner may hand over, line ends included */
};

/* Lines of `heading|text`. */
static size_t read_units(struct align_unit *units, const char *text, size_t length, size_t *bytes)
{
    size_t count = 0;
    const char *end = text + length;
    for (const char *at = text; at < end && count < UNITS_MAX; count++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at)), *line_end = stop ? stop : end;
        const char *bar = memchr(at, '|', (size_t)(line_end - at));
        const char *body = bar ? bar + 1 : at;
        units[count] = (struct align_unit){.text = {body, (size_t)(line_end - body)},
                                           .heading = {at, bar ? (size_t)(bar - at) : 0}};
        at = line_end + 1;
    }
    *bytes = length + 2 * count;
    return count;
}

static void teach(void *context, struct slice a, struct slice b)
{
    struct lesson *lesson = context;
    HOLDS(a.length <= lesson->left_bytes && b.length <= lesson->right_bytes);
    lesson->left_bytes -= a.length; /* each unit is handed over once */
    lesson->right_bytes -= b.length;
    for (int i = 0; i < 3; i++) /* or the evidence is too little */
        HOLDS(!learner_pair(lesson->learner, (struct learner_text){lesson->left, a},
                            (struct learner_text){lesson->right, b}, i ? "a" : "b"));
}

static void take(void *context, struct slice from, struct slice to, struct slice source)
{
    (void)context;
    HOLDS(from.length >= 3 && from.length <= FOLD_MAX && to.length >= 3 && to.length <= FOLD_MAX);
    HOLDS(source.length == 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct align_unit left[UNITS_MAX], right[UNITS_MAX];
    struct buffer name = {0};
    if (size < 2)
        return 0;
    size_t length = size - 2;
    char *text = malloc(length + 1);
    memcpy(text, data + 2, length);
    const char *middle = memchr(text, '\f', length);
    size_t first = middle ? (size_t)(middle - text) : length / 2, second = middle ? first + 1 : first;
    struct lesson lesson = {.learner = learner_new(), .left = (enum language)(data[0] % LANGUAGE_COUNT),
                            .right = (enum language)(data[1] % LANGUAGE_COUNT)};
    if (lesson.learner) {
        size_t left_count = read_units(left, text, first, &lesson.left_bytes);
        size_t right_count = read_units(right, text + second, length - second, &lesson.right_bytes);
        HOLDS(!align_units(left, left_count, right, right_count, teach, &lesson));
        HOLDS(!learner_finish(lesson.learner, take, NULL));
    }
    if (bitext_name(&name, (struct slice){text, first}))
        HOLDS(memchr(name.data, '*', name.length));
    buffer_free(&name);
    learner_free(lesson.learner);
    free(text);
    return 0;
}
