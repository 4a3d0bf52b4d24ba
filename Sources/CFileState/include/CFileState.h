/* Calls about files that Swift cannot make itself: extended attributes, file attributes, unnamed links, exchanged names. */
#ifndef CORDON_FILE_STATE_H
#define CORDON_FILE_STATE_H
#include <sys/types.h>
#include <sys/xattr.h>
#endif
