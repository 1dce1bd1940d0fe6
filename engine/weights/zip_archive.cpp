#include "engine/weights/zip_archive.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "engine/base/error.h"
#include "engine/base/quoted.h"

namespace evenlight {
namespace {

constexpr uint32_t local_mark = 0x04034b50;
constexpr uint32_t member_mark = 0x02014b50;
constexpr uint32_t end_mark = 0x06054b50;
constexpr uint32_t end64_mark = 0x06064b50;
constexpr uint32_t locator64_mark = 0x07064b50;
constexpr size_t local_size = 30, member_size = 46, end_size = 22, end64_size = 56;
constexpr size_t locator64_size = 20;
constexpr size_t max_comment = 65535;
constexpr uint16_t zip64_field = 1;
constexpr uint16_t encrypted_flag = 1;

class ZipReader {
 public:
  ZipReader(std::span<const std::byte> archive, const std::string& label)
      : archive_(archive), label_(label) {}

  ZipMembers run() {
    const Directory directory = find_directory();
    size_t at = directory.offset;
    ZipMembers members;
    for (uint64_t i = 0; i < directory.members; ++i) at = read_member(at, members);
    return members;
  }

 private:
  struct Directory {
    uint64_t offset = 0;
    uint64_t members = 0;
  };

  [[noreturn]] void damaged() const {
    throw Error(
        ErrorKind::input,
        say<"{0}: its zip archive is cut off or damaged; copy or download it again">(label_));
  }

  bool has(uint64_t at, uint64_t size) const {
    return at <= archive_.size() && size <= archive_.size() - at;
  }

  template <class Number>
  Number number(uint64_t at) const {
    if (!has(at, sizeof(Number))) damaged();
    Number value;
    std::memcpy(&value, archive_.data() + at, sizeof value);
    return value;
  }

  std::string text(uint64_t at, size_t size) const {
    if (!has(at, size)) damaged();
    return {reinterpret_cast<const char*>(archive_.data()) + at, size};
  }

  // At the end of the archive, behind nothing but a comment.
  Directory find_directory() const {
    if (archive_.size() < end_size) damaged();
    const size_t last = archive_.size() - end_size;
    const size_t first = last - std::min(last, max_comment);
    for (size_t at = last + 1; at-- > first;) {
      if (number<uint32_t>(at) == end_mark) return directory_at(at);
    }
    damaged();
  }

  Directory directory_at(size_t end) const {
    Directory directory{number<uint32_t>(end + 16), number<uint16_t>(end + 10)};
    if (end >= locator64_size && number<uint32_t>(end - locator64_size) == locator64_mark) {
      const uint64_t wide = number<uint64_t>(end - locator64_size + 8);
      if (!has(wide, end64_size) || number<uint32_t>(wide) != end64_mark) damaged();
      directory = {number<uint64_t>(wide + 48), number<uint64_t>(wide + 32)};
    }
    // Each member takes at least that much: no count can keep us busy for longer than the file.
    if (directory.members > archive_.size() / member_size) damaged();
    return directory;
  }

  // Gives the place of the next one.
  size_t read_member(size_t at, ZipMembers& members) const {
    if (!has(at, member_size) || number<uint32_t>(at) != member_mark) damaged();
    const size_t name_size = number<uint16_t>(at + 28);
    const size_t extra_size = number<uint16_t>(at + 30);
    const size_t comment_size = number<uint16_t>(at + 32);
    const std::string name = text(at + member_size, name_size);
    uint64_t stored = number<uint32_t>(at + 20), size = number<uint32_t>(at + 24);
    uint64_t local = number<uint32_t>(at + 42);
    take_wide(at + member_size + name_size, extra_size, {&size, &stored, &local});
    require_plain(name, number<uint16_t>(at + 10), number<uint16_t>(at + 8), stored == size);
    const ZipMember member{place_of(local, name), size_t(size)};
    if (!has(member.offset, size)) damaged();
    if (!members.emplace(name, member).second) {
      throw Error(ErrorKind::input,
                  say<"{0}: its zip archive has the file {1} twice; copy or download it again">(
                      label_, in_quotes(name)));
    }
    return at + member_size + name_size + extra_size + comment_size;
  }

  // Numbers that do not fit 32 bits stand in an extra field, in this order.
  void take_wide(size_t at, size_t size, std::initializer_list<uint64_t*> numbers) const {
    const size_t end = at + size;
    while (at + 4 <= end) {
      const uint16_t kind = number<uint16_t>(at);
      const size_t field_end = at + 4 + number<uint16_t>(at + 2);
      if (field_end > end) damaged();
      if (kind == zip64_field) {
        at += 4;
        for (uint64_t* value : numbers) {
          if (*value != UINT32_MAX) continue;
          if (at + 8 > field_end) damaged();
          *value = number<uint64_t>(at);
          at += 8;
        }
        return;
      }
      at = field_end;
    }
  }

  void require_plain(const std::string& name, uint16_t method, uint16_t flags, bool whole) const {
    if (method == 0 && whole && !(flags & encrypted_flag)) return;
    throw Error(ErrorKind::input,
                say<"{0}: its zip archive holds {1} compressed or encrypted, which PyTorch never "
                    "does; unpack it if it is an archive of models">(label_, in_quotes(name)));
  }

  // Where the bytes begin: behind the member's own header.
  size_t place_of(uint64_t local, const std::string& name) const {
    if (!has(local, local_size) || number<uint32_t>(local) != local_mark) damaged();
    const size_t name_size = number<uint16_t>(local + 26);
    if (text(local + local_size, name_size) != name) damaged();
    return local + local_size + name_size + number<uint16_t>(local + 28);
  }

  std::span<const std::byte> archive_;
  const std::string& label_;
};

}  // namespace

ZipMembers list_zip_members(std::span<const std::byte> archive, const std::string& label) {
  return ZipReader(archive, label).run();
}

}  // namespace evenlight
