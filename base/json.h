/* json.h: writes JSON into a buffer. */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/buffer.h"

/* A writer puts commas by itself. `name` is NULL inside an array and at the top. */
struct json {
    struct buffer *out;
    bool comma; /* the next value needs one before it */
};

void json_open(struct json *json, const char *name, char bracket); /* '{' or '[' */
void json_close(struct json *json, char bracket);                  /* '}' or ']' */
void json_string(struct json *json, const char *name, const char *value);
void json_integer(struct json *json, const char *name, uint64_t value);
void json_real(struct json *json, const char *name, double value);
void json_null(struct json *json, const char *name);

#endif
