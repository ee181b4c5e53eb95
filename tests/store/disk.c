/* A disk that writes down what is asked of it, and that can be told to fail.

   Loaded in front of the C library. Only files whose name begins with $HASHIYA_TESTS_DISK are
   looked at, and not the one that ends in -shm, which is memory. Each write, truncation and sync
   is appended to $HASHIYA_TESTS_TRACE: one letter of what, one of the file's ending, two numbers
   of 64 bits, and the bytes. What is read is not noted, but can fail as well. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long failing_at = 0;  /* which call from now on fails; 0 when none does */
static long failing_for = 0; /* how many fail from then on */
static int failing_with = 0;
static int trace = -1;

/* Tell the disk to fail: at the n-th call from now on, so many times, with this error. */
void hashiya_disk_fail(long at, long times, int number) {
    failing_at = at;
    failing_for = times;
    failing_with = number;
}

/* Which file it is: m for the project, w for its log, 0 for any other. */
static char which(int descriptor) {
    const char *prefix = getenv("HASHIYA_TESTS_DISK");
    char link[64], path[4096];
    if (prefix == NULL) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    size_t known = strlen(prefix);
    if (strncmp(path, prefix, known) != 0) return 0;
    if (path[known] == 0) return 'm';
    return strcmp(path + known, "-wal") == 0 ? 'w' : 0;
}

static int fails(char file) {
    if (file == 0 || failing_at == 0) return 0;
    if (--failing_at > 0) return 0;
    failing_at = --failing_for > 0 ? 1 : 0;
    errno = failing_with;
    return 1;
}

static void note(char what, char file, uint64_t at, uint64_t length, const void *bytes) {
    static ssize_t (*put)(int, const void *, size_t) = NULL;
    const char *path = getenv("HASHIYA_TESTS_TRACE");
    if (file == 0 || path == NULL) return;
    if (put == NULL) put = dlsym(RTLD_NEXT, "write");
    if (trace < 0) trace = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    char head[18];
    head[0] = what;
    head[1] = file;
    memcpy(head + 2, &at, 8);
    memcpy(head + 10, &length, 8);
    if (put(trace, head, sizeof head) < 0) abort();
    if (bytes != NULL && put(trace, bytes, length) < 0) abort();
}

#define WRITE(name, offset_type)                                                               \
    ssize_t name(int descriptor, const void *bytes, size_t length, offset_type at) {           \
        static ssize_t (*real)(int, const void *, size_t, offset_type) = NULL;                 \
        if (real == NULL) real = dlsym(RTLD_NEXT, #name);                                      \
        char file = which(descriptor);                                                         \
        if (fails(file)) {                                                                     \
            ssize_t half = real(descriptor, bytes, length / 2, at);                            \
            if (half > 0) note('W', file, at, half, bytes);                                    \
            errno = failing_with;                                                              \
            return -1;                                                                         \
        }                                                                                      \
        ssize_t written = real(descriptor, bytes, length, at);                                 \
        if (written > 0) note('W', file, at, written, bytes);                                  \
        return written;                                                                        \
    }

#define READ(name, offset_type)                                                                \
    ssize_t name(int descriptor, void *bytes, size_t length, offset_type at) {                 \
        static ssize_t (*real)(int, void *, size_t, offset_type) = NULL;                       \
        if (real == NULL) real = dlsym(RTLD_NEXT, #name);                                      \
        return fails(which(descriptor)) ? -1 : real(descriptor, bytes, length, at);            \
    }

#define TRUNCATE(name, offset_type)                                                            \
    int name(int descriptor, offset_type length) {                                             \
        static int (*real)(int, offset_type) = NULL;                                           \
        if (real == NULL) real = dlsym(RTLD_NEXT, #name);                                      \
        char file = which(descriptor);                                                         \
        if (fails(file)) return -1;                                                            \
        int result = real(descriptor, length);                                                 \
        if (result == 0) note('T', file, length, 0, NULL);                                     \
        return result;                                                                         \
    }

#define SYNC(name)                                                                             \
    int name(int descriptor) {                                                                 \
        static int (*real)(int) = NULL;                                                        \
        if (real == NULL) real = dlsym(RTLD_NEXT, #name);                                      \
        char file = which(descriptor);                                                         \
        if (fails(file)) return -1;                                                            \
        int result = real(descriptor);                                                         \
        if (result == 0) note('S', file, 0, 0, NULL);                                          \
        return result;                                                                         \
    }

READ(pread, off_t)
READ(pread64, off64_t)
WRITE(pwrite, off_t)
WRITE(pwrite64, off64_t)
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)
SYNC(fsync)
SYNC(fdatasync)
