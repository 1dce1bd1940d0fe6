#include "bias_audit/data/csv.h"

#include <cstddef>
#include <cstdint>

#include "bias_audit/data/errors.h"
#include "bias_audit/data/utf8.h"

namespace evenlight::audit {

namespace {

constexpr size_t max_field = 64 * 1024;
constexpr size_t max_rows = 400'000;

class Reader {
 public:
  Reader(std::string_view text, const std::string& name) : text_(text), name_(name) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text_.starts_with("\xFF\xFE") || text_.starts_with("\xFE\xFF")) {
      fail("the file is UTF-16; save it as UTF-8");
    }
    if (text_.starts_with(byte_order_mark)) text_.remove_prefix(byte_order_mark.size());
  }

  std::vector<CsvRow> read() {
    std::vector<CsvRow> rows;
    while (at_ < text_.size()) {
      CsvRow row = read_row();
      const bool empty = row.fields.size() == 1 && row.fields[0].empty();
      if (!empty) rows.push_back(std::move(row));
      if (rows.size() > max_rows) fail("there are more than 400,000 rows; split the file");
    }
    return rows;
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw InputError(name_ + ", line " + std::to_string(line_) + ": " + what);
  }

  bool ends_field() const {
    return at_ >= text_.size() || text_[at_] == ',' || text_[at_] == '\n' || text_[at_] == '\r';
  }

  void skip_blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
  }

  CsvRow read_row() {
    CsvRow row{line_, {}};
    while (true) {
      row.fields.push_back(read_field());
      if (at_ < text_.size() && text_[at_] == ',') {
        ++at_;
        continue;
      }
      end_line();
      return row;
    }
  }

  void end_line() {
    if (at_ >= text_.size()) return;
    if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
    ++at_;
    ++line_;
  }

  std::string read_field() {
    skip_blanks();
    std::string field = at_ < text_.size() && text_[at_] == '"' ? read_quoted() : read_plain();
    if (field.size() > max_field) fail("a field is longer than 64 KiB");
    if (!is_valid_utf8(field)) fail("a field is not UTF-8 text; save the file as UTF-8");
    return field;
  }

  std::string read_plain() {
    const size_t start = at_;
    while (!ends_field()) {
      if (text_[at_] == '"') fail("a quote inside a field; put the whole field in quotes");
      require_printable(text_[at_]);
      ++at_;
    }
    std::string_view field = text_.substr(start, at_ - start);
    while (!field.empty() && (field.back() == ' ' || field.back() == '\t')) field.remove_suffix(1);
    return std::string(field);
  }

  std::string read_quoted() {
    const size_t opened = line_;
    std::string field;
    ++at_;
    while (true) {
      if (at_ >= text_.size()) {
        line_ = opened;
        fail("a quote is opened here and never closed");
      }
      const char c = text_[at_++];
      if (c == '"') {
        if (at_ < text_.size() && text_[at_] == '"') {
          ++at_;
        } else {
          break;
        }
      } else if (c == '\n') {
        ++line_;
      } else if (c != '\r') {
        require_printable(c);
      }
      field += c;
    }
    skip_blanks();
    if (!ends_field()) fail("text after a closing quote");
    return field;
  }

  void require_printable(char c) const {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\t') || byte == 0x7F)
      fail("a control character; is this a text file?");
  }

  std::string_view text_;
  const std::string& name_;
  size_t at_ = 0;
  size_t line_ = 1;
};

}  // namespace

std::vector<CsvRow> read_csv(std::string_view text, const std::string& name) {
  return Reader(text, name).read();
}

}  // namespace evenlight::audit
