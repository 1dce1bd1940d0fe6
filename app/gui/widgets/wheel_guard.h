#pragma once

class QWidget;

namespace evenlight::studio {

// Turning the wheel over a panel scrolls it, and does not change the number or choice that happens
// to lie under the mouse: that takes a click on it first.
void guard_wheel(QWidget& panel);

}  // namespace evenlight::studio
