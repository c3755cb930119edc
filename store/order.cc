/* order.cc: codes the order of a passage's words, and looks for phrases in it. */
#include "store/order.h"

#include <algorithm>
#include <cstring>
#include <endian.h>
#include <xxhash.h>

namespace {

/* Two codes are no words: the next word stands at the same position as the last one (a compound
 * beside its parts), or some positions on, as a number of as many bits as a code says. */
enum : uint32_t { code_same, code_gap, codes_special };

/* Eight at least: what fills the last byte is too short to be read as a code. */
const unsigned bits_least = 8, bits_most = 24, seeds = 256;

/* A code is as short as lets about one seed in e^3.5 be free of collisions: 30 tries cost little. */
const double collisions_most = 3.5;

uint32_t code_of(uint64_t hash, unsigned bits, unsigned seed)
{
    uint64_t mixed = (hash ^ seed * 0x9e3779b97f4a7c15u) * 0xd6e8feb86659fd93u;
    uint64_t codes = (uint64_t(1) << bits) - codes_special;
    return uint32_t(((mixed >> 32) * codes >> 32) + codes_special);
}

class bit_writer {
  public:
    explicit bit_writer(std::string &out) : out_(out) {}
    void put(uint32_t value, unsigned bits)
    {
        held_ |= uint64_t(value) << count_;
        for (count_ += bits; count_ >= 8; count_ -= 8, held_ >>= 8)
            out_ += char(held_);
    }
    void finish()
    {
        if (count_)
            put(0, 8 - count_);
    }

  private:
    std::string &out_;
    uint64_t held_ = 0;
    unsigned count_ = 0;
};

uint32_t code_at(const unsigned char *bytes, size_t bit, uint32_t mask)
{
    uint64_t eight;
    std::memcpy(&eight, bytes + bit / 8, sizeof eight);
    return uint32_t(le64toh(eight) >> bit % 8) & mask;
}

/* One position of each place from `at` on, the first of them at `first`. */
bool follows(const std::vector<std::vector<uint32_t>> &places, uint32_t first, size_t window)
{
    uint32_t last = first;
    for (size_t i = 1; i < places.size(); i++) {
        auto next = std::upper_bound(places[i].begin(), places[i].end(), last);
        if (next == places[i].end() || *next - first >= window)
            return false;
        last = *next;
    }
    return true;
}

/* Gives each place a position of its own within [first, first + window): augmenting paths. */
class assignment {
  public:
    assignment(const std::vector<std::vector<uint32_t>> &places, uint32_t first, size_t window)
        : places_(places), first_(first), window_(window)
    {
    }
    bool complete()
    {
        for (size_t place = 0; place < places_.size(); place++) {
            tried_.clear();
            if (!seat(place))
                return false;
        }
        return true;
    }

  private:
    struct seat_taken {
        uint32_t position;
        size_t place;
    };
    const std::vector<std::vector<uint32_t>> &places_;
    uint32_t first_;
    size_t window_;
    std::vector<seat_taken> taken_;
    std::vector<uint32_t> tried_;

    bool seat(size_t place)
    {
        const std::vector<uint32_t> &list = places_[place];
        auto at = std::lower_bound(list.begin(), list.end(), first_);
        for (; at != list.end() && *at - first_ < window_; ++at) {
            if (std::find(tried_.begin(), tried_.end(), *at) != tried_.end())
                continue;
            tried_.push_back(*at);
            auto holder = std::find_if(taken_.begin(), taken_.end(),
                                       [&](const seat_taken &s) { return s.position == *at; });
            if (holder == taken_.end()) {
                taken_.push_back({*at, place});
                return true;
            }
            size_t index = size_t(holder - taken_.begin());
            if (seat(taken_[index].place)) {
                taken_[index].place = place;
                return true;
            }
        }
        return false;
    }
};

bool are_near(const std::vector<std::vector<uint32_t>> &places, size_t window)
{
    for (const std::vector<uint32_t> &place : places)
        for (uint32_t first : place)
            if (assignment(places, first, window).complete())
                return true;
    return false;
}

} // namespace

uint64_t order_hash(const char *term, size_t length)
{
    return XXH3_64bits(term, length);
}

