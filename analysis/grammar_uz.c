/* grammar_uz.c: the suffixes of Uzbek. */
#include "analysis/grammar.h"

/* No vowel harmony in writing; g is k after k and g, q after q and gʻ. */
static const struct sound sounds[] = {
    {'G', "gkq", NULL},
    {0, NULL, NULL},
};

static const struct agreement agreement[] = {
    {"k", "kg"},
    {"q", "qğ"},
    {NULL, NULL},
};

static const struct suffix suffixes[] = {
    /* stems */
    {SLOT_NOUN, 150, "ston"},
    {SLOT_NOUN, 30, "lik çilik"},
    {SLOT_NOUN, 20, "C|li siz C|çi"},
    {SLOT_VERB, 25, "C|la C|lan C|laş laştir lantir"},
    /* nouns */
    {PLURAL, 40, "lar"},
    {POSSESSIVE, 8, "C|im"},
    {POSSESSIVE, -15, "V|m"},
    {POSSESSIVE, 10, "C|ing"},
    {POSSESSIVE, -15, "V|ng"},
    {POSSESSIVE, 52, "C|imiz C|ingiz C|inglar"},
    {POSSESSIVE, 40, "V|miz V|ngiz V|nglar V|yimiz V|yingiz"},
    {POSSESSIVE3, 18, "C|i"},
    {POSSESSIVE3, 36, "V|si V|yi"},
    {CASE, 45, "ning"},
    {CASE, 34, "ni Ga da dan"},
    {CASE, 36, "Gaça"},
    {RELATIVE, 50, "dagi niki"},
    {DEGREE, 20, "roq"},
    {ADVERB, -10, "ça day dek"},
    {ADVERB, 30, "larça"},
    {PREDICATE, -15, "man san miz sizlar"},
    {PREDICATE, -45, "siz"},
    {COPULA, 35, "dir dirlar mikan mikin"},
    {COPULA, 15, "V|ydi di"},
    {CLITIC, 16, "mi"},
    {CLITIC, 45, "midi mikan mikin"},
    {CLITIC, 25, "Gina"},
    {CLITIC, -5, "ki"},
    {CLITIC, -15, "ku yu da oq yoq"},
    {CLITIC, -45, "çi"},
    /* verbs */
    {VOICE, 10, "C|il l|in"},
    {NEGATION, 25, "ma"},
    {CONVERB, -10, "C|a V|y"},
    {CONVERB, 25, "C|ib"},
    {CONVERB, 0, "V|b"},
    {CONVERB, 40, "Gaç Gunça Gani Gudek"},
    {CONVERB, 50, "masdan mayin may"},
    {PARTICIPLE, 45, "Gan"},
    {PARTICIPLE, 60, "C|adigan V|ydigan yotgan C|ayotgan moqda moqçi"},
    {PARTICIPLE, 40, "yap C|ayap yapti"},
    {AORIST, 8, "mas"},
    {PARTICIPLE, -10, "[a]r"},
    {PARTICIPLE, 30, "ajak"},
    {TENSE, 40, "di"},
    {TENSE, 30, "sa"},
    {TENSE, 5, "C|işdi"},
    {TENSE, 35, "V|rdi"},
    {TENSE, 55, "C|ardi Gandi yotgandi C|ayotgandi masdi"},
    {GERUND, 22, "[i]ş"},
    {GERUND, 45, "moq maslik maslig"},
    {MOOD, 65, "C|adi V|ydi [i]bdi"},
    {MOOD, 100, "C|adilar V|ydilar [i]bdilar"},
    {MOOD, 75, "sinlar"},
    {MOOD, 40, "C|aylik"},
    {MOOD, 25, "sin"},
    {MOOD, 15, "V|ylik"},
    {MOOD, 9, "[i]ng C|ay Gin"},
    {MOOD, -20, "ma"},
    {MOOD, 50, "[i]nglar"},
    {MOOD, 30, "[i]ngiz Gil"},
    {PERSON, 75, "man san miz"},
    {PERSON, 45, "siz"},
    {PERSON, 110, "sizlar"},
    {PERSON, 30, "lar"},
    {PERSON_SHORT, 20, "m k ng"},
    {PERSON_SHORT, 30, "ngiz ngizlar nglar lar"},
    {ABSTRACT, 30, "lik lig"},
    {0, 0, NULL},
};

const struct grammar grammar_uz = {
    .vowels = "aoöeiu",
    .consonants = "bdfgğhjklmnpqrsştvxyzçcw",
    .voiceless = "pftsşçkqxh",
    .sonorants = "lmnry",
    .verb_ends = "ai",
    .weak_ends = "i",
    .sounds = sounds,
    .agreement = agreement,
    .suffixes = suffixes,
    .infinitives = "moq iş a|ş",
    .final = "ğqgk",
    .final_from = 2,
    .whole = "yersiz quyi töğri qarşi aholi homiy yuqori xuddi çunki taşqi içki belgi keyingi "
             "oldingi avvalgi hozirgi songgi bugungi birga alohida narsa tuproq yuridik yoki hali "
             "juda agar qadar beri kabi orqali balki keyin oldin endi qanday şunday bunday unday "
             "uçun boşqa boşqaça hamma barça ertalab olma yangi yaxşi ikki yetti olti",
    .nouns = "rus quş söz toğ gul men sen old bu şu oy uy iş er el ov ot on üç öz un edi emas "
             "ekan bor yöq ona ota aka uka bola kök yer fond qism ism rasm jism hajm ilm fikr aql "
             "asl nasl umr sabr talab sabab tartib yordam davom talim tizim lozim malum mahrum "
             "taqdim murakkab kitob javob hisob bob",
    .verbs = "de ye böl ol ber ket kel qil et kör öqi qara söra tani sana tila ata yasa yaşa öyna "
             "qiyna ista yara kura tara quri töqi tuga böya beza çida qama qala bil tur qol bor "
             "yur çiq tuş tut sot kir ayt qöy ur oç yoz öt il ek iç iz ot os uç uz eş es ez öl "
             "yet top bos qöş tort keltir körsat foydalan aylan boşla çaqir qatnaş tingla sözla "
             "saqla belgila yeç kut qörq sol çiqar yeng sez töla işla tuz qur eriş kiriş",
    .irregular = "şahr=şahar öğl=öğil köngl=köngil burn=burun singl=singil qorn=qorin oğz=oğiz "
                 "böyn=böyin örn=örin un=u ular=u ekanlik=ekan emaslik=emas bun=bu şun=şu oşan=oşa",
};
