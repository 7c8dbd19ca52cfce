/*
 * The first part of an AppImage where electron-builder's own can't be downloaded: unpacks the image that follows
 * it to a temporary folder, runs AppRun there, and removes the folder. Needs neither FUSE nor a library of the
 * system. Build (see package-tools.ts):
 *   gcc -O2 -static appimage-runtime.c -lsquashfuse -lzstd -lz -llzma -llz4
 */
#define _GNU_SOURCE
#define _FILE_OFFSET_BITS 64
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <signal.h>
#include <squashfuse/squashfuse.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile pid_t app = 0;

static void die(const char *what) {
  fprintf(stderr, "AppImage: %s: %s\n", what, strerror(errno));
  exit(127);
}

/* The image begins where the program, as its own header tells, ends. */
static off_t image_offset(int file) {
  Elf64_Ehdr header;
  if (pread(file, &header, sizeof header, 0) != (ssize_t)sizeof header) die("the program's header can't be read");
  return (off_t)header.e_shoff + (off_t)header.e_shentsize * header.e_shnum;
}

static void write_all(int file, const char *data, size_t size) {
  while (size > 0) {
    ssize_t written = write(file, data, size);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) die("a file can't be written");
    data += written;
    size -= (size_t)written;
  }
}

static void extract_file(sqfs *image, sqfs_inode *inode, const char *target) {
  static char block[1 << 20];
  int file = open(target, O_WRONLY | O_CREAT | O_EXCL, inode->base.mode & 0777);
  if (file < 0) die(target);
  sqfs_off_t size = inode->xtra.reg.file_size;
  for (sqfs_off_t at = 0; at < size;) {
    sqfs_off_t count = sizeof block;
    if (sqfs_read_range(image, inode, at, &count, block) || count <= 0) die("the image is damaged");
    write_all(file, block, (size_t)count);
    at += count;
  }
  close(file);
}

static void extract_link(sqfs *image, sqfs_inode *inode, const char *target) {
  char destination[PATH_MAX];
  size_t size = sizeof destination;
  if (sqfs_readlink(image, inode, destination, &size)) die("the image is damaged");
  if (symlink(destination, target)) die(target);
}

static void extract(sqfs *image, const char *folder) {
  sqfs_traverse walk;
  sqfs_err error = SQFS_OK;
  char target[PATH_MAX];
  if (sqfs_traverse_open(&walk, image, sqfs_inode_root(image))) die("the image is damaged");
  while (sqfs_traverse_next(&walk, &error)) {
    sqfs_inode inode;
    if (walk.dir_end) continue;
    if ((size_t)snprintf(target, sizeof target, "%s/%s", folder, walk.path) >= sizeof target) {
      errno = ENAMETOOLONG;
      die(walk.path);
    }
    if (sqfs_inode_get(image, &inode, sqfs_dentry_inode(&walk.entry))) die("the image is damaged");
    if (S_ISDIR(inode.base.mode)) {
      if (mkdir(target, 0755) && errno != EEXIST) die(target);
    } else if (S_ISLNK(inode.base.mode)) {
      extract_link(image, &inode, target);
    } else if (S_ISREG(inode.base.mode)) {
      extract_file(image, &inode, target);
    }
  }
  if (error) die("the image is damaged");
  sqfs_traverse_close(&walk);
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *position) {
  (void)status, (void)type, (void)position;
  return remove(path);
}

/* What ends the AppImage ends the app, which then has the time to end well. */
static void pass_on(int signal) {
  if (app > 0) kill(app, signal);
}

static int run(const char *folder, char **argv) {
  char program[PATH_MAX + sizeof "/AppRun"];
  int status = 0;
  snprintf(program, sizeof program, "%s/AppRun", folder);
  app = fork();
  if (app < 0) die("the app can't be started");
  if (app == 0) {
    argv[0] = program;
    execv(program, argv);
    die(program);
  }
  struct sigaction action = {.sa_handler = pass_on};
  sigaction(SIGTERM, &action, NULL);
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGHUP, &action, NULL);
  while (waitpid(app, &status, 0) < 0 && errno == EINTR) continue;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int main(int argc, char **argv) {
  const char *option = argc > 1 ? argv[1] : "";
  char self[PATH_MAX], folder[PATH_MAX], directory[PATH_MAX];
  ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
  if (length < 0) die("/proc/self/exe");
  self[length] = '\0';
  int file = open(self, O_RDONLY | O_CLOEXEC);
  if (file < 0) die(self);
  off_t offset = image_offset(file);

  if (!strcmp(option, "--appimage-offset")) {
    printf("%lld\n", (long long)offset);
    return 0;
  }
  sqfs image;
  memset(&image, 0, sizeof image);
  if (sqfs_init(&image, file, (size_t)offset)) die("the image is damaged");
  if (!strcmp(option, "--appimage-extract")) {
    if (mkdir("squashfs-root", 0755) && errno != EEXIST) die("squashfs-root");
    extract(&image, "squashfs-root");
    return 0;
  }
  /* It is what this runtime does anyway. */
  if (!strcmp(option, "--appimage-extract-and-run")) {
    argv[1] = argv[0];
    argv += 1;
  }

  const char *temporary = getenv("TMPDIR");
  snprintf(folder, sizeof folder, "%s/.appimage-XXXXXX", temporary && *temporary ? temporary : "/tmp");
  if (!mkdtemp(folder)) die(folder);
  extract(&image, folder);
  setenv("APPIMAGE", self, 1);
  setenv("APPDIR", folder, 1);
  setenv("ARGV0", argv[0], 1);
  if (getcwd(directory, sizeof directory)) setenv("OWD", directory, 1);
  int exit_code = run(folder, argv);
  nftw(folder, remove_one, 64, FTW_DEPTH | FTW_PHYS);
  return exit_code;
}

/*
 * Debian's libsquashfuse can also read LZO, whose library is under the GPL. No image of ours uses it: this stands
 * in for that library, so that the runtime goes without.
 */
int lzo1x_decompress_safe(const void *in, size_t in_size, void *out, size_t *out_size, void *memory) {
  (void)in, (void)in_size, (void)out, (void)out_size, (void)memory;
  return -1;
}
