#ifndef SYSTEM_CALL_FILTER_H
#define SYSTEM_CALL_FILTER_H

// From now on the process may only make the system calls that reading open files and answering take. Everything else
// fails with EPERM, which a library meets with an error; a call of a foreign architecture ends the process. 0, or the
// negative error number: not for x86_64 and arm64 alone, or a kernel without filters.
int cordon_install_filter(void);

#endif
