/* html_page.c: tells the content of a web page from what surrounds it. */
#include "indexer/readers/html_page.h"

#include "indexer/readers/office.h"

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

/* What an element is to a page. */
enum kind {
    KIND_NEVER = 1,    /* it and all below it is no content */
    KIND_TEXT = 2,     /* its class says nothing of where it stands */
    KIND_EDGE = 4,     /* surrounds the content, unless it is inside */
    KIND_LIST = 8,
    KIND_CONTENT = 16, /* <main>, <article> */
    KIND_MAIN = 32, KIND_ARTICLE = 64, KIND_BODY = 128, KIND_LINK = 256, KIND_META = 512, KIND_TITLE = 1024
};

static const struct {
    const char *name;
    unsigned kind;
} elements[] = { /* sorted */
    {"a", KIND_TEXT | KIND_LINK}, {"applet", KIND_NEVER}, {"article", KIND_TEXT | KIND_CONTENT | KIND_ARTICLE},
    {"aside", KIND_EDGE}, {"audio", KIND_NEVER}, {"b", KIND_TEXT}, {"body", KIND_TEXT | KIND_BODY},
    {"br", KIND_TEXT}, {"button", KIND_NEVER}, {"canvas", KIND_NEVER}, {"datalist", KIND_NEVER},
    {"dialog", KIND_NEVER}, {"em", KIND_TEXT}, {"embed", KIND_NEVER}, {"footer", KIND_EDGE}, {"frame", KIND_NEVER},
    {"frameset", KIND_NEVER}, {"h1", KIND_TEXT}, {"h2", KIND_TEXT}, {"h3", KIND_TEXT}, {"head", KIND_NEVER},
    {"header", KIND_EDGE}, {"html", KIND_TEXT}, {"i", KIND_TEXT}, {"iframe", KIND_NEVER},
    {"main", KIND_TEXT | KIND_CONTENT | KIND_MAIN}, {"map", KIND_NEVER}, {"meta", KIND_TEXT | KIND_META},
    {"nav", KIND_NEVER}, {"noscript", KIND_NEVER}, {"object", KIND_NEVER}, {"ol", KIND_LIST}, {"option", KIND_NEVER},
    {"p", KIND_TEXT}, {"script", KIND_NEVER}, {"select", KIND_NEVER}, {"span", KIND_TEXT}, {"strong", KIND_TEXT},
    {"style", KIND_NEVER}, {"svg", KIND_NEVER}, {"tbody", KIND_TEXT}, {"td", KIND_TEXT}, {"template", KIND_NEVER},
    {"textarea", KIND_NEVER}, {"title", KIND_TEXT | KIND_TITLE}, {"tr", KIND_TEXT}, {"ul", KIND_LIST},
    {"video", KIND_NEVER},
};

