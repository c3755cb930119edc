/* html_page.c: tells the content of a web page from what surrounds it. */
#include "indexer/readers/html_page.h"

#include "indexer/readers/formats.h"

#include <string.h>
#include <strings.h>

const xmlNode *html_next(const xmlNode *node, const xmlNode *top)
{
    if (node->type == XML_ELEMENT_NODE && node->children)
        return node->children;
    while (node && node != top && !node->next)
        node = node->parent;
    return !node || node == top ? NULL : node->next;
}

static bool listed(const char *list, const char *word, size_t length)
{
    while (*list) {
        size_t item = strcspn(list, " ");
        if (item == length && !strncasecmp(list, word, length))
            return true;
        list += item + strspn(list + item, " ");
    }
    return false;
}

static bool is_named(const xmlNode *node, const char *list)
{
    return node->type == XML_ELEMENT_NODE && listed(list, (const char *)node->name, strlen((const char *)node->name));
}

/* The words of an attribute against a list; an item that ends in '*' counts as a beginning. */
static bool has_word(const xmlNode *node, const char *attribute, const char *list, const char *beginnings)
{
    xmlChar *value = xmlGetProp((xmlNode *)node, (const xmlChar *)attribute);
    bool found = false;
    for (const char *at = (const char *)value; value && !found && *at;) {
        size_t length = strcspn(at, " \t\n");
        found = length && listed(list, at, length);
        for (const char *item = beginnings; !found && item && *item;) {
            size_t size = strcspn(item, " ");
            found = length > size && !strncasecmp(item, at, size);
            item += size + strspn(item + size, " ");
        }
        at += length + strspn(at + length, " \t\n");
    }
    xmlFree(value);
    return found;
}

static const char never[] = "script style noscript template svg nav select option button iframe object embed canvas audio "
                            "video dialog map textarea head datalist applet frame frameset";
static const char around[] = "nav navbar navigation menu breadcrumb breadcrumbs footer cookie cookies cookie-banner consent "
                             "gdpr sidebar pagination pager share social social-links popup modal offcanvas skip-link "
                             "site-header site-footer page-footer page-header subnav sidenav topbar toolbar "
                             "search-form advert ads banner sr-only visually-hidden language-switcher lang-switcher "
                             "top-menu main-menu mainmenu menubar megamenu related-posts";
static const char around_beginnings[] = "cookie consent nav- navbar- menu- breadcrumb subnav navigation_ sidenav footer- "
                                        "footer_ share- social- pagination- sidebar- modal-";

/* Links of a list are navigation when nearly all its text is links, and many. */
static bool is_link_list(const xmlNode *list)
{
    size_t text = 0, linked = 0, links = 0, steps = 0;
    const xmlNode *link = NULL;
    for (const xmlNode *node = list; node && steps++ < 3000; node = html_next(node, list)) {
        if (is_named(node, "a"))
            link = node;
        if (node->type != XML_TEXT_NODE || !node->content)
            continue;
        size_t length = strlen((const char *)node->content);
        const char *content = (const char *)node->content;
        size_t blanks = strspn(content, " \t\r\n");
        if (blanks == length)
            continue;
        text += length - blanks;
        bool inside = false;
        for (const xmlNode *up = node->parent; link && up && up != list->parent && !inside; up = up->parent)
            inside = up == link;
        linked += inside ? length - blanks : 0;
        links += inside;
    }
    return links >= 6 && linked * 10 > text * 9 && linked < links * 90;
}

static bool has_value(const xmlNode *node, const char *attribute, const char *value)
{
    xmlChar *own = xmlGetProp((xmlNode *)node, (const xmlChar *)attribute);
    bool same = own && strstr((const char *)own, value) != NULL;
    xmlFree(own);
    return same;
}

static bool inside_content(const xmlNode *node)
{
    for (unsigned step = 0; node && step < 40; node = node->parent, step++)
        if (is_named(node, "main article"))
            return true;
    return false;
}

