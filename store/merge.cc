/* merge.cc: joins segments into one new file by Xapian's compaction. */
#include "store/dictionary.h"
#include "store/guard.h"
#include "store/pack.h"
#include "store/segment.h"
#include "store/store.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <vector>

namespace {

const size_t inputs_max = 128; /* a scratch segment holds four descriptors */

/* Walks the metadata keys of one input, in step with a merge that asks in ascending order. */
class metadata_walk {
  public:
    explicit metadata_walk(const Xapian::Database &database)
        : database_(database), at_(database.metadata_keys_begin())
    {
        read();
    }
    /* Whether this input holds the key; none below it is asked for again. */
    bool reach(const std::string &wanted)
    {
        while (!ended_ && key_ < wanted) {
            ++at_;
            read();
        }
        return !ended_ && key_ == wanted;
    }
    std::string value() const { return database_.get_metadata(key_); }

  private:
    Xapian::Database database_;
    Xapian::TermIterator at_;
    std::string key_;
    bool ended_ = false;

    void read()
    {
        ended_ = at_ == Xapian::TermIterator();
        if (!ended_)
            key_ = *at_;
    }
};

/* Hands the values that several inputs hold under one key to the caller's resolver. Xapian passes
 * them in whatever order its heap yields, so they are fetched again in the order of the inputs. */
class resolving_compactor : public Xapian::Compactor {
  public:
    resolving_compactor(const std::vector<Xapian::Database> &inputs, segment_resolver resolve,
                        void *context)
        : inputs_(inputs), resolve_(resolve), context_(context)
    {
    }
    ~resolving_compactor() override { buffer_free(&joined_); }

    std::string resolve_duplicate_metadata(const std::string &row, size_t count,
                                           const std::string values[]) override
    {
        /* Xapian hands out the key of the row in its table: two bytes, then the caller's key. */
        const std::string key = row.substr(2);
        if (is_dictionary_key(key))
            return values[0];
        if (walks_.empty())
            for (const Xapian::Database &input : inputs_)
                walks_.emplace_back(input);
        values_.clear();
        for (metadata_walk &walk : walks_)
            if (walk.reach(key))
                values_.push_back(walk.value());
        if (values_.size() != count)
            values_.assign(values, values + count);
        return resolve_ ? resolved(term_unpacked(key)) : values_.back();
    }

  private:
    const std::vector<Xapian::Database> &inputs_;
    std::vector<metadata_walk> walks_; /* made at the first key that needs them */
    segment_resolver resolve_;
    void *context_;
    std::vector<std::string> values_;
    std::vector<struct slice> slices_;
    struct buffer joined_ = {};

    std::string resolved(const std::string &key)
    {
        slices_.clear();
        for (const std::string &value : values_)
            slices_.push_back({value.data(), value.size()});
        buffer_clear(&joined_);
        resolve_(context_, {key.data(), key.size()}, slices_.data(), slices_.size(), &joined_);
        if (joined_.failed)
            throw std::bad_alloc();
        return std::string(joined_.length ? joined_.data : "", joined_.length);
    }
};

/* The file under its unfinished name, removed again unless it was renamed into place. */
class unfinished_file {
  public:
    explicit unfinished_file(const char *path) : path_(path), name_(path_ + ".tmp")
    {
        unlink(name_.c_str());
    }
    ~unfinished_file()
    {
        if (!name_.empty())
            unlink(name_.c_str());
    }
    unfinished_file(const unfinished_file &) = delete;
    unfinished_file &operator=(const unfinished_file &) = delete;
    const std::string &name() const { return name_; }
    void finish()
    {
        sync(name_, O_RDWR);
        if (rename(name_.c_str(), path_.c_str()))
            fail(path_);
        name_.clear();
        size_t slash = path_.rfind('/');
        sync(slash == std::string::npos ? "." : path_.substr(0, slash + 1),
             O_RDONLY | O_DIRECTORY);
    }

  private:
    std::string path_;
    std::string name_;

    [[noreturn]] static void fail(const std::string &path)
    {
        throw refusal{status_fail(DAFTAR_IO, "%s: %s", path.c_str(), std::strerror(errno))};
    }
    static void sync(const std::string &path, int flags)
    {
        int number = open(path.c_str(), flags | O_CLOEXEC);
        if (number < 0)
            fail(path);
        int failed = fsync(number);
        int why = errno;
        close(number);
        errno = why;
        if (failed)
            fail(path);
    }
};

/* Docids of the output are running sums only when no input starts or ends with a hole. */
void open_input(std::vector<Xapian::Database> &inputs, const char *path)
{
    daftar_status status = guard(path, [&] {
        inputs.push_back(segment_database(path));
        if (inputs.back().get_lastdocid() != inputs.back().get_doccount())
            return status_fail(DAFTAR_CORRUPT, "%s: passages are missing in it", path);
        return DAFTAR_OK;
    });
    if (status)
        throw refusal{status};
}

} // namespace

daftar_status segment_merge(const char *out_path, const char *const *paths, size_t count,
                            segment_resolver resolve, void *context)
{
    if (!count || count > inputs_max)
        return status_fail(DAFTAR_BAD_INPUT, "%s: cannot merge %zu segments, only 1 to %zu",
                           out_path, count, inputs_max);
    return guard(out_path, [&] {
        std::vector<Xapian::Database> inputs;
        Xapian::Database joined;
        for (size_t i = 0; i < count; i++) {
            open_input(inputs, paths[i]);
            joined.add_database(inputs.back());
        }
        unfinished_file output(out_path);
        resolving_compactor compactor(inputs, resolve, context);
        joined.compact(output.name(), Xapian::DBCOMPACT_SINGLE_FILE | Xapian::Compactor::FULL, 0,
                       compactor);
        output.finish();
        return DAFTAR_OK;
    });
}
