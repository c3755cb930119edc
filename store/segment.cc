/* segment.cc: writes scratch segments, and opens and checks segments of both kinds. */
#include "store/aside.h"
#include "store/dictionary.h"
#include "store/guard.h"
#include "store/held.h"
#include "store/pack.h"
#include "store/phrase.h"
#include "store/segment.h"
#include "store/store.h"

extern "C" {
#include "store/header.h"
}

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

namespace {

[[noreturn]] void refuse(daftar_status status, const char *path, const char *why)
{
    throw refusal{status_fail(status, "%s: %s", path, why)};
}

[[noreturn]] void refuse_errno(const char *path)
{
    refuse(errno == ENOENT || errno == ENOTDIR ? DAFTAR_NOT_FOUND : DAFTAR_IO, path,
           std::strerror(errno));
}

/* Closes the descriptor unless it is taken over. */
class descriptor {
  public:
    explicit descriptor(int number) : number_(number) {}
    ~descriptor()
    {
        if (number_ >= 0)
            close(number_);
    }
    descriptor(const descriptor &) = delete;
    descriptor &operator=(const descriptor &) = delete;
    int get() const { return number_; }
    int release()
    {
        int number = number_;
        number_ = -1;
        return number;
    }

  private:
    int number_;
};

void require_header(const char *path, int number, uint64_t size)
{
    char head[HEADER_LENGTH];
    ssize_t length = pread(number, head, sizeof head, 0);
    if (length < 0)
        refuse_errno(path);
    if (!header_is_sound(head, size_t(length), size))
        refuse(DAFTAR_CORRUPT, path, "not a segment, or a damaged one");
}

/* The version file of a scratch directory; the tables are files of their own. */
void require_directory_header(const char *path)
{
    std::string version = std::string(path) + "/iamglass";
    descriptor file(open(version.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW));
    if (file.get() < 0)
        refuse(DAFTAR_CORRUPT, path, "not a scratch segment");
    require_header(path, file.get(), UINT64_MAX);
    /* Xapian's check would rather see this one. */
    std::string older = std::string(path) + "/iamchert";
    if (!access(older.c_str(), F_OK))
        refuse(DAFTAR_CORRUPT, path, "not a scratch segment");
}

} // namespace

int segment_descriptor(const char *path)
{
    /* O_NONBLOCK: opening a FIFO must not wait for its other end. */
    descriptor file(open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW));
    struct stat facts;
    if (file.get() < 0 && errno == ELOOP)
        refuse(DAFTAR_CORRUPT, path, "a link, not a segment");
    if (file.get() < 0 || fstat(file.get(), &facts))
        refuse_errno(path);
    if (S_ISDIR(facts.st_mode)) {
        require_directory_header(path);
        return -1;
    }
    if (!S_ISREG(facts.st_mode))
        refuse(DAFTAR_CORRUPT, path, "not a segment");
    require_header(path, file.get(), uint64_t(facts.st_size));
    return file.release();
}

Xapian::Database segment_database(const char *path)
{
    int number = segment_descriptor(path);
    if (number < 0)
        return Xapian::Database(path, Xapian::DB_BACKEND_GLASS);
    return Xapian::Database(number, Xapian::DB_BACKEND_GLASS);
}

struct segment_writer {
    held_file postings; /* outlives the database */
    Xapian::WritableDatabase database;
    Xapian::Document document; /* emptied and filled again: saves allocations */
    std::string term;
    std::string path;
    order_writer order;
    std::string ordered;
    record_packer packer;
    std::string packed;
    aside flush;
    size_t count = 0;
    bool served = false;
    bool starved = false; /* memory ran out inside Xapian */
};

