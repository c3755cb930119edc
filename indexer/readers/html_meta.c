/* html_meta.c: takes title, authors, journal, dates and keywords from the <meta> elements of a page. */
#include "indexer/readers/html_tree.h"
#include "indexer/readers/office.h"

#include <string.h>
#include <strings.h>

static const struct {
    const char *name; /* of <meta>, lower case */
    enum field field;
} metas[] = {
    {"citation_title", FIELD_TITLE}, {"dc.title", FIELD_TITLE}, {"og:title", FIELD_TITLE},
    {"citation_author", FIELD_AUTHOR}, {"dc.creator", FIELD_AUTHOR}, {"author", FIELD_AUTHOR},
    {"dc.creator.personalname", FIELD_AUTHOR}, {"citation_author_institution", FIELD_AFFILIATION},
    {"citation_journal_title", FIELD_JOURNAL}, {"citation_doi", FIELD_DOI}, {"dc.identifier.doi", FIELD_DOI},
    {"citation_publication_date", FIELD_PUBLISHED}, {"citation_date", FIELD_PUBLISHED},
    {"article:published_time", FIELD_PUBLISHED}, {"dc.date.issued", FIELD_PUBLISHED}, {"dc.date", FIELD_PUBLISHED},
    {"citation_keywords", FIELD_KEYWORD}, {"dc.subject", FIELD_KEYWORD},
};

/* The first ten bytes of an ISO date, with '-' for '/'; anything else is left out. */
static void add_date(struct document *document, const char *value)
{
    char date[11];
    if (strlen(value) < 10 || document_field(document, FIELD_PUBLISHED))
        return;
    memcpy(date, value, 10);
    date[10] = '\0';
    for (size_t i = 0; i < 10; i++) {
        bool mark = i == 4 || i == 7;
        if (mark && (date[i] == '/' || date[i] == '-' || date[i] == '.'))
            date[i] = '-';
        else if (mark || date[i] < '0' || date[i] > '9')
            return;
    }
    document_add(document, FIELD_PUBLISHED, date, 10, LANGUAGE_UND);
    if (!document_field(document, FIELD_YEAR))
        document_add(document, FIELD_YEAR, date, 4, LANGUAGE_UND);
}

const char *html_attribute(const unsigned char **attributes, const char *name)
{
    for (; attributes && attributes[0]; attributes += 2)
        if (!strcmp((const char *)attributes[0], name))
            return attributes[1] ? (const char *)attributes[1] : "";
    return NULL;
}

void html_add_meta(struct document *document, const unsigned char **attributes)
{
    const char *name = html_attribute(attributes, "name"), *value = html_attribute(attributes, "content");
    if (!name)
        name = html_attribute(attributes, "property");
    for (size_t i = 0; name && value && i < sizeof metas / sizeof *metas; i++) {
        if (strcasecmp(name, metas[i].name))
            continue;
        bool single = metas[i].field == FIELD_TITLE || metas[i].field == FIELD_JOURNAL || metas[i].field == FIELD_DOI;
        if (metas[i].field == FIELD_PUBLISHED)
            add_date(document, value);
        else if (!office_is_filler(value) && !(single && document_field(document, metas[i].field)))
            document_add_property(document, metas[i].field, value, strlen(value));
    }
}
