#include "app/cli/key_password.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <cstdlib>

#include "engine/base/error.h"

namespace evenlight::cli {
namespace {

// The terminal with what is typed not shown, as long as one lives.
class UnseenTerminal {
 public:
  UnseenTerminal() : file_(open("/dev/tty", O_RDWR | O_CLOEXEC)) {
    if (file_ < 0 || tcgetattr(file_, &before_) != 0) return;
    termios unseen = before_;
    unseen.c_lflag &= ~tcflag_t(ECHO);
    is_set_ = tcsetattr(file_, TCSAFLUSH, &unseen) == 0;
  }
  ~UnseenTerminal() {
    if (is_set_) tcsetattr(file_, TCSAFLUSH, &before_);
    if (file_ >= 0) close(file_);
  }
  UnseenTerminal(const UnseenTerminal&) = delete;
  UnseenTerminal& operator=(const UnseenTerminal&) = delete;

  bool is_there() const { return is_set_; }
  void say(const std::string& text) const {
    [[maybe_unused]] const ssize_t written = write(file_, text.data(), text.size());
  }
  std::string line() const {
    std::string line;
    char c = 0;
    while (read(file_, &c, 1) == 1 && c != '\n') line += c;
    return line;
  }

 private:
  int file_ = -1;
  termios before_{};
  bool is_set_ = false;
};

}  // namespace

std::string key_password(const std::string& question) {
  if (const char* given = std::getenv("EVENLIGHT_KEY_PASSWORD")) return given;
  const UnseenTerminal terminal;
  if (!terminal.is_there()) {
    throw Error(ErrorKind::usage,
                "The key has a password, and there is no terminal to ask for it; set "
                "EVENLIGHT_KEY_PASSWORD.");
  }
  terminal.say(question);
  std::string password = terminal.line();
  terminal.say("\n");
  return password;
}

}  // namespace evenlight::cli
