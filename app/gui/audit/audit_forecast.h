#pragma once

#include <QObject>
#include <string>

#include "app/gui/audit/audit_context.h"

namespace evenlight::studio {

// What a picture of an audit will take.
struct PictureTime {
  double seconds = 0;        // 0: not known
  bool is_measured = false;  // by pictures that this machine made; else by its processor's speed
};

// How long an audit's pictures will take on this machine, found out on another thread.
class AuditForecast : public QObject {
  Q_OBJECT
 public:
  using QObject::QObject;

  // `recipe`: what was chosen; the rest is as the model recommends. `changed` follows if the answer
  // is another one than before.
  void ask(const AuditContext& context, const RecipeDocument& recipe);
  const PictureTime& picture() const { return picture_; }

 signals:
  void changed();

 private:
  std::string asked_;  // what the answer is for
  PictureTime picture_;
};

}  // namespace evenlight::studio
