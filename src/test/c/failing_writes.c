/*
 * A disk that fails, for tests: loaded into a process with LD_PRELOAD, it counts what the
 * process writes to plain files below one folder, and lets one of these calls fail.
 *
 * FAILING_FOLDER   the folder, absolute and without links
 * FAILING_CONTROL  a file of three 64-bit numbers in the machine's order, made by the test
 *                  and shared with it: how many calls there were since the test set it to
 *                  0; which of them fails, counted from 1, 0 for none; and how it fails:
 *                    1  the disk is full: half of this one is written, and nothing later
 *                    2  this one alone fails
 *                    3  half of it is written, which the caller must notice and go on
 *                    4  half of it is written, and the process is killed
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { FULL = 1, ONCE = 2, SHORT = 3, KILL = 4 };

enum outcome { WHOLE, HALF, HALF_AND_DIE, NOTHING };

struct control {
	int64_t calls;
	int64_t failing;
	int64_t way;
};

static struct control *control;
static const char *folder;

__attribute__((constructor)) static void start(void) {
	const char *path = getenv("FAILING_CONTROL");
	folder = getenv("FAILING_FOLDER");
	if (path == NULL || folder == NULL) return;
	const int fd = open(path, O_RDWR | O_CLOEXEC);
	if (fd < 0) return;
	void *shared = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	if (shared != MAP_FAILED) control = shared;
}

/* Whether it is a plain file, or a folder, below the folder: only these are on the failing disk. */
static int is_watched(const int fd) {
	if (control == NULL) return 0;
	const int kept = errno;
	struct stat status;
	char link[64];
	char path[4096];
	ssize_t length = -1;
	if (fstat(fd, &status) == 0 && (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode))) {
		snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
		length = readlink(link, path, sizeof path - 1);
	}
	errno = kept;
	const size_t prefix = strlen(folder);
	return length > (ssize_t) prefix && strncmp(path, folder, prefix) == 0 && path[prefix] == '/';
}

/* Counts a call. */
static enum outcome outcome(const int fd) {
	if (!is_watched(fd)) return WHOLE;
	const int64_t call = __atomic_add_fetch(&control->calls, 1, __ATOMIC_SEQ_CST);
	const int64_t failing = __atomic_load_n(&control->failing, __ATOMIC_SEQ_CST);
	if (failing == 0 || call < failing) return WHOLE;
	const int64_t way = __atomic_load_n(&control->way, __ATOMIC_SEQ_CST);
	if (call > failing) return way == FULL ? NOTHING : WHOLE;
	return way == FULL || way == SHORT ? HALF : way == KILL ? HALF_AND_DIE : NOTHING;
}

static ssize_t no_space(void) {
	errno = ENOSPC;
	return -1;
}

/* For calls that have no half: 0 if they shall be made as usual. */
static int fails_whole(const int fd) {
	const enum outcome what = outcome(fd);
	if (what == HALF_AND_DIE) kill(getpid(), SIGKILL);
	return what == NOTHING || (what == HALF && control->way == FULL);
}

/* How much of a buffer to write; -1 for nothing, since the disk is full. A single byte has no half. */
static ssize_t part(const size_t length, const enum outcome what) {
	if (what == WHOLE) return length;
	if (what == NOTHING) return -1;
	if (length > 1) return length / 2;
	return control->way == SHORT ? (ssize_t) length : control->way == KILL ? 0 : -1;
}

#define REAL(name) \
	static __typeof__(&name) real; \
	if (real == NULL) real = (__typeof__(&name)) dlsym(RTLD_NEXT, #name)

/* Makes a call with a part of its buffer, whose length the call takes from "some". */
#define WRITE(fd, length, call) \
	const enum outcome what = outcome(fd); \
	const ssize_t some = part(length, what); \
	if (some < 0) return no_space(); \
	const ssize_t written = call; \
	if (what == HALF_AND_DIE) kill(getpid(), SIGKILL); \
	return written

ssize_t write(int fd, const void *data, size_t count) {
	REAL(write);
	WRITE(fd, count, real(fd, data, some));
}

ssize_t pwrite(int fd, const void *data, size_t count, off_t at) {
	REAL(pwrite);
	WRITE(fd, count, real(fd, data, some, at));
}

ssize_t pwrite64(int fd, const void *data, size_t count, off64_t at) {
	REAL(pwrite64);
	WRITE(fd, count, real(fd, data, some, at));
}

/* Several buffers are written one after the other, so each of them is a write that can fail. */
ssize_t writev(int fd, const struct iovec *parts, int count) {
	REAL(writev);
	if (count < 1 || !is_watched(fd)) return real(fd, parts, count);
	return write(fd, parts[0].iov_base, parts[0].iov_len);
}

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t at) {
	REAL(pwritev64);
	if (count < 1 || !is_watched(fd)) return real(fd, parts, count, at);
	return pwrite64(fd, parts[0].iov_base, parts[0].iov_len, at);
}

int ftruncate(int fd, off_t length) {
	REAL(ftruncate);
	return fails_whole(fd) ? (int) no_space() : real(fd, length);
}

int ftruncate64(int fd, off64_t length) {
	REAL(ftruncate64);
	return fails_whole(fd) ? (int) no_space() : real(fd, length);
}

int fsync(int fd) {
	REAL(fsync);
	return fails_whole(fd) ? (int) no_space() : real(fd);
}

int fdatasync(int fd) {
	REAL(fdatasync);
	return fails_whole(fd) ? (int) no_space() : real(fd);
}

/* Copies within the kernel: Java falls back on reading and writing, which is counted. */
ssize_t sendfile64(int to, int from, off64_t *at, size_t count) {
	ssize_t (*real)(int, int, off64_t *, size_t) = (ssize_t (*)(int, int, off64_t *, size_t)) dlsym(RTLD_NEXT, "sendfile64");
	return fails_whole(to) ? no_space() : real(to, from, at, count);
}

ssize_t copy_file_range(int from, off64_t *from_at, int to, off64_t *to_at, size_t count, unsigned int flags) {
	REAL(copy_file_range);
	return fails_whole(to) ? no_space() : real(from, from_at, to, to_at, count, flags);
}
