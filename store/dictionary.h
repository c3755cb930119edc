/* dictionary.h: compresses stored records by zstd with a dictionary that is kept in the segments. */
#ifndef STORE_DICTIONARY_H
#define STORE_DICTIONARY_H

#include "store/guard.h"

#include <map>
#include <memory>
#include <string>
#include <zstd.h>

struct zstd_deleter {
    void operator()(ZSTD_CDict *dictionary) const { ZSTD_freeCDict(dictionary); }
    void operator()(ZSTD_DDict *dictionary) const { ZSTD_freeDDict(dictionary); }
    void operator()(ZSTD_CCtx *context) const { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_DCtx *context) const { ZSTD_freeDCtx(context); }
};
template <class Type> using zstd_pointer = std::unique_ptr<Type, zstd_deleter>;

struct store_dictionary {
    std::string bytes;
    zstd_pointer<ZSTD_CDict> compressor;
    std::string key() const; /* of the metadata that keeps it in a segment */
};

/* Whether a metadata key is that of a dictionary; under one key all segments keep the same bytes. */
bool is_dictionary_key(const std::string &key);

/* The value in which a passage's record lies: Xapian would compress its document data once more. */
const Xapian::valueno record_slot = 14;

/* Records as they lie in a segment. One thread at a time. */
class record_packer {
  public:
    /* NULL: without any. The dictionary has to outlive the packer. */
    void use(const store_dictionary *dictionary) { dictionary_ = dictionary; }
    void pack(std::string &out, const char *bytes, size_t length);

  private:
    const store_dictionary *dictionary_ = nullptr;
    zstd_pointer<ZSTD_CCtx> context_;
};

/* Reads them; the dictionaries of one database, fetched when a record first needs them. */
class record_unpacker {
  public:
    /* Replaces `out`; throws CORRUPT in the name of `name` for what no packer wrote. */
    void unpack(struct buffer *out, const std::string &packed, const Xapian::Database &database,
                const char *name);

  private:
    std::map<unsigned, zstd_pointer<ZSTD_DDict>> dictionaries_;
    zstd_pointer<ZSTD_DCtx> context_;

    const ZSTD_DDict *dictionary(unsigned id, const Xapian::Database &database);
};

#endif
