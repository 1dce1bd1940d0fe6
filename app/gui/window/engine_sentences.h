#pragma once

#include <QString>

namespace evenlight::studio {

// The engine and the audit speak English, in reports, too. What of that a person meets most in the
// window is known here by its wording and given in the person's language; any other sentence stays
// as it is. `text` may be several sentences.
QString in_own_language(const QString& text);
QString in_own_language(const std::string& text);

}  // namespace evenlight::studio
