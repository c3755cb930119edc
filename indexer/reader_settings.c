/* reader_settings.c: limits of the programs that read, and the commands that a user adds. */
#include "base/words.h"
#include "indexer/command.h"
#include "indexer/reader.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SECONDS 60
#define OUTPUT ((size_t)256 << 20)
#define MEMORY ((size_t)1 << 30) /* of all programs together */
#define MEMORY_LEAST ((size_t)192 << 20)

static _Thread_local struct reader_settings *current;

/* What one of several programs may take. */
static size_t share_of(size_t memory, unsigned programs)
{
    size_t share = memory / (programs ? programs : 1);
    return share < MEMORY_LEAST ? MEMORY_LEAST : share;
}

const struct reader_settings *reader_settings(void)
{
    static _Thread_local struct reader_settings defaults;
    if (current)
        return current;
    if (defaults.memory)
        return &defaults;
    long cores = sysconf(_SC_NPROCESSORS_ONLN); /* reads a file: not for every document */
    defaults = (struct reader_settings){.seconds = SECONDS, .output = OUTPUT,
                                        .memory = share_of(MEMORY, cores > 0 ? (unsigned)cores : 1)};
    return &defaults;
}

void reader_use(struct reader_settings *settings)
{
    current = settings;
}

void reader_begin(void)
{
    if (!current || !current->most)
        return;
    pthread_mutex_lock(&current->mutex);
    while (current->busy >= current->most)
        pthread_cond_wait(&current->freed, &current->mutex);
    current->busy++;
    pthread_mutex_unlock(&current->mutex);
}

void reader_end(void)
{
    if (!current || !current->most)
        return;
    pthread_mutex_lock(&current->mutex);
    current->busy--;
    pthread_cond_signal(&current->freed);
    pthread_mutex_unlock(&current->mutex);
}

/* ---- the user's commands ---- */

/* One allocation a command: the reader's names and the words stand behind it. */
struct user_command {
    struct command command;
    const char *words[WORDS_MAX + 1];
    char text[];
};

static daftar_status add_command(struct reader_settings *settings, const struct daftar_reader_command *given)
{
    const char *extension = given->extension ? words_extension(given->extension) : NULL;
    if (!extension || !given->command)
        return status_fail(DAFTAR_BAD_INPUT, "%s: not an extension in small letters, such as .djvu",
                           given->extension ? given->extension : "(none)");
    size_t named = strlen(extension) + 2, length = strlen(given->command) + 1;
    struct user_command *own = calloc(1, sizeof *own + named + length);
    if (!own)
        return status_no_memory();
    char *dotted = own->text, *line = own->text + named;
    *dotted = '.';
    memcpy(dotted + 1, extension, named - 1);
    memcpy(line, given->command, length);
    const char *wrong = words_cut(line, own->words);
    if (wrong) {
        free(own);
        return status_fail(DAFTAR_BAD_INPUT, "reader %s: %s", given->extension, wrong);
    }
    own->command = (struct command){.words = own->words, .extension = dotted};
    settings->commands[settings->command_count++] =
        (struct reader){.name = dotted + 1, .extensions = dotted + 1, .command = &own->command};
    return DAFTAR_OK;
}

void reader_settings_free(struct reader_settings *settings)
{
    if (!settings)
        return;
    for (size_t i = 0; i < settings->command_count; i++)
        free((void *)settings->commands[i].command); /* its first member */
    free(settings->commands);
    pthread_mutex_destroy(&settings->mutex);
    pthread_cond_destroy(&settings->freed);
    free(settings);
}

static void set_limits(struct reader_settings *settings, const struct daftar_reader_options *options, unsigned programs)
{
    size_t memory = options->memory ? options->memory : MEMORY;
    settings->ocr = options->ocr != 0;
    settings->seconds = options->seconds ? options->seconds : SECONDS;
    settings->output = options->output ? options->output : OUTPUT;
    settings->memory = memory < MEMORY_LEAST ? memory : share_of(memory, programs);
    settings->most = (unsigned)(memory / settings->memory);
}

daftar_status reader_settings_new(struct reader_settings **out, const struct daftar_reader_options *given,
                                  unsigned programs)
{
    static const struct daftar_reader_options defaults = DAFTAR_READER_OPTIONS_INIT;
    struct daftar_reader_options options = defaults;
    *out = NULL;
    if (given) {
        daftar_status status = status_size("daftar_reader_options", given->size, sizeof *given);
        if (status)
            return status;
        memcpy(&options, given, given->size);
    }
    struct reader_settings *settings = calloc(1, sizeof *settings);
    if (!settings)
        return status_no_memory();
    pthread_mutex_init(&settings->mutex, NULL);
    pthread_cond_init(&settings->freed, NULL);
    set_limits(settings, &options, programs);
    settings->commands = calloc(options.command_count + 1, sizeof *settings->commands);
    daftar_status status = settings->commands ? DAFTAR_OK : status_no_memory();
    for (size_t i = 0; !status && i < options.command_count; i++)
        status = add_command(settings, &options.commands[i]);
    if (status)
        reader_settings_free(settings);
    else
        *out = settings;
    return status;
}
