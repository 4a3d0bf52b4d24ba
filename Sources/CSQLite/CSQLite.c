#include "CSQLite.h"

#include <errno.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// ---- a file system with one file: the descriptor whose number is the file's name

struct held_file {
  sqlite3_file base;
  int descriptor;
};

static int file_close(sqlite3_file *file) {
  (void)file;  // the descriptor is the caller's
  return SQLITE_OK;
}

static int file_read(sqlite3_file *file, void *buffer, int count, sqlite3_int64 offset) {
  int done = 0;
  while (done < count) {
    ssize_t got = pread(((struct held_file *)file)->descriptor, (char *)buffer + done, (size_t)(count - done), offset + done);
    if (got == 0) {
      memset((char *)buffer + done, 0, (size_t)(count - done));
      return SQLITE_IOERR_SHORT_READ;
    }
    if (got > 0) {
      done += (int)got;
    } else if (errno != EINTR) {
      return SQLITE_IOERR_READ;
    }
  }
  return SQLITE_OK;
}

static int file_write(sqlite3_file *file, const void *buffer, int count, sqlite3_int64 offset) {
  (void)file, (void)buffer, (void)count, (void)offset;
  return SQLITE_READONLY;
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size) {
  (void)file, (void)size;
  return SQLITE_READONLY;
}

static int file_sync(sqlite3_file *file, int flags) {
  (void)file, (void)flags;
  return SQLITE_OK;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size) {
  struct stat facts;
  if (fstat(((struct held_file *)file)->descriptor, &facts) != 0) return SQLITE_IOERR_FSTAT;
  *size = facts.st_size;
  return SQLITE_OK;
}

static int file_lock(sqlite3_file *file, int kind) {
  (void)file, (void)kind;
  return SQLITE_OK;
}

static int file_reserved(sqlite3_file *file, int *out) {
  (void)file;
  *out = 0;
  return SQLITE_OK;
}

static int file_control(sqlite3_file *file, int operation, void *argument) {
  (void)file, (void)operation, (void)argument;
  return SQLITE_NOTFOUND;
}

static int file_sector(sqlite3_file *file) {
  (void)file;
  return 4096;
}

// Immutable: SQLite then looks for no journal and no write-ahead log, and takes no lock.
static int file_kind(sqlite3_file *file) {
  (void)file;
  return SQLITE_IOCAP_IMMUTABLE;
}

static const sqlite3_io_methods file_methods = {
    .iVersion = 1,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_lock,
    .xCheckReservedLock = file_reserved,
    .xFileControl = file_control,
    .xSectorSize = file_sector,
    .xDeviceCharacteristics = file_kind,
};

static int system_open(sqlite3_vfs *system, const char *name, sqlite3_file *file, int flags, int *outFlags) {
  (void)system;
  file->pMethods = NULL;
  if (name == NULL || !(flags & SQLITE_OPEN_MAIN_DB)) return SQLITE_CANTOPEN;
  ((struct held_file *)file)->descriptor = (int)strtol(name, NULL, 10);
  file->pMethods = &file_methods;
  if (outFlags != NULL) *outFlags = SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB;
  return SQLITE_OK;
}

static int system_delete(sqlite3_vfs *system, const char *name, int sync) {
  (void)system, (void)name, (void)sync;
  return SQLITE_IOERR_DELETE;
}

static int system_access(sqlite3_vfs *system, const char *name, int flags, int *out) {
  (void)system, (void)name, (void)flags;
  *out = 0;
  return SQLITE_OK;
}

static int system_path(sqlite3_vfs *system, const char *name, int capacity, char *out) {
  (void)system;
  snprintf(out, (size_t)capacity, "%s", name);
  return SQLITE_OK;
}

static int system_randomness(sqlite3_vfs *system, int count, char *out) {
  (void)system;
  memset(out, 0, (size_t)count);
  return count;
}

static int system_sleep(sqlite3_vfs *system, int microseconds) {
  (void)system, (void)microseconds;
  return 0;
}

static int system_time(sqlite3_vfs *system, double *out) {
  (void)system;
  *out = 2440587.5;
  return SQLITE_OK;
}

static int system_error(sqlite3_vfs *system, int capacity, char *out) {
  (void)system, (void)capacity, (void)out;
  return 0;
}

static sqlite3_vfs descriptor_system = {
    .iVersion = 1,
    .szOsFile = sizeof(struct held_file),
    .mxPathname = 32,
    .zName = "cordon-descriptor",
    .xOpen = system_open,
    .xDelete = system_delete,
    .xAccess = system_access,
    .xFullPathname = system_path,
    .xRandomness = system_randomness,
    .xSleep = system_sleep,
    .xCurrentTime = system_time,
    .xGetLastError = system_error,
};

static pthread_once_t registered = PTHREAD_ONCE_INIT;

static void register_system(void) { sqlite3_vfs_register(&descriptor_system, 0); }

// ---- the rows

struct cordon_rpm_rows {
  sqlite3 *database;
  sqlite3_stmt *statement;
  int64_t stepsLeft;
};

static int tick(void *context) { return --((struct cordon_rpm_rows *)context)->stepsLeft < 0; }

