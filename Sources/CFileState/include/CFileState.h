/* Calls about files and processes that Swift cannot make itself. Each returns a value that is not negative, or the
   negative error number. Every descriptor is closed on exec. */
#ifndef CORDON_FILE_STATE_H
#define CORDON_FILE_STATE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* What statx says of a file. */
struct cordon_file_state {
  uint64_t device;
  uint64_t inode;
  uint64_t size;
  uint64_t mount; /* 0 where the kernel does not tell */
  uint32_t mode;
  uint32_t owner;
  uint32_t group;
  uint32_t links;
  int64_t accessed;
  int64_t modified;
  int64_t changed;
  int64_t born;
  uint32_t accessed_part; /* nanoseconds, as are the next three */
  uint32_t modified_part;
  uint32_t changed_part;
  uint32_t born_part;
  uint32_t knows_birth;
};

/* Links are not followed; an empty name means the descriptor itself. */
int cordon_state_at(int directory, const char *name, struct cordon_file_state *out);
/* As above, following a link at the end: for /proc/PID/exe. */
int cordon_state_behind(int directory, const char *name, struct cordon_file_state *out);

extern const int CORDON_STATE_PATH_ONLY;
extern const int CORDON_STATE_KEEP_ACCESS_TIME;

/* openat without a mode: nothing is created. */
int cordon_state_open(int directory, const char *name, int flags);
/* openat2 with no link of any kind anywhere in the path; -ENOSYS where the kernel has none. */
int cordon_state_open_unlinked(int directory, const char *path, int flags);
/* A new file for reading and writing, mode 0600; -EEXIST when the name is taken. */
int cordon_state_create(int directory, const char *name);
/* A file without a name in this folder (O_TMPFILE). */
int cordon_state_create_unnamed(int directory);
/* Gives a file without a name one that must be free. */
int cordon_state_name_open(int file, int directory, const char *name);
/* renameat2 that replaces nothing. */
int cordon_state_move(int from, const char *name, int to, const char *target);

/* The attributes of chattr(1). */
int cordon_state_flags(int file, uint32_t *flags);
int cordon_state_set_flags(int file, uint32_t flags);

/* Extended attributes of an open file. */
long cordon_state_list_attributes(int file, char *list, size_t size);
long cordon_state_attribute(int file, const char *name, void *value, size_t size);
int cordon_state_set_attribute(int file, const char *name, const void *value, size_t size);

int cordon_state_remove_attribute(int file, const char *name);

/* Starts writing what was changed, and does not wait (sync_file_range). */
void cordon_state_start_writing(int file);
/* Whether a file system is mounted for reading only: 1 or 0. */
int cordon_state_is_read_only(int file);
/* lseek to the next data (kind 0) or hole (kind 1); -ENXIO when there is none. */
int64_t cordon_state_seek(int file, int64_t offset, int kind);

/* A file in memory, for what a program says. */
int cordon_state_memory_file(void);
/* A handle of a process that stays with it when its number goes to another one. */
int cordon_state_process(int pid);
/* Sends a signal through such a handle. */
int cordon_state_signal(int process, int number);
/* Runs a program with a fixed environment and without input; its standard output goes to the descriptor. Returns its
   exit code, or 128 and the signal. */
int cordon_state_run(const char *path, const char *const arguments[], int output);

#endif
