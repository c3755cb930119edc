/* glossary_compile.c: makes C tables of data/glossary.tsv and of ICU's names of countries, languages, currencies. */
#include "analysis/glossary.h"
#include "analysis/lexemes.h"
#include "tools/glossary_irregular.h"
#include "tools/glossary_names.h"
#include "tools/glossary_verbs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STRING_PAGE 4096 /* C allows no longer literals */

/* ---- as C ---- */

static void print_strings(const struct buffer *strings)
{
    puts("static const char strings[][4096] = {");
    for (size_t page = 0; page * STRING_PAGE < strings->length; page++) {
        size_t end = (page + 1) * STRING_PAGE < strings->length ? (page + 1) * STRING_PAGE : strings->length;
        size_t column = 0;
        fputs("\"", stdout);
        for (size_t i = page * STRING_PAGE; i < end && i % STRING_PAGE < STRING_PAGE - 1; i++) {
            unsigned char c = (unsigned char)strings->data[i];
            column += (size_t)printf(c >= 'a' && c <= 'z' ? "%c" : "\\%03o", c);
            if (column > 110) {
                fputs("\"\n\"", stdout);
                column = 0;
            }
        }
        puts("\",");
    }
    puts("};");
}

static void print_numbers(const char *type, const char *name, const uint32_t *numbers, size_t count)
{
    printf("static const %s %s[] = {", type, name);
    for (size_t i = 0; i < count; i++)
        printf("%s%u,", i % 16 ? "" : "\n", numbers[i]);
    puts("\n};");
}

static void print_glossary(const struct glossary *glossary, const struct buffer *strings)
{
    puts("/* glossary.c: generated from data/glossary.tsv and CLDR by tools/glossary_compile.c. */\n"
         "#include \"analysis/glossary.h\"\n");
    print_strings(strings);
    puts("static const struct glossary_form forms[] = {");
    for (size_t i = 0; i < glossary->form_count; i++) {
        const struct glossary_form *form = &glossary->forms[i];
        printf("{%u,%u,%u,%u,%u,%u,%u},\n", form->text, form->concept, form->next, form->length,
               form->language, form->rank, form->written);
    }
    puts("};\nstatic const struct glossary_concept concepts[] = {");
    for (size_t i = 0; i < glossary->concept_count; i++)
        printf("{%u,%u,%u},\n", glossary->concepts[i].name, glossary->concepts[i].first,
               glossary->concepts[i].name_length);
    puts("};");
    print_numbers("uint32_t", "slots", glossary->slots, glossary->slot_count);
    printf("static const struct glossary glossary = {strings[0], forms, concepts, slots, %u, %u, %u};\n"
           "const struct glossary *glossary_builtin(void)\n{\n    return &glossary;\n}\n",
           glossary->form_count, glossary->concept_count, glossary->slot_count);
}

static int compile_glossary(struct analyzer *analyzer, const char *path, const char *irregular_path)
{
    struct irregulars *irregulars = irregulars_read(analyzer, irregular_path);
    struct glossary_builder builder = {.alternates = irregulars_of, .context = irregulars};
    struct glossary glossary;
    int code = 1;
    if (!irregulars)
        fprintf(stderr, "%s: cannot be read, or has a line that is not CODE<tab>LEMMA<tab>FORMS\n", irregular_path);
    else if (glossary_read(&builder, analyzer, path))
        fprintf(stderr, "%s\n", daftar_last_error());
    else if (!names_add(&builder, analyzer) || !glossary_builder_finish(&builder, &glossary))
        fputs("glossary_compile: no memory, or ICU has no names\n", stderr);
    else {
        print_glossary(&glossary, &builder.strings);
        code = 0;
    }
    glossary_builder_free(&builder);
    irregulars_free(irregulars);
    return code;
}

/* ---- lexemes ---- */

/* Entries of struct lexemes; the same text of a language may stand there more than once. */
struct lemmas {
    struct buffer strings;
    uint32_t *items;
    size_t count, capacity;
    struct grammar_engine *grammars[LANGUAGE_COUNT];
};

