#include "bias_audit/data/sqlite.h"

#include <sys/resource.h>

#include <cerrno>
#include <cstring>

#include "engine/base/input_error.h"

namespace evenlight::audit {

namespace {

bool is_limited() {
  rlimit limit{};
  return getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
}

// What stopped SQLite, as the system has it: "disk I/O error" says less than "File too large" or
// "No space left on device". 0 where that is not known. SQLite keeps it for the database's own
// file; of its journal there is what was `seen` last, or the limit that a file may not outgrow.
int system_error(sqlite3* handle, int seen) {
  const int code = handle ? sqlite3_extended_errcode(handle) : SQLITE_OK;
  const bool is_writing = (code & 0xFF) == SQLITE_IOERR || (code & 0xFF) == SQLITE_FULL;
  if (!is_writing) return handle ? sqlite3_system_errno(handle) : 0;
  int of_file = 0;
  if (sqlite3_file_control(handle, "main", SQLITE_FCNTL_LAST_ERRNO, &of_file) == SQLITE_OK &&
      of_file != 0) {
    return of_file;
  }
  if (seen == EFBIG || seen == ENOSPC || seen == EDQUOT || seen == EROFS) return seen;
  if (code == SQLITE_IOERR_WRITE && is_limited()) return EFBIG;
  return sqlite3_system_errno(handle);
}

}  // namespace

void sqlite_failure(sqlite3* handle, const std::string& doing) {
  const int seen = errno;
  const char* path = handle ? sqlite3_db_filename(handle, "main") : nullptr;
  const std::string name = path && *path ? path : "The audit's database";
  const std::string reason = handle ? sqlite3_errmsg(handle) : "no memory";
  switch (handle ? sqlite3_errcode(handle) & 0xFF : SQLITE_NOMEM) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR:  // a table or column that is not there: our own SQL is tested
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
      throw InputError(say<"{0}: is damaged ({1})">(name, reason));
    case SQLITE_INTERRUPT:  // by a budget of ours
      throw InputError(say<"{0}: is damaged ({1})">(name, say<"reading it does not end">()));
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      throw InputError(say<"{0}: cannot be read ({1})">(name, reason));
    default: {
      const int system = system_error(handle, seen);
      const std::string why = system != 0 ? std::strerror(system) : reason;
      throw Error(ErrorKind::failed, say<"{0}: {1}: {2}.">(name, doing, why));
    }
  }
}

}  // namespace evenlight::audit
