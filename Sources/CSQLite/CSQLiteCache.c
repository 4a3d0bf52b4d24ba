#include "CSQLiteCache.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { application = 0x436F7264, version = 1, page_bytes = 4096 };

static const char schema[] =
    "CREATE TABLE files (volume INTEGER NOT NULL, inode INTEGER NOT NULL, seen INTEGER NOT NULL, "
    "entry BLOB NOT NULL, PRIMARY KEY (volume, inode)) WITHOUT ROWID";

struct cordon_cache {
  sqlite3 *database;
  sqlite3_stmt *find;
  sqlite3_stmt *put;
  sqlite3_stmt *touch;
  sqlite3_stmt *remove;
  int reading;
};

static int outcome(int code) {
  switch (code & 0xFF) {
    case SQLITE_OK:
    case SQLITE_DONE: return 0;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return CORDON_CACHE_BUSY;
    case SQLITE_FULL: return CORDON_CACHE_FULL;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT: return CORDON_CACHE_DAMAGED;
    default: return CORDON_CACHE_FAILED;
  }
}

static int run(struct cordon_cache *cache, const char *text) {
  return outcome(sqlite3_exec(cache->database, text, NULL, NULL, NULL));
}

// The number that a statement answers with; negative is a code.
static int64_t number(struct cordon_cache *cache, const char *text) {
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2(cache->database, text, -1, &statement, NULL);
  int64_t value = CORDON_CACHE_FAILED;
  if (code == SQLITE_OK) {
    code = sqlite3_step(statement);
    if (code == SQLITE_ROW) value = sqlite3_column_int64(statement, 0);
  }
  if (code != SQLITE_ROW && outcome(code) != 0) value = outcome(code);
  sqlite3_finalize(statement);
  return value;
}

// ---- opening

static void harden(sqlite3 *database) {
  sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
#ifdef SQLITE_DBCONFIG_ENABLE_VIEW
  sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
#endif
#ifdef SQLITE_DBCONFIG_TRUSTED_SCHEMA
  sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
#endif
  sqlite3_limit(database, SQLITE_LIMIT_LENGTH, 64 << 20);
  sqlite3_limit(database, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit(database, SQLITE_LIMIT_WORKER_THREADS, 0);
}

// Whether the one table there is reads as it was made; 0 or a code.
static int check_schema(struct cordon_cache *cache) {
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2(cache->database, "SELECT sql FROM sqlite_master", -1, &statement, NULL);
  if (code != SQLITE_OK) return outcome(code);
  int rows = 0, alike = 1;
  while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
    const char *text = (const char *)sqlite3_column_text(statement, 0);
    alike = alike && text != NULL && strcmp(text, schema) == 0;
    rows += 1;
  }
  sqlite3_finalize(statement);
  if (outcome(code) != 0) return outcome(code);
  return rows == 1 && alike ? 0 : CORDON_CACHE_FOREIGN;
}

static int make_schema(struct cordon_cache *cache) {
  char text[sizeof schema + 128];
  snprintf(text, sizeof text, "PRAGMA application_id = %d; PRAGMA user_version = %d; %s", application, version, schema);
  int code = run(cache, "BEGIN IMMEDIATE");
  if (code != 0) return code;
  // Another process may have been quicker.
  int64_t objects = number(cache, "SELECT count(*) FROM sqlite_master");
  code = objects < 0 ? (int)objects : objects > 0 ? 0 : run(cache, text);
  if (code == 0) code = run(cache, "COMMIT");
  if (code != 0) run(cache, "ROLLBACK");
  return code;
}

