/* grammar_kk.c: the suffixes of Kazakh. */
#include "analysis/grammar.h"

/* Named after the letter of the commonest form. */
static const struct sound sounds[] = {
    {'A', "ae", NULL},
    {'I', "yı", NULL},
    {'L', "ld", "t"},
    {'D', "d", "t"},
    {'N', "nd", "t"},
    {'M', "mb", "p"},
    {'G', "ğg", "qk"},
    {'K', "qk", NULL},
    {'E', "aäeyıiöuūü", NULL}, /* what nouns end in */
    {'R', "rĭu", NULL}, /* what the plural is -lar after, besides vowels */
    {'Z', "lmnñzj", NULL}, /* -dar */
    {'T', "pftsşçkqhbvgd", NULL}, /* -tar */
    {0, NULL, NULL},
};

static const struct agreement agreement[] = {
    {"a", "aoūyui"},
    {"y", "aoūyui"},
    {"e", "äeöüıui"},
    {"ı", "äeöüıui"},
    {"l", "aäeoöuūüyıirĭ"},
    {"b", "mnñzj"},
    {NULL, NULL},
};

static const struct suffix suffixes[] = {
    /* stems */
    {SLOT_NOUN, 60, "C|stan"},
    {SLOT_NOUN, 30, "LIK sIz r|lI ĭ|lI şIlIK"},
    {SLOT_NOUN, 25, "şI"},
    {SLOT_NOUN, 15, "C|GI"},
    {SLOT_NOUN, 15, "At"},
    {SLOT_VERB, 20, "GIz DIr C|Il C|In"},
    {SLOT_VERB, 25, "C|LA C|LAn C|LAs LAndIr LAstIr"},
    /* nouns */
    {PLURAL, 40, "V|lAr R|lAr Z|dAr T|tAr"},
    {PLURAL, 0, "t=tAr"}, /* turister, of turist */
    {POSSESSIVE, 6, "C|Im"},
    {POSSESSIVE, -15, "V|m V|ñ"},
    {POSSESSIVE, 10, "C|Iñ"},
    {POSSESSIVE, 40, "V|mIz V|ñIz"},
    {POSSESSIVE, 52, "C|ImIz C|IñIz"},
    {POSSESSIVE3, 18, "C|I"},
    {POSSESSIVE3, 36, "V|sI"},
    /* Front endings on loans of back vowels, behind clusters and what was soft: bankı, medalı */
    {POSSESSIVE3, 14, "k|ı d|ı t|ı l|ı r|ı g|ı"},
    {CASE, 45, "l|dıñ k|tıñ"},
    {CASE, 34, "l|dı l|de l|den k|tı k|te k|ten k|pen"},
    {CASE, 30, "l|ge k|ke"},
    {PLURAL, 40, "l|der k|ter"},
    {RELATIVE, 10, "t|ı"},
    {POSSESSIVE3, -20, "ĭ=ı"}, /* of -ий: stsenariı */
    {CASE, 45, "nIñ C|DIñ i|DIñ"},
    {CASE, 15, "o|nI"},
    {CASE, 34, "E|nI C|DI i|DI DA DAn m|nAn n|nAn ñ|nAn"},
    {CASE, 30, "GA"},
    {CASE, 34, "Men"},
    {CASE_OF_MINE, 25, "A"},
    {CASE_OF_HIS, 8, "n"},
    {CASE_OF_HIS, 30, "nA"},
    {CASE_OF_HIS, 45, "ndA nAn"},
    {RELATIVE, 50, "DAGI ndAGI"},
    {RELATIVE, 40, "Nıkı"},
    {DEGREE, 20, "[I]rAK"},
    {ADVERB, -10, "şA"},
    {ADVERB, 5, "DAĭ"},
    {PREDICATE, -15, "MIn sIñ MIz sIñdAr sIzdAr"},
    {PREDICATE, -45, "sIz"},
    {COPULA, 10, "DIr"},
    /* verbs */
    {VOICE, 10, "C|Il l|In"},
    {VOICE, 0, "V|l"},
    {NEGATION, 25, "MA"},
    {CONVERB, -10, "C|A I=i"},
    {CONVERB, -26, "V|ĭ"},
    {CONVERB, 25, "C|Ip"},
    {CONVERB, 0, "V|p"},
    {CONVERB, 40, "GAlI GAnşA"},
    {CONVERB, 50, "MAstAn MAĭ MAĭynşa MAĭınşe"},
    {PARTICIPLE, 45, "GAn"},
    {PARTICIPLE, 60, "V|ĭtIn I=itIn"},
    {PARTICIPLE, 40, "C|AtIn"},
    {AORIST, 40, "MAs"},
    {PARTICIPLE, 40, "MAKşI"},
    {PARTICIPLE, -15, "MAK"},
    {PARTICIPLE, -15, "C|Ar"},
    {PARTICIPLE, -35, "V|r"},
    {TENSE, 40, "DI"},
    {TENSE, 30, "sA"},
    {GERUND, 15, "u"},
    {GERUND, -25, "I=u"},
    {GERUND, 20, "GIsI"},
    {MOOD, 65, "C|AdI V|ĭdI I=idI C|IptI"},
    {MOOD, 25, "V|ptI"},
    {MOOD, 40, "C|AĭIK V|ĭIK"},
    {MOOD, -15, "sIn"},
    {MOOD, 5, "C|AĭIn V|ĭIn"},
    {MOOD, 55, "[I]ñdAr"},
    {MOOD, 30, "[I]ñIz"},
    {MOOD, -20, "[I]ñ"},
    {MOOD, -20, "MA"},
    {PERSON, 75, "MIn MIz sIñ"},
    {PERSON, 45, "sIz"},
    {PERSON, 90, "sIñdAr sIzdAr"},
    {PERSON_SHORT, 20, "m ñ"},
    {PERSON_SHORT, -75, "K"},
    {PERSON_SHORT, 30, "ñIz ñdAr ñIzdAr"},
    {ABSTRACT, 30, "LIK LIG"},
    {0, 0, NULL},
};

