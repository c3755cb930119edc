/* article_labels.c: the words by which articles announce their parts, in the languages of the region. */
#include "indexer/article_parts.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* Compared folded (article_fold), so one spelling stands for all cases, lost tails and apostrophes. Longer labels of a kind need
 * not come first: the longest match counts. */
static const struct {
    enum label label;
    const char *words; /* separated by '|' */
} labels[] = {
    {LABEL_ABSTRACT, "Abstract|Summary|Annotation|Executive summary"},
    {LABEL_ABSTRACT, "Аннотация|Резюме|Краткое содержание|Реферат"},
    {LABEL_ABSTRACT, "Annotatsiya|Annotasiya|Annotatsiyasi|Qisqacha mazmuni|Rezyume|Қисқача мазмуни|Қисқача мазмун"},
    {LABEL_ABSTRACT, "Түйіндеме|Түйін|Аңдатпа|Túıindeme|Tüyindeme|Ańdatpa|Қысқаша мазмұны"},
    {LABEL_ABSTRACT, "Кыскача мазмуну|Кыскача баяндама|Кыскача мүнөздөмө"},
    {LABEL_ABSTRACT, "Фишурда|Мухтасар|Чакида|Аннотатсия|Мазмуни мухтасар"},
    {LABEL_ABSTRACT, "Gysgaça mazmuny|Gysgaça beýany|Annotasiýa|Gysgaça mazmun|Гысгача мазмуны"},
    {LABEL_ABSTRACT, "Annotaciya|Qısqasha mazmunı|Қысқаша мазмуны|Tüyini|Түйини"},

    {LABEL_KEYWORDS, "Key words|Keywords|Key-words|Index terms|Key words and phrases|Key terms"},
    {LABEL_KEYWORDS, "Ключевые слова|Ключевые термины|Ключевые слова и фразы|Ключевые понятия|Ключевые слова и словосочетания"},
    {LABEL_KEYWORDS, "Калит сўзлар|Калит сўз|Калит сўз ва иборалар|Калит сўзлар ва иборалар|Таянч сўзлар|"
                     "Таянч сўз ва иборалар|Таянч тушунчалар|Таянч иборалар|Таянч атамалар"},
    {LABEL_KEYWORDS, "Kalit soʻzlar|Kalit soʻz|Kalit soʻz va iboralar|Kalit soʻzlar va iboralar|Tayanch soʻzlar|"
                     "Tayanch soʻz va iboralar|Tayanch tushunchalar|Tayanch iboralar"},
    {LABEL_KEYWORDS, "Түйін сөздер|Түйінді сөздер|Түйін сөз|Кілт сөздер|Кілттік сөздер|Кілтті сөздер|Тірек сөздер|"
                     "Негізгі сөздер|Túıin sózder|Tüyin sözder|Kilt sözder|Kilt sózder"},
    {LABEL_KEYWORDS, "Негизги сөздөр|Ачкыч сөздөр|Өзөктүү сөздөр|Түйүндүү сөздөр|Урунттуу сөздөр|Таяныч сөздөр"},
    {LABEL_KEYWORDS, "Калидвожаҳо|Калидвожа|Калимаҳои калидӣ|Вожаҳои калидӣ|Калимаҳои асосӣ|Вожаҳои асосӣ|"
                     "Калимаҳои калиди"},
    {LABEL_KEYWORDS, "Açar sözler|Açar söz|Esasy sözler|Açar sözleri|Ачар сөзлер|Эсасы сөзлер|Daýanç sözler"},
    {LABEL_KEYWORDS, "Таяныш сөзлер|Гилт сөзлер|Тийкарғы сөзлер|Tayanısh sózler|Tayanish sózler|Gilt sózler|"
                     "Tiykarǵı sózler|Tayanısh sóz"},

    {LABEL_REFERENCES, "References|Reference|Bibliography|Works cited|Literature cited|Reference list|Literature|List of references|"
                       "List of literature|Sources|References and notes|Used literature|List of used literature"},
    {LABEL_REFERENCES, "Список литературы|Литература|Список использованной литературы|Использованная литература|"
                       "Список использованных источников|Библиография|Библиографический список|Источники|"
                       "Список источников и литературы|Список использованных источников и литературы|"
                       "Использованные источники|Список источников|Литература и источники|Перечень литературы"},
    {LABEL_REFERENCES, "Фойдаланилган адабиётлар рўйхати|Фойдаланилган адабиётлар|Адабиётлар рўйхати|Адабиётлар|"
                       "Манба ва адабиётлар|Манбалар ва адабиётлар|Манбалар|Иқтибослар|Манба ва адабиётлар рўйхати"},
    {LABEL_REFERENCES, "Foydalanilgan adabiyotlar roʻyxati|Foydalanilgan adabiyotlar|Adabiyotlar roʻyxati|Adabiyotlar|"
                       "Manbalar|Foydalanilgan manbalar|Iqtiboslar|Adabiyotlar roʻyhati|"
                       "Foydalanilgan adabiyotlar roʻyhati|Foydalanilgan adabiyotlar va manbalar|"
                       "Foydalanilgan manba va adabiyotlar"},
    {LABEL_REFERENCES, "Әдебиеттер тізімі|Пайдаланылған әдебиеттер тізімі|Пайдаланылған әдебиеттер|Әдебиеттер|"
                       "Пайдаланылған дереккөздер тізімі|Дереккөздер|Әдебиет|Қолданылған әдебиеттер|"
                       "Қолданылған әдебиеттер тізімі|Ádebietter tizimi|Paıdalanylǵan ádebıetter"},
    {LABEL_REFERENCES, "Адабияттар тизмеси|Колдонулган адабияттар|Пайдаланылган адабияттар|Адабияттар|Адабият|"
                       "Колдонулган адабияттардын тизмеси|Пайдаланылган адабияттардын тизмеси|"
                       "Колдонулган адабияттар тизмеси|Адабияттардын тизмеси"},
    {LABEL_REFERENCES, "Рӯйхати адабиёт|Адабиёт|Рӯйхати адабиёти истифодашуда|Адабиёти истифодашуда|"
                       "Феҳристи адабиёт|Пайнавишт|Сарчашмаҳо|Рӯйхати адабиётҳо|Адабиёти истифодабурдашуда|"
                       "Рӯйхати адабиёти истифодабурдашуда"},
    {LABEL_REFERENCES, "Edebiýatlar|Edebiýat|Peýdalanylan edebiýatlar|Peýdalanylan edebiýatlaryň sanawy|"
                       "Ulanylan edebiýatlar|Ulanylan edebiýatlaryň sanawy|Edebiýatlaryň sanawy|Çeşmeler|Эдебиятлар"},
    {LABEL_REFERENCES, "Әдебиятлар|Пайдаланылған әдебиятлар|Пайдаланылған әдебиятлар дизими|Әдебиятлар дизими|"
                       "Ádebiyatlar|Paydalanılǵan ádebiyatlar|Paydalanılǵan ádebiyatlar dizimi|Ádebiyatlar dizimi"},

    {LABEL_SECTION, "Introduction|Background|Literature review|Methods|Methodology|Materials and methods|"
                    "Research methodology|Research methods|Results|Results and discussion|Discussion|"
                    "Analysis and results|Main part|Main body|Conclusion|Conclusions|Conclusions and recommendations|"
                    "Conclusion and recommendations|Recommendations|Findings|Discussion and results|Foreword|Preface"},
    {LABEL_SECTION, "Введение|Основная часть|Методы|Материалы и методы|Методология|Методология исследования|"
                    "Методика исследования|Методы исследования|Обзор литературы|Результаты|Результаты и обсуждение|"
                    "Результаты исследования|Обсуждение|Обсуждение результатов|Заключение|Выводы|"
                    "Выводы и предложения|Выводы и рекомендации|Рекомендации|Предложения|Предисловие|"
                    "Анализ и результаты|Анализ литературы|Актуальность темы"},
    {LABEL_SECTION, "Кириш|Асосий қисм|Хулоса|Хулосалар|Хулоса ва таклифлар|Хулоса ва тавсиялар|Муҳокама|Натижалар|"
                    "Муҳокама ва натижалар|Натижалар ва муҳокама|Тадқиқот методологияси|Тадқиқот усуллари|"
                    "Мавзуга оид адабиётлар таҳлили|Адабиётлар таҳлили|Таҳлил ва натижалар|Таклифлар|"
                    "Материал ва методлар|Материаллар ва усуллар|Методология|Сўз боши|Тадқиқот натижалари|"
                    "Мавзунинг долзарблиги"},
    {LABEL_SECTION, "Kirish|Asosiy qism|Xulosa|Xulosalar|Xulosa va takliflar|Xulosa va tavsiyalar|Muhokama|Natijalar|"
                    "Muhokama va natijalar|Natijalar va muhokama|Tadqiqot metodologiyasi|Tadqiqot usullari|"
                    "Mavzuga oid adabiyotlar tahlili|Adabiyotlar tahlili|Tahlil va natijalar|Takliflar|"
                    "Material va metodlar|Materiallar va usullar|Metodologiya|Metodlar|Soʻz boshi|Tadqiqot natijalari|"
                    "Mavzuning dolzarbligi|Adabiyotlar sharhi"},
    {LABEL_SECTION, "Кіріспе|Негізгі бөлім|Қорытынды|Қорытындылар|Әдістер|Материалдар мен әдістер|Нәтижелер|Талқылау|"
                    "Нәтижелер мен талқылау|Ұсыныстар|Әдебиеттерге шолу|Әдебиетке шолу|Зерттеу әдістері|"
                    "Зерттеу нәтижелері|Зерттеу әдіснамасы|Алғы сөз|Kirispe|Qorytyndy|Negizgi bólim"},
    {LABEL_SECTION, "Киришүү|Кириш сөз|Негизги бөлүк|Негизги бөлүм|Корутунду|Тыянак|Сунуштар|Жыйынтык|Жыйынтыктар|"
                    "Материалдар жана методдор|Натыйжалар|Талкуулоо|Изилдөөнүн натыйжалары|Изилдөөнүн методдору|"
                    "Баш сөз"},
    {LABEL_SECTION, "Муқаддима|Сарсухан|Пешгуфтор|Қисми асосӣ|Хулосаҳо|Натиҷаҳо|Натиҷа|Муҳокима|Мавод ва усулҳо|"
                    "Хулоса ва пешниҳодҳо|Хотима|Усулҳои таҳқиқот|Натиҷаҳои таҳқиқот|Хулосабарорӣ"},
    {LABEL_SECTION, "Giriş|Esasy bölüm|Esasy bölek|Netije|Netijeler|Jemleme|Sözbaşy|Usullar|Teklipler|Giriş söz|"
                    "Гириш|Нетиже"},
    {LABEL_SECTION, "Кирисиў|Тийкарғы бөлим|Жуўмақ|Жуўмақлаў|Нәтийжелер|Нәтийже|Усыныслар|Kirisiw|Tiykarǵı bólim|Juwmaq|"
                    "Juwmaqlaw|Nátiyjeler|Nátiyje|Usınıslar"},

    {LABEL_END, "Appendix|Annex|Acknowledgements|Acknowledgments|Acknowledgement|Funding|Conflict of interest|"
                "Приложение|Благодарности|Финансирование|Конфликт интересов|Илова|Ilova|Қосымша|Алғыс|Тиркеме|"
                "Замима|Goşundy|Қосымшалар|Приложения|Иловалар|Ilovalar|Annexes|Appendices"},

    {LABEL_FRONT, "About article|About the article|Article info|Article information|Article history|Journal homepage|"
                  "Corresponding author|Information about the author|Information about the authors|About the author|"
                  "About the authors|For citation|How to cite|Cite as|Citation|Original article|Research article|"
                  "Review article|Contents lists available"},
    {LABEL_FRONT, "О статье|Информация о статье|История статьи|Сведения об авторах|Сведения об авторе|Об авторе|"
                  "Об авторах|Информация об авторах|Информация об авторе|Для цитирования|Цитирование|Научная статья|"
                  "Оригинальная статья|Обзорная статья"},
    {LABEL_FRONT, "Мақола ҳақида|Мақола тарихи|Муаллиф ҳақида|Муаллифлар ҳақида|Муаллиф ҳақида маълумот|"
                  "Муаллифлар ҳақида маълумот|Иқтибос учун|Maqola haqida|Maqola tarixi|Muallif haqida|"
                  "Muallif haqida maʼlumot|Mualliflar haqida maʼlumot|Mualliflar haqida|Iqtibos uchun"},
    {LABEL_FRONT, "Мақала туралы|Авторлар туралы мәлімет|Автор туралы мәлімет|Авторлар туралы|Макала жөнүндө|"
                  "Автор жөнүндө маалымат|Авторлор жөнүндө маалымат|Дар бораи мақола|Маълумот дар бораи муаллиф|"
                  "Маълумот дар бораи муаллифон|Makala hakynda|Awtor hakynda|Maqala haqqında|Мақала ҳаққында"},

    {LABEL_RECEIVED, "Received|Submitted|Date received|Article received|Received date|Submission date|"
                     "Поступила|Поступила в редакцию|Статья поступила|Статья поступила в редакцию|Получена|Получено|"
                     "Дата поступления|Дата поступления в редакцию|Поступило"},
    {LABEL_RECEIVED, "Келиб тушди|Келиб тушган|Келиб тушган сана|Тақдим этилди|Юборилди|Олинди|Kelib tushdi|"
                     "Kelib tushgan|Kelib tushgan sana|Topshirildi|Yuborildi|Olindi|Taqdim etildi|Qabul qilib olindi|"
                     "Қабул қилиб олинди"},
    {LABEL_RECEIVED, "Түсті|Түскен күні|Редакцияға түсті|Келіп түсті|Мақала түсті|Жіберілді|Түскен уақыты|"
                     "Келип түштү|Түштү|Редакцияга келди|Келип түшкөн|Дохил шуд|Ворид шуд|Пешниҳод шуд|"
                     "Ба идора ворид шуд|Gowuşdy|Gelip gowuşdy|Келип түсти|Kelip tústi"},
    {LABEL_ACCEPTED, "Accepted|Date accepted|Acceptance date|Accepted for publication|Accepted date|"
                     "Принята|Принята к публикации|Принято|Принято к публикации|Принята к печати|Дата принятия|"
                     "Статья принята|Статья принята к публикации|Одобрена"},
    {LABEL_ACCEPTED, "Қабул қилинди|Қабул қилинган|Қабул қилинган сана|Маъқулланди|Маъқулланган|Qabul qilindi|"
                     "Qabul qilingan|Qabul qilingan sana|Maʼqullandi|Maʼqullangan"},
    {LABEL_ACCEPTED, "Қабылданды|Қабылданған|Қабылданған күні|Жарияланымға қабылданды|Кабыл алынды|Кабыл алынган|"
                     "Қабул шуд|Қабул карда шуд|Ба чоп қабул шуд|Kabul edildi|Kabul edilen|Қабылланды|Qabıllandı"},
    {LABEL_PUBLISHED, "Published|Published online|Available online|Publication date|Date of publication|"
                      "Date published|Published date|"
                      "Опубликована|Опубликовано|Дата публикации|Статья опубликована|Подписано в печать"},
    {LABEL_PUBLISHED, "Нашр этилди|Нашр қилинди|Нашр этилган|Нашр этилган сана|Чоп этилди|Чоп этилган|Эълон қилинди|"
                      "Nashr etildi|Nashr qilindi|Nashr etilgan|Nashr etilgan sana|Chop etildi|Chop etilgan|"
                      "Eʼlon qilindi|Nashr sanasi|Eʼlon qilingan sana"},
    {LABEL_PUBLISHED, "Жарияланды|Жарияланған|Жарияланған күні|Жарық көрді|Жарыяланды|Жарыяланган|Жарык көрдү|"
                      "Нашр шуд|Нашр гардид|Чоп шуд|Çap edildi|Neşir edildi|Járiyalandı|Жәрияланды"},
};

