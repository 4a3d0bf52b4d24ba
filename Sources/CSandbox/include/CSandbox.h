#ifndef CSANDBOX_H
#define CSANDBOX_H

#include <stdint.h>

// What the inspection worker needs of the kernel and Swift cannot import. Each call returns a value that is not
// negative, or the negative error number.

// fork, which Swift does not show: only ever called by the worker's warden, which has one thread.
int cordon_fork(void);

#endif