namespace {

/* Runs `body` and notes whether memory ran out. */
template <class Body> daftar_status guard_writer(segment_writer *writer, Body body)
{
    daftar_status status = guard(writer->path.c_str(), body);
    writer->starved |= status == DAFTAR_NO_MEMORY;
    return status;
}

/* One transaction holds the whole segment, so that Xapian commits nothing by itself and a dropped
 * writer writes nothing. Below 10,000 passages all postings are flushed once, at the end. */
daftar_status writer_open(segment_writer **out, const char *path, bool served)
{
    *out = nullptr;
    return guard(path, [&] {
        auto writer = std::make_unique<segment_writer>();
        writer->path = path;
        writer->served = served;
        if (mkdir(path, 0777))
            refuse(DAFTAR_IO, path, std::strerror(errno));
        writer->postings.hold(writer->path + "/postlist.glass");
        int flags = served ? 0 : Xapian::DB_NO_TERMLIST;
        writer->database = Xapian::WritableDatabase(
            path, flags | Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS |
                      Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS);
        writer->database.begin_transaction(false);
        *out = writer.release();
        return DAFTAR_OK;
    });
}

/* A zero byte takes two in a key. Xapian would notice only when the segment is flushed. */
bool term_fits(const std::string &packed)
{
    if (packed.size() <= STORE_TERM_MAX / 2)
        return !packed.empty();
    return packed.size() <= STORE_TERM_MAX &&
           packed.size() + std::count(packed.begin(), packed.end(), '\0') <= STORE_TERM_MAX;
}

/* A word without a place (of the title) stands apart from all others in a served segment: OP_PHRASE takes a word that
 * has no positions in a passage for one that is anywhere. */
const Xapian::termpos apart_first = 1u << 24, apart_step = 1u << 12;

/* Phrases are made of words alone, not of what fields have a prefix for. */
bool is_word(const store_term &term)
{
    return term.weight && !(term.bytes[0] >= 'A' && term.bytes[0] <= 'Z');
}

void add_terms(segment_writer *writer, const struct store_passage *passage)
{
    Xapian::Document &document = writer->document;
    Xapian::termpos apart = apart_first;
    for (size_t i = 0; i < passage->term_count; i++) {
        const struct store_term &term = passage->terms[i];
        term_pack(writer->term, term.bytes, term.length);
        if (!term_fits(writer->term))
            throw refusal{status_fail(DAFTAR_BAD_INPUT, "%s: a term of %u bytes, not 1 to %d",
                                      writer->path.c_str(), unsigned(term.length),
                                      STORE_TERM_MAX)};
        if (term.position || is_word(term))
            writer->order.add(order_hash(writer->term.data(), writer->term.size()), term.position);
        if (writer->served && (term.position || term.weight))
            document.add_posting(writer->term, term.position ? term.position : apart += apart_step,
                                 term.weight);
        else
            document.add_term(writer->term, term.weight);
    }
}

void add_order(segment_writer *writer)
{
    if (!writer->order.write(writer->ordered))
        throw refusal{status_fail(DAFTAR_BAD_INPUT, "%s: too many different words in a passage",
                                  writer->path.c_str())};
    if (!writer->ordered.empty())
        writer->document.add_value(order_slot, writer->ordered);
}

} // namespace

daftar_status segment_writer_open(struct segment_writer **out, const char *path)
{
    return writer_open(out, path, false);
}

daftar_status segment_writer_open_served(struct segment_writer **out, const char *path)
{
    return writer_open(out, path, true);
}

daftar_status segment_writer_compress(struct segment_writer *writer,
                                      const struct store_dictionary *dictionary)
{
    return guard_writer(writer, [&] {
        writer->database.set_metadata(dictionary->key(), dictionary->bytes);
        writer->packer.use(dictionary);
        return DAFTAR_OK;
    });
}

daftar_status segment_writer_add(struct segment_writer *writer, const struct store_passage *passage)
{
    return guard_writer(writer, [&] {
        Xapian::Document &document = writer->document;
        document.clear_terms();
        document.clear_values();
        writer->order.clear();
        add_terms(writer, passage);
        add_order(writer);
        for (size_t i = 0; i < passage->value_count; i++) {
            const struct store_value &value = passage->values[i];
            document.add_value(value.slot, std::string(value.bytes, value.length));
        }
        writer->packer.pack(writer->packed, passage->data, passage->data_length);
        document.add_value(record_slot, writer->packed);
        writer->database.add_document(document);
        writer->count++;
        return DAFTAR_OK;
    });
}

daftar_status segment_writer_metadata(struct segment_writer *writer, const char *key,
                                      size_t key_length, const char *value, size_t value_length)
{
    return guard_writer(writer, [&] {
        writer->database.set_metadata(term_packed(key, key_length),
                                      std::string(value, value_length));
        return DAFTAR_OK;
    });
}

size_t segment_writer_count(const struct segment_writer *writer)
{
    return writer->count;
}

daftar_status segment_writer_finish(struct segment_writer *writer)
{
    return guard_writer(writer, [&] {
        daftar_status status = writer->flush.run(writer->path.c_str(), [writer] {
            writer->database.commit_transaction();
            writer->database.commit();
            writer->database.close();
            return DAFTAR_OK;
        });
        if (!status)
            writer->postings.release();
        return status;
    });
}

void segment_writer_free(struct segment_writer *writer)
{
    /* Xapian 1.4.22 crashes when it takes down a database whose flush ran out of memory: that one stays. */
    if (writer && !writer->starved)
        delete writer;
}

daftar_status segment_count(const char *path, uint32_t *passages)
{
    *passages = 0;
    return guard(path, [&] {
        *passages = segment_database(path).get_doccount();
        return DAFTAR_OK;
    });
}

daftar_status segment_check(const char *path)
{
    return guard(path, [&] {
        int number = segment_descriptor(path);
        size_t errors = number < 0 ? Xapian::Database::check(path)
                                   : Xapian::Database::check(number);
        if (errors)
            return status_fail(DAFTAR_CORRUPT, "%s: %zu errors found: reindex", path, errors);
        return DAFTAR_OK;
    });
}

size_t store_pack_number(double number, char *out)
{
    return Xapian::sortable_serialise_(number, out);
}

double store_unpack_number(const char *bytes, size_t length)
{
    double number = 0;
    guard("number", [&] {
        number = Xapian::sortable_unserialise(std::string(bytes, length));
        return DAFTAR_OK;
    });
    return number;
}
