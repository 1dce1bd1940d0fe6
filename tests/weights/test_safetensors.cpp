// Files that follow the format's rules are read as they are.
#include <gtest/gtest.h>

#include <chrono>
#include <cstring>
#include <functional>
#include <thread>

#include "engine/base/error.h"
#include "engine/base/sha256.h"
#include "engine/weights/safetensors.h"
#include "tests/support/safetensors_writer.h"
#include "tests/weights/temporary_folder.h"

namespace evenlight {
namespace {

using test::safetensors_bytes;
using test::safetensors_bytes_of;
using test::TensorToWrite;

TensorTable parse(const std::string& bytes) {
  return parse_safetensors(std::as_bytes(std::span(bytes)), "a.safetensors");
}

class SafetensorsFiles : public test::FolderTest {};

TEST_F(SafetensorsFiles, NamesTypesShapesBytesAndMetadata) {
  const auto path = folder() / "whatever.name";
  const std::string b = test::f32_bytes({1.5f, -2, 3, 4, 5, 6});
  test::write_file(path, safetensors_bytes({{"b", "F32", {2, 3}, b}, {"a", "I64", {}, "12345678"}},
                                           {{"format", "pt"}, {"größe", "π"}}));
  const SafetensorsFile file(path);
  ASSERT_EQ(file.tensors().size(), 2u);
  EXPECT_EQ(file.tensors()[0].name, "a");  // sorted, not in the order of the file
  EXPECT_EQ(file.path(), path);
  EXPECT_EQ(file.metadata().at("format"), "pt");
  EXPECT_EQ(file.metadata().at("größe"), "π");
  const TensorEntry* entry = file.find("b");
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->dtype(), DType::f32);
  EXPECT_EQ(entry->stored_type(), "F32");
  EXPECT_EQ(entry->shape, (Shape{2, 3}));
  const auto bytes = file.bytes(*entry);
  EXPECT_EQ(std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()), b);
  EXPECT_EQ(file.find("a")->shape.rank(), 0u);
  EXPECT_EQ(file.find("a")->size, 8u);
  EXPECT_EQ(file.find(""), nullptr);
  EXPECT_EQ(file.find("c"), nullptr);
}

TEST(Safetensors, NoTensorsAtAll) {
  EXPECT_TRUE(parse(safetensors_bytes_of("{}")).tensors.empty());
  EXPECT_TRUE(parse(safetensors_bytes_of("{}      ")).tensors.empty());
  const auto header = parse(safetensors_bytes_of(R"({"__metadata__":{"a":""}})"));
  EXPECT_EQ(header.metadata.at("a"), "");
}

TEST(Safetensors, NoMetadataMayBeWrittenAsNull) {
  EXPECT_TRUE(parse(safetensors_bytes_of(R"({"__metadata__":null})")).metadata.empty());
}

TEST(Safetensors, TensorsWithoutNumbersMayLieAnywhereBetweenOthers) {
  const auto header = parse(safetensors_bytes({{"m", "F16", {0}, ""},
                                               {"z", "U8", {3}, "abc"},
                                               {"a", "F32", {2, 0, 5}, ""},
                                               {"y", "U8", {1}, "d"},
                                               {"e", "F64", {0}, ""}}));
  ASSERT_EQ(header.tensors.size(), 5u);
  for (const TensorEntry& entry : header.tensors) {
    EXPECT_EQ(entry.size, size_t(entry.shape.count())) << entry.name;
  }
}

TEST(Safetensors, EveryTypeOfTheFormat) {
  struct Case {
    const char* type;
    int64_t count;  // elements that fill `size` bytes
    size_t size;
    DType dtype = DType::other;
  };
  constexpr Case cases[] = {
      {"F32", 2, 8, DType::f32},
      {"F16", 2, 4, DType::f16},
      {"BF16", 2, 4, DType::bf16},
      {"I32", 1, 4, DType::i32},
      {"I64", 1, 8, DType::i64},
      {"F64", 1, 8, DType::f32},
      {"C64", 1, 8},
      {"U64", 1, 8},
      {"U32", 1, 4},
      {"I16", 1, 2},
      {"U16", 1, 2},
      {"BOOL", 1, 1},
      {"U8", 1, 1},
      {"I8", 1, 1},
      {"F8_E5M2", 1, 1, DType::f16},
      {"F8_E4M3", 1, 1, DType::f16},
      {"F8_E8M0", 1, 1},
      {"F8_E4M3FNUZ", 1, 1},
      {"F8_E5M2FNUZ", 1, 1},
      {"F6_E2M3", 4, 3},
      {"F6_E3M2", 4, 3},
      {"F4", 2, 1},
  };
  for (const Case& c : cases) {
    const auto header =
        parse(safetensors_bytes({{"t", c.type, {c.count}, std::string(c.size, '\1')}}));
    ASSERT_EQ(header.tensors.size(), 1u) << c.type;
    EXPECT_EQ(header.tensors[0].dtype(), c.dtype) << c.type;
    EXPECT_EQ(header.tensors[0].stored_type(), c.type);
    EXPECT_EQ(header.tensors[0].size, c.size) << c.type;
  }
}

