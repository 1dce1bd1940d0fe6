#pragma once

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

// SQLite's statements with exceptions, as little as the audit needs.
namespace evenlight::audit {

// Throws InputError for what is wrong with the file itself, std::runtime_error for what stopped us
// from using it (a full disk, a lock). Both name the file.
[[noreturn]] void sqlite_failure(sqlite3* handle, const std::string& doing);

class Statement {
 public:
  Statement(sqlite3* handle, const char* sql) : handle_(handle) {
    if (sqlite3_prepare_v2(handle, sql, -1, &statement_, nullptr) != SQLITE_OK) {
      sqlite_failure(handle, "preparing");
    }
  }
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& bind(int at, int64_t value) {
    require(sqlite3_bind_int64(statement_, at, value));
    return *this;
  }
  Statement& bind(int at, const std::string& value) {
    require(sqlite3_bind_text(statement_, at, value.data(), int(value.size()), SQLITE_TRANSIENT));
    return *this;
  }

  // True while there is a row.
  bool step() {
    const int code = sqlite3_step(statement_);
    if (code != SQLITE_ROW && code != SQLITE_DONE) sqlite_failure(handle_, "reading or writing");
    return code == SQLITE_ROW;
  }
  void reset() { sqlite3_reset(statement_); }

  int64_t integer(int column) { return sqlite3_column_int64(statement_, column); }
  std::string text(int column) {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return bytes ? std::string(bytes, size_t(sqlite3_column_bytes(statement_, column)))
                 : std::string();
  }

 private:
  void require(int code) {
    if (code != SQLITE_OK) sqlite_failure(handle_, "binding");
  }

  sqlite3* handle_;
  sqlite3_stmt* statement_ = nullptr;
};

inline void execute(sqlite3* handle, const char* sql) {
  if (sqlite3_exec(handle, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    sqlite_failure(handle, "writing");
  }
}

// Rolls back unless commit() was reached.
class Transaction {
 public:
  explicit Transaction(sqlite3* handle) : handle_(handle) { execute(handle, "BEGIN IMMEDIATE"); }
  ~Transaction() {
    if (open_) sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit() {
    execute(handle_, "COMMIT");
    open_ = false;
  }

 private:
  sqlite3* handle_;
  bool open_ = true;
};

}  // namespace evenlight::audit
