/* test_parse.c: queries -> trees. Whatever is typed has a tree, or no word in it. */
#include "search/query.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A tree after "? " is not what was written, and a note says so; "!" is no question. */
static const struct {
    const char *query, *tree;
} rows[] = {
    {"cotton", "cotton"},
    {"cotton fields", "(LIST cotton fields)"},
    {"Ўзбекистон Республикаси", "(LIST Ўзбекистон Республикаси)"},
    {"\"cotton fields\"", "(PHRASE! cotton fields)"},
    {"~\"cotton fields\"", "(PHRASE cotton fields)"},
    {"\"cotton\" fields", "(LIST (PHRASE! cotton) fields)"},
    {"a \"b c\" d", "(LIST a (PHRASE! b c) d)"},
    {"\"a\" \"b\"", "(LIST (PHRASE! a) (PHRASE! b))"},
    {"\"\"", "!"},
    {"\"\" a", "a"},
    {"~\"\" a", "a"},
    {"\" a \"", "(PHRASE!  a )"},
    {"\"a b", "? (LIST a b)"},
    {"a \"b", "? (LIST a b)"},
    {"a\" b", "? (LIST a b)"},
    {"a\"b\"c", "(LIST a (PHRASE! b) c)"},
    {"~ a", "a"},
    {"~\"a", "? a"},
    {"+a", "(LIST +a)"},
    {"-a", "? -a"},
    {"+a +b", "(LIST +a +b)"},
    {"a -b", "(LIST a -b)"},
    {"a +b -c", "(LIST a +b -c)"},
    {"-a -b", "? (LIST -a -b)"},
    {"+ a", "a"},
    {"- a", "a"},
    {"a - b", "(LIST a b)"},
    {"a -", "a"},
    {"a --b", "(LIST a --b)"},
    {"a +-b", "(LIST a +-b)"},
    {"-\"a b\" c", "(LIST -(PHRASE! a b) c)"},
    {"+\"a b\" c", "(LIST +(PHRASE! a b) c)"},
    {"+~\"a b\" c", "(LIST +(PHRASE a b) c)"},
    {"-(a b) c", "(LIST -(LIST a b) c)"},
    {"+(a b) c", "(LIST +(LIST a b) c)"},
    {"a AND b", "(AND a b)"},
    {"a AND b AND c", "(AND a b c)"},
    {"a OR b", "(OR a b)"},
    {"a OR b OR c", "(OR a b c)"},
    {"a AND b OR c", "(OR (AND a b) c)"},
    {"a OR b AND c", "(OR a (AND b c))"},
    {"(a OR b) AND c", "(AND (OR a b) c)"},
    {"a AND (b OR c)", "(AND a (OR b c))"},
    {"((a))", "a"},
    {"((a b))", "(LIST a b)"},
    {"(a) (b)", "(LIST a b)"},
    {"(a", "? a"},
    {"a)", "? a"},
    {")a(", "? a"},
    {"()", "!"},
    {"() a", "a"},
    {"a ()", "a"},
    {"a AND", "? (LIST a AND)"},
    {"AND a", "? (LIST AND a)"},
    {"a OR", "? (LIST a OR)"},
    {"OR a", "? (LIST OR a)"},
    {"NOT a", "? (LIST NOT a)"},
    {"a NOT b", "(NOT a b)"},
    {"a NOT b NOT c", "(NOT a b c)"},
    {"a AND NOT b", "(NOT a b)"},
    {"a AND NOT b AND c", "(NOT (AND a c) b)"},
    {"a NOT (b OR c)", "(NOT a (OR b c))"},
    {"a NOT \"b c\"", "(NOT a (PHRASE! b c))"},
    {"a AND AND b", "? (LIST a AND AND b)"},
    {"a OR OR b", "? (LIST a OR OR b)"},
    {"a OR AND b", "? (LIST a OR AND b)"},
    {"NOT NOT a", "? (LIST NOT NOT a)"},
    {"a b AND c d", "(AND (LIST a b) (LIST c d))"},
    {"a b OR c d", "(OR (LIST a b) (LIST c d))"},
    {"a and b or not c", "(LIST a and b or not c)"},
    {"A AND B", "(LIST A AND B)"},
    {"ТРАНСПОРТ И ЛОГИСТИКА", "(LIST ТРАНСПОРТ И ЛОГИСТИКА)"},
    {"транспорт И логистика", "(AND транспорт логистика)"},
    {"транспорт ИЛИ логистика", "(OR транспорт логистика)"},
    {"транспорт НЕ логистика", "(NOT транспорт логистика)"},
    {"suv VA energiya", "(AND suv energiya)"},
    {"suv YOKI gaz", "(OR suv gaz)"},
    {"сув ВА энергия", "(AND сув энергия)"},
    {"сув ЁКИ газ", "(OR сув газ)"},
    {"сув ЭМАС газ", "(NOT сув газ)"},
    {"AND", "AND"},
    {"AND OR NOT", "(LIST AND OR NOT)"},
    {"a NEAR b", "(NEAR/10 a b)"},
    {"a NEAR/3 b", "(NEAR/3 a b)"},
    {"a NEAR/3 b NEAR/3 c", "(NEAR/3 a b c)"},
    {"a ADJ/2 b", "(ADJ/2 a b)"},
    {"a ADJ b c", "(LIST (ADJ/10 a b) c)"},
    {"a NEAR/0 b", "(NEAR/10 a b)"},
    {"a NEAR/x b", "(LIST a NEAR/x b)"},
    {"a NEAR/999 b", "(NEAR/999 a b)"},
    {"NEAR a", "? (LIST NEAR a)"},
    {"a NEAR", "? (LIST a NEAR)"},
    {"a NEAR (b c)", "(OR (NEAR/10 a b) (NEAR/10 a c))"},
    {"\"a b\" NEAR/4 c", "(NEAR/4 (PHRASE! a b) c)"},
    {"(a) NEAR b", "(NEAR/10 a b)"},
    {"a NEAR/3 b AND c", "(AND (NEAR/3 a b) c)"},
    {"-a NEAR b", "? (LIST -a NEAR b)"},
    {"a NEARER b", "(LIST a NEARER b)"},
    {"title:a", "title:a"},
    {"title:a b", "(LIST title:a b)"},
    {"title:\"a b\"", "title:(PHRASE! a b)"},
    {"title:~\"a b\"", "title:(PHRASE a b)"},
    {"title:(a b)", "title:(LIST title:a title:b)"},
    {"title:(a OR b) c", "(LIST title:(OR title:a title:b) c)"},
    {"title:(a author:b)", "title:(LIST title:a author:b)"},
    {"-title:a b", "(LIST -title:a b)"},
    {"+title:a b", "(LIST +title:a b)"},
    {"title:", "title:"},
    {"title: a", "(LIST title: a)"},
    {"title:title:a", "title:title:a"},
    {"author:Каримова", "author:Каримова"},
    {"keyword:сув", "keyword:сув"},
    {"heading:x", "heading:x"},
    {"lang:uz", "lang:uz"},
    {"lang:uz a", "(LIST lang:uz a)"},
    {"a lang:uz lang:ru", "(LIST a lang:uz lang:ru)"},
    {"year:2020", "year:(RANGE 2020)"},
    {"year:2020..2022", "year:(RANGE 2020..2022)"},
    {"year:2020..", "year:(RANGE 2020..)"},
    {"year:..2020", "year:(RANGE ..2020)"},
    {"year:>2020", "year:(RANGE >2020)"},
    {"year:>=2020", "year:(RANGE >=2020)"},
    {"year:<2020", "year:(RANGE <2020)"},
    {"year:<=2020", "year:(RANGE <=2020)"},
    {"year:abc", "year:abc"},
    {"year:20x0", "year:20x0"},
    {"year:", "year:"},
    {"year: 2020", "(LIST year: 2020)"},
    {"year:(2020)", "year:2020"},
    {"path:a/b", "path:a/b"},
    {"path:a/b.txt c", "(LIST path:a/b.txt c)"},
    {"path:\"a b\"", "path:(PHRASE! a b)"},
    {"format:pdf", "format:pdf"},
    {"in:references a", "(LIST in:references a)"},
    {"nofield:a", "nofield:a"},
    {"a:b", "a:b"},
    {"12:30", "12:30"},
    {"word?", "word?"},
    {"what is this?", "(LIST what is this?)"},
    {"C++", "C++"},
    {"C#", "C#"},
    {"50%", "50%"},
    {"«cotton»", "«cotton»"},
    {"“cotton fields”", "(LIST “cotton fields”)"},
    {"a, b; c.", "(LIST a, b; c.)"},
    {"a/b", "a/b"},
    {"a-b", "a-b"},
    {"a—b", "a—b"},
    {"o'zbek", "o'zbek"},
    {"O‘zbekiston", "O‘zbekiston"},
    {"e-mail@example.org", "e-mail@example.org"},
    {"…", "!"},
    {"- - -", "!"},
    {"a & b", "(LIST a b)"},
    {"a | b", "(LIST a b)"},
    {"a && b", "(LIST a b)"},
    {"!a", "!a"},
    {"[a b]", "(LIST [a b])"},
    {"{a}", "{a}"},
    {"a\\b", "a\\b"},
    {"\\\"a b\\\"", "(PHRASE! a b\\)"},
    {"x^2", "x^2"},
    {"10,5", "10,5"},
    {"+7 998", "(LIST +7 998)"},
    {"\"a AND b\"", "(PHRASE! a AND b)"},
    {"(a AND b) OR (c AND d)", "(OR (AND a b) (AND c d))"},
    {"a (b OR c) -d", "(LIST a (OR b c) -d)"},
    {"a AND -b", "(AND a (LIST -b))"},
    {"NOT a OR b", "? (LIST NOT a OR b)"},
    {"(NOT a) b", "? (LIST NOT a b)"},
    {"lang:uz OR lang:ru", "(OR lang:uz lang:ru)"},
    {"year:2020 NOT lang:en", "(NOT year:(RANGE 2020) lang:en)"},
    {"a NOT lang:en", "(NOT a lang:en)"},
    {"title:a OR title:b", "(OR title:a title:b)"},
    {"title:(a NOT b)", "title:(NOT title:a title:b)"},
    /* near: signs are for the whole, brackets are alternatives */
    {"-a NEAR b c", "(LIST -(NEAR/10 a b) c)"},
    {"+a NEAR/2 b c", "(LIST +(NEAR/2 a b) c)"},
    {"a NEAR/3 (b OR c) NEAR/3 d", "(AND (OR (NEAR/3 a b) (NEAR/3 a c)) (OR (NEAR/3 b d) (NEAR/3 c d)))"},
    {"(a OR b) ADJ/2 (c OR d)", "(OR (ADJ/2 a c) (ADJ/2 a d) (ADJ/2 b c) (ADJ/2 b d))"},
    {"a NEAR/3 b ADJ/2 c", "(AND (NEAR/3 a b) (ADJ/2 b c))"},
    {"a NEAR/3 b NEAR/5 c", "(AND (NEAR/3 a b) (NEAR/5 b c))"},
    {"a NEAR (b AND c)", "? (AND a (AND b c))"},
    {"a NEAR -b", "? (LIST a NEAR -b)"},
    {"a NEAR wor*", "? (AND a (WILD wor*))"},
    {"a NEAR word~", "? (AND a (FUZZY word))"},
    {"a NEAR/2 title:b", "? (AND a title:b)"},
    {"-a NEAR/2 wor* NEAR b c", "? (LIST -(AND a (WILD wor*) b) c)"},
    {"(a OR wor*) NEAR b", "? (AND (OR a (WILD wor*)) b)"},
    {"a NEAR b NEAR -c", "? (LIST a NEAR b NEAR -c)"},
    {"title:(a NEAR b)", "? title:(AND title:a title:b)"},
    {"a near/3 b", "(LIST a near/3 b)"},
    {"a NEAR3 b", "(LIST a NEAR3 b)"},
    {"a NEAR NEAR b", "? (LIST a NEAR NEAR b)"},
    {"a NEAR AND b", "? (LIST a NEAR AND b)"},
    {"a NEAR )", "? (LIST a NEAR)"},
    {"a AND b NEAR/4 c OR d", "(OR (AND a (NEAR/4 b c)) d)"},
    /* operators of three languages */
    {"вода И (газ ИЛИ нефть) НЕ уголь", "(NOT (AND вода (OR газ нефть)) уголь)"},
    {"suv VA (gaz YOKI neft) EMAS ko‘mir", "(NOT (AND suv (OR gaz neft)) ko‘mir)"},
    {"сув ВА (газ ЁКИ нефть) ЭМАС кўмир", "(NOT (AND сув (OR газ нефть)) кўмир)"},
    {"вода И suv OR water", "(OR (AND вода suv) water)"},
    {"вода и газ", "(LIST вода и газ)"},
    {"Вода И", "? (LIST Вода И)"},
    {"ВОДА И ГАЗ", "(LIST ВОДА И ГАЗ)"},
    {"СУВ ВА ГАЗ", "(LIST СУВ ВА ГАЗ)"},
    {"SUV VA GAZ", "(LIST SUV VA GAZ)"},
    {"ТАПИ И CASA-1000", "(LIST ТАПИ И CASA-1000)"},
    {"ТАПИ И газ", "(AND ТАПИ газ)"},
    {"And", "And"},
    {"water And gas", "(LIST water And gas)"},
    /* wild and faulty words */
    {"word*", "(WILD word*)"},
    {"wo?d", "(WILD wo?d)"},
    {"wo*d*", "(WILD wo*d*)"},
    {"wo*", "(WILD wo*)"},
    {"w*", "w*"},
    {"w?rd", "w?rd"},
    {"*word", "*word"},
    {"*wor*", "*wor*"},
    {"*", "!"},
    {"**", "!"},
    {"* word", "word"},
    {"?", "!"},
    {"wo?d?", "(WILD wo?d)"},
    {"wor*?", "(WILD wor*)"},
    {"вод*", "(WILD вод*)"},
    {"во?а", "(WILD во?а)"},
    {"в*", "в*"},
    {"word*, other", "(LIST (WILD word*) other)"},
    {"«вод*»", "(WILD вод*)"},
    {"http://a.org/b?c=d", "http://a.org/b?c=d"},
    {"a@b.org/cd?e", "a@b.org/cd?e"},
    {"title:wor*", "title:(WILD wor*)"},
    {"+wor* -oth*", "(LIST +(WILD wor*) -(WILD oth*))"},
    {"lang:u*", "lang:u*"},
    {"\"wor* other\"", "(PHRASE! wor* other)"},
    {"word~", "(FUZZY word)"},
    {"word~,", "(FUZZY word)"},
    {"word~1", "(FUZZY word)"},
    {"word~2", "(FUZZY word)"},
    {"word~3", "word~3"},
    {"wo~", "wo~"},
    {"~word", "~word"},
    {"вода~ газ", "(LIST (FUZZY вода) газ)"},
    {"title:word~", "title:(FUZZY word)"},
    {"-word~ a", "(LIST -(FUZZY word) a)"},
    /* a hyphen behind a bracket or a quote is no sign */
    {"90(F)-degree heat", "(LIST 90 F degree heat)"},
    {"\"Running\"-и Копенгаген", "(LIST (PHRASE! Running) и Копенгаген)"},
    {"(a)-b c", "(LIST a b c)"},
    {"(a) -b", "(LIST a -b)"},
    {"(-a b)", "(LIST -a b)"},
    /* phrases as others write them */
    {"\"a b\"~", "(PHRASE a b)"},
    {"\"a b\"~3 c", "(LIST (PHRASE a b) c)"},
    {"\"a\"~\"b\"", "(LIST (PHRASE! a) (PHRASE b))"},
    {"„a b“", "(LIST „a b“)"},
    {"'a b'", "(LIST 'a b')"},
    {"so\u00ADft OR a", "(OR so\u00ADft a)"},
    {"a \u00AD b", "(LIST a b)"},
    {"a\u200Bb", "(LIST a b)"},
    {"«a» NEAR b", "(NEAR/10 «a» b)"},
    /* fields and filters as people type them */
    {"Title:a", "title:a"},
    {"LANG:uz a", "(LIST lang:uz a)"},
    {"titel:a", "titel:a"},
    {"автор:Каримов", "автор:Каримов"},
    {"author:(Каримов OR Иванов)", "author:(OR author:Каримов author:Иванов)"},
    {"lang:uz,ru a", "(LIST lang:(OR lang:uz lang:ru) a)"},
    {"-lang:uz,ru a", "(LIST -lang:(OR lang:uz lang:ru) a)"},
    {"lang:uz, a", "(LIST lang:uz a)"},
    {"lang:, a", "a"},
    {"lang:(uz OR ru)", "lang:(OR lang:uz lang:ru)"},
    {"format:pdf,docx", "format:(OR format:pdf format:docx)"},
    {"path:a,b", "path:a,b"},
    {"in:abstract a", "(LIST in:abstract a)"},
    {"in:abstract,keywords a", "(LIST in:(OR in:abstract in:keywords) a)"},
    {"year:2019,2021", "year:(OR year:(RANGE 2019) year:(RANGE 2021))"},
    {"year:2019-2021", "year:(RANGE 2019-2021)"},
    {"year:2019–2021 a", "(LIST year:(RANGE 2019–2021) a)"},
    {"year:2019, a", "(LIST year:(RANGE 2019) a)"},
    {"year:2019.", "year:(RANGE 2019)"},
    {"year:=2019", "year:(RANGE =2019)"},
    {"year:>", "year:>"},
    {"year:..", "year:.."},
    {"year>2019", "year>2019"},
    {"(a OR b) AND year:>2019", "(AND (OR a b) year:(RANGE >2019))"},
    {"a NOT year:2020..", "(NOT a year:(RANGE 2020..))"},
    /* questions, titles and what is pasted */
    {"-дипломатия", "? -дипломатия"},
    {"транспорт – дипломатия", "(LIST транспорт дипломатия)"},
    {"транспорт — это жизнь", "(LIST транспорт это жизнь)"},
    {"Что такое дипломатия?", "(LIST Что такое дипломатия?)"},
    {"1. Water (and energy): a review", "(LIST 1. Water (LIST and energy) a review)"},
    {"№ 5", "5"},
    {"|| a && b", "(LIST a b)"},
    {"a || b", "(LIST a b)"},
    {"water; energy, gas.", "(LIST water; energy, gas.)"},
    {"title:\"\" a", "a"},
    {"(a b", "? (LIST a b)"},
    {"a b))", "? (LIST a b)"},
    {"(((a)", "? a"},
    {"(+a -b) c", "(LIST (LIST +a -b) c)"},
};

