#include "app/common/files/system_reason.h"

#include <cerrno>
#include <cstring>

namespace evenlight {

Message system_reason(int error) {
  struct Row {
    int error;
    Message (*say)();
  };
  static constexpr Row rows[] = {
      {ENOSPC, [] { return say<"the disk is full">(); }},
      {EDQUOT, [] { return say<"the quota of this disk is used up">(); }},
      {EFBIG, [] { return say<"File too large, as a limit is set (ulimit -f)">(); }},
      {EROFS, [] { return say<"the disk is read-only">(); }},
      {EACCES, [] { return say<"this user may not write there">(); }},
      {EPERM, [] { return say<"this user may not write there">(); }},
      {ENOTDIR, [] { return say<"a part of that path is a file, not a folder">(); }},
      {ENAMETOOLONG, [] { return say<"the name is too long">(); }},
      {EMFILE, [] { return say<"too many files are open (ulimit -n)">(); }},
  };
  for (const Row& row : rows) {
    if (row.error == error) return row.say();
  }
  return plain(std::strerror(error));
}

}  // namespace evenlight