bool order_writer::is_perfect(unsigned bits, unsigned seed)
{
    uint32_t stamp = seed + 1;
    for (uint64_t term : terms_) {
        uint32_t &taken = taken_[code_of(term, bits, seed)];
        if (taken == stamp)
            return false;
        taken = stamp;
    }
    return true;
}

bool order_writer::choose(unsigned *bits, unsigned *seed)
{
    double pairs = double(terms_.size()) * double(terms_.size() - 1) / 2;
    for (*bits = bits_least; *bits <= bits_most; ++*bits) {
        size_t codes = size_t(1) << *bits;
        if (pairs / double(codes - codes_special) > collisions_most)
            continue;
        taken_.assign(codes, 0);
        for (*seed = 0; *seed < seeds; ++*seed)
            if (is_perfect(*bits, *seed))
                return true;
    }
    return false;
}

void order_writer::unite_terms()
{
    std::sort(terms_.begin(), terms_.end());
    terms_.erase(std::unique(terms_.begin(), terms_.end()), terms_.end());
}

bool order_writer::write(std::string &out)
{
    unsigned bits, seed;
    out.clear();
    if (words_.empty())
        return true;
    std::sort(words_.begin(), words_.end(), [](const word &a, const word &b) {
        return a.position != b.position ? a.position < b.position : a.hash < b.hash;
    });
    unite_terms();
    if (!choose(&bits, &seed))
        return false;
    out += char(bits);
    out += char(seed);
    bit_writer writer(out);
    uint32_t position = words_[0].position - 1, widest = (uint32_t(1) << bits) - 1;
    for (const word &word : words_) {
        if (word.position == position)
            writer.put(code_same, bits);
        for (uint32_t gap = word.position - position; gap > 1;) {
            uint32_t taken = std::min(gap - 1, widest);
            writer.put(code_gap, bits);
            writer.put(taken, bits);
            gap -= taken;
        }
        writer.put(code_of(word.hash, bits, seed), bits);
        position = word.position;
    }
    writer.finish();
    return true;
}

void order_reader::find(const std::string &coded, const std::vector<order_wanted> &wanted,
                        const std::function<bool()> &enough)
{
    unsigned bits = coded.size() < 2 ? 0 : uint8_t(coded[0]);
    if (bits < bits_least || bits > bits_most)
        return; /* damaged */
    codes_.clear();
    for (const order_wanted &term : wanted)
        codes_.push_back(code_of(term.hash, bits, uint8_t(coded[1])));
    /* Most codes are seen to be nothing but a word that is not wanted by one bit. */
    uint64_t marks = uint64_t(1) << code_same | uint64_t(1) << code_gap;
    for (uint32_t code : codes_)
        marks |= uint64_t(1) << code % 64;
    const size_t length = coded.size() - 2;
    bytes_.resize(length + sizeof(uint64_t));
    std::memcpy(bytes_.data(), coded.data() + 2, length);
    std::memset(bytes_.data() + length, 0, sizeof(uint64_t));
    const unsigned char *bytes = bytes_.data();
    const uint32_t mask = (uint32_t(1) << bits) - 1;
    const size_t end = length * 8;
    uint32_t position = 0;
    for (size_t at = 0; at + bits <= end; at += bits) {
        uint32_t code = code_at(bytes, at, mask);
        position++;
        if (!(marks >> code % 64 & 1))
            continue;
        if (code == code_gap && at + 2 * bits <= end)
            position += code_at(bytes, at += bits, mask) - 1;
        else if (code == code_same)
            position -= 2;
        else if (note(wanted, code, position) && enough())
            return;
    }
}

bool order_reader::note(const std::vector<order_wanted> &wanted, uint32_t code, uint32_t position)
{
    bool found = false;
    for (size_t i = 0; i < codes_.size(); i++)
        if (codes_[i] == code) {
            wanted[i].positions->push_back(position);
            found = true;
        }
    return found;
}

bool order_holds(const std::vector<std::vector<uint32_t>> &places, size_t window, bool ordered)
{
    for (const std::vector<uint32_t> &place : places)
        if (place.empty())
            return false;
    if (!ordered)
        return are_near(places, window);
    for (uint32_t first : places[0])
        if (follows(places, first, window))
            return true;
    return false;
}
