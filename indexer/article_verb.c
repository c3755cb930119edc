/* article_verb.c: tells a sentence that names something from one that says something of it. */
#include "indexer/article_parts.h"

#include <string.h>

enum place { ANYWHERE, LAST };

/* Endings and words of finite verbs. In the Turkic languages and Tajik the predicate stands last; in Russian and
 * English anywhere. A noun that happens to end so costs a heading, a verb that is missing makes a false one: where in
 * doubt it stands here. */
static const struct {
    enum language language;
    enum place place;
    const char *endings; /* of a word, separated by blanks */
    const char *words;   /* whole words, separated by blanks */
} verbs[] = {
    {LANGUAGE_UZ, LAST,
     "ди дилар дим дик мокда мокдалар япти яптилар ади йди адилар йдилар ган ганлар кан канлар дир дирлар мас "
     "маслар аман ямиз амиз сиз ибди либди син синлар гай ки",
     "эди эмас бор йўқ керак зарур мумкин лозим шарт экан дейди деб холос қилиб маълум равшан аён табиий эга"},
    {LANGUAGE_UZ, LAST,
     "di dilar dim dik moqda moqdalar yapti yaptilar adi ydi adilar ydilar gan ganlar qan kan dir dirlar mas "
     "maslar aman yamiz amiz siz ibdi sin sinlar gay ki",
     "edi emas bor yoʻq kerak zarur mumkin lozim shart ekan deydi deb xolos qilib maʼlum ravshan ayon tabiiy ega"},
    {LANGUAGE_KK, LAST,
     "ды ді дық дік тты тті кті қты пты пті сты сті шты шті йды йді ады еді ған ген қан кен ғанды генді мыз міз "
     "мын мін уда уде сын сін мейді майды",
     "еді емес бар жоқ керек мүмкін екен тиіс қажет отыр жатыр тұр жүр деп болды белгілі"},
    {LANGUAGE_KY, LAST,
     "ды ди ду дү тты тти кты кти пты пти сты сти ат ет от өт йт ган ген гон гөн кан кен кон көн быз биз мын мин "
     "ууда үүдө оодо синин сын син сун сүн",
     "эле эмес бар жок керек мүмкүн экен тийиш зарыл деп белгилүү"},
    {LANGUAGE_TG, LAST,
     "аст анд ад буд шуд кард намуд ёфт дод гирифт дошт гардид гашт бошад нест ем едам",
     "ҳаст нест лозим зарур мумкин даркор"},
    {LANGUAGE_TK, LAST,
     "dy di du dü dylar diler ýar ýär ýarlar ýärler jak jek ypdyr ipdir updyr üpdir dyr dir dur dür mak mek sun sün "
     "syn sin mez maz",
     "bar ýok gerek däl eken mümkin zerur diýip"},
    {LANGUAGE_KAA, LAST,
     "ды ди тты тти кты кти қты пты пти сты сти шты шти йды йди ады еди ған ген қан кен мақта мекте мыз миз мын мин "
     "сын син dı di tı ti ǵan gen qan ken adı edi ydı ydi maqta mekte sın sin mız miz",
     "еди емес бар жоқ керек мүмкин екен тийис edi emes bar joq kerek múmkin eken tiyis"},
    {LANGUAGE_RU, ANYWHERE,
     "ется ются ится ятся утся ёшь ешь ает яет ует еет ают яют уют еют оет оют ала ало али яла яло яли ило или ила "
     "ела ело ели ыла ыло ыли ула уло ули ался илась илось ились ялся елся вший ло лся лась лись лось дит жит зит "
     "лит нит рит сит тит чит шит дят жат зят лят нят рят сят тят чат шат стоит идет дет жет чет",
     "есть нет был была были было будет будут может могут должен должна должны можно нужно нельзя стал стала "
     "стали имеет имеют это я мы он она они вы ты оно что который если дал дали шел дает дают хочет надо ясно "
     "необходимо известно также однако поэтому так"},
    {LANGUAGE_EN, ANYWHERE,
     "ed",
     "is are was were be been am has have had do does did will would shall should can could may might must it he "
     "she they we i you there this these those says said told make makes made gave took went came rose fell "
     "grew became begins began remains however therefore thus also that not"},
};

/* Whether a word is in the list, or ends in an item of it. */
static bool in_list(const char *list, struct slice word, bool ending)
{
    while (*list) {
        size_t length = strcspn(list, " ");
        struct slice item = {list, length};
        if (ending ? article_ends(word, item) : article_match(word, item) == word.length && word.length)
            return true;
        list += length + strspn(list + length, " ");
    }
    return false;
}

static struct slice bare(struct slice word)
{
    static const char marks[] = ".,;:!?()\"'[]*";
    while (word.length && strchr(marks, word.data[0])) {
        word.data++;
        word.length--;
    }
    while (word.length && strchr(marks, word.data[word.length - 1]))
        word.length--;
    return word;
}

static bool finite(size_t row, struct slice word)
{
    return in_list(verbs[row].words, word, false) || in_list(verbs[row].endings, word, true);
}

static bool has_verb(struct slice sentence, enum language language)
{
    for (size_t row = 0; row < sizeof verbs / sizeof *verbs; row++) {
        if (verbs[row].language != language)
            continue;
        struct slice rest = sentence, word, last = {"", 0};
        while (article_word(&rest, &word)) {
            word = bare(word);
            if (verbs[row].place == ANYWHERE && finite(row, word))
                return true;
            if (word.length)
                last = word;
        }
        if (verbs[row].place == LAST && finite(row, last))
            return true;
    }
    return false;
}

/* A dash or a dialogue, a list's lead-in, a question: no heading, whatever its words. */
static bool headlike(struct slice sentence)
{
    static const char *const bad[] = {"\xE2\x80\x93", "\xE2\x80\x94", "\xC2\xAB", "\"", "\xE2\x80\x9C", "-", "(",
                                      "\xE2\x80\xA2", "["};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (sentence.length >= strlen(bad[i]) && !memcmp(sentence.data, bad[i], strlen(bad[i])))
            return false;
    unsigned commas = 0;
    for (size_t i = 0; i < sentence.length; i++)
        commas += sentence.data[i] == ',' || sentence.data[i] == ';';
    return commas <= 2 && !article_begins_small(sentence);
}

bool article_is_nominal(struct slice sentence, enum language language)
{
    sentence = article_trim(sentence);
    if (!sentence.length || !headlike(sentence))
        return false;
    bool known = language >= LANGUAGE_OURS_FIRST && language <= LANGUAGE_OURS_LAST;
    return known && !has_verb(sentence, language);
}
