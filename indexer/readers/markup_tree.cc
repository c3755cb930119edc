/* markup_tree.cc: parses ordinary XML into a tree and walks through it; the only file that speaks to pugixml. */
#include "indexer/readers/markup_walk.h"

#include <pugixml.hpp>
#include <string.h>
#include <strings.h>

/* What stands outside the root must be seen, to be refused; blanks between elements are text. */
static const unsigned FLAGS = pugi::parse_escapes | pugi::parse_eol | pugi::parse_wconv_attribute |
                              pugi::parse_ws_pcdata | pugi::parse_embed_pcdata | pugi::parse_declaration |
                              pugi::parse_fragment;

/* The parser's own pointers, which go through C as pointers to nothing. */
template <class Pointer> static Pointer *pointer(const void *from)
{
    return static_cast<Pointer *>(const_cast<void *>(from));
}

static bool next_attribute(const void *element, const void **at, const char **name, const char **value)
{
    pugi::xml_attribute attribute =
        *at ? pugi::xml_attribute(pointer<pugi::xml_attribute_struct>(*at)).next_attribute()
            : pugi::xml_node(pointer<pugi::xml_node_struct>(element)).first_attribute();
    *at = attribute.internal_object();
    *name = attribute.name();
    *value = attribute.value();
    return *at;
}

static bool is_utf8(const pugi::xml_node &declaration)
{
    const char *encoding = declaration.attribute("encoding").value();
    return !*encoding || !strcasecmp(encoding, "UTF-8");
}

/* The one element with nothing but blanks around it, or null. */
static pugi::xml_node find_root(const pugi::xml_document &document)
{
    pugi::xml_node root;
    for (pugi::xml_node node = document.first_child(); node; node = node.next_sibling()) {
        const char *text = node.value();
        bool good = node.type() == pugi::node_element ? !root
                    : node.type() == pugi::node_pcdata ? !text[strspn(text, " \t\n")]
                                                       : node == document.first_child() && is_utf8(node);
        if (!good)
            return pugi::xml_node();
        if (node.type() == pugi::node_element)
            root = node;
    }
    return root;
}

namespace {

/* Says what pugixml shows node by node, and what has ended before. */
struct walker : pugi::xml_tree_walker {
    struct markup *markup;
    int open = 0; /* elements */

    bool enter(const pugi::xml_node &node)
    {
        const char *name = node.name(), *text = node.value(); /* an element's text stands before its first child */
        if (*name) {
            struct markup_tag tag = {node.internal_object(), next_attribute};
            if (!markup_open(markup, name, &tag))
                return false;
            open++;
        }
        if (*text)
            markup_text(markup, text, strlen(text));
        return true;
    }

    void close(int depth)
    {
        for (; open > depth; open--)
            markup_close(markup);
    }

    bool begin(pugi::xml_node &root) override
    {
        return enter(root);
    }

    bool for_each(pugi::xml_node &node) override
    {
        close(depth() + 1); /* it counts from the children of the root */
        return enter(node);
    }

    bool end(pugi::xml_node &) override
    {
        close(0);
        return true;
    }
};

} // namespace

bool markup_tree(struct markup *markup, const char *bytes, size_t length)
{
    pugi::xml_document document;
    pugi::xml_node root;
    if (document.load_buffer(bytes, length, FLAGS, pugi::encoding_utf8))
        root = find_root(document);
    walker walker;
    walker.markup = markup;
    if (root)
        root.traverse(walker);
    return static_cast<bool>(root);
}