/* The tree of a query as text, in `out`. */
static void parsed(const char *text, size_t length, struct buffer *out)
{
    struct query query;
    daftar_status status = query_parse(&query, text, length);
    buffer_clear(out);
    if (status) {
        assert_int_equal(status, DAFTAR_BAD_QUERY);
        assert_null(query.note);
        buffer_puts(out, "!");
    } else {
        buffer_puts(out, query.note ? "? " : "");
        query_print(&query, query.root, out);
    }
    query_free(&query);
}

static void queries_have_trees(void **state)
{
    (void)state;
    struct buffer tree = {0};
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        parsed(rows[i].query, strlen(rows[i].query), &tree);
        if (!strcmp(tree.data, rows[i].tree))
            continue;
        print_error("%s\n    %s\nnot %s\n", rows[i].query, tree.data, rows[i].tree);
        wrong++;
    }
    buffer_free(&tree);
    assert_int_equal(wrong, 0);
}

static void the_text_need_not_be_terminated(void **state)
{
    (void)state;
    struct buffer tree = {0};
    const char *text = "a \"b c\" AND title:d";
    for (size_t length = 0; length <= strlen(text); length++) {
        char *exact = malloc(length ? length : 1);
        memcpy(exact, text, length);
        parsed(exact, length, &tree);
        free(exact);
    }
    assert_string_equal(tree.data, "(AND (LIST a (PHRASE! b c)) title:d)");
    buffer_free(&tree);
}

