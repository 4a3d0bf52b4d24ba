#ifndef CSQLITE_H
#define CSQLITE_H

#include <stdint.h>

#include "CSQLiteCache.h"

// The header blobs of an rpm database in SQLite's format, read by SQLite through a descriptor that is already open.
//
// SQLite never sees a path: a file system of its own (VFS) answers for this one descriptor, is read-only, has no
// journal, no lock and no temporary file. The file is not trusted: no view, trigger, virtual table, function or
// extension of its schema is ever used, and every limit below holds whatever the file says.

struct cordon_rpm_rows;

struct cordon_rpm_limits {
  int32_t row_bytes;    // bytes of one row; longer ones end the reading with an error
  int32_t cache_bytes;  // memory for pages
  int64_t steps;        // thousands of instructions of SQLite's machine, over all rows
};

// 0, or an error code of SQLite. The descriptor stays the caller's and has to stay open.
int cordon_rpm_open(int descriptor, struct cordon_rpm_limits limits, struct cordon_rpm_rows **out);

// 1 with the blob of the next row, which lives until the next call; 0 at the end; an error code, negative, otherwise.
int cordon_rpm_next(struct cordon_rpm_rows *rows, const uint8_t **blob, int *length);

void cordon_rpm_close(struct cordon_rpm_rows *rows);

// What an error code (of either sign) means, in English; never a text out of the file.
const char *cordon_rpm_words(int code);

#endif
