/* query.h: what a query is inside the shim. */
#ifndef STORE_QUERY_H
#define STORE_QUERY_H

#include <xapian.h>

/* Xapian's queries are shared and never change, so copying one is cheap. `matches` matches the same
 * for less work: it is what stands where weights do not count. */
struct store_query {
    Xapian::Query query;
    Xapian::Query matches;
};

#endif
