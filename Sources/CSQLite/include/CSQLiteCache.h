#ifndef CSQLITE_CACHE_H
#define CSQLITE_CACHE_H

#include <stdint.h>

// A table of Cordon's own in SQLite: (volume, inode) → bytes. It is a cache: whatever fails, the answer is "not there".
//
// The file lies in a folder of the user alone, and its path is opened without following a link. What stands in it is
// trusted no further than that: only this schema, word for word, is used, and whoever reads an entry checks its sum.

struct cordon_cache;

// What every function below returns when it is negative.
enum {
  CORDON_CACHE_BUSY = -1,     // another process writes; later may do
  CORDON_CACHE_FULL = -2,     // the bound is reached
  CORDON_CACHE_DAMAGED = -3,  // no database, or one with broken pages
  CORDON_CACHE_FOREIGN = -4,  // a database of another program or version
  CORDON_CACHE_FAILED = -5    // anything else; the disk, most likely
};

// 0 or a code. The file is made when it is not there, and never grows beyond `bytes`.
int cordon_cache_open(const char *path, int64_t bytes, struct cordon_cache **out);
void cordon_cache_close(struct cordon_cache *cache);

// 1 with the entry, which lives until the next call; 0 when there is none; or a code.
int cordon_cache_find(
    struct cordon_cache *cache, int64_t volume, int64_t inode, const uint8_t **entry, int *length, int64_t *seen);

// Changes come between begin and commit: 0 or a code. After a code of any of them only a rollback is allowed.
int cordon_cache_begin(struct cordon_cache *cache, int patience);  // milliseconds to wait for another process
int cordon_cache_put(
    struct cordon_cache *cache, int64_t volume, int64_t inode, int64_t seen, const uint8_t *entry, int length);
int cordon_cache_touch(struct cordon_cache *cache, int64_t volume, int64_t inode, int64_t seen);
int cordon_cache_remove(struct cordon_cache *cache, int64_t volume, int64_t inode);
int cordon_cache_commit(struct cordon_cache *cache);
void cordon_cache_rollback(struct cordon_cache *cache);

// Removes the given part (1 of `parts`) of the rows, those first that were not seen for the longest time: 0 or a code.
int cordon_cache_trim(struct cordon_cache *cache, int parts);

// Bytes that the table takes; negative is a code.
int64_t cordon_cache_bytes(struct cordon_cache *cache);

#endif
