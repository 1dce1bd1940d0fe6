// What the engine, the audit and app/common report, in the person's language and the window's
// words.
#pragma once

#include <QString>
#include <exception>

#include "engine/base/message.h"

namespace evenlight::studio {

QString in_own_words(const Message& message);
QString in_own_words(const std::exception& error);  // of an Error, its message

}  // namespace evenlight::studio
