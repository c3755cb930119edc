/* phrase.h: phrases and NEAR as something that Xapian can match, by the order of the words. */
#ifndef STORE_PHRASE_H
#define STORE_PHRASE_H

#include "store/order.h"
#include "store/source.h"

/* The value that the shim sets beside the caller's: the order of the passage's words. */
const Xapian::valueno order_slot = 15;

/* What is asked: the places of the phrase, each with its alternatives (packed terms); and, as far as
 * somebody wanted to know, where it was found. */
struct phrase {
    std::vector<std::vector<std::string>> places;
    size_t window;
    bool ordered;
    bool beside_remote; /* parts with Xapian's own positions answer OP_PHRASE, as servers do */
    docid_lists found;
};

/* The passages that hold the phrase, looked for once a database however often the source stands in
 * a query. Nothing on a server, nor in a part that answers OP_PHRASE. */
class phrase_source : public docid_source {
  public:
    explicit phrase_source(std::shared_ptr<phrase> asked);
    phrase_source *clone() const override;
    void init(const Xapian::Database &database) override;

  private:
    std::shared_ptr<phrase> asked_;
};

#endif
