#pragma once

#include <QString>

class QAbstractItemView;
class QLabel;

namespace evenlight::studio {

// Says in the middle of a list, while there is nothing in it, what will be there; the label may say
// something else later. The view must
// have its model.
QLabel* explain_when_empty(QAbstractItemView& view, const QString& note);

}  // namespace evenlight::studio
