/* reader.h: what the reading files of the shim share: an open store and the docids of its parts. */
#ifndef STORE_READER_H
#define STORE_READER_H

#include "store/source.h"
#include "store/store.h"

#include <string>

struct store_open_part {
    Xapian::Database database;
    std::string name; /* path or host:port, for messages */
    bool remote;
    Xapian::docid last; /* the highest docid */
};

struct store {
    std::vector<store_open_part> parts;
    Xapian::Database all;                    /* the parts joined, to be matched as one */
    std::shared_ptr<const docid_lists> dead; /* NULL: nothing is dead */
    std::string name;
    uint64_t living = 0;
    double average_length = 0;
};

/* Xapian deals docids out to joined databases in turn. */
inline store_id store_id_of(const store &from, Xapian::docid joined)
{
    Xapian::docid parts = Xapian::docid(from.parts.size());
    return {(joined - 1) % parts, (joined - 1) / parts + 1};
}

/* The part `index`; throws BAD_INPUT when there is none. */
store_open_part &store_part_at(store &from, size_t index);

#endif
