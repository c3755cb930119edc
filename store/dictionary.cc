/* dictionary.cc: trains dictionaries of zstd, and packs records with them. */
#include "store/dictionary.h"
#include "store/reader.h"
#include "store/store.h"

#include <cstring>
#include <zdict.h>

namespace {

/* Measured on passages of 1.4 kB: 64 KiB at level 3 leave .28 at five times the speed of zlib, which
 * leaves .41; level 9 would leave .25 at less than its speed. */
const size_t dictionary_bytes = 64 << 10;
const int level = 3;

const size_t record_bytes_max = 64 << 20; /* of what a damaged record may claim to be */

const char key_prefix = 'Z'; /* the indexer's keys begin with other letters */

/* The first byte of a packed record. */
enum : char { as_it_is, compressed };

/* Every frame begins with the same four bytes; they are left out. */
const char frame_magic[] = {'\x28', '\xb5', '\x2f', '\xfd'};

std::string key_of(unsigned id)
{
    char key[10];
    snprintf(key, sizeof key, "%c%08x", key_prefix, id);
    return key;
}

std::unique_ptr<store_dictionary> make_dictionary(std::string bytes)
{
    auto made = std::make_unique<store_dictionary>();
    made->bytes = std::move(bytes);
    made->compressor.reset(ZSTD_createCDict(made->bytes.data(), made->bytes.size(), level));
    if (!made->compressor)
        throw std::bad_alloc();
    return made;
}

[[noreturn]] void refuse(const char *name)
{
    throw refusal{status_fail(DAFTAR_CORRUPT, "%s: a stored passage is damaged", name)};
}

} // namespace

std::string store_dictionary::key() const
{
    return key_of(ZDICT_getDictID(bytes.data(), bytes.size()));
}

bool is_dictionary_key(const std::string &key)
{
    return !key.empty() && key[0] == key_prefix;
}

void record_packer::pack(std::string &out, const char *bytes, size_t length)
{
    if (!context_)
        context_.reset(ZSTD_createCCtx());
    if (!context_)
        throw std::bad_alloc();
    out.resize(ZSTD_compressBound(length));
    size_t size = dictionary_
                      ? ZSTD_compress_usingCDict(context_.get(), &out[0], out.size(), bytes, length,
                                                 dictionary_->compressor.get())
                      : ZSTD_compressCCtx(context_.get(), &out[0], out.size(), bytes, length, level);
    if (ZSTD_isError(size))
        throw std::bad_alloc(); /* there is room enough: nothing else can fail */
    if (size >= length + sizeof frame_magic) {
        out.assign(1, as_it_is).append(bytes, length);
        return;
    }
    out.resize(size);
    out.replace(0, sizeof frame_magic, 1, compressed);
}

const ZSTD_DDict *record_unpacker::dictionary(unsigned id, const Xapian::Database &database)
{
    zstd_pointer<ZSTD_DDict> &kept = dictionaries_[id];
    if (!kept) {
        const std::string bytes = database.get_metadata(key_of(id));
        kept.reset(ZSTD_createDDict(bytes.data(), bytes.size()));
    }
    if (!kept)
        throw std::bad_alloc();
    return kept.get();
}

void record_unpacker::unpack(struct buffer *out, const std::string &packed,
                             const Xapian::Database &database, const char *name)
{
    buffer_clear(out);
    if (packed.empty() || (packed[0] != as_it_is && packed[0] != compressed))
        refuse(name);
    if (packed[0] == as_it_is) {
        guard_copy(out, packed.substr(1));
        return;
    }
    const std::string frame = std::string(frame_magic, sizeof frame_magic).append(packed, 1);
    unsigned long long length = ZSTD_getFrameContentSize(frame.data(), frame.size());
    if (length > record_bytes_max) /* so are the two values that stand for errors */
        refuse(name);
    if (!context_)
        context_.reset(ZSTD_createDCtx());
    if (!context_ || !buffer_reserve(out, size_t(length)))
        throw std::bad_alloc();
    unsigned id = ZSTD_getDictID_fromFrame(frame.data(), frame.size());
    size_t size = ZSTD_decompress_usingDDict(context_.get(), out->data, size_t(length), frame.data(),
                                             frame.size(), id ? dictionary(id, database) : nullptr);
    if (ZSTD_isError(size) || size != length)
        refuse(name);
    out->length = size;
}

daftar_status store_dictionary_train(struct store_dictionary **out, const char *samples,
                                     const size_t *sizes, size_t count)
{
    *out = nullptr;
    return guard("dictionary", [&] {
        std::string bytes(dictionary_bytes, '\0');
        size_t size = ZDICT_trainFromBuffer(&bytes[0], bytes.size(), samples, sizes, unsigned(count));
        if (ZDICT_isError(size))
            return status_fail(DAFTAR_UNSUPPORTED, "dictionary: %s", ZDICT_getErrorName(size));
        bytes.resize(size);
        *out = make_dictionary(std::move(bytes)).release();
        return DAFTAR_OK;
    });
}

daftar_status store_dictionary_load(struct store_dictionary **out, struct store *store)
{
    *out = nullptr;
    return guard(store->name.c_str(), [&] {
        for (size_t i = store->parts.size(); i-- > 0;) {
            const Xapian::Database &database = store->parts[i].database;
            const std::string prefix(1, key_prefix);
            Xapian::TermIterator key = database.metadata_keys_begin(prefix);
            if (key == database.metadata_keys_end(prefix))
                continue;
            *out = make_dictionary(database.get_metadata(*key)).release();
            return DAFTAR_OK;
        }
        return status_fail(DAFTAR_NOT_FOUND, "%s: no dictionary", store->name.c_str());
    });
}

void store_dictionary_free(struct store_dictionary *dictionary)
{
    delete dictionary;
}
