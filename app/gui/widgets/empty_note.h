#pragma once

#include <QString>

class QAbstractItemView;

namespace evenlight::studio {

// Says in the middle of a list, while there is nothing in it, what will be there. The view must
// have its model.
void explain_when_empty(QAbstractItemView& view, const QString& note);

}  // namespace evenlight::studio
