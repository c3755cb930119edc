/* grammar_ky.c: the suffixes of Kyrgyz. */
#include "analysis/grammar.h"

static const struct sound sounds[] = {
    {'A', "аеоө", NULL},
    {'I', "ыиуү", NULL},
    {'L', "лд", "т"},
    {'D', "д", "т"},
    {'N', "нд", "т"},
    {'R', "рй", NULL}, /* what the plural is -лар after, besides vowels */
    {'Z', "лмнңзжвбгд", NULL}, /* -дар */
    {'T', "кпстфхцчшщ", NULL}, /* -тар */
    {'B', "б", "п"},
    {'G', "г", "к"},
    {0, NULL, NULL},
};

static const struct agreement agreement[] = {
    {"а", "аыуяюё"},
    {"о", "оёе"},
    {"е", "еэи"},
    {"ө", "өү"},
    {"ы", "аыя"},
    {"у", "оуёюе"},
    {"и", "еэи"},
    {"ү", "өү"},
    {NULL, NULL},
};

static const struct suffix suffixes[] = {
    /* stems */
    {SLOT_NOUN, 60, "C|стан"},
    {SLOT_NOUN, 30, "LIк чIлIк"},
    {SLOT_NOUN, 20, "сIз"},
    {SLOT_NOUN, 25, "чI Lуу Lүү"},
    {SLOT_VERB, 25, "C|LA C|LAн C|LAш LAндIр LAштIр"},
    /* nouns */
    {PLURAL, 40, "V|лAр R|лAр Z|дAр T|тAр"},
    {POSSESSIVE, 6, "C|Iм"},
    {POSSESSIVE, -15, "V|м V|ң"},
    {POSSESSIVE, 10, "C|Iң"},
    {POSSESSIVE, 40, "V|бIз V|ңIз V|ңAр"},
    {POSSESSIVE, 52, "C|IбIз C|IңIз C|IңAр"},
    {POSSESSIVE3, 18, "C|I"},
    {POSSESSIVE3, 36, "V|сI"},
    {POSSESSIVE3, -10, "й=ю"},
    {CASE, 45, "нIн C|DIн"},
    {CASE, 34, "V|нI C|DI DA DAн"},
    {CASE, 30, "GA"},
    {CASE_OF_MINE, 25, "A"},
    {CASE_OF_HIS, 8, "н"},
    {CASE_OF_HIS, 30, "нA"},
    {CASE_OF_HIS, 45, "ндA нAн"},
    {RELATIVE, 50, "DAGI ндAGI"},
    {RELATIVE, 40, "NIкI"},
    {DEGREE, 40, "[I]раак [I]рээк [I]роок [I]рөөк"},
    {ADVERB, -10, "чA"},
    {ADVERB, 5, "DAй"},
    {PREDICATE, -15, "мIн сIң бIз сIңAр"},
    {PREDICATE, -45, "сIз"},
    {COPULA, 10, "DIр"},
    {CLITIC, 8, "BI"},
    /* verbs */
    {VOICE, 10, "C|Iл л|Iн [I]ш"},
    {VOICE, 0, "V|л"},
    {NEGATION, 25, "BA"},
    {CONVERB, -10, "C|A"},
    {CONVERB, -22, "V|й"},
    {CONVERB, 25, "C|Iп й=юп"},
    {CONVERB, 0, "V|п"},
    {CONVERB, 40, "GAлI GAнчA GIчA"},
    {CONVERB, 50, "BAстAн BAй"},
    {PARTICIPLE, 45, "GAн"},
    {AORIST, 40, "BAс"},
    {PARTICIPLE, 40, "мAкчI"},
    {PARTICIPLE, 70, "C|уудA C|үүдA A=оодA A=өөдA"},
    {PARTICIPLE, 25, "I=уудA I=үүдA"},
    {PARTICIPLE, 10, "C|аар C|ээр C|оор C|өөр"},
    {PARTICIPLE, -15, "мAк"},
    {CONVERB, 10, "чу чү"},
    {PARTICIPLE, -10, "C|Aр"},
    {PARTICIPLE, -35, "V|р"},
    {TENSE, 40, "DI"},
    {TENSE, 30, "сA"},
    {GERUND, 35, "C|уу C|үү A=оо A=өө й=юу"},
    {GERUND, 45, "Bоо Bөө"},
    {GERUND, -12, "I=уу I=үү"},
    {GERUND, 2, "C|Iш"},
    {GERUND, -10, "V|ш"},
    {GERUND, 40, "BAш"},
    {GERUND, 0, "GI"},
    {MOOD, 45, "C|Aт V|йт й=ёт"},
    {MOOD, 20, "V|йм"},
    {MOOD, 0, "C|Aм"},
    {MOOD, 60, "[I]птIр"},
    {MOOD, 70, "GAмIн"},
    {MOOD, -15, "сIн"},
    {MOOD, 5, "C|AйIн V|йIн"},
    {MOOD, 10, "C|AлI"},
    {MOOD, 30, "V|йлI C|AлIк V|йлIк [I]ңIз"},
    {MOOD, 45, "[I]ңAр"},
    {MOOD, 9, "GIн"},
    {MOOD, -20, "[I]ң"},
    {MOOD, -20, "BA"},
    {PERSON, 75, "мIн сIң бIз"},
    {PERSON, 45, "сIз"},
    {PERSON, 90, "сIңAр сIздAр"},
    {PERSON_SHORT, 20, "м ң"},
    {PERSON_SHORT, -20, "к"},
    {PERSON_SHORT, 30, "ңIз ңAр ңIздAр"},
    {ABSTRACT, 30, "LIк LIг"},
    {0, 0, NULL},
};

