/* Stands between one process and one folder of its disk, by LD_PRELOAD.
 *
 * It writes down every change in the order in which it happened (for the replay of power
 * cuts), and lets the n-th of them go wrong: refused, cut in half, or the last thing that
 * the process ever did. Everything outside FAULTS_FOLDER passes untouched.
 *
 * What the log cannot tell (memory maps, files opened twice) is written down as unknown, and a test that meets one does not pass.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#define MOST_FILES 4096
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

/* Classes of calls, and what may be done to one; tests/faults/shim.py has the same. */
enum { CREATE = 1, WRITE = 2, RESIZE = 4, SYNC = 8, RENAME = 16, UNLINK = 32 };
enum { NOTHING = 0, REFUSE = 1, KILL = 2 };

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static char *names[MOST_FILES];
static int log_to = -1;
static int does, classes, at, with, lasting, half, seen, hits;

/* ---- for the test, through ctypes ---- */

/* Let `last` calls of those classes go wrong, from the number-th from now on. */
void faults_arm(int what, int of, int number, int error, int last, int cut) {
    pthread_mutex_lock(&turn);
    does = what; classes = of; at = number; with = error; lasting = last; half = cut;
    seen = hits = 0;
    pthread_mutex_unlock(&turn);
}

int faults_seen(void) { return seen; }
int faults_hits(void) { return hits; }

static void put(char kind, int fd, int64_t number, const void *one, uint32_t size, const char *two) {
    if (log_to < 0) return;
    struct __attribute__((packed)) { char kind; int32_t fd; int64_t number; uint32_t one, two; }
        head = {kind, fd, number, size, two ? (uint32_t)strlen(two) : 0};
    int kept = errno;
    syscall(SYS_write, log_to, &head, sizeof head);
    if (size) syscall(SYS_write, log_to, one, size);
    if (two) syscall(SYS_write, log_to, two, head.two);
    errno = kept;
}

