/* order.h: the order of a passage's words, coded so that phrases can be found without lists of
 * positions.
 *
 * Xapian keeps a list of positions a term and passage, under a key that repeats the term: nearly half
 * of an index. Here a passage has one value: its words in their order, each as a code of some ten
 * bits. The code is a hash of the term under a seed that was chosen so that no two terms of this
 * passage share a code, words without a place among them. So a term that is known to be in the passage is
 * recognised with certainty. */
#ifndef STORE_ORDER_H
#define STORE_ORDER_H

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

uint64_t order_hash(const char *term, size_t length);

/* Codes passages; keeps its memory from one to the next. */
class order_writer {
  public:
    void clear()
    {
        words_.clear();
        terms_.clear();
    }
    /* Position 0: the passage has the term, but at no place (words of the title). */
    void add(uint64_t hash, uint32_t position)
    {
        terms_.push_back(hash);
        if (position)
            words_.push_back({position, hash});
    }
    /* The words that were added since, in any order; nothing when there are none. False: more
     * different ones than can be told apart (some 10,000). */
    bool write(std::string &out);

  private:
    struct word {
        uint32_t position;
        uint64_t hash;
    };
    std::vector<word> words_;
    std::vector<uint64_t> terms_;  /* distinct when they are written */
    std::vector<uint32_t> taken_; /* by code: the try that gave it out */

    void unite_terms();
    bool is_perfect(unsigned bits, unsigned seed);
    bool choose(unsigned *bits, unsigned *seed);
};

/* A term that the passage has, and where to put the positions at which it stands. */
struct order_wanted {
    uint64_t hash;
    std::vector<uint32_t> *positions;
};

/* Reads a passage's words and adds the positions of the wanted ones, ascending, until `enough` says after one that no more
 * are needed. */
class order_reader {
  public:
    void find(const std::string &coded, const std::vector<order_wanted> &wanted, const std::function<bool()> &enough);

  private:
    std::vector<unsigned char> bytes_; /* padded: read eight at a time */
    std::vector<uint32_t> codes_;

    bool note(const std::vector<order_wanted> &wanted, uint32_t code, uint32_t position);
};

/* Positions of the places of a phrase, ascending, one list a place. `ordered`: one of each, ascending,
 * the last less than `window` behind the first; else one of each, all different, within `window`. */
bool order_holds(const std::vector<std::vector<uint32_t>> &places, size_t window, bool ordered);

#endif
