/* source.h: lists of docids, one a database, as something that Xapian can match. */
#ifndef STORE_SOURCE_H
#define STORE_SOURCE_H

#include <memory>
#include <string>
#include <vector>
#include <xapian.h>

/* The docids (sorted, from 1) of one database. It is known by the address of its internals, which
 * Database objects share when they are joined: exact, where two copies of a file share a UUID. */
struct docid_list {
    const void *database;
    std::vector<Xapian::docid> docids;
};
using docid_lists = std::vector<docid_list>;

const void *docid_list_key(const Xapian::Database &database);

/* A remote server has none of our classes: there they unpack as a posting source of Xapian's own
 * over a value slot that nobody fills, which matches nothing. */
std::string source_name_remote();
std::string source_serialised_remote();

/* Matches the listed docids with one weight each, in whichever database Xapian asks; nothing on a
 * server. Not for use below OP_SYNONYM. */
class docid_source : public Xapian::PostingSource {
  public:
    docid_source(std::shared_ptr<const docid_lists> lists, double weight);
    Xapian::doccount get_termfreq_min() const override;
    Xapian::doccount get_termfreq_est() const override;
    Xapian::doccount get_termfreq_max() const override;
    double get_weight() const override;
    Xapian::docid get_docid() const override;
    void next(double least_weight) override;
    void skip_to(Xapian::docid docid, double least_weight) override;
    bool at_end() const override;
    docid_source *clone() const override;
    std::string name() const override;
    std::string serialise() const override;
    void init(const Xapian::Database &database) override;

  private:
    std::shared_ptr<const docid_lists> lists_;
    double weight_;
    const Xapian::docid *begin_ = nullptr;
    const Xapian::docid *end_ = nullptr;
    const Xapian::docid *at_ = nullptr; /* NULL: before the first */
};

#endif