const struct grammar grammar_ky = {
    .vowels = "аеэыиоөуүяюё",
    .consonants = "бвгджзйклмнңпрстфхцчшщъь",
    .voiceless = "кпстфхцчшщ",
    .sonorants = "лмнңрй",
    .verb_ends = "аеоөыиуү",
    .weak_ends = "ыиуү",
    .sounds = sounds,
    .agreement = agreement,
    .suffixes = suffixes,
    .infinitives = "уу үү а=оо о=оо е=өө ө=өө ы=уу и=үү",
    .final = "гкбп",
    .final_from = 1,
    .whole = "бардыгы бирдеме элүү менен үчүн дагы гана жана дейре кийин эки жети башка бардык эмне бирок "
             "эгер боюнча качан ушундай мындай андай кандай абдан азыр жакшы жаңы сары эски ири",
    .nouns = "тоо пакистан түркистан индостан дагестан куш жыл күн сан топ көп дос таш жол ич "
             "ички аз жер бүгүн кичине саякат пайда соода мен сен ал бул өз үй ай ой эл иш суу ит "
             "от ат аш үн эр эт он үч эмес экен эле жок бар ата эне апа бала тууган түн орун "
             "алтын адам илим билим аалам калем",
    .verbs = "жуу өл ач ут ич эк эс ур учур уч де же ал бол бер кел кыл бар кал тур жат жүр кой "
             "кет өт көр бил чык түш айт ук оку ойло кара жаз сат таш тааны жет кир тап бас кош "
             "тарт көрсөт жүргүз колдон пайдалан айлан башта чакыр катыш сана тала сура тыңда "
             "сүйлө сакта жаса өс бекит белгиле жой чеч күт корго корк сунушта калтыр толтур сал "
             "чыгар бөл жең сез төлө иште түз кур",
    .irregular = "алдын=алд алдында=алд артында=арт астында=аст үстүндө=үст жанында=жан болот=бол мага=мен сага=сен ага=ал аны=ал анын=ал андан=ал муну=бул мунун=бул "
                 "буга=бул мындан=бул балдар=бала ошо=ошол ушу=ушул орд=орун мурд=мурун "
                 "кард=карын эрд=эрин оозу=ооз мойн=моюн көңл=көңүл айл=айыл койн=коюн калып=кал "
                 "алып=ал таап=тап жаап=жап чаап=чап",
};