const struct grammar grammar_kk = {
    .vowels = "aäeoöuūüyıi",
    .consonants = "bvgğdjzĭkqlmnñprstfhçş",
    .glides = "u",
    .voiceless = "pftsşçkqhbvgd",
    .sonorants = "lmnñrĭu",
    .verb_ends = "aeyıui",
    .weak_ends = "yı",
    .sounds = sounds,
    .agreement = agreement,
    .suffixes = suffixes,
    .infinitives = "u y=u ı=u",
    .final = "ğqgkbp",
    .final_from = 1,
    .whole = "barlyğy körermen eñ men mümkın tıptı bügın qatty būryn sondaĭ mūndaĭ qandaĭ köptegen "
             "öĭtkenı üşın tağy ğana jäne deĭın keĭın soñ qazır basqa jaqsy jaña sary eskı "
             "ırı kışı türlı barlyq nemese birak eger jetı ekı jañalyq",
    .nouns = "baku tau türkıstan päkıstan pakistan ündıstan dağystan hindustan qūs jyl kün san "
             "top köp dos tas jol ış jer paĭda sauda nükte keste apta men sen ol öz üĭ aĭ oĭ el "
             "ıs su it ot at as än ün er et on üş ru ūl bar joq emes eken edı ata ana bala aqşa "
             "şeşe kısı qozy adam ğylym ğalym mūğalım älem kölem mälım qalam jüzım teñge altyn "
             "oryn erın egın şyğyn kelın jauyn qauyn tūrğyn tolqyn jalyn oĭyn tütın tärtıp talap "
             "esep qūqyq qoğam bılım",
    .verbs = "tu qu ki ti ju öt öl aş aĭt ūt iş ek et er es ur de je ber bol al kel bar qal tūr "
             "otyr jat jür kör bıl şyq tüs qoĭ ket jaz oqy tany sat jetkız jıber basta jet kır "
             "tap bas qos tart äkel äket körset jürgız qoldan paĭdalan aĭnal bastal atal tanys "
             "qara şaqyr qatys sana tala oĭla sura sūra tyñda söĭle saqta jasa ösır ös bekıt "
             "belgıle qabylda joĭ şeş küt qorğa qorq saqtan ūsyn qaldyr öltır tol sal şyğar böl "
             "jeñ sez töle",
    .irregular = "aldyn=ald aldynda=ald artynda=art astynda=ast üstınde=üst qasynda=qas mağan=men sağan=sen oğan=ol onyñ=ol ony=ol odan=ol olar=ol onymen=ol būğan=būl "
                 "mūnyñ=būl mūny=būl būdan=būl būlar=būl sonyñ=sol sony=sol soğan=sol sodan=sol "
                 "solar=sol orn=oryn auz=auyz ern=erın moĭn=moĭyn halq=halyq mūrn=mūryn "
                 "qarn=qaryn körk=körık erk=erık qaup=qauıp ärp=ärıp qūlp=qūlyp daus=dauys "
                 "narq=naryq parq=paryq börk=börık aul=auyl qoĭn=qoĭyn köñl=köñıl tauyp=tap "
                 "şauyp=şap alyp=al qalyp=qal",
};
