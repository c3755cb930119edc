/* html_page.c: tells the content of a web page from what surrounds it. */
#include "indexer/readers/html_tree.h"

#include <string.h>
#include <strings.h>

/* Classes and ids of what surrounds the content; those of the second table as beginnings of words. */
static const char *const around_words[] = { /* sorted */
    "accessibility", "ads", "advert", "banner", "breadcrumb", "breadcrumbs", "consent", "cookie",
    "cookie-banner", "cookies", "font-size-switcher", "footer", "gdpr", "lang-switcher", "language-switcher",
    "main-menu", "mainmenu", "megamenu", "menu", "menubar", "modal", "nav", "navbar", "navigation",
    "offcanvas", "page-footer", "page-header", "pager", "pagination", "popup", "related-posts", "search-form",
    "share", "sidebar", "sidenav", "site-footer", "site-header", "skip-link", "social", "social-links",
    "special-view", "sr-only", "subnav", "toolbar", "top-menu", "topbar", "vision-panel", "visually-hidden",
};
static const char *const around_beginnings[] = { /* sorted */
    "breadcrumb", "consent", "cookie", "footer-", "menu-", "modal-", "nav-", "navbar-", "navigation-", "pagination-",
    "share-", "sidebar-", "sidenav", "social-", "special-settings", "special-view", "subnav",
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

/* `sidebar_item` begins as `sidebar-item` does. */
static bool begins_with(const char *word, size_t length, const char *beginning)
{
    size_t i = 0;
    for (; i < length && beginning[i]; i++)
        if ((word[i] == '_' ? '-' : word[i] >= 'A' && word[i] <= 'Z' ? word[i] | 32 : word[i]) != beginning[i])
            return false;
    return !beginning[i];
}

static bool begins_in_table(const char *word, size_t length)
{
    for (size_t i = 0; i < sizeof around_beginnings / sizeof *around_beginnings; i++)
        if (begins_with(word, length, around_beginnings[i]))
            return true;
    return false;
}

/* Whether a word of an attribute is in the table, or begins as one of the beginnings. */
static bool has_word(const char *value, const char *const *table, size_t count, bool beginnings)
{
    while (*value) {
        size_t length = strcspn(value, " \t\n\r");
        if (length && (in_table(table, count, value, length) || (beginnings && begins_in_table(value, length))))
            return true;
        value += length + (value[length] != '\0');
    }
    return false;
}

#define HAS_WORD(value, table, beginnings) has_word(value, table, sizeof table / sizeof *table, beginnings)

unsigned html_surroundings(unsigned kind, const unsigned char **attributes)
{
    static const char *const main_role[] = {"main"};
    unsigned found = 0;
    for (; attributes[0]; attributes += 2) {
        const char *name = (const char *)attributes[0], *value = attributes[1] ? (const char *)attributes[1] : "";
        bool around = false;
        if (!strcmp(name, "class") || !strcmp(name, "id"))
            around = HAS_WORD(value, around_words, true);
        else if (!strcmp(name, "role"))
            around = HAS_WORD(value, around_roles, false);
        else if (!strcmp(name, "aria-hidden"))
            around = !strcmp(value, "true");
        else if (!strcmp(name, "hidden") || (!strcmp(name, "style") && (strstr(value, "display:none") ||
                                                                        strstr(value, "display: none"))))
            found |= HTML_HIDDEN;
        if (!strcmp(name, "role") && HAS_WORD(value, main_role, false))
            found |= HTML_MAIN | HTML_CONTENT;
        if (around && !(kind & HTML_PLAIN))
            found |= HTML_AROUND;
    }
    return found;
}

#define LIST_NODES 3000 /* of a list that are looked at */

/* Links of a list are navigation when nearly all its text is links, and many. */
static bool is_link_list(const struct html_tree *tree, uint32_t list)
{
    size_t text = 0, linked = 0, links = 0;
    uint32_t link_end = list, end = tree->nodes[list].end;
    for (uint32_t i = list; i < end && i < list + LIST_NODES; i++) {
        const struct html_node *node = &tree->nodes[i];
        if (node->effect == EFFECT_LINK)
            link_end = node->end;
        if (!(node->kind & HTML_TEXT))
            continue;
        const char *bytes = tree->text.data + node->text;
        size_t blanks = 0;
        while (blanks < node->length && strchr(" \t\r\n", bytes[blanks]))
            blanks++;
        size_t length = node->length - blanks;
        text += length;
        linked += i < link_end ? length : 0;
        links += i < link_end && length;
    }
    return links >= 6 && linked * 10 > text * 9 && linked < links * 90;
}

#define CONTENT_STEPS 40

static bool inside(const struct html_tree *tree, uint32_t node, unsigned kind, unsigned steps)
{
    for (; node != HTML_NONE && steps; node = tree->nodes[node].parent, steps--)
        if (tree->nodes[node].kind & kind)
            return true;
    return false;
}

bool html_skipped(const struct html_tree *tree, uint32_t number)
{
    const struct html_node *node = &tree->nodes[number];
    if (node->kind & (HTML_HIDDEN | HTML_AROUND))
        return true;
    if (node->kind & HTML_EDGE)
        return !inside(tree, number, HTML_CONTENT, CONTENT_STEPS);
    /* Only the outermost list is asked: the inner ones are part of it. */
    return (node->kind & HTML_LIST) && !inside(tree, node->parent, HTML_LIST, 4) && is_link_list(tree, number);
}

static size_t text_length(const struct html_tree *tree, uint32_t top)
{
    size_t length = 0;
    for (uint32_t i = top; i < tree->nodes[top].end; i++)
        length += tree->nodes[i].length;
    return length;
}

uint32_t html_main(const struct html_tree *tree)
{
    uint32_t body = HTML_NONE, main = HTML_NONE, article = HTML_NONE;
    unsigned articles = 0;
    for (uint32_t i = 0; i < tree->count; i++) {
        unsigned kind = tree->nodes[i].kind;
        if ((kind & HTML_BODY) && body == HTML_NONE)
            body = i;
        if ((kind & HTML_MAIN) && main == HTML_NONE)
            main = i;
        if (kind & HTML_ARTICLE) {
            article = i;
            articles++;
        }
    }
    uint32_t inner = main != HTML_NONE ? main : articles == 1 ? article : HTML_NONE;
    uint32_t outer = body != HTML_NONE ? body : tree->count ? 0 : HTML_NONE;
    return inner != HTML_NONE && text_length(tree, inner) * 5 > text_length(tree, outer) ? inner : outer;
}
