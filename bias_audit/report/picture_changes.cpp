#include "bias_audit/report/picture_changes.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "bias_audit/data/audit_picture.h"
#include "bias_audit/measure/picture.h"

namespace evenlight::audit {

namespace {

Photo photo_of(const AuditDatabase& database, const ImageRow& row) {
  const std::string bytes = read_audit_picture(database.folder(), row.file, row.sha256);
  return decode_photo({reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()},
                      row.file);
}

struct Mean {
  double sum = 0;
  int64_t count = 0;
  void add(double value) {
    sum += value;
    ++count;
  }
  double value() const { return count == 0 ? 0 : sum / double(count); }
};

void add_difference(const Photo& a, const Photo& b, Mean& edge, Mean& whole) {
  const int margin = std::max(1, std::min(a.width, a.height) / 8);
  for (int y = 0; y < a.height; ++y) {
    for (int x = 0; x < a.width; ++x) {
      const Rgb p = a.at(x, y), q = b.at(x, y);
      const double difference =
          (std::abs(p.r - q.r) + std::abs(p.g - q.g) + std::abs(p.b - q.b)) / 765.0;
      whole.add(difference);
      const bool outside = x < margin || y < margin || x >= a.width - margin;
      if (outside) edge.add(difference);
    }
  }
}

}  // namespace

PictureChanges picture_changes(const AuditDatabase& before, const AuditDatabase& after) {
  std::map<std::pair<size_t, int64_t>, ImageRow> others;
  for (ImageRow& row : after.images()) {
    const std::pair key{row.subject, row.image};
    others.emplace(key, std::move(row));
  }
  const Mitigation& m = *after.settings().mitigation;
  PictureChanges changes;
  Mean edge, whole;
  for (const ImageRow& row : before.images()) {
    const auto other = others.find({row.subject, row.image});
    if (other == others.end() || row.file.empty() || other->second.file.empty()) continue;
    const bool touched = m.shares.contains(before.settings().set.subjects[row.subject].id);
    const Photo a = photo_of(before, row), b = photo_of(after, other->second);
    if (!touched) {
      ++changes.left_alone;
      changes.left_alone_changed += a.rgb == b.rgb ? 0 : 1;
    } else if (a.width == b.width && a.height == b.height) {
      ++changes.compared;
      add_difference(a, b, edge, whole);
    }
  }
  changes.edge = edge.value();
  changes.whole = whole.value();
  return changes;
}

}  // namespace evenlight::audit
