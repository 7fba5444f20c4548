/* Stands between a program and the C library for the files of one folder.
 *
 * Two uses. It writes down every call that changes a file or makes a change durable, with its
 * bytes, so that the states a power cut may leave can be built; and it can make the n-th call
 * fail as a full, failing or forbidding disk would. Files in shared memory (…-shm) are left out.
 *
 * Loaded with LD_PRELOAD; told what to do through the functions named shim_…
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define MOST_FILES 4096
#define REAL(name) ((__typeof__(&name))real(#name))

enum { FAIL_NONE, FAIL_ERROR, FAIL_SHORT };

static char folder[PATH_MAX];
static size_t folder_length;
static int log_handle = -1;
static int fail_kind, fail_errno, fail_once;
static long fail_at, calls, failed;
static unsigned char watched[MOST_FILES]; /* by descriptor: 1 a file, 2 a folder */
static ino_t inodes[MOST_FILES];
static char *folders[MOST_FILES]; /* names of folders, by descriptor */
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

/* -- what is asked of the shim ------------------------------------------------------------- */

void shim_watch(const char *path) {
    snprintf(folder, sizeof folder, "%s", path);
    folder_length = strlen(folder);
}

int shim_log_to(const char *path) {
    log_handle = REAL(open)(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
    return log_handle;
}

void shim_fail(int kind, int error, long at, int once) {
    fail_kind = kind;
    fail_errno = error;
    fail_at = at;
    fail_once = once;
    calls = failed = 0;
}

long shim_calls(void) { return calls; }
long shim_failed(void) { return failed; }

/* -- writing down -------------------------------------------------------------------------- */

static void put(char kind, uint64_t inode, uint64_t offset, const void *bytes, uint64_t length) {
    if (log_handle < 0) return;
    unsigned char head[25];
    head[0] = (unsigned char)kind;
    memcpy(head + 1, &inode, 8);
    memcpy(head + 9, &offset, 8);
    memcpy(head + 17, &length, 8);
    pthread_mutex_lock(&turn);
    int kept = errno;
    if (REAL(write)(log_handle, head, sizeof head) != sizeof head) abort();
    for (uint64_t done = 0; done < length;) {
        ssize_t more = REAL(write)(log_handle, (const char *)bytes + done, length - done);
        if (more <= 0) abort();
        done += (uint64_t)more;
    }
    errno = kept;
    pthread_mutex_unlock(&turn);
}

void shim_tell(const char *text) { put('A', 0, 0, text, strlen(text)); }

static const char *name_of(const char *path) { return path + folder_length + 1; }

static int inside(const char *path) {
    return folder_length && path && !strncmp(path, folder, folder_length)
        && (path[folder_length] == '/' || !path[folder_length]);
}

static int counts(const char *path) {
    size_t length = strlen(path);
    return inside(path) && !(length > 4 && !strcmp(path + length - 4, "-shm"));
}

static void put_names(char kind, const char *from, const char *to) {
    char both[2 * PATH_MAX];
    int length = snprintf(both, sizeof both, "%s%c%s", name_of(from), 10, to ? name_of(to) : "");
    put(kind, 0, 0, both, (uint64_t)length);
}

static int held(int handle) { return handle >= 0 && handle < MOST_FILES ? watched[handle] : 0; }

/* -- failing ------------------------------------------------------------------------------- */

static int fails(void) {
    calls++;
    if (fail_kind == FAIL_NONE) return 0;
    if (fail_once ? calls != fail_at : calls < fail_at) return 0;
    failed++;
    errno = fail_errno;
    return fail_kind;
}

static size_t shortened(int how, size_t length) { return how == FAIL_SHORT ? length / 2 : length; }

/* -- the calls ----------------------------------------------------------------------------- */

static int opened(int handle, const char *path, int flags, int was_there) {
    if (handle < 0 || handle >= MOST_FILES) return handle;
    watched[handle] = 0;
    if (!counts(path)) return handle;
    struct stat found;
    fstat(handle, &found);
    watched[handle] = S_ISDIR(found.st_mode) ? 2 : 1;
    inodes[handle] = found.st_ino;
    const char *name = path[folder_length] ? name_of(path) : "";
    if (S_ISDIR(found.st_mode)) {
        free(folders[handle]);
        folders[handle] = strdup(name);
        return handle;
    }
    if (!was_there) put('C', found.st_ino, 0, name, strlen(name));
    if (was_there && (flags & O_TRUNC)) put('T', found.st_ino, 0, "", 0);
    return handle;
}

#define OPEN(name)                                                                               \
    int name(const char *path, int flags, ...) {                                                 \
        mode_t mode = 0;                                                                         \
        if (flags & (O_CREAT | O_TMPFILE)) {                                                     \
            va_list rest;                                                                        \
            va_start(rest, flags);                                                               \
            mode = va_arg(rest, mode_t);                                                         \
            va_end(rest);                                                                        \
        }                                                                                        \
        if (!counts(path)) return opened(REAL(name)(path, flags, mode), "", flags, 1);  \
        struct stat found;                                                                       \
        int was_there = !stat(path, &found);                                                     \
        if (fails() == FAIL_ERROR) return -1;                                                    \
        return opened(REAL(name)(path, flags, mode), path, flags, was_there);                    \
    }
OPEN(open)
OPEN(open64)

int openat(int at, const char *path, int flags, ...) {
    mode_t mode = 0;
    if (flags & (O_CREAT | O_TMPFILE)) {
        va_list rest;
        va_start(rest, flags);
        mode = va_arg(rest, mode_t);
        va_end(rest);
    }
    return opened(REAL(openat)(at, path, flags, mode), "", flags, 1);
}

int close(int handle) {
    if (held(handle)) watched[handle] = 0;
    return REAL(close)(handle);
}

#define PWRITE(name, offset_type)                                                                \
    ssize_t name(int handle, const void *bytes, size_t length, offset_type offset) {             \
        if (held(handle) != 1) return REAL(name)(handle, bytes, length, offset);                 \
        int how = fails();                                                                       \
        if (how == FAIL_ERROR) return -1;                                                        \
        ssize_t done = REAL(name)(handle, bytes, shortened(how, length), offset);                \
        if (done > 0) put('W', inodes[handle], (uint64_t)offset, bytes, (uint64_t)done);         \
        return done;                                                                             \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t write(int handle, const void *bytes, size_t length) {
    if (held(handle) != 1) return REAL(write)(handle, bytes, length);
    int how = fails();
    if (how == FAIL_ERROR) return -1;
    int end = fcntl(handle, F_GETFL) & O_APPEND;
    off_t offset = lseek(handle, 0, end ? SEEK_END : SEEK_CUR);
    ssize_t done = REAL(write)(handle, bytes, shortened(how, length));
    if (done > 0) put('W', inodes[handle], (uint64_t)offset, bytes, (uint64_t)done);
    return done;
}

#define TRUNCATE(name, offset_type)                                                              \
    int name(int handle, offset_type length) {                                                   \
        if (held(handle) != 1) return REAL(name)(handle, length);                                \
        if (fails() == FAIL_ERROR) return -1;                                                    \
        int done = REAL(name)(handle, length);                                                   \
        if (!done) put('T', inodes[handle], (uint64_t)length, "", 0);                            \
        return done;                                                                             \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define SYNC(name)                                                                               \
    int name(int handle) {                                                                       \
        int what = held(handle);                                                                 \
        if (!what) return REAL(name)(handle);                                                    \
        if (fails() == FAIL_ERROR) return -1;                                                    \
        int done = REAL(name)(handle);                                                           \
        if (done) return done;                                                                   \
        const char *name = what == 2 ? folders[handle] : "";                                     \
        put(what == 2 ? 'D' : 'S', inodes[handle], 0, name, strlen(name));                       \
        return done;                                                                             \
    }
SYNC(fsync)
SYNC(fdatasync)

int rename(const char *from, const char *to) {
    if (!counts(from) || !counts(to)) return REAL(rename)(from, to);
    if (fails() == FAIL_ERROR) return -1;
    int done = REAL(rename)(from, to);
    if (!done) put_names('R', from, to);
    return done;
}

int unlink(const char *path) {
    if (!counts(path)) return REAL(unlink)(path);
    if (fails() == FAIL_ERROR) return -1;
    int done = REAL(unlink)(path);
    if (!done) put_names('U', path, NULL);
    return done;
}

int mkdir(const char *path, mode_t mode) {
    if (!counts(path)) return REAL(mkdir)(path, mode);
    if (fails() == FAIL_ERROR) return -1;
    return REAL(mkdir)(path, mode);
}
