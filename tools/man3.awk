# man3.awk: writes a section 3 man page a function, and daftar.3, from the comments of the public header.
# usage: awk -v out=DIRECTORY -f man3.awk include/daftar.h

function roff(text) {
    gsub(/\\/, "\\e", text)
    gsub(/-/, "\\-", text)
    if (text ~ /^[.']/)
        text = "\\&" text
    return text
}

# A comment's words, without its marks; paragraphs of it become .PP.
function prose(comment,    lines, count, i, text) {
    count = split(comment, lines, "\n")
    for (i = 1; i <= count; i++) {
        sub(/^ *\/\* ?/, "", lines[i])
        sub(/ *\*\/ *$/, "", lines[i])
        sub(/^ \* ?/, "", lines[i])
        text = text (lines[i] == "" ? (i < count ? ".PP\n" : "") : roff(lines[i]) "\n")
    }
    return text
}

function first_sentence(comment,    text) {
    text = prose(comment)
    gsub(/\n/, " ", text)
    sub(/ +$/, "", text)
    if (match(text, /[.;] /))
        text = substr(text, 1, RSTART - 1)
    sub(/\.$/, "", text)
    return text
}

function raw(text,    lines, count, i, said) {
    count = split(text, lines, "\n")
    for (i = 1; i <= count; i++)
        said = said roff(lines[i]) "\n"
    return ".nf\n" said ".fi\n"
}

function heading(name, what) {
    return ".\\\" Made from daftar.h by man3.awk.\n.TH " toupper(name) " 3 \"\" \"daftar " version "\" \"daftar library\"\n" \
        ".SH NAME\n" name " \\- " what "\n"
}

# The structs and enums that a declaration speaks of, and those that these speak of. Statuses stand in daftar(3).
function types(declaration, seen,    i, text) {
    for (i = 1; i <= type_count; i++)
        if (type_name[i] != "daftar_status" && !(i in seen) && declaration ~ (type_name[i] "[^a-z_]")) {
            seen[i] = 1
            text = text raw(type_comment[i] type_text[i]) ".PP\n" types(type_text[i], seen)
        }
    return text
}

function write_page(number,    name, file, declaration, page, shown, seen, i, others) {
    name = function_name[number]
    declaration = function_text[number]
    file = out "/" name ".3"
    page = heading(name, first_sentence(function_comment[number]))
    page = page ".SH SYNOPSIS\n.nf\n#include <daftar.h>\n.PP\n" raw(declaration) ".fi\n"
    page = page ".SH DESCRIPTION\n" prose(function_comment[number])
    split("", seen)
    shown = types(declaration, seen)
    if (shown != "")
        page = page ".SH TYPES\n" shown
    if (declaration ~ /^daftar_status daftar_/)
        page = page ".SH RETURN VALUE\nDAFTAR_OK, or a status of daftar(3) that says what can be done; daftar_last_error(3) says it for people.\n" \
            "A handle that was to be delivered is NULL after a failure.\n"
    for (i = 1; i <= function_count; i++)
        if (i != number && function_section[i] == function_section[number])
            others = others ".BR " function_name[i] " (3),\n"
    print page ".SH SEE ALSO\n" others ".BR daftar (3)" >file
    close(file)
}

function write_overview(    page, i, section) {
    page = heading("daftar", "offline full\\-text search over the policy texts of Central Asia")
    page = page ".SH SYNOPSIS\n.nf\n#include <daftar.h>\n\ncc program.c $(pkg\\-config \\-\\-cflags \\-\\-libs daftar)\n.fi\n"
    page = page ".SH DESCRIPTION\n" prose(overview) ".SH FUNCTIONS\n"
    for (i = 1; i <= function_count; i++) {
        if (function_section[i] != section) {
            section = function_section[i]
            page = page ".SS " section "\n"
        }
        page = page ".TP\n.BR " function_name[i] " (3)\n" first_sentence(function_comment[i]) "\n"
    }
    page = page ".SH STATUSES\n"
    for (i = 1; i <= type_count; i++)
        if (type_name[i] == "daftar_status")
            page = page raw(type_text[i])
    print page ".SH SEE ALSO\n.BR daftar\\-index (1),\n.BR daftar\\-search (1),\n.BR daftar\\-analyze (1)" >(out "/daftar.3")
}

/^#define DAFTAR_VERSION/ { version = $3; gsub(/"/, "", version) }

/^\/\* ---- / { section = $0; sub(/^\/\* ---- /, "", section); sub(/ ---- \*\/$/, "", section); comment = ""; next }
/^\/\*/ { comment = ""; in_comment = 1 }
in_comment {
    comment = comment $0 "\n"
    if (/\*\/ *$/) {
        in_comment = 0
        if (overview == "") {
            overview = comment
            comment = ""
        }
    }
    next
}

/^DAFTAR_API/ { text = ""; in_function = 1 }
in_function {
    line = $0
    if (sub(/^DAFTAR_API /, "", line))
        indent = 11
    else if (substr(line, 1, indent) ~ /^ +$/)
        line = substr(line, indent + 1)
    text = text line "\n"
    if (/;/) {
        in_function = 0
        match(text, /daftar_[a-z_]+\(/)
        function_count++
        function_name[function_count] = substr(text, RSTART, RLENGTH - 1)
        sub(/\n$/, "", text)
        function_text[function_count] = text
        function_comment[function_count] = comment
        function_section[function_count] = section
        if (comment == "") {
            print "man3.awk: no comment above " function_name[function_count] >"/dev/stderr"
            failed = 1
        }
        comment = ""
    }
    next
}

/^(typedef struct|typedef enum|enum)/ && /\{$/ { text = ""; in_type = 1 }
in_type {
    text = text $0 "\n"
    if (/^\}/) {
        in_type = 0
        type_count++
        name = $0
        gsub(/[} ;]/, "", name)
        type_name[type_count] = name == "" ? "daftar_search_options" : name # the layers
        type_text[type_count] = text
        type_comment[type_count] = comment
        comment = ""
    }
    next
}
/^typedef / { comment = "" }

END {
    for (i = 1; i <= function_count; i++)
        write_page(i)
    write_overview()
    exit failed
}
