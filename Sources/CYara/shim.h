// libyara keeps pointers in unions that Swift does not see into, and its lists are macros.
#include <malloc.h>
#include <string.h>
#include <yara.h>

static inline const char *cordon_yara_rule_name(const YR_RULE *rule) { return rule->identifier; }

static inline int cordon_yara_rule_is_private(const YR_RULE *rule) { return RULE_IS_PRIVATE(rule) != 0; }

/// The number of the rule's namespace, counted from 0 in the order in which they were compiled.
static inline uint32_t cordon_yara_rule_namespace(const YR_RULE *rule) { return rule->ns->idx; }

/// The text of the first metadata entry of this name; NULL when there is none or it is no text.
static inline const char *cordon_yara_rule_text(const YR_RULE *rule, const char *name) {
  const YR_META *meta;
  yr_rule_metas_foreach(rule, meta) {
    if (strcmp(meta->identifier, name) == 0) return meta->type == META_TYPE_STRING ? meta->string : NULL;
  }
  return NULL;
}

/// The next string of the rule after `previous` (NULL: from the first) that was found, with its name and the place of
/// its first match; NULL when there is none left.
static inline const YR_STRING *cordon_yara_next_found(
    const YR_SCAN_CONTEXT *context, const YR_RULE *rule, const YR_STRING *previous, const char **name,
    int64_t *offset) {
  const YR_STRING *string;
  if (previous == NULL) {
    string = rule->strings;
  } else {
    string = STRING_IS_LAST_IN_RULE(previous) ? NULL : previous + 1;
  }
  for (; string != NULL; string = STRING_IS_LAST_IN_RULE(string) ? NULL : string + 1) {
    const YR_MATCH *match = context->matches[string->idx].head;
    if (match == NULL || match->is_private) continue;
    *name = string->identifier;
    *offset = match->base + match->offset;
    return string;
  }
  return NULL;
}

/// What libyara leaves in a scanner from one content to the next: without this the entry point of the first program
/// would be that of all later ones.
static inline void cordon_yara_forget(YR_SCANNER *scanner) {
  scanner->entry_point = YR_UNDEFINED;
  scanner->file_size = YR_UNDEFINED;
  scanner->last_error_string = NULL;
}

/// Rules that were compiled so far.
static inline uint32_t cordon_yara_rule_count(const YR_COMPILER *compiler) { return compiler->next_rule_idx; }

/// How often a word stands in a text.
static inline size_t cordon_yara_count(const uint8_t *text, size_t length, const char *word) {
  size_t size = strlen(word), count = 0;
  if (length == 0) return 0;
  const uint8_t *end = text + length;
  while ((size_t)(end - text) >= size) {
    text = (const uint8_t *)memchr(text, word[0], (size_t)(end - text) - size + 1);
    if (text == NULL) break;
    if (memcmp(text, word, size) == 0) {
      count++;
      text += size;
    } else {
      text++;
    }
  }
  return count;
}

/// The length of a text, cut at `limit` bytes and not inside of a UTF-8 sequence.
static inline size_t cordon_yara_length(const char *text, size_t limit) {
  size_t length = strnlen(text, limit);
  if (length == limit && text[length] != 0) {
    while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80) length--;
  }
  return length;
}

/// Gives freed memory back to the system.
static inline void cordon_yara_give_back(void) { malloc_trim(0); }