static void add_entry(struct lemmas *lemmas, enum language language, struct slice form, unsigned kinds)
{
    size_t page = lemmas->strings.length / STRING_PAGE;
    while ((lemmas->strings.length + form.length + LEXEME_ENTRY_BYTES) / STRING_PAGE != page && lemmas->strings.length / STRING_PAGE == page)
        buffer_putc(&lemmas->strings, '\0');
    if (!array_reserve(&lemmas->items, &lemmas->capacity, lemmas->count + 1, sizeof *lemmas->items))
        exit(1);
    lemmas->items[lemmas->count++] = (uint32_t)lemmas->strings.length;
    buffer_putc(&lemmas->strings, (char)language);
    buffer_putc(&lemmas->strings, (char)form.length);
    buffer_putc(&lemmas->strings, (char)kinds);
    buffer_append(&lemmas->strings, form.data, form.length);
}

struct verb {
    struct lemmas *lemmas;
    enum language language;
};

static void add_verb(void *context, struct slice stem)
{
    struct verb *verb = context;
    add_entry(verb->lemmas, verb->language, stem, LEXEME_VERB);
}

/* The lemma, and the stem of a verb whose dictionary form it may be. */
static void add_lemma(struct lemmas *lemmas, enum language language, struct slice synonym)
{
    char form[FOLD_MAX];
    struct slice lemma = {form, fold_word(language, synonym.data, synonym.length, form)};
    const struct grammar_engine *grammar = lemmas->grammars[language];
    bool infinitive = grammar && verb_stems(grammar, lemma, add_verb, &(struct verb){lemmas, language});
    if (lemma.length)
        add_entry(lemmas, language, lemma, LEXEME_LEMMA | (infinitive ? LEXEME_INFINITIVE : 0));
}

static void open_grammars(struct lemmas *lemmas)
{
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        if (language_row(i)->grammar && !(lemmas->grammars[i] = grammar_engine_new(language_row(i)->grammar, i)))
            exit(1);
}

static void free_lemmas(struct lemmas *lemmas)
{
    for (int i = 0; i < LANGUAGE_COUNT; i++)
        grammar_engine_free(lemmas->grammars[i]);
    buffer_free(&lemmas->strings);
    free(lemmas->items);
}

static bool is_word(struct slice synonym)
{
    for (size_t i = 0; i < synonym.length; i++)
        if (synonym.data[i] == ' ' || synonym.data[i] == '-' || (synonym.data[i] >= '0' && synonym.data[i] <= '9'))
            return false;
    return synonym.length > 0;
}

static bool take_lemmas(void *context, const struct glossary_line *line)
{
    for (int column = 1; column < GLOSSARY_COLUMNS; column++) {
        struct slice cell = line->cells[column], synonym;
        enum language language = glossary_columns[column].language;
        while (language_row(language)->grammar && glossary_synonym(&cell, &synonym))
            if (is_word(synonym))
                add_lemma(context, language, synonym);
    }
    return true;
}

/* Adds what is said of an entry's text to what an entry before it says of the same; false: there is none. */
static bool join_entry(struct lemmas *lemmas, uint32_t slot, uint32_t item)
{
    char *before = lemmas->strings.data + slot - 1;
    const char *entry = lemmas->strings.data + item;
    size_t length = (unsigned char)entry[LEXEME_ENTRY_LENGTH];
    if (memcmp(before, entry, LEXEME_ENTRY_KINDS) ||
        memcmp(before + LEXEME_ENTRY_BYTES, entry + LEXEME_ENTRY_BYTES, length))
        return false;
    before[LEXEME_ENTRY_KINDS] = (char)(before[LEXEME_ENTRY_KINDS] | entry[LEXEME_ENTRY_KINDS]);
    return true;
}

