#define _GNU_SOURCE
#include "CSandbox.h"

#include <errno.h>
#include <unistd.h>

int cordon_fork(void) {
  pid_t child = fork();
  return child < 0 ? -errno : child;
}
