/* reader.h: what the reading files of the shim share: an open store and the docids of its parts. */
#ifndef STORE_READER_H
#define STORE_READER_H

#include "store/dictionary.h"
#include "store/source.h"
#include "store/store.h"

#include <string>
#include <unordered_map>

/* What a part has answered: a query repeats many look-ups, each a round trip to a server or a way down a tree. A database is
 * the one that was opened, so answers stay right. */
template <class Value> class answers {
  public:
    /* The answer kept under the key, or the one that `ask` gets. */
    template <class Ask> const Value &get(const std::string &key, Ask ask)
    {
        auto known = answers_.find(key);
        if (known != answers_.end())
            return known->second;
        if (answers_.size() >= most)
            answers_.clear();
        return answers_.emplace(key, ask(key)).first->second;
    }

  private:
    static const size_t most = 20000;
    std::unordered_map<std::string, Value> answers_;
};

struct store_open_part {
    Xapian::Database database;
    std::string name; /* path or host:port, for messages */
    bool remote;
    Xapian::docid last; /* the highest docid */
    answers<std::string> metadata;
    record_unpacker unpacker;
};

struct store {
    std::vector<store_open_part> parts;
    Xapian::Database all;                    /* the parts joined, to be matched as one */
    std::shared_ptr<const docid_lists> dead; /* NULL: nothing is dead */
    std::string name;
    bool remote = false; /* a part is */
    answers<uint32_t> frequencies;
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
