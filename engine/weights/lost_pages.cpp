#include "engine/weights/lost_pages.h"

#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <mutex>
#include <utility>

namespace evenlight {
namespace {

// Read by the signal's handler, on whatever thread it comes: atomics only, at a fixed place. A
// model has a handful of files; beyond these one is not watched.
struct Watched {
  std::atomic<uintptr_t> begin{0};  // 0: free
  std::atomic<uintptr_t> end{0};
  std::atomic<bool> lost{false};
  bool reported = false;  // this and the next are guarded by the mutex
  int descriptor = -1;
  FileVersion version;
  std::filesystem::path path;
};

constexpr size_t max_watched = 1024;
std::array<Watched, max_watched> all_watched;
std::mutex watch_mutex;
SpoiltFile unreported;  // one that was forgotten before anybody asked
struct sigaction before_us {};

// Zeros from the page of `at` to the end: behind a file's new end there is no page at all.
bool cover(uintptr_t at, uintptr_t end) {
  const auto page = uintptr_t(sysconf(_SC_PAGESIZE));
  const uintptr_t first = at / page * page;
  return mmap(reinterpret_cast<void*>(first), end - first, PROT_READ,
              MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != MAP_FAILED;
}

void on_lost_page(int, siginfo_t* info, void*) {
  const int kept_errno = errno;
  const auto at = reinterpret_cast<uintptr_t>(info->si_addr);
  for (Watched& watched : all_watched) {
    const uintptr_t end = watched.end.load();
    if (watched.begin.load() == 0 || at < watched.begin.load() || at >= end) continue;
    watched.lost.store(true);
    if (!cover(at, end)) break;
    errno = kept_errno;
    return;
  }
  // Not ours: as if there were no handler. The same instruction meets it again.
  sigaction(SIGBUS, &before_us, nullptr);
}

void install() {
  struct sigaction action {};
  action.sa_sigaction = on_lost_page;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  sigaction(SIGBUS, &action, &before_us);
}

SpoiltFile state_of(const Watched& watched) {
  if (watched.lost.load()) return {watched.path.string(), true};
  if (is_version(watched.descriptor, watched.version)) return {};
  struct stat status {};
  const bool shorter =
      fstat(watched.descriptor, &status) != 0 || uint64_t(status.st_size) < watched.version.size;
  return {watched.path.string(), shorter};
}

}  // namespace

FileVersion version_of(const struct stat& status) {
  return {status.st_dev, status.st_ino, uint64_t(status.st_size), status.st_mtim.tv_sec,
          status.st_mtim.tv_nsec};
}

bool is_version(int descriptor, const FileVersion& version) {
  struct stat status {};
  return fstat(descriptor, &status) == 0 && version_of(status) == version;
}

void watch_pages(std::byte* data, size_t size, int descriptor, const FileVersion& version,
                 const std::filesystem::path& path) {
  static std::once_flag once;
  std::call_once(once, install);
  const std::lock_guard lock(watch_mutex);
  for (Watched& watched : all_watched) {
    if (watched.begin.load() != 0) continue;
    watched.path = path;
    watched.descriptor = descriptor;
    watched.version = version;
    watched.reported = false;
    watched.lost.store(false);
    watched.end.store(reinterpret_cast<uintptr_t>(data) + size);
    watched.begin.store(reinterpret_cast<uintptr_t>(data));
    return;
  }
}

void forget_pages(const std::byte* data) {
  const std::lock_guard lock(watch_mutex);
  for (Watched& watched : all_watched) {
    if (watched.begin.load() != reinterpret_cast<uintptr_t>(data)) continue;
    // One that was written to is reported while it is in use; afterwards it does no harm.
    if (watched.lost.load() && !watched.reported) unreported = {watched.path.string(), true};
    watched.begin.store(0);
  }
}

SpoiltFile find_spoilt_file() {
  const std::lock_guard lock(watch_mutex);
  for (Watched& watched : all_watched) {
    if (watched.begin.load() == 0) continue;
    const SpoiltFile spoilt = state_of(watched);
    if (spoilt.path.empty()) continue;
    watched.reported = true;
    return spoilt;
  }
  return std::exchange(unreported, {});
}

}  // namespace evenlight
