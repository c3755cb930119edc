/* command.h: reads a format with a program that prints its text. */
#ifndef INDEXER_COMMAND_H
#define INDEXER_COMMAND_H

#include "indexer/document.h"

/* A program, looked for in PATH and run without a shell, and its words, ended by NULL. `%f` in a word stands for the
 * name of a file with what is read; without it the program gets that as its standard input, which it may seek in. */
struct command {
    const char *const *words;
    const char *extension; /* of that file, with its dot; NULL: none */
    unsigned seconds;      /* 0: as reader_settings say */
};

/* Runs it on the bytes and takes what it prints. NOT_FOUND: there is no such program. BAD_INPUT: it failed, or went beyond its limits
 * of time, memory and output. */
daftar_status command_run(struct buffer *out, const struct command *command, const char *bytes, size_t length);
/* The same with a file that is open already, from its beginning. No `%f` then. */
daftar_status command_run_file(struct buffer *out, const struct command *command, int file);
/* The bytes as a file without a name; -1: no room. */
int command_file(const char *bytes, size_t length);

/* Reads what it prints as UTF-8 text, or HTML. BAD_INPUT also when it prints nothing. */
daftar_status command_read(struct document *document, const struct command *command, const char *bytes, size_t length);

/* Word's format before DOCX, by antiword or catdoc. UNSUPPORTED that names them when neither is installed. */
daftar_status read_doc(struct document *document, const char *bytes, size_t length);

#endif