static int set_up(struct cordon_cache *cache, int64_t bytes) {
  char text[512];
  snprintf(
      text, sizeof text,
      "PRAGMA page_size = %d; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0; "
      "PRAGMA cache_size = -4096",
      page_bytes);
  int code = run(cache, text);
  if (code != 0) return code;
  int64_t objects = number(cache, "SELECT count(*) FROM sqlite_master");
  if (objects < 0) return (int)objects;
  int64_t owner = number(cache, "PRAGMA application_id");
  if (owner < 0) return (int)owner;
  if (objects > 0 && (owner != application || number(cache, "PRAGMA user_version") != version))
    return CORDON_CACHE_FOREIGN;
  // After a loss of power the log is replayed up to its last whole transaction: entries are old or whole.
  code = run(cache, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 4194304");
  if (code != 0) return code;
  if (objects == 0) code = make_schema(cache);
  if (code == 0) code = check_schema(cache);
  if (code != 0) return code;
  snprintf(text, sizeof text, "PRAGMA max_page_count = %lld", (long long)(bytes / page_bytes));
  return run(cache, text);
}

static int prepare(struct cordon_cache *cache, const char *text, sqlite3_stmt **out) {
  return outcome(sqlite3_prepare_v3(cache->database, text, -1, SQLITE_PREPARE_PERSISTENT, out, NULL));
}

int cordon_cache_open(const char *path, int64_t bytes, struct cordon_cache **out) {
  *out = NULL;
  struct cordon_cache *cache = calloc(1, sizeof *cache);
  if (cache == NULL) return CORDON_CACHE_FAILED;
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
#ifdef SQLITE_OPEN_NOFOLLOW
  flags |= SQLITE_OPEN_NOFOLLOW;
#endif
  int code = outcome(sqlite3_open_v2(path, &cache->database, flags, "unix"));
  if (code == 0) {
    harden(cache->database);
    sqlite3_busy_timeout(cache->database, 1000);
    code = set_up(cache, bytes);
  }
  if (code == 0)
    code = prepare(cache, "SELECT entry, seen FROM main.files WHERE volume = ?1 AND inode = ?2", &cache->find);
  if (code == 0) code = prepare(cache, "INSERT OR REPLACE INTO main.files VALUES (?1, ?2, ?3, ?4)", &cache->put);
  if (code == 0)
    code = prepare(cache, "UPDATE main.files SET seen = ?3 WHERE volume = ?1 AND inode = ?2", &cache->touch);
  if (code == 0) code = prepare(cache, "DELETE FROM main.files WHERE volume = ?1 AND inode = ?2", &cache->remove);
  if (code != 0) {
    cordon_cache_close(cache);
    return code;
  }
  *out = cache;
  return 0;
}

void cordon_cache_close(struct cordon_cache *cache) {
  if (cache == NULL) return;
  sqlite3_finalize(cache->find);
  sqlite3_finalize(cache->put);
  sqlite3_finalize(cache->touch);
  sqlite3_finalize(cache->remove);
  sqlite3_close(cache->database);
  free(cache);
}

// ---- reading

int cordon_cache_find(
    struct cordon_cache *cache, int64_t volume, int64_t inode, const uint8_t **entry, int *length, int64_t *seen) {
  *entry = NULL;
  *length = 0;
  // One state of the table for many look-ups: a lock for each would cost more than the look-up.
  if (!cache->reading && sqlite3_get_autocommit(cache->database)) {
    int code = run(cache, "BEGIN");
    if (code != 0) return code;
    cache->reading = 1;
  }
  sqlite3_reset(cache->find);
  sqlite3_bind_int64(cache->find, 1, volume);
  sqlite3_bind_int64(cache->find, 2, inode);
  int code = sqlite3_step(cache->find);
  if (code != SQLITE_ROW) {
    sqlite3_reset(cache->find);
    return outcome(code);
  }
  *entry = sqlite3_column_blob(cache->find, 0);
  *length = sqlite3_column_bytes(cache->find, 0);
  *seen = sqlite3_column_int64(cache->find, 1);
  return 1;
}

static void end_reading(struct cordon_cache *cache) {
  sqlite3_reset(cache->find);
  if (cache->reading) run(cache, "COMMIT");
  cache->reading = 0;
}

int64_t cordon_cache_bytes(struct cordon_cache *cache) {
  end_reading(cache);
  int64_t pages = number(cache, "PRAGMA page_count");
  int64_t unused = number(cache, "PRAGMA freelist_count");
  if (pages < 0 || unused < 0) return CORDON_CACHE_FAILED;
  return (pages - unused) * page_bytes;
}

// ---- writing

int cordon_cache_begin(struct cordon_cache *cache, int patience) {
  end_reading(cache);
  sqlite3_busy_timeout(cache->database, patience);
  return run(cache, "BEGIN IMMEDIATE");
}

static int step(sqlite3_stmt *statement) {
  int code = outcome(sqlite3_step(statement));
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  return code;
}

int cordon_cache_put(
    struct cordon_cache *cache, int64_t volume, int64_t inode, int64_t seen, const uint8_t *entry, int length) {
  sqlite3_bind_int64(cache->put, 1, volume);
  sqlite3_bind_int64(cache->put, 2, inode);
  sqlite3_bind_int64(cache->put, 3, seen);
  sqlite3_bind_blob(cache->put, 4, entry, length, SQLITE_STATIC);
  return step(cache->put);
}

int cordon_cache_touch(struct cordon_cache *cache, int64_t volume, int64_t inode, int64_t seen) {
  sqlite3_bind_int64(cache->touch, 1, volume);
  sqlite3_bind_int64(cache->touch, 2, inode);
  sqlite3_bind_int64(cache->touch, 3, seen);
  return step(cache->touch);
}

int cordon_cache_remove(struct cordon_cache *cache, int64_t volume, int64_t inode) {
  sqlite3_bind_int64(cache->remove, 1, volume);
  sqlite3_bind_int64(cache->remove, 2, inode);
  return step(cache->remove);
}

int cordon_cache_commit(struct cordon_cache *cache) { return run(cache, "COMMIT"); }

void cordon_cache_rollback(struct cordon_cache *cache) {
  if (!sqlite3_get_autocommit(cache->database)) run(cache, "ROLLBACK");
}

int cordon_cache_trim(struct cordon_cache *cache, int parts) {
  char text[320];
  snprintf(
      text, sizeof text,
      "DELETE FROM main.files WHERE (volume, inode) IN (SELECT volume, inode FROM main.files ORDER BY seen "
      "LIMIT (SELECT count(*) / %d + 1 FROM main.files))",
      parts < 1 ? 1 : parts);
  return run(cache, text);
}