TEST(Safetensors, EightDimensionsAndEscapedNames) {
  const auto header = parse(safetensors_bytes_of(
      R"({"a\u0062\n":{"shape":[1,1,1,1,1,1,1,2],"data_offsets":[0,2],"dtype":"U8"}})", "xy"));
  EXPECT_EQ(header.tensors[0].name, "ab\n");
  EXPECT_EQ(header.tensors[0].shape.rank(), 8u);
}

// Neither length nor contents of the header make what follows aligned.
TEST_F(SafetensorsFiles, HeaderOfOddLength) {
  const auto path = folder() / "odd.safetensors";
  test::write_file(
      path, safetensors_bytes_of(R"({"t":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}   )",
                                 test::f32_bytes({0.25f})));
  const SafetensorsFile file(path);
  float value = 0;
  std::memcpy(&value, file.bytes(*file.find("t")).data(), sizeof value);
  EXPECT_EQ(value, 0.25f);
}

TEST_F(SafetensorsFiles, BytesSurviveAMoveOfTheMapping) {
  const auto path = folder() / "a";
  test::write_file(path, "0123456789");
  MappedFile first(path);
  const auto bytes = first.bytes();
  MappedFile second(std::move(first));
  EXPECT_EQ(second.bytes().data(), bytes.data());
  EXPECT_TRUE(first.bytes().empty());
  MappedFile third(path);
  third = std::move(second);
  EXPECT_EQ(third.bytes().data(), bytes.data());
  EXPECT_TRUE(third.contains(bytes.subspan(3, 7)));
  EXPECT_FALSE(third.contains({bytes.data() + 4, 7}));
  third.drop(bytes);
  EXPECT_EQ(std::to_integer<char>(third.bytes()[9]), '9');
}

// Another program copies it anew, or its disk fails.
TEST_F(SafetensorsFiles, AFileThatShrinksReadsAsZerosAndIsNamed) {
  const auto path = folder() / "shrinking";
  const std::string pages(size_t(1) << 16, 'x');
  test::write_file(path, pages);
  test::write_file(folder() / "whole", pages);
  const MappedFile whole(folder() / "whole");
  const auto refused = [] {
    try {
      require_whole_files();
      return std::string();
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::input);
      return std::string(error.what());
    }
  };
  for (const bool told_while_open : {true, false}) {
    {
      const MappedFile file(path);
      EXPECT_EQ(std::to_integer<char>(file.bytes()[60000]), 'x');
      std::filesystem::resize_file(path, 10);
      EXPECT_EQ(std::to_integer<int>(file.bytes()[60000]), 0);
      EXPECT_EQ(std::to_integer<int>(file.bytes()[50000]), 0);
      EXPECT_EQ(std::to_integer<char>(file.bytes()[0]), 'x');
      EXPECT_EQ(std::to_integer<char>(whole.bytes()[60000]), 'x');
      if (told_while_open) {
        for (int again = 0; again < 2; ++again) {
          EXPECT_NE(refused().find("shrinking: became shorter"), std::string::npos);
        }
      }
    }
    EXPECT_EQ(refused().empty(), told_while_open);
    EXPECT_EQ(refused(), "");
    test::write_file(path, pages);
  }
}

// What was read of it and what is read now are not one file; another of its name is no matter.
TEST_F(SafetensorsFiles, AFileThatIsWrittenToIsNamed) {
  const auto path = folder() / "model";
  const std::string before(5000, 'x');
  test::write_file(path, before);
  {
    const MappedFile file(path);
    EXPECT_EQ(file.sha256(), sha256_of_text(before));
    test::write_file(folder() / "other", "other");
    std::filesystem::rename(folder() / "other", path);
    EXPECT_NO_THROW(require_whole_files());
    EXPECT_EQ(file.sha256(), sha256_of_text(before));
  }
  const MappedFile file(path);
  // The same size, so that only the time tells; a clock tick later at the least.
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  test::write_file(path, "OTHER");
  for (const auto& check : std::vector<std::function<void()>>{
           [] { require_whole_files(); }, [&] { file.require_unchanged(); },
           [&] { static_cast<void>(file.sha256()); }}) {
    try {
      check();
      ADD_FAILURE() << "nothing was noticed";
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::input);
      EXPECT_NE(std::string(error.what()).find("model: was written to"), std::string::npos)
          << error.what();
    }
  }
}

}  // namespace
}  // namespace evenlight
