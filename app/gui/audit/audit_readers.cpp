#include "app/gui/audit/audit_readers.h"

#include <QCoreApplication>
#include <algorithm>

#include "app/common/audit/audit_files.h"
#include "app/gui/widgets/text.h"
#include "app/gui/window/own_words.h"
#include "bias_audit/measure/manifest.h"

namespace evenlight::studio {
namespace {

struct ReadersWords {
  Q_DECLARE_TR_FUNCTIONS(ReadersWords)
};

bool reads_people(const audit::Manifest& manifest) {
  return std::ranges::any_of(
      manifest.heads, [](const audit::Head& head) { return head.attribute == "presentation"; });
}

}  // namespace

AuditReaders audit_readers(const std::vector<std::string>& instruments, const KnownModel& model) {
  QStringList names;
  bool people = false;
  try {
    Notes ignored;
    for (const auto& file : find_instruments(instruments, model, ignored)) {
      const audit::Manifest manifest = audit::read_manifest(file);
      names << to_qt(manifest.name);
      people = people || reads_people(manifest);
    }
  } catch (const std::exception& error) {
    return {in_own_words(error), true};
  }
  if (people) return {ReadersWords::tr("Read by: %1.").arg(names.join(", ")), false};
  if (names.isEmpty()) {
    return {ReadersWords::tr(
                "No instrument can read pictures of this model. Every picture will count as "
                "unclear until people label it (Label pictures…)."),
            true};
  }
  return {ReadersWords::tr(
              "No instrument can say who is seen in pictures of this model: %1 only finds faces. "
              "Every picture will count as unclear until people label it (Label pictures…). "
              "Instruments for photographs can be installed; the file assets/audit/README.md "
              "says how.")
              .arg(names.join(", ")),
          true};
}

}  // namespace evenlight::studio
