#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <malloc.h>

/// Bytes that malloc has given out and not got back, in this process.
static inline size_t cordon_heap_bytes(void) {
  struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}
