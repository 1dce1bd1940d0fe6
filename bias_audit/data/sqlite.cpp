#include "bias_audit/data/sqlite.h"

#include <cstring>

#include "engine/base/input_error.h"

namespace evenlight::audit {

void sqlite_failure(sqlite3* handle, const std::string& doing) {
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
      // "disk I/O error" says less than the system does: "File too large", "No space left".
      const int system = handle ? sqlite3_system_errno(handle) : 0;
      const std::string why = system != 0 ? std::strerror(system) : reason;
      throw Error(ErrorKind::failed, say<"{0}: {1}: {2}.">(name, doing, why));
    }
  }
}

}  // namespace evenlight::audit
