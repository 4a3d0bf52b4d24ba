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

/// Where the next end record of a zip may begin, from a place on; the length when there is none.
static inline size_t cordon_next_zip_end(const void *bytes, size_t length, size_t from) {
  const unsigned char *start = (const unsigned char *)bytes;
  while (from + 4 <= length) {
    const unsigned char *hit = (const unsigned char *)memchr(start + from, 'P', length - from - 3);
    if (hit == NULL) break;
    if (hit[1] == 'K' && hit[2] == 5 && hit[3] == 6) return (size_t)(hit - start);
    from = (size_t)(hit - start) + 1;
  }
  return length;
}