static unsigned kind_of(const xmlNode *node)
{
    size_t low = 0, high = node->type == XML_ELEMENT_NODE ? sizeof elements / sizeof *elements : 0;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcasecmp((const char *)node->name, elements[middle].name);
        if (!order)
            return elements[middle].kind;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

/* Classes and ids of what surrounds the content; those of the second table as beginnings of words. */
static const char *const around[] = { /* sorted */
    "accessibility", "ads", "advert", "banner", "breadcrumb", "breadcrumbs", "consent", "cookie",
    "cookie-banner", "cookies", "font-size-switcher", "footer", "gdpr", "lang-switcher", "language-switcher",
    "main-menu", "mainmenu", "megamenu", "menu", "menubar", "modal", "nav", "navbar", "navigation",
    "offcanvas", "page-footer", "page-header", "pager", "pagination", "popup", "related-posts", "search-form",
    "share", "sidebar", "sidenav", "site-footer", "site-header", "skip-link", "social", "social-links",
    "special-view", "sr-only", "subnav", "toolbar", "top-menu", "topbar", "vision-panel", "visually-hidden",
};
static const char *const around_beginnings[] = { /* sorted */
    "breadcrumb", "consent", "cookie", "footer-", "footer_", "menu-", "modal-", "nav-", "navbar-",
    "navigation_", "pagination-", "share-", "sidebar-", "sidenav", "social-", "subnav",
};
static const char *const around_roles[] = { /* sorted */
    "alertdialog", "banner", "contentinfo", "dialog", "menu", "menubar", "navigation", "search",
};

/* Compares a word with a string of the tables. */
static int compare_word(const char *word, size_t length, const char *item)
{
    int order = strncasecmp(word, item, length);
    return order ? order : item[length] ? -1 : 0;
}

static bool in_table(const char *const *table, size_t count, const char *word, size_t length)
{
    size_t low = 0;
    while (low < count) {
        size_t middle = (low + count) / 2;
        int order = compare_word(word, length, table[middle]);
        if (!order)
            return true;
        if (order < 0)
            count = middle;
        else
            low = middle + 1;
    }
    return false;
}

static bool begins_in_table(const char *word, size_t length)
{
    for (size_t i = 0; i < sizeof around_beginnings / sizeof *around_beginnings; i++) {
        const char *item = around_beginnings[i];
        if ((word[0] | 32) == item[0] && length > strlen(item) && !strncasecmp(item, word, strlen(item)))
            return true;
    }
    return false;
}

static const char *attribute_of(const xmlNode *node, const char *name)
{
    const xmlAttr *property = xmlHasProp((xmlNode *)node, (const xmlChar *)name);
    bool valued = property && property->type == XML_ATTRIBUTE_NODE && property->children;
    return valued ? (const char *)property->children->content : NULL;
}

/* Whether a word of an attribute is in the table, or begins as one of the beginnings. */
static bool has_word(const xmlNode *node, const char *attribute, const char *const *table, size_t count,
                     bool beginnings)
{
    const char *at = attribute_of(node, attribute);
    while (at && *at) {
        size_t length = 0;
        while (at[length] && !strchr(" \t\n\r", at[length]))
            length++;
        if (length && (in_table(table, count, at, length) || (beginnings && begins_in_table(at, length))))
            return true;
        at += length + (at[length] != '\0');
    }
    return false;
}

static bool is_around(const xmlNode *node, const char *attribute)
{
    return has_word(node, attribute, around, sizeof around / sizeof *around, true);
}

static bool has_role(const xmlNode *node, const char *const *table, size_t count)
{
    return has_word(node, "role", table, count, false);
}

/* Links of a list are navigation when nearly all its text is links, and many. */
static bool is_link_list(const xmlNode *list)
{
    size_t text = 0, linked = 0, links = 0, steps = 0;
    const xmlNode *link = NULL;
    for (const xmlNode *node = list; node && steps++ < 3000; node = html_next(node, list)) {
        if (kind_of(node) & KIND_LINK)
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
    const char *own = attribute_of(node, attribute);
    return own && strstr(own, value) != NULL;
}

static bool inside_content(const xmlNode *node)
{
    for (unsigned step = 0; node && step < 40; node = node->parent, step++)
        if (kind_of(node) & KIND_CONTENT)
            return true;
    return false;
}

/* Only the outermost list is asked: the inner ones are part of it. */
static bool inside_list(const xmlNode *node)
{
    const xmlNode *up = node->parent;
    for (unsigned step = 0; up && step < 4; up = up->parent, step++)
        if (kind_of(up) & KIND_LIST)
            return true;
    return false;
}

bool html_skipped(const xmlNode *node)
{
    unsigned kind = kind_of(node);
    if (kind & KIND_NEVER)
        return true;
    if (kind & KIND_TEXT)
        return node->properties && (xmlHasProp((xmlNode *)node, (const xmlChar *)"hidden") ||
                                    has_value(node, "style", "display:none") ||
                                    has_value(node, "style", "display: none"));
    if ((kind & KIND_EDGE) && !inside_content(node))
        return true;
    if ((kind & KIND_LIST) && !inside_list(node) && is_link_list(node))
        return true;
    return node->properties &&
           (is_around(node, "class") || is_around(node, "id") ||
            has_role(node, around_roles, sizeof around_roles / sizeof *around_roles) ||
            has_value(node, "aria-hidden", "true") || xmlHasProp((xmlNode *)node, (const xmlChar *)"hidden") ||
            has_value(node, "style", "display:none") || has_value(node, "style", "display: none"));
}

static size_t text_length(const xmlNode *top)
{
    size_t length = 0;
    for (const xmlNode *node = top; node; node = html_next(node, top))
        if (node->type == XML_TEXT_NODE && node->content && node->parent && !(kind_of(node->parent) & KIND_NEVER))
            length += strlen((const char *)node->content);
    return length;
}

const xmlNode *html_main(xmlDoc *page)
{
    static const char *const main_role[] = {"main"};
    const xmlNode *root = xmlDocGetRootElement(page), *body = NULL, *main = NULL, *article = NULL;
    unsigned articles = 0;
    for (const xmlNode *node = root; node; node = html_next(node, root)) {
        unsigned kind = kind_of(node);
        if (!body && (kind & KIND_BODY))
            body = node;
        if (!main && node->type == XML_ELEMENT_NODE &&
            ((kind & KIND_MAIN) || (node->properties && has_role(node, main_role, 1))))
            main = node;
        if (kind & KIND_ARTICLE) {
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
        else if (!known_value(document, metas[i].field, value) && !office_is_filler(value) &&
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
        unsigned kind = kind_of(node);
        if (kind & KIND_META)
            add_meta(document, node);
        else if (!title && (kind & KIND_TITLE) && node->parent && strcasecmp((const char *)node->parent->name, "svg"))
            title = node;
    }
    xmlChar *text = title && !document_field(document, FIELD_TITLE) ? xmlNodeGetContent((xmlNode *)title) : NULL;
    if (text)
        document_add(document, FIELD_TITLE, (const char *)text, strlen((const char *)text), LANGUAGE_UND);
    xmlFree(text);
}
