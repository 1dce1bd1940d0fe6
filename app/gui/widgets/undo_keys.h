#pragma once

class QWidget;

namespace evenlight::studio {

// Text fields take the keys of undo and redo for themselves. Here these are the window's, which
// knows every edit of the recipe in order: `field` lets them pass.
void leave_undo_to_window(QWidget& field);

}  // namespace evenlight::studio
