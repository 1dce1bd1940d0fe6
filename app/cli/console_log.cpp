#include "app/cli/console_log.h"

#include <fmt/format.h>
#include <spdlog/formatter.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <optional>

#include "engine/base/json.h"
#include "engine/text/steering_characters.h"
#include "engine/text/unicode.h"

namespace evenlight::cli {
namespace {

std::string_view view_of(spdlog::string_view_t text) {
  return {text.data(), text.size()};
}

// One line a message, in words or as JSON.
class LineFormatter : public spdlog::formatter {
 public:
  explicit LineFormatter(bool json) : json_(json) {}

  void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& line) override {
    const std::string_view level = view_of(spdlog::level::to_string_view(message.level));
    const std::string_view text = view_of(message.payload);
    const std::string written = json_ ? dump_json({{"event", level}, {"message", text}}) + "\n"
                                      : fmt::format("{}: {}\n", level, printable(text));
    line.append(written.data(), written.data() + written.size());
  }
  std::unique_ptr<spdlog::formatter> clone() const override {
    return std::make_unique<LineFormatter>(json_);
  }

 private:
  bool json_;
};

// The character at the start of `text` and its bytes; nothing if it is not UTF-8.
std::optional<std::pair<char32_t, size_t>> first_character(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const size_t size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  try {
    const auto decoded = decode_utf8(std::string(text.substr(0, size)));
    if (decoded.size() == 1) return std::pair{char32_t(decoded.front()), size};
  } catch (const Error&) {
    // Written byte by byte.
  }
  return {};
}

}  // namespace

bool wants_json_progress(const std::vector<std::string>& arguments) {
  for (size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
    if (arguments[i] == "--progress=json") return true;
    if (arguments[i] == "--progress" && i + 1 < arguments.size() && arguments[i + 1] == "json") {
      return true;
    }
  }
  return false;
}

std::string printable(std::string_view text) {
  std::string line;
  while (!text.empty()) {
    const auto character = first_character(text);
    const size_t size = character ? character->second : 1;
    if (!character || (is_steering_character(character->first) && character->first < 0x80)) {
      line += fmt::format("\\x{:02x}", static_cast<unsigned char>(text.front()));
    } else if (is_steering_character(character->first)) {
      line += fmt::format("\\u{:04x}", uint32_t(character->first));
    } else {
      line += text.substr(0, size);
    }
    text.remove_prefix(size);
  }
  return line;
}

void print_path(Console& console, const std::filesystem::path& path) {
  console.out << printable(path.string()) << "\n";
}

void tell_error(Console& console, const std::string& message, ErrorKind kind) {
  const bool ended = message.ends_with('.') || message.ends_with('?');
  const std::string sentence = message + (ended ? "" : ".");
  if (console.json_notes) {
    console.err << dump_json({{"event", "error"}, {"message", sentence}, {"exit_code", int(kind)}})
                << std::endl;
  } else {
    console.err << "error: " << printable(sentence) << std::endl;
  }
}

LogToConsole::LogToConsole(Console& console, const CommonFlags& common)
    : before_(spdlog::default_logger()) {
  auto sink = std::make_shared<spdlog::sinks::ostream_sink_mt>(console.err, true);
  auto logger = std::make_shared<spdlog::logger>("evenlight", std::move(sink));
  logger->set_formatter(std::make_unique<LineFormatter>(console.json_notes));
  const bool quiet = common.quiet && common.log_level == "info";
  logger->set_level(quiet ? spdlog::level::err : spdlog::level::from_str(common.log_level));
  spdlog::set_default_logger(std::move(logger));
}

LogToConsole::~LogToConsole() {
  spdlog::set_default_logger(before_);
}

}  // namespace evenlight::cli
