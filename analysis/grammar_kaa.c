/* grammar_kaa.c: the suffixes of Karakalpak. */
#include "analysis/grammar.h"

static const struct sound sounds[] = {
    {'A', "ae", NULL},
    {'I', "ıi", NULL},
    {'L', "ld", "t"},
    {'D', "d", "t"},
    {'N', "nd", "t"},
    {'M', "mb", "p"},
    {'G', "ğg", "qk"},
    {'K', "qk", NULL},
    {0, NULL, NULL},
};

static const struct agreement agreement[] = {
    {"a", "aouı"},
    {"ı", "aouı"},
    {"e", "äeöüi"},
    {"i", "äeöüi"},
    {"b", "mnñzj"},
    {NULL, NULL},
};

static const struct suffix suffixes[] = {
    /* stems */
    {SLOT_NOUN, 60, "C|stan"},
    {SLOT_NOUN, 30, "LIK sIz C|lI şIlIK"},
    {SLOT_NOUN, 25, "şI"},
    {SLOT_VERB, 25, "C|lA C|lAn C|lAs lAndIr lAstIr"},
    /* nouns */
    {PLURAL, 40, "lAr"},
    {POSSESSIVE, 6, "C|Im"},
    {POSSESSIVE, -15, "V|m V|ñ"},
    {POSSESSIVE, 10, "C|Iñ"},
    {POSSESSIVE, 40, "V|mIz V|ñIz V|ñlAr"},
    {POSSESSIVE, 52, "C|ImIz C|IñIz C|IñlAr"},
    {POSSESSIVE3, 18, "C|I"},
    {POSSESSIVE3, 36, "V|sI"},
    {CASE, 45, "nIñ C|DIñ"},
    {CASE, 34, "V|nI C|DI DA DAn m|nAn n|nAn ñ|nAn"},
    {CASE, 30, "GA"},
    {CASE, 34, "Menen"},
    {CASE_OF_MINE, 25, "A"},
    {CASE_OF_HIS, 8, "n"},
    {CASE_OF_HIS, 30, "nA"},
    {CASE_OF_HIS, 45, "ndA nAn"},
    {RELATIVE, 50, "DAGI ndAGI"},
    {RELATIVE, 40, "NIki"},
    {DEGREE, 20, "[I]rAK"},
    {ADVERB, -10, "şA"},
    {ADVERB, 5, "DAy"},
    {PREDICATE, -15, "MAn sAñ MIz sIzlAr"},
    {PREDICATE, -45, "sIz"},
    {COPULA, 10, "DIr"},
    {CLITIC, 12, "MA"},
    /* verbs */
    {VOICE, 10, "C|Il l|In"},
    {VOICE, 0, "V|l"},
    {NEGATION, 25, "MA"},
    {CONVERB, -10, "C|A"},
    {CONVERB, -26, "V|y"},
    {CONVERB, 25, "C|Ip"},
    {CONVERB, 0, "V|p"},
    {CONVERB, 40, "GAlI GAnşA"},
    {CONVERB, 50, "MAstAn MAy"},
    {PARTICIPLE, 45, "GAn"},
    {PARTICIPLE, 60, "C|AtuğIn V|ytuğIn"},
    {AORIST, 40, "MAs"},
    {PARTICIPLE, 40, "MAKşI C|AjaK V|yjaK"},
    {PARTICIPLE, -15, "MAK"},
    {PARTICIPLE, -10, "C|Ar"},
    {PARTICIPLE, -35, "V|r"},
    {TENSE, 40, "DI"},
    {TENSE, 30, "sA"},
    {GERUND, 28, "C|Iw"},
    {GERUND, 20, "V|w"},
    {GERUND, 10, "C|Is"},
    {MOOD, 65, "C|AdI V|ydI C|IptI"},
    {MOOD, 25, "V|ptI"},
    {MOOD, 40, "C|AyIK V|yIK"},
    {MOOD, -15, "sIn"},
    {MOOD, 5, "C|AyIn V|yIn"},
    {MOOD, 55, "[I]ñlAr sInlAr"},
    {MOOD, 30, "[I]ñIz"},
    {MOOD, -20, "[I]ñ"},
    {MOOD, -20, "MA"},
    {PERSON, 75, "MAn MIz sAñ"},
    {PERSON, 45, "sIz"},
    {PERSON, 90, "sIzlAr"},
    {PERSON_SHORT, 20, "m ñ"},
    {PERSON_SHORT, -75, "K"},
    {PERSON_SHORT, 30, "ñIz ñlAr ñIzlAr"},
    {ABSTRACT, 30, "LIK LIG"},
    {0, 0, NULL},
};

const struct grammar grammar_kaa = {
    .vowels = "aäeoöuüıi",
    .consonants = "bvgğdjzykqlmnñprstfxhwçşc",
    .voiceless = "pftsşçkqxhbvgdc",
    .sonorants = "lmnñryw",
    .verb_ends = "aeıi",
    .weak_ends = "ıi",
    .sounds = sounds,
    .agreement = agreement,
    .suffixes = suffixes,
    .infinitives = "ıw iw w",
    .final = "ğqgkbp",
    .final_from = 1,
    .whole = "barlığı qarğa organ uşın menen jäne häm deyin keyin soñ häzir basqa barlıq nege biraq "
             "eger jeti eki",
    .nouns = "rus taw päkistan pakistan türkistan ündistan hindstan dağıstan qus jıl kün san top "
             "köp dos tas jol iş jer payda sawda men sen ol öz üy ay oy el is suw it ot at as än "
             "ün er et on üş joq bar emes eken edi ata ana bala kisi adam ilim bilim qalam altın "
             "orın tärtip talap",
    .verbs = "öt öl aş ut iş ek er es ur de je ber bol al kel et bar qal tur otır jat jür kör ayt "
             "bil şıq tüs qoy ket jaz oqı tanı jet kir tap bas qos tart äkel körset qollan "
             "paydalan aylan basla şaqır qatnas sana sora tıñla söyle saqla jasa ös bekit belgile "
             "şeş küt qorğa qorq usın jiber sal şığar böl jeñ sez töle isle düz qur",
    .irregular = "aldın=ald aldında=ald artında=art astında=ast üstinde=üst alıp=al qalıp=qal mağan=men sağan=sen oğan=ol onıñ=ol onı=ol onnan=ol olar=ol "
                 "buğan=bul munıñ=bul munı=bul bunnan=bul bular=bul sonıñ=sol sonı=sol soğan=sol "
                 "sonnan=sol solar=sol orn=orın awz=awız ern=erin moyn=moyın xalq=xalıq "
                 "murn=murın qarn=qarın erk=erik",
};
