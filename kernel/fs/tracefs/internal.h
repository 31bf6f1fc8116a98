// SPDX-License-Identifier: MIT
/* Between the files of tracefs. */
#ifndef FS_TRACEFS_INTERNAL_H
#define FS_TRACEFS_INTERNAL_H

struct file_operations;

extern const struct file_operations tracefs_trace_fops; /* trace.c */
extern const struct file_operations tracefs_pipe_fops;	/* pipe.c */

void tracing_mark_write(void);

#endif