/* Puts the entries into a table of `count` slots; returns how many texts they are. */
static size_t fill_slots(struct lemmas *lemmas, uint32_t *slots, uint32_t *tags, size_t count)
{
    size_t texts = 0;
    for (size_t i = 0; i < lemmas->count; i++) {
        const char *entry = lemmas->strings.data + lemmas->items[i];
        uint32_t hash = glossary_hash((unsigned char)entry[LEXEME_ENTRY_LANGUAGE], entry + LEXEME_ENTRY_BYTES,
                                      (unsigned char)entry[LEXEME_ENTRY_LENGTH]);
        size_t at = hash & (count - 1);
        while (slots[at] && !join_entry(lemmas, slots[at], lemmas->items[i]))
            at = (at + 1) & (count - 1);
        texts += !slots[at];
        slots[at] = slots[at] ? slots[at] : lemmas->items[i] + 1;
        tags[at] = lexicon_tag(hash);
    }
    return texts;
}

static size_t slots_for(size_t texts)
{
    size_t count = 16;
    while (count < texts * 2)
        count *= 2;
    return count;
}

static void print_lexemes(struct lemmas *lemmas, const char *name)
{
    size_t count = slots_for(lemmas->count);
    uint32_t *slots = calloc(2 * count, sizeof *slots);
    if (!slots)
        exit(1);
    size_t texts = fill_slots(lemmas, slots, slots + count, count);
    count = slots_for(texts);
    uint32_t *tags = slots + count;
    memset(slots, 0, 2 * count * sizeof *slots);
    fill_slots(lemmas, slots, tags, count);
    printf("/* %s.c: generated from data/ by tools/glossary_compile.c. */\n#include \"analysis/lexemes.h\"\n\n", name);
    print_strings(&lemmas->strings);
    print_numbers("uint32_t", "slots", slots, count);
    print_numbers("uint8_t", "tags", tags, count);
    printf("const struct lexemes %s = {strings[0], slots, tags, %zu};\n", name, count);
    free(slots);
}

static int compile_lexemes(const char *path)
{
    struct lemmas lemmas = {0};
    open_grammars(&lemmas);
    daftar_status status = glossary_lines(path, take_lemmas, &lemmas);
    if (status)
        fprintf(stderr, "%s\n", daftar_last_error());
    else
        print_lexemes(&lemmas, "lexemes");
    if (!status)
        printf("#include \"analysis/analyzer.h\"\nconst char analysis_signature[] = ANALYSIS_VERSION \"-%08x\";\n",
               glossary_hash(0, lemmas.strings.data, lemmas.strings.length));
    free_lemmas(&lemmas);
    return status != DAFTAR_OK;
}

/* ---- stop words ---- */

/* A line is a code, a tab and words; false: it is not. */
static bool take_stopwords(struct lemmas *lemmas, char *line)
{
    char *words = strchr(line, '\t');
    if (!words)
        return false;
    *words++ = '\0';
    enum language language = language_by_code(line, strlen(line));
    for (char *word; (word = strsep(&words, " \n")) != NULL;)
        add_lemma(lemmas, language, (struct slice){word, strlen(word)});
    return language != LANGUAGE_UND;
}

static int compile_stopwords(const char *path)
{
    struct lemmas lemmas = {0};
    FILE *file = fopen(path, "re");
    char *line = NULL;
    size_t capacity = 0;
    bool good = file != NULL;
    while (good && getline(&line, &capacity, file) >= 0)
        good = *line == '#' || take_stopwords(&lemmas, line);
    if (good)
        print_lexemes(&lemmas, "stopwords");
    else
        fprintf(stderr, "%s: cannot be read, or has a line that is not CODE<tab>WORDS: %s\n", path, line ? line : "");
    if (file)
        fclose(file);
    free(line);
    free_lemmas(&lemmas);
    return !good;
}

int main(int argc, char **argv)
{
    if (argc == 3 && !strcmp(argv[1], "lexemes"))
        return compile_lexemes(argv[2]);
    if (argc == 3 && !strcmp(argv[1], "stopwords"))
        return compile_stopwords(argv[2]);
    struct analyzer *analyzer = argc == 4 && !strcmp(argv[1], "glossary") ? analyzer_new() : NULL;
    if (!analyzer) {
        fputs("usage: glossary_compile lexemes|stopwords FILE, or glossary FILE IRREGULAR, > TABLES.c\n", stderr);
        return 2;
    }
    int code = compile_glossary(analyzer, argv[2], argv[3]);
    analyzer_free(analyzer);
    return code;
}