static int authorize(void *context, int action, const char *a, const char *b, const char *c, const char *d) {
  (void)context, (void)a, (void)b, (void)c, (void)d;
  return action == SQLITE_SELECT || action == SQLITE_READ ? SQLITE_OK : SQLITE_DENY;
}

static void harden(sqlite3 *database, struct cordon_rpm_limits limits) {
  sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
#ifdef SQLITE_DBCONFIG_ENABLE_VIEW
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
#endif
#ifdef SQLITE_DBCONFIG_TRUSTED_SCHEMA
  sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
#endif
  sqlite3_limit(database, SQLITE_LIMIT_LENGTH, limits.row_bytes);
  sqlite3_limit(database, SQLITE_LIMIT_SQL_LENGTH, 100000);
  sqlite3_limit(database, SQLITE_LIMIT_COLUMN, 100);
  sqlite3_limit(database, SQLITE_LIMIT_EXPR_DEPTH, 10);
  sqlite3_limit(database, SQLITE_LIMIT_COMPOUND_SELECT, 3);
  sqlite3_limit(database, SQLITE_LIMIT_VDBE_OP, 25000);
  sqlite3_limit(database, SQLITE_LIMIT_FUNCTION_ARG, 8);
  sqlite3_limit(database, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit(database, SQLITE_LIMIT_TRIGGER_DEPTH, 1);
  sqlite3_limit(database, SQLITE_LIMIT_WORKER_THREADS, 0);
}

static int set_up(struct cordon_rpm_rows *rows, struct cordon_rpm_limits limits) {
  char pragmas[256];
  snprintf(pragmas, sizeof pragmas,
           "PRAGMA cell_size_check=ON; PRAGMA query_only=ON; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0; "
           "PRAGMA cache_size=-%d",
           limits.cache_bytes / 1024);
  return sqlite3_exec(rows->database, pragmas, NULL, NULL, NULL);
}

// SQLITE_OK when Packages is a real table: a view or a virtual table has no root page.
static int check_table(sqlite3 *database) {
  sqlite3_stmt *statement = NULL;
  const char *text = "SELECT rootpage FROM sqlite_master WHERE type = 'table' AND name = 'Packages'";
  int code = sqlite3_prepare_v2(database, text, -1, &statement, NULL);
  if (code != SQLITE_OK) return code;
  code = sqlite3_step(statement);
  int isTable = code == SQLITE_ROW && sqlite3_column_int64(statement, 0) > 0;
  sqlite3_finalize(statement);
  if (isTable) return SQLITE_OK;
  return code == SQLITE_ROW || code == SQLITE_DONE ? SQLITE_FORMAT : code;
}

int cordon_rpm_open(int descriptor, struct cordon_rpm_limits limits, struct cordon_rpm_rows **out) {
  *out = NULL;
  pthread_once(&registered, register_system);
  struct cordon_rpm_rows *rows = calloc(1, sizeof *rows);
  if (rows == NULL) return SQLITE_NOMEM;
  rows->stepsLeft = limits.steps;
  char name[32];
  snprintf(name, sizeof name, "%d", descriptor);
  int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
  int code = sqlite3_open_v2(name, &rows->database, flags, descriptor_system.zName);
  if (code == SQLITE_OK) {
    harden(rows->database, limits);
    sqlite3_progress_handler(rows->database, 1000, tick, rows);
    code = set_up(rows, limits);
  }
  if (code == SQLITE_OK) code = sqlite3_set_authorizer(rows->database, authorize, NULL);
  if (code == SQLITE_OK) code = check_table(rows->database);
  if (code == SQLITE_OK) {
    code = sqlite3_prepare_v2(rows->database, "SELECT blob FROM main.Packages NOT INDEXED", -1, &rows->statement, NULL);
  }
  if (code != SQLITE_OK) {
    cordon_rpm_close(rows);
    return code;
  }
  *out = rows;
  return SQLITE_OK;
}

int cordon_rpm_next(struct cordon_rpm_rows *rows, const uint8_t **blob, int *length) {
  *blob = NULL;
  *length = 0;
  int code = sqlite3_step(rows->statement);
  if (code == SQLITE_DONE) return 0;
  if (code != SQLITE_ROW) return -code;
  if (sqlite3_column_type(rows->statement, 0) == SQLITE_BLOB) {
    *blob = sqlite3_column_blob(rows->statement, 0);
    *length = sqlite3_column_bytes(rows->statement, 0);
  }
  return 1;
}

void cordon_rpm_close(struct cordon_rpm_rows *rows) {
  if (rows == NULL) return;
  sqlite3_finalize(rows->statement);
  sqlite3_close(rows->database);
  free(rows);
}

const char *cordon_rpm_words(int code) {
  int positive = code < 0 ? -code : code;
  switch (positive & 0xFF) {
    case SQLITE_INTERRUPT: return "reading takes more steps than the limit";
    case SQLITE_TOOBIG: return "a header is larger than the limit";
    case SQLITE_FORMAT: return "there is no table of packages";
    case SQLITE_READONLY: return "the database asks to be repaired by its owner first";
    default: return sqlite3_errstr(positive & 0xFF);
  }
}
