/* pack.cc: codes terms so that a Cyrillic letter takes one byte: Xapian repeats the term in the key
 * of every position list, which is half of an index.
 *
 * ASCII stays. The letters U+0400 to U+047F (lead bytes D0 and D1) are the bytes 80 to FF. The other
 * letters of two bytes keep their second one behind a control byte that stands for the lead. What
 * holds anything else stays as it is behind a mark. */
#include "store/pack.h"

namespace {

const unsigned char mark = 0x1e;      /* what follows is not coded */
const unsigned char lead_first = 0xc2; /* is coded as 1, the next as 2 and so on */
const unsigned char lead_last = 0xd3;
const unsigned char lead_most = lead_last - lead_first + 1;

bool is_continuation(unsigned char byte)
{
    return (byte & 0xc0) == 0x80;
}

/* False: it cannot be coded. */
bool pack_letters(std::string &out, const unsigned char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = bytes[i];
        if (byte < 0x80) {
            if ((byte && byte <= lead_most) || byte == mark)
                return false;
            out += char(byte);
            continue;
        }
        if (byte < lead_first || byte > lead_last || ++i == length || !is_continuation(bytes[i]))
            return false;
        if (byte == 0xd0 || byte == 0xd1) {
            out += char(byte == 0xd0 ? bytes[i] : bytes[i] + 0x40);
            continue;
        }
        out += char(byte - lead_first + 1);
        out += char(bytes[i]);
    }
    return true;
}

} // namespace

void term_pack(std::string &out, const char *bytes, size_t length)
{
    out.clear();
    if (pack_letters(out, reinterpret_cast<const unsigned char *>(bytes), length))
        return;
    out.assign(1, char(mark));
    out.append(bytes, length);
}

std::string term_packed(const char *bytes, size_t length)
{
    std::string out;
    term_pack(out, bytes, length);
    return out;
}

std::string term_unpacked(const std::string &packed)
{
    std::string out;
    if (!packed.empty() && packed[0] == char(mark))
        return packed.substr(1);
    for (size_t i = 0; i < packed.size(); i++) {
        unsigned char byte = static_cast<unsigned char>(packed[i]);
        if (byte >= 0x80) {
            out += char(byte < 0xc0 ? 0xd0 : 0xd1);
            out += char(byte < 0xc0 ? byte : byte - 0x40);
        } else if (byte && byte <= lead_most && i + 1 < packed.size()) {
            out += char(byte + lead_first - 1);
            out += packed[++i];
        } else {
            out += char(byte);
        }
    }
    return out;
}
