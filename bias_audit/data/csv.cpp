#include "bias_audit/data/csv.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>

#include "engine/base/input_error.h"
#include "engine/base/utf8.h"

namespace evenlight::audit {

namespace {

constexpr size_t max_field = 64 * 1024;
constexpr size_t max_rows = 400'000;

// Whether a spreadsheet may take a cell for a formula, and run it: one of its signs, also as a wide
// character, behind whatever blanks and apostrophes it passes over.
bool may_be_formula(std::string_view text) {
  constexpr std::string_view passed_over[] = {" ",      "\t",     "\r",     "\n",    "'",
                                              "\u00a0", "\u200b", "\u3000", "\ufeff"};
  constexpr std::string_view signs[] = {"=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"};
  for (bool passes = true; passes;) {
    passes = false;
    for (const std::string_view each : passed_over) {
      if (!text.starts_with(each)) continue;
      text.remove_prefix(each.size());
      passes = true;
    }
  }
  return std::any_of(std::begin(signs), std::end(signs),
                     [&](std::string_view sign) { return text.starts_with(sign); });
}

bool is_empty(const CsvRow& row) {
  return std::all_of(row.fields.begin(), row.fields.end(),
                     [](const std::string& field) { return field.empty(); });
}

// Spreadsheets write the columns and rows that once held something: empty ones beyond the header's
// last are none.
void drop_empty_columns(std::vector<CsvRow>& rows) {
  if (rows.empty()) return;
  std::vector<std::string>& header = rows.front().fields;
  while (header.size() > 1 && header.back().empty()) header.pop_back();
  for (CsvRow& row : rows) {
    while (row.fields.size() > header.size() && row.fields.back().empty()) row.fields.pop_back();
  }
}

class Reader {
 public:
  Reader(std::string_view text, const std::string& name) : text_(text), name_(name) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text_.starts_with("\xFF\xFE") || text_.starts_with("\xFE\xFF")) {
      fail(say<"the file is UTF-16; save it as UTF-8">());
    }
    if (text_.starts_with(byte_order_mark)) text_.remove_prefix(byte_order_mark.size());
    find_separator();
  }

  std::vector<CsvRow> read() {
    std::vector<CsvRow> rows;
    while (at_ < text_.size()) {
      CsvRow row = read_row();
      if (!is_empty(row)) rows.push_back(std::move(row));
      if (rows.size() > max_rows) fail(say<"there are more than 400,000 rows; split the file">());
    }
    drop_empty_columns(rows);
    return rows;
  }

 private:
  [[noreturn]] void fail(const Message& what) const {
    throw InputError(say<"{0}, line {1}: {2}">(name_, line_, what));
  }

  // Spreadsheets write semicolons where the comma is the decimal mark, and some say which sign it
  // is in a first line "sep=;". Without that line the header decides: whichever of the three signs
  // stands in it most often outside of quotes.
  void find_separator() {
    constexpr std::string_view known = ",;\t";
    const bool is_quoted = text_.starts_with("\"sep=");
    const size_t sign = is_quoted ? 5 : 4;
    if (text_.size() > sign && (is_quoted || text_.starts_with("sep="))) {
      separator_ = text_[sign];
      if (known.find(separator_) == std::string_view::npos) {
        fail(say<"the separator \"{0}\" is not known; use a comma, a semicolon or a tab">(
            std::string(1, separator_)));
      }
      at_ = sign + 1;
      if (is_quoted && at_ < text_.size() && text_[at_] == '"') ++at_;
      while (at_ < text_.size() && text_[at_] == separator_) ++at_;  // empty columns behind it
      if (at_ < text_.size() && text_[at_] != '\n' && text_[at_] != '\r') {
        fail(say<"after \"sep=\" and its sign nothing may follow on the line">());
      }
      end_line();
      return;
    }
    std::array<size_t, 3> found = {};
    bool quoted = false;
    for (size_t i = 0; i < text_.size() && (quoted || (text_[i] != '\n' && text_[i] != '\r'));
         ++i) {
      if (text_[i] == '"') quoted = !quoted;
      const size_t which = quoted ? std::string_view::npos : known.find(text_[i]);
      if (which != std::string_view::npos) ++found[which];
    }
    separator_ = known[size_t(std::max_element(found.begin(), found.end()) - found.begin())];
  }

  bool is_blank(char c) const { return c == ' ' || (c == '\t' && separator_ != '\t'); }

  bool ends_field() const {
    return at_ >= text_.size() || text_[at_] == separator_ || text_[at_] == '\n' ||
           text_[at_] == '\r';
  }

  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }

  CsvRow read_row() {
    CsvRow row{line_, {}};
    while (true) {
      row.fields.push_back(read_field());
      if (at_ < text_.size() && text_[at_] == separator_) {
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
    if (field.size() > max_field) fail(say<"a field is longer than 64 KiB">());
    if (!is_valid_utf8(field)) fail(say<"a field is not UTF-8 text; save the file as UTF-8">());
    // The guard of csv_field() is no part of the text.
    if (field.starts_with('\'') && may_be_formula(field)) field.erase(0, 1);
    return field;
  }

  std::string read_plain() {
    const size_t start = at_;
    while (!ends_field()) {
      if (text_[at_] == '"') fail(say<"a quote inside a field; put the whole field in quotes">());
      require_printable(text_[at_]);
      ++at_;
    }
    std::string_view field = text_.substr(start, at_ - start);
    while (!field.empty() && is_blank(field.back())) field.remove_suffix(1);
    return std::string(field);
  }

  std::string read_quoted() {
    const size_t opened = line_;
    std::string field;
    ++at_;
    while (true) {
      if (at_ >= text_.size()) {
        line_ = opened;
        fail(say<"a quote is opened here and never closed">());
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
    if (!ends_field()) fail(say<"text after a closing quote">());
    return field;
  }

  void require_printable(char c) const {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\t') || byte == 0x7F)
      fail(say<"a control character; is this a text file?">());
  }

  std::string_view text_;
  const std::string& name_;
  char separator_ = ',';
  size_t at_ = 0;
  size_t line_ = 1;
};

}  // namespace

std::string csv_field(std::string text) {
  if (may_be_formula(text)) text.insert(0, 1, '\'');
  const bool has_blank_end = text.starts_with(' ') || text.ends_with(' ');
  if (!has_blank_end && text.find_first_of(",;\t\"\n\r") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

std::vector<CsvRow> read_csv(std::string_view text, const std::string& name) {
  return Reader(text, name).read();
}

}  // namespace evenlight::audit