/* The words under their first two folded letters: a block is compared with the few that begin like it. Made on first use. */
#define ENTRIES_MAX 1024

struct entry {
    uint64_t key;
    struct slice word;
    enum label label;
};

static struct {
    pthread_once_t once;
    struct entry entries[ENTRIES_MAX];
    size_t count;
} opening = {.once = PTHREAD_ONCE_INIT};

static uint64_t key_of(struct slice text)
{
    uint64_t first = article_next_folded(&text);
    return first << 32 | article_next_folded(&text);
}

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    return (a->key > b->key) - (a->key < b->key);
}

static void fill_entries(void)
{
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        for (const char *words = labels[i].words; *words && opening.count < ENTRIES_MAX;) {
            size_t length = strcspn(words, "|");
            struct slice word = {words, length};
            opening.entries[opening.count++] = (struct entry){key_of(word), word, labels[i].label};
            words += length + (words[length] == '|');
        }
    qsort(opening.entries, opening.count, sizeof *opening.entries, compare_entries);
}

static size_t first_entry(uint64_t key)
{
    size_t low = 0, high = opening.count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (opening.entries[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

enum label article_label_prefix(struct slice text, size_t *end)
{
    enum label found = LABEL_NONE;
    uint64_t key = key_of(text);
    *end = 0;
    pthread_once(&opening.once, fill_entries);
    for (size_t i = first_entry(key); i < opening.count && opening.entries[i].key == key; i++) {
        size_t matched = article_match(text, opening.entries[i].word);
        if (matched > *end) {
            *end = matched;
            found = opening.entries[i].label;
        }
    }
    return found;
}

static bool skip(struct slice *text, const char *what)
{
    size_t length = strlen(what);
    if (text->length < length || memcmp(text->data, what, length))
        return false;
    text->data += length;
    text->length -= length;
    return true;
}

/* Passes the mark between a label and what it announces; false: there is none and something follows. */
static bool skip_mark(struct slice *rest)
{
    static const char *const marks[] = {":", ".", "\xE2\x80\x94", "\xE2\x80\x93", "- ", "\xEF\xBC\x9A", "\n", ";"};
    while (skip(rest, " ") || skip(rest, "*") || skip(rest, "_") || skip(rest, "\t") || skip(rest, "\xC2\xA0"))
        continue;
    if (!rest->length)
        return true;
    bool marked = false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        marked |= skip(rest, marks[i]);
    return marked;
}

/* A second name of the part: «Список литературы (References)», «Литература / References». */
static void skip_second_name(struct slice *rest)
{
    struct slice at = article_trim(*rest);
    if (!at.length || at.length > 60 || (at.data[0] != '(' && at.data[0] != '/' && at.data[0] != '['))
        return;
    at.data++;
    at.length--;
    size_t end;
    at = article_trim(at);
    if (article_label_prefix(at, &end) != LABEL_NONE)
        *rest = (struct slice){rest->data + rest->length, 0};
}

/* Numbers and marks before a label: `1.`, `IV.`, `#`, `•`. */
static struct slice skip_number(struct slice line)
{
    struct slice at = article_trim(line);
    while (at.length && (at.data[0] == '#' || at.data[0] == '>' || at.data[0] == ' ')) {
        at.data++;
        at.length--;
    }
    size_t digits = 0;
    while (digits < at.length && digits < 5 && strchr("0123456789IVX.", at.data[digits]))
        digits++;
    bool number = digits && at.length > digits && (at.data[digits] == ' ' || at.data[digits - 1] == '.') &&
                  (at.data[digits - 1] == '.' || (at.data[0] >= '0' && at.data[0] <= '9'));
    return number ? article_trim((struct slice){at.data + digits, at.length - digits}) : at;
}

/* A cheap look that spares most text the comparison with every label: a capital, and soon a mark or the end. */
static bool may_be_label(struct slice text)
{
    if (!text.length || article_begins_small(text))
        return false;
    size_t length = 0;
    while (length < text.length && length <= 110 && !strchr(":.\n(/", text.data[length]) &&
           memcmp(text.data + length, "\xE2\x80", text.length - length < 2 ? 1 : 2))
        length++;
    return length <= 110;
}

enum label article_label(struct slice line, struct slice *rest)
{
    struct slice at = skip_number(line);
    size_t end;
    enum label label = may_be_label(at) ? article_label_prefix(at, &end) : LABEL_NONE;
    if (label == LABEL_NONE)
        return label;
    *rest = (struct slice){at.data + end, at.length - end};
    skip_second_name(rest);
    if (!skip_mark(rest))
        return LABEL_NONE;
    *rest = article_trim(*rest);
    return label;
}
