/* grammar_tk.c: the suffixes of Turkmen. */
#include "analysis/grammar.h"

static const struct sound sounds[] = {
    {'A', "aeä", NULL},
    {'I', "yiuü", NULL},
    {0, NULL, NULL},
};

static const struct agreement agreement[] = {
    {"a", "aouy"},
    {"e", "äeiöü"},
    {"ä", "äeiöü"},
    {"y", "aouy"},
    {"i", "äeiöü"},
    {"u", "ou"},
    {"ü", "öü"},
    {NULL, NULL},
};

static const struct suffix suffixes[] = {
    /* stems */
    {SLOT_NOUN, 150, "stan"},
    {SLOT_NOUN, 30, "lIk sIz çIlIk C|lI"},
    {SLOT_NOUN, 25, "C|çI"},
    {SLOT_NOUN, 10, "jI"},
    {SLOT_VERB, 25, "C|lA C|lAn C|lAş lAndIr lAşdIr"},
    /* nouns */
    {PLURAL, 40, "lAr"},
    {POSSESSIVE, 6, "C|Im"},
    {POSSESSIVE, -2, "V|m"},
    {POSSESSIVE, 15, "C|Iñ V|ñ"},
    {POSSESSIVE, 40, "V|mIz V|ñIz"},
    {POSSESSIVE, 52, "C|ImIz C|IñIz"},
    {POSSESSIVE3, 22, "C|I"},
    {POSSESSIVE3, 36, "V|sI"},
    {CASE, 34, "a|nI e|nI ä|nI y|nI i|nI o|nI u|nI ü|nI dA dAn e=äni"},
    {CASE, 45, "a|nIñ e|nIñ ä|nIñ y|nIñ i|nIñ o|nIñ u|nIñ ü|nIñ e=äniñ"},
    {CASE, 30, "C|Iñ"},
    {CASE, 22, "C|I"},
    {CASE, 10, "C|A"},
    {CASE, 0, "e=ä y=a i=ä"},
    {CASE_OF_HIS, 30, "nA"},
    {CASE_OF_HIS, 45, "ndA ndAn"},
    {RELATIVE, 50, "dAkI ndAkI"},
    {RELATIVE, 40, "C|IñkI V|nIñkI"},
    {DEGREE, 20, "rAk"},
    {ADVERB, -10, "çA"},
    {ADVERB, 20, "lArçA"},
    {COPULA, 35, "dIr dIrlAr"},
    {COPULA, 10, "dI"},
    {CLITIC, 12, "mI"},
    {CLITIC, 0, "dA hAm"},
    /* verbs */
    {VOICE, 10, "C|Il l|In"},
    {NEGATION, 25, "mA"},
    {CONVERB, -15, "C|A"},
    {CONVERB, -26, "V|ý"},
    {CONVERB, 25, "C|Ip"},
    {CONVERB, 0, "V|p"},
    {CONVERB, 40, "ýAnçA C|AlI"},
    {CONVERB, 50, "mAzdAn"},
    {CONVERB, 30, "mAn"},
    {PARTICIPLE, 20, "C|An"},
    {PARTICIPLE, -8, "V|n"},
    {PARTICIPLE, 55, "ýAn ýAr mAdIk"},
    {AORIST, 40, "mAz"},
    {PARTICIPLE, 40, "mAlI"},
    {PARTICIPLE, 35, "jAk mAkçI"},
    {PARTICIPLE, -10, "C|Ar"},
    {PARTICIPLE, -30, "V|r"},
    {PARTICIPLE, 20, "dIk dIg"},
    {TENSE, 40, "dI"},
    {TENSE, 30, "sA"},
    {TENSE, 60, "ýArdI C|ArdI"},
    {GERUND, 45, "mAk mAg"},
    {GERUND, 15, "C|Iş V|ýIş"},
    {MOOD, 20, "sIn"},
    {MOOD, 5, "C|AýIn V|ýIn"},
    {MOOD, 75, "sInlAr"},
    {MOOD, 30, "C|AlIñ V|lIñ"},
    {MOOD, 9, "[I]ñ"},
    {MOOD, -20, "mA"},
    {PERSON, 30, "In Is"},
    {PERSON, 60, "sIñ sIñIz dIr dIrlAr"},
    {PERSON, 40, "lAr"},
    {PERSON_SHORT, 20, "m ñ k"},
    {PERSON_SHORT, 30, "ñIz lAr"},
    {ABSTRACT, 35, "lIk lIg dIk dIg"},
    {0, 0, NULL},
};

const struct grammar grammar_tk = {
    .vowels = "aäeioöuüy",
    .consonants = "bçdfghjžklmnñprsştwýz",
    .voiceless = "çfhkpsşt",
    .sonorants = "lmnñrýw",
    .verb_ends = "aäei",
    .weak_ends = "yi",
    .sounds = sounds,
    .agreement = agreement,
    .suffixes = suffixes,
    .infinitives = "mak mek",
    .final = "bpdtgkjç",
    .final_from = 1,
    .whole = "günä ajy agsak asman üçin bilen hem iki ýedi başga ýöne ýaly soñra indi ähli diñe "
             "barada ýaña",
    .nouns = "oba rus guş mal ýaş dag ýyl gün san top köp iç ýer men sen ol bu şu şol öz öý aý il "
             "iş suw it ot at un on üç däl eken ýok bar ata ene bala adam alym bilim ylym orun "
             "altyn göz",
    .verbs = "ýaşa öt öl aç ut iç ek es ur diý iý bol et al gel ber gör gir bar dur ýat otur çyk "
             "düş goý tap ýap gal git oka işle aýt bil ýet bas goş tart getir görkez ulan başla "
             "çagyr gatnaş sana sora diñle sözle sakla ýasa ös belle çöz garaş gora gork sal "
             "çykar böl ýeñ töle düz gur öwren okat ýaz",
    .irregular = "maña=men saña=sen oña=ol onuñ=ol ony=ol ondan=ol olar=ol onda=ol munuñ=bu "
                 "muña=bu muny=bu mundan=bu şonuñ=şol şoña=şol şony=şol şondan=şol agz=agyz "
                 "ogl=ogul burn=burun boýn=boýun köñl=köñül göwn=göwün garn=garyn orn=orun",
};