static const char *const pieces[] = {"a", "\"", "(", ")", " ", " AND ", " OR ", " NOT ", " NEAR/2 ", "title:", "lang:",
                                     "year:", "-", "+", "~", "*", "?", "\xD0", "\xFF", "й", "..", "2020", "\0", "\n"};
#define PIECES (sizeof pieces / sizeof *pieces)

static void any_mixture_ends_well(void **state)
{
    (void)state;
    struct buffer text = {0}, tree = {0};
    unsigned long long random = 42;
    for (int round = 0; round < 20000; round++) {
        buffer_clear(&text);
        for (int i = 0; i < 1 + round % 40; i++) {
            random = random * 6364136223846793005ull + 1442695040888963407ull;
            const char *piece = pieces[(random >> 33) % PIECES];
            buffer_append(&text, piece, *piece ? strlen(piece) : 1);
        }
        parsed(text.data, text.length, &tree);
    }
    buffer_free(&text);
    buffer_free(&tree);
}

static void long_queries_are_bounded(void **state)
{
    (void)state;
    static const char *const fillers[] = {"a ", "\"", "(", ")", "(a ", "a) ", "-a ", "+a ", "a AND ", "a OR ", "NOT ", "\"a\" ",
                                          "a NEAR/2 ", "title:", "title:(", "+(a) ", "-(+a ", "a*", "a NOT (", "\xFF"};
    struct buffer text = {0};
    for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++) {
        struct query query;
        buffer_clear(&text);
        while (text.length < 300000)
            buffer_puts(&text, fillers[i]);
        daftar_status status = query_parse(&query, text.data, text.length);
        if (status && status != DAFTAR_BAD_QUERY)
            fail_msg("%s: %s", fillers[i], daftar_status_name(status));
        assert_true(query.count <= 5000);
        query_free(&query);
    }
    buffer_free(&text);
}

static void a_long_list_keeps_its_first_words(void **state)
{
    (void)state;
    struct buffer text = {0}, tree = {0};
    struct query query;
    for (int i = 0; i < 20000; i++)
        buffer_printf(&text, "word%d ", i);
    assert_int_equal(query_parse(&query, text.data, text.length), DAFTAR_OK);
    assert_non_null(query.note);
    query_print(&query, query.root, &tree);
    assert_ptr_equal(strstr(tree.data, "(LIST word0 word1 word2 "), tree.data);
    assert_non_null(strstr(tree.data, " word1000 "));
    query_free(&query);
    buffer_free(&text);
    buffer_free(&tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(queries_have_trees), cmocka_unit_test(the_text_need_not_be_terminated),
        cmocka_unit_test(any_mixture_ends_well), cmocka_unit_test(long_queries_are_bounded),
        cmocka_unit_test(a_long_list_keeps_its_first_words),
    };
    return cmocka_run_group_tests_name("parse", tests, NULL, NULL);
}
