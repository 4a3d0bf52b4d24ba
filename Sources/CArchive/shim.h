#include <archive.h>
#include <archive_entry.h>
#include <langinfo.h>
#include <locale.h>
#include <malloc.h>
#include <string.h>

/// Bytes that malloc has given out and not got back, in this process.
static inline size_t cordon_heap_bytes(void) {
  struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

/// Whether names of files are UTF-8 in the locale of this thread.
static inline int cordon_names_are_utf8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }
