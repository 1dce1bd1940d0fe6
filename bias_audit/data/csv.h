#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace evenlight::audit {

struct CsvRow {
  size_t line = 0;  // where it starts, from 1
  std::vector<std::string> fields;
};

// Reads RFC 4180 text in UTF-8: fields between commas, or between semicolons or tabs where the
// header has these or a first line "sep=;" (or "\"sep=;\"") says so; double quotes doubled inside
// quotes, rows ended by LF, CRLF or CR, an optional byte order mark. Blanks around a field without
// quotes are dropped, lines of empty fields are skipped, so are empty fields beyond the header's
// last, the apostrophe that csv_field() puts before a formula is taken away. Throws InputError,
// naming `name` and the line, for a stray or open quote, bytes that are not UTF-8, control
// characters, a field above 64 KiB or more than 400,000 rows.
std::vector<CsvRow> read_csv(std::string_view text, const std::string& name);

// A text as a field of a CSV: quoted where it must be. A text that begins with = + - or @, also
// behind blanks, gets an apostrophe in front, or a spreadsheet would run it as a formula (OWASP,
// "CSV Injection").
std::string csv_field(std::string text);

}  // namespace evenlight::audit
