/* article_parts.h: what the files of the article recogniser share. */
#ifndef INDEXER_ARTICLE_PARTS_H
#define INDEXER_ARTICLE_PARTS_H

#include "indexer/document.h"

/* ---- article_text.c: text as labels are compared in ---- */

/* The character at text[0] as labels are compared: lower case, letters that look alike or lost their tail as one,
 * every blank as ' ', every hyphen as '-', 0 for what is not seen (apostrophes, soft hyphens). *step: its bytes. */
uint32_t article_fold(const char *text, size_t length, size_t *step);
/* Bytes of `text` that its beginning has in common with the whole `label`, up to a word's end; 0: it begins otherwise. */
size_t article_match(struct slice text, struct slice label);
/* Takes `what` off the beginning of the text; false: it does not begin so. */
bool article_skip(struct slice *text, const char *what);
/* In the same comparison: whether the text begins, ends so, or a word of it begins so. */
bool article_begins_with(struct slice text, struct slice prefix);
bool article_ends(struct slice text, struct slice ending);
bool article_holds_prefix(struct slice text, struct slice prefix);

/* Without blanks and the emphasis marks of Markdown at both ends. */
struct slice article_trim(struct slice text);
/* The first line, and `text` moved behind it. */
struct slice article_line(struct slice *text);
bool article_word(struct slice *text, struct slice *word); /* the next word between blanks; false: none */

bool article_word_ends(struct slice rest); /* no word goes on in what follows */

struct article_shape {
    unsigned letters, upper, lower, digits, words;
    bool sentence; /* ends in . ! ? … or one of these in a quote */
    bool open;     /* ends in , ; or : */
};
struct article_shape article_measure(struct slice text);
bool article_has_words(struct slice text, unsigned words); /* so many at least */
bool article_is_capitals(struct slice text); /* nearly all letters are capitals, and there are some */
bool article_shape_is_capitals(const struct article_shape *shape);
bool article_is_list_item(struct slice text); /* begins with a bullet, a dash or a small number */
bool article_begins_small(struct slice text); /* its first letter is a small one */

/* Adds a field's value with blanks made single and marks left out. */
struct field_value *article_add(struct document *document, enum field field, struct slice text,
                                enum language language);
/* Tells the language of those values of a field that have none, all together; `neighbour` as in detect_language(). */
void article_tell_language(struct document *document, enum field field, enum language neighbour);

/* ---- article_labels.c: the words that announce a part, in all languages ---- */

enum label {
    LABEL_NONE, LABEL_ABSTRACT, LABEL_KEYWORDS, LABEL_REFERENCES, LABEL_SECTION,
    LABEL_MAIN /* the section that holds the others */, LABEL_END, LABEL_FRONT,
    LABEL_RECEIVED, LABEL_ACCEPTED, LABEL_PUBLISHED
};

struct article_label_row {
    const char *words;
    enum label label;
};
extern const struct article_label_row article_label_rows[]; /* article_label_table.c */
extern const size_t article_label_count;

/* What `line` is announced as: it begins with a label that stands alone or is followed by a colon, a full stop or
 * a dash. *rest: what follows. */
enum label article_label(struct slice line, struct slice *rest);
bool article_is_section(enum label label);
/* The label that `text` begins with, whatever follows; *end: its bytes. */
enum label article_label_prefix(struct slice text, size_t *end);

/* ---- article_law.c ---- */

enum law { LAW_NONE, LAW_SECTION, LAW_CHAPTER, LAW_ARTICLE };
/* Whether a line is the head of a numbered part of a law: «Статья 12», «12-модда», «Глава 3». *number: what `line` begins with up
 * to the number's end, *title: what follows. */
enum law article_law(struct slice line, struct slice *title);

/* ---- article_verb.c ---- */

/* Whether a sentence reads as a heading: it names something and says nothing of it (no finite verb). */
bool article_is_nominal(struct slice sentence, enum language language);

/* ---- article_date.c ---- */

/* The first date in a text: `2022-05-14`, `14.05.22`, `14 мая 2022`. Writes ISO into out[11]; bytes up to its end, or 0. */
size_t article_date(struct slice text, char out[11]);
/* The first year from 1900 to 2099 that stands as a number by itself; 0: none. */
unsigned article_year(struct slice text);

/* ---- article_person.c ---- */

bool article_is_person(struct slice text);      /* one or several names of people, and nothing else */
bool article_is_affiliation(struct slice text); /* a place of work, a post, a town with its country */
bool article_is_journal(struct slice text);

/* ---- article_blocks.c: passes over the blocks ---- */

struct block_list {
    struct block *items;
    size_t count, capacity;
    bool failed;
};
void block_list_add(struct block_list *list, struct block block);
void block_list_replace(struct block_list *list, struct document *document); /* the document takes them over */

/* Cuts blocks at lines that begin another part; takes headings of Markdown out of plain text. */
void article_cut_blocks(struct document *document);
/* Makes one of paragraphs that a page turn broke in two. */
void article_join_blocks(struct document *document);

/* ---- the recogniser proper ---- */

/* article_front.c: the matter before the body. Returns whether the text announces itself as an article. */
bool article_front(struct document *document);
/* article_lists.c: abstracts, keyword lists and references wherever they stand. */
void article_label_blocks(struct document *document);
void article_references(struct document *document);
void article_reference_fields(struct document *document);
/* article_heading.c */
void article_headings(struct document *document, bool article);

#endif
