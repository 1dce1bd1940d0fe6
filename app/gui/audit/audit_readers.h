#pragma once

#include <QString>
#include <string>
#include <vector>

#include "app/common/library/models.h"

namespace evenlight::studio {

// Which instruments will read an audit's pictures, said before hours are spent on pictures that
// none can read.
struct AuditReaders {
  QString text;
  bool is_warning = false;  // nobody but people will say who is seen
};
AuditReaders audit_readers(const std::vector<std::string>& instruments, const KnownModel& model);

}  // namespace evenlight::studio