bool html_skipped(const xmlNode *node)
{
    if (is_named(node, never))
        return true;
    if (is_named(node, "body html main article h1 h2 h3 b strong i em span a p td tr th tbody br"))
        return node->properties && (xmlHasProp((xmlNode *)node, (const xmlChar *)"hidden") ||
                                    has_value(node, "style", "display:none") ||
                                    has_value(node, "style", "display: none"));
    if (is_named(node, "header footer aside") && !inside_content(node))
        return true;
    if (is_named(node, "ul ol") && is_link_list(node))
        return true;
    return node->properties &&
           (has_word(node, "class", around, around_beginnings) || has_word(node, "id", around, around_beginnings) ||
            has_word(node, "role", "navigation banner contentinfo search dialog menu menubar alertdialog", NULL) ||
            has_value(node, "aria-hidden", "true") || xmlHasProp((xmlNode *)node, (const xmlChar *)"hidden") ||
            has_value(node, "style", "display:none") || has_value(node, "style", "display: none"));
}

static size_t text_length(const xmlNode *top)
{
    size_t length = 0;
    for (const xmlNode *node = top; node; node = html_next(node, top))
        if (node->type == XML_TEXT_NODE && node->content && node->parent && !is_named(node->parent, "script style"))
            length += strlen((const char *)node->content);
    return length;
}

const xmlNode *html_main(xmlDoc *page)
{
    const xmlNode *root = xmlDocGetRootElement(page), *body = NULL, *main = NULL, *article = NULL;
    unsigned articles = 0;
    for (const xmlNode *node = root; node; node = html_next(node, root)) {
        if (!body && is_named(node, "body"))
            body = node;
        if (!main && node->type == XML_ELEMENT_NODE &&
            (is_named(node, "main") || (node->properties && has_word(node, "role", "main", NULL))))
            main = node;
        if (is_named(node, "article")) {
            article = node;
            articles++;
        }
    }
    const xmlNode *inner = main ? main : articles == 1 ? article : NULL;
    if (inner && text_length(inner) * 5 > text_length(body ? body : root))
        return inner;
    return body ? body : root;
}

/* ---- fields ---- */

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

static bool known_value(const struct document *document, enum field field, const char *value)
{
    for (size_t i = 0; i < document->field_count; i++)
        if (document->fields[i].field == field && !strcmp(document->fields[i].text, value))
            return true;
    return false;
}

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

static void add_meta(struct document *document, const xmlNode *node)
{
    xmlChar *name = xmlGetProp((xmlNode *)node, (const xmlChar *)"name");
    if (!name)
        name = xmlGetProp((xmlNode *)node, (const xmlChar *)"property");
    xmlChar *content = name ? xmlGetProp((xmlNode *)node, (const xmlChar *)"content") : NULL;
    for (size_t i = 0; content && i < sizeof metas / sizeof *metas; i++) {
        if (strcasecmp((const char *)name, metas[i].name))
            continue;
        const char *value = (const char *)content;
        bool single = metas[i].field == FIELD_TITLE || metas[i].field == FIELD_JOURNAL || metas[i].field == FIELD_DOI;
        if (metas[i].field == FIELD_PUBLISHED)
            add_date(document, value);
        else if (!known_value(document, metas[i].field, value) &&
                 !(single && document_field(document, metas[i].field)))
            document_add(document, metas[i].field, value, strlen(value), LANGUAGE_UND);
    }
    xmlFree(name);
    xmlFree(content);
}

void html_fields(struct document *document, xmlDoc *page)
{
    const xmlNode *root = xmlDocGetRootElement(page), *title = NULL;
    for (const xmlNode *node = root; node; node = html_next(node, root)) {
        if (is_named(node, "meta"))
            add_meta(document, node);
        else if (!title && is_named(node, "title") && node->parent && !is_named(node->parent, "svg"))
            title = node;
    }
    xmlChar *text = title && !document_field(document, FIELD_TITLE) ? xmlNodeGetContent((xmlNode *)title) : NULL;
    if (text)
        document_add(document, FIELD_TITLE, (const char *)text, strlen((const char *)text), LANGUAGE_UND);
    xmlFree(text);
}