/* Begin to write down. */
void faults_record(const char *path) {
    pthread_mutex_lock(&turn);
    log_to = syscall(SYS_openat, AT_FDCWD, path, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
    pthread_mutex_unlock(&turn);
}

/* Write down that something was acknowledged, between the calls before and after it. */
void faults_note(const char *text) {
    pthread_mutex_lock(&turn);
    put('A', -1, 0, text, strlen(text), NULL);
    pthread_mutex_unlock(&turn);
}

/* ---- which calls are ours ---- */

static const char *whole(int dir, const char *path, char *room) {
    if (path == NULL || path[0] == '/') return path;
    char link[64];
    snprintf(link, sizeof link, dir == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", dir);
    ssize_t n = readlink(link, room, PATH_MAX - 2);
    if (n < 0) return path;
    room[n] = '/';
    strncpy(room + n + 1, path, PATH_MAX - n - 2);
    return room;
}

static int ours(const char *path) {
    const char *folder = getenv("FAULTS_FOLDER");
    size_t n = folder ? strlen(folder) : 0;
    return n && path && !strncmp(path, folder, n) && (path[n] == 0 || path[n] == '/');
}

static const char *name_of(int fd) { return fd >= 0 && fd < MOST_FILES ? names[fd] : NULL; }

static void unknown(const char *what) {
    pthread_mutex_lock(&turn);
    put('X', -1, 0, what, strlen(what), NULL);
    pthread_mutex_unlock(&turn);
}

/* Say whether this call is to go wrong; called in turn. */
static int struck(int class) {
    if (!(classes & class)) return 0;
    seen++;
    if (does == NOTHING || seen < at || seen - at >= lasting) return 0;
    hits++;
    if (does == KILL && !(half && class == WRITE)) kill(getpid(), SIGKILL);
    return 1;
}

/* ---- the calls ---- */

static int opening(int dir, const char *path, int flags, mode_t mode) {
    char room[PATH_MAX];
    const char *full = whole(dir, path, room);
    int (*real)(int, const char *, int, ...) = REAL(openat);
    if (!ours(full)) return real(dir, path, flags, mode);
    pthread_mutex_lock(&turn);
    struct stat before;
    int there = stat(full, &before) == 0, fd = -1;
    if (!there && (flags & O_CREAT) && struck(CREATE)) errno = with;
    else fd = real(dir, path, flags, mode);
    if (fd >= 0 && fd < MOST_FILES) {
        free(names[fd]);
        names[fd] = strdup(full);
        put('O', fd, (flags & O_TRUNC ? 1 : 0) | (there ? 0 : 2), full, strlen(full), NULL);
    }
    pthread_mutex_unlock(&turn);
    return fd;
}

#define OPEN(name, dir) \
    va_list more; va_start(more, flags); \
    mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(more, mode_t) : 0; \
    va_end(more); return opening(dir, path, flags, mode);
int open(const char *path, int flags, ...) { OPEN(open, AT_FDCWD) }
int open64(const char *path, int flags, ...) { OPEN(open64, AT_FDCWD) }
int openat(int dir, const char *path, int flags, ...) { OPEN(openat, dir) }
int openat64(int dir, const char *path, int flags, ...) { OPEN(openat64, dir) }

int close(int fd) {
    int (*real)(int) = REAL(close);
    if (!name_of(fd)) return real(fd);
    pthread_mutex_lock(&turn);
    put('C', fd, 0, NULL, 0, NULL);
    free(names[fd]);
    names[fd] = NULL;
    int done = real(fd);
    pthread_mutex_unlock(&turn);
    return done;
}

static ssize_t writing(int fd, const void *data, size_t size, off64_t from) {
    ssize_t (*real)(int, const void *, size_t) = REAL(write);
    ssize_t (*there)(int, const void *, size_t, off64_t) = REAL(pwrite64);
    if (!name_of(fd)) return from < 0 ? real(fd, data, size) : there(fd, data, size, from);
    pthread_mutex_lock(&turn);
    off64_t where = from;
    if (from < 0) where = lseek64(fd, 0, fcntl(fd, F_GETFL) & O_APPEND ? SEEK_END : SEEK_CUR);
    int bad = struck(WRITE);
    ssize_t done = -1;
    size_t part = bad ? (half && hits == 1 ? size / 2 : 0) : size;
    if (part) done = from < 0 ? real(fd, data, part) : there(fd, data, part, from);
    else errno = with;
    if (done > 0) put('W', fd, where, data, done, NULL);
    if (bad && does == KILL) kill(getpid(), SIGKILL);
    pthread_mutex_unlock(&turn);
    return done;
}

ssize_t write(int fd, const void *data, size_t size) { return writing(fd, data, size, -1); }
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t from) {
    return writing(fd, data, size, from);
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t from) {
    return writing(fd, data, size, from);
}

int ftruncate64(int fd, off64_t size) {
    int (*real)(int, off64_t) = REAL(ftruncate64);
    if (!name_of(fd)) return real(fd, size);
    pthread_mutex_lock(&turn);
    int done = -1;
    if (struck(RESIZE)) errno = with;
    else if ((done = real(fd, size)) == 0) put('T', fd, size, NULL, 0, NULL);
    pthread_mutex_unlock(&turn);
    return done;
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

static int syncing(int fd, int (*real)(int)) {
    if (!name_of(fd)) return real(fd);
    pthread_mutex_lock(&turn);
    int done = -1;
    if (struck(SYNC)) errno = with;
    else if ((done = real(fd)) == 0) put('S', fd, 0, NULL, 0, NULL);
    pthread_mutex_unlock(&turn);
    return done;
}
int fsync(int fd) { return syncing(fd, REAL(fsync)); }
int fdatasync(int fd) { return syncing(fd, REAL(fdatasync)); }

int renameat(int from_dir, const char *from, int to_dir, const char *to) {
    char one[PATH_MAX], two[PATH_MAX];
    const char *old = whole(from_dir, from, one), *new = whole(to_dir, to, two);
    int (*real)(int, const char *, int, const char *) = REAL(renameat);
    if (!ours(old) && !ours(new)) return real(from_dir, from, to_dir, to);
    pthread_mutex_lock(&turn);
    int done = -1;
    if (struck(RENAME)) errno = with;
    else if ((done = real(from_dir, from, to_dir, to)) == 0)
        put('R', -1, 0, old, strlen(old), new);
    pthread_mutex_unlock(&turn);
    return done;
}
int rename(const char *from, const char *to) { return renameat(AT_FDCWD, from, AT_FDCWD, to); }

int unlinkat(int dir, const char *path, int flags) {
    char room[PATH_MAX];
    const char *full = whole(dir, path, room);
    int (*real)(int, const char *, int) = REAL(unlinkat);
    if (!ours(full)) return real(dir, path, flags);
    pthread_mutex_lock(&turn);
    int done = -1;
    if (struck(UNLINK)) errno = with;
    else if ((done = real(dir, path, flags)) == 0)
        put('U', -1, 0, full, strlen(full), NULL);
    pthread_mutex_unlock(&turn);
    return done;
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int mkdirat(int dir, const char *path, mode_t mode) {
    char room[PATH_MAX];
    const char *full = whole(dir, path, room);
    int (*real)(int, const char *, mode_t) = REAL(mkdirat);
    if (!ours(full)) return real(dir, path, mode);
    pthread_mutex_lock(&turn);
    int done = -1;
    if (struck(CREATE)) errno = with;
    else if ((done = real(dir, path, mode)) == 0) put('M', -1, 0, full, strlen(full), NULL);
    pthread_mutex_unlock(&turn);
    return done;
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

int linkat(int from_dir, const char *from, int to_dir, const char *to, int flags) {
    char one[PATH_MAX], two[PATH_MAX];
    const char *old = whole(from_dir, from, one), *new = whole(to_dir, to, two);
    int (*real)(int, const char *, int, const char *, int) = REAL(linkat);
    if (!ours(new)) return real(from_dir, from, to_dir, to, flags);
    pthread_mutex_lock(&turn);
    int done = -1;
    if (struck(CREATE)) errno = with;
    else if ((done = real(from_dir, from, to_dir, to, flags)) == 0)
        put('L', -1, 0, old, strlen(old), new);
    pthread_mutex_unlock(&turn);
    return done;
}
int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }

/* ---- what the log cannot tell: sent another way, or written down as unknown ---- */

static int elsewhere(int fd, const char *what) {
    if (!name_of(fd)) return 0;
    if (what) unknown(what);
    return 1;
}

ssize_t copy_file_range(int from, off64_t *a, int to, off64_t *b, size_t n, unsigned flags) {
    ssize_t (*real)(int, off64_t *, int, off64_t *, size_t, unsigned) = REAL(copy_file_range);
    if (elsewhere(to, NULL)) { errno = ENOSYS; return -1; }
    return real(from, a, to, b, n, flags);
}
ssize_t sendfile64(int to, int from, off64_t *a, size_t n) {
    ssize_t (*real)(int, int, off64_t *, size_t) = dlsym(RTLD_NEXT, "sendfile64");
    if (elsewhere(to, NULL)) { errno = ENOSYS; return -1; }
    return real(to, from, a, n);
}
ssize_t sendfile(int to, int from, off_t *a, size_t n) { return sendfile64(to, from, a, n); }
int posix_fallocate64(int fd, off64_t from, off64_t size) {
    int (*real)(int, off64_t, off64_t) = REAL(posix_fallocate64);
    return elsewhere(fd, NULL) ? EOPNOTSUPP : real(fd, from, size);
}
int fallocate64(int fd, int mode, off64_t from, off64_t size) {
    int (*real)(int, int, off64_t, off64_t) = REAL(fallocate64);
    if (elsewhere(fd, NULL)) { errno = EOPNOTSUPP; return -1; }
    return real(fd, mode, from, size);
}
int dup(int fd) {
    int (*real)(int) = REAL(dup);
    elsewhere(fd, "dup");
    return real(fd);
}
void *mmap64(void *where, size_t size, int may, int flags, int fd, off64_t from) {
    void *(*real)(void *, size_t, int, int, int, off64_t) = REAL(mmap64);
    const char *name = name_of(fd);
    size_t n = name ? strlen(name) : 0;
    int shared = (flags & MAP_SHARED) && (may & PROT_WRITE);
    if (name && shared && (n < 4 || strcmp(name + n - 4, "-shm"))) unknown("mmap");
    return real(where, size, may, flags, fd, from);
}

/* A process that forbids a look into its memory is let be looked into, where a test asks. */
int prctl(int option, ...) {
    va_list more;
    va_start(more, option);
    unsigned long a = va_arg(more, unsigned long), b = va_arg(more, unsigned long);
    unsigned long c = va_arg(more, unsigned long), d = va_arg(more, unsigned long);
    va_end(more);
    if (option == PR_SET_DUMPABLE && getenv("FAULTS_READABLE")) return 0;
    return syscall(SYS_prctl, option, a, b, c, d);
}
