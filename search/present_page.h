/* present_page.h: the parts of the HTML page that are always the same. */
#ifndef SEARCH_PRESENT_PAGE_H
#define SEARCH_PRESENT_PAGE_H

extern const char page_meta[], page_style[], page_script[];

#endif
