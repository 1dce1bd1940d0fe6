// PyTorch's own files: read as data in both forms, and refused when they would have code called.
#include <gtest/gtest.h>

#include <cstring>

#include "engine/weights/model_files.h"
#include "engine/weights/summary.h"
#include "tests/support/torch_writer.h"
#include "tests/weights/ldm_model.h"
#include "tests/weights/temporary_folder.h"

namespace evenlight {
namespace {

namespace pickled = test::pickled;
using test::expect_words;
using test::refusal_of;
using test::TorchForm;

std::string bytes_of(const HostWeight& weight) {
  return {reinterpret_cast<const char*>(weight.bytes.data()), weight.bytes.size()};
}

class TorchFiles : public test::FolderTest {
 protected:
  std::filesystem::path write(const std::string& content) {
    const auto path = folder() / "model.ckpt";
    test::write_file(path, content);
    return path;
  }

  void expect_same_model(const std::string& content) {
    const auto safe = folder() / "model.safetensors";
    const auto tensors = test::ldm_tensors(test::ldm_shapes(test::sd1_kind));
    test::write_file(safe, test::safetensors_bytes(tensors));
    const auto expected = open_model(safe), found = open_model(write(content));
    ASSERT_EQ(found->index().size(), expected->index().size());
    for (const auto& [name, weight] : expected->index()) {
      EXPECT_EQ(bytes_of(found->get(name, weight.shape)),
                bytes_of(expected->get(name, weight.shape)))
          << name;
    }
    EXPECT_EQ(found->files().front()->format(), "PyTorch");
    EXPECT_EQ(summarize(*found).dtype, "f16");
  }

  // {"t": tensor} with the storages "0", "1", …
  std::string one_tensor(const std::string& tensor, const std::vector<std::string>& storages) {
    return test::torch_zip_bytes(pickled::pickle(pickled::dictionary({{"t", tensor}})), storages);
  }

  std::string refusal_of_file(const std::string& content) {
    const auto path = write(content);
    const std::string message = refusal_of([&] { open_model(path, OpenFor::inspection); });
    EXPECT_TRUE(message.starts_with(path.string() + ": ")) << message;
    return message;
  }
  std::string refusal_of_pickle(const std::string& opcodes) {
    return refusal_of_file(test::torch_zip_bytes(opcodes, {std::string(64, '\1')}));
  }
};

TEST_F(TorchFiles, AModelInBothForms) {
  const auto tensors = test::ldm_tensors(test::ldm_shapes(test::sd1_kind));
  expect_same_model(test::torch_bytes(tensors, TorchForm::zip));
  expect_same_model(test::torch_bytes(tensors, TorchForm::zip, false));
  expect_same_model(test::torch_bytes(tensors, TorchForm::legacy));
}

TEST_F(TorchFiles, PlainTypes) {
  const double third = 1.0 / 3;
  std::string doubles(8, '\0');
  std::memcpy(doubles.data(), &third, 8);
  const TensorFile file(write(test::torch_bytes({{"f64", "F64", {1}, doubles},
                                                 {"bf16", "BF16", {1}, "\x80\x3f"},
                                                 {"i64", "I64", {1}, test::eight_bytes(77)}},
                                                TorchForm::zip, false)));
  float narrow = 0;
  std::memcpy(&narrow, file.read(*file.find("f64")).bytes.data(), 4);
  EXPECT_EQ(narrow, float(third));
  EXPECT_EQ(file.find("bf16")->dtype(), DType::bf16);
  EXPECT_EQ(bytes_of(file.read(*file.find("bf16"))), "\x80\x3f");
  EXPECT_EQ(file.find("i64")->stored_type(), "I64");
  EXPECT_FALSE(file.find("i64")->is_weight());
}

// Two tensors of one storage, one of them beginning within it, one turned, one with gaps.
TEST_F(TorchFiles, SharedStoragesAndViews) {
  const std::string storage = pickled::storage("FloatStorage", "0", 6);
  const std::string pickle =
      pickled::pickle(pickled::dictionary({{"rows", pickled::tensor(storage, 0, {2, 3}, {3, 1})},
                                           {"turned", pickled::tensor(storage, 0, {3, 2}, {1, 3})},
                                           {"tail", pickled::tensor(storage, 4, {2}, {1})},
                                           {"column", pickled::tensor(storage, 1, {2, 1}, {3, 1})},
                                           {"one", pickled::tensor(storage, 5, {}, {})},
                                           {"none", pickled::tensor(storage, 6, {0, 4}, {4, 1})}}));
  const TensorFile file(
      write(test::torch_zip_bytes(pickle, {test::f32_bytes({1, 2, 3, 4, 5, 6})})));
  const auto numbers = [&](const char* name) { return bytes_of(file.read(*file.find(name))); };
  EXPECT_EQ(numbers("rows"), test::f32_bytes({1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(numbers("turned"), test::f32_bytes({1, 4, 2, 5, 3, 6}));
  EXPECT_EQ(numbers("tail"), test::f32_bytes({5, 6}));
  EXPECT_EQ(numbers("column"), test::f32_bytes({2, 5}));
  EXPECT_EQ(numbers("one"), test::f32_bytes({6}));
  EXPECT_EQ(numbers("none"), "");
  // What lies row by row is not copied.
  EXPECT_EQ(file.read(*file.find("rows")).owner, nullptr);
  EXPECT_TRUE(file.mapping().contains(file.read(*file.find("tail")).bytes));
}

// With more bytes than it needs, as Python takes it.
TEST_F(TorchFiles, LongWholeNumbers) {
  const std::string zeros(8, '\0');
  const auto wide = [&](char low) {
    return "\x8a\x10" + std::string(1, low) + zeros.substr(1) + zeros;
  };
  const std::string storage =
      pickled::tuple({pickled::text("storage"), pickled::name("torch", "FloatStorage"),
                      pickled::text("0"), pickled::text("cpu"), wide(2)}) +
      "Q";
  const std::string tensor =
      pickled::called(pickled::name("torch._utils", "_rebuild_tensor_v2"),
                      pickled::tuple({storage, std::string("\x8a\0", 2), pickled::tuple({wide(2)}),
                                      pickled::tuple({wide(1)})}));
  const TensorFile file(write(one_tensor(tensor, {test::f32_bytes({1, 2})})));
  EXPECT_EQ(bytes_of(file.read(*file.find("t"))), test::f32_bytes({1, 2}));
  const std::string minus_one = "\x8a\x10" + std::string(16, '\xff');
  const std::string negative = pickled::called(
      pickled::name("torch._utils", "_rebuild_tensor_v2"),
      pickled::tuple({storage, minus_one, pickled::tuple({wide(2)}), pickled::tuple({wide(1)})}));
  expect_words(refusal_of_file(one_tensor(negative, {test::f32_bytes({1, 2})})),
               {"not put together"});
}

TEST_F(TorchFiles, NamesOfDictionariesInsideAndSettings) {
  const std::string tensor = pickled::tensor(pickled::storage("FloatStorage", "0", 1), 0, {1}, {1});
  const std::string inner = pickled::dictionary({{"norm.weight", tensor}});
  const std::string pickle = pickled::pickle(pickled::dictionary(
      {{"image_proj", inner}, {"global_step", pickled::whole(875000)}, {"bias", tensor}}));
  const TensorFile file(write(test::torch_zip_bytes(pickle, {test::f32_bytes({1})})));
  ASSERT_EQ(file.tensors().size(), 2u);
  EXPECT_NE(file.find("image_proj.norm.weight"), nullptr);
  EXPECT_NE(file.find("bias"), nullptr);
  EXPECT_EQ(file.metadata().at("global_step"), "875000");
}

// A dictionary with attributes, as Module.state_dict() gives it, and a parameter.
TEST_F(TorchFiles, OrderedDictionariesAndParameters) {
  const std::string tensor = pickled::tensor(pickled::storage("FloatStorage", "0", 1), 0, {1}, {1});
  const std::string parameter = pickled::called(pickled::name("torch._utils", "_rebuild_parameter"),
                                                pickled::tuple({tensor, "\x88", "}"}));
  const std::string ordered = pickled::called(pickled::name("collections", "OrderedDict"), ")");
  const std::string state = "}" + pickled::text("_metadata") + ordered + "s";
  const std::string value = ordered + "(" + pickled::text("w") + parameter + "u" + state + "b";
  const TensorFile file(
      write(test::torch_zip_bytes(pickled::pickle(value), {test::f32_bytes({1})})));
  EXPECT_NE(file.find("w"), nullptr);
}

TEST_F(TorchFiles, CallsAreRefusedByName) {
  const std::string arguments = pickled::tuple({pickled::text("touch /tmp/x")});
  const std::string system = pickled::name("os", "system");
  const std::string by_stack =
      "\x8c\x02os\x8c\x06system\x93" + arguments + "R";  // STACK_GLOBAL of protocol 4
  for (const std::string& value : {
           pickled::called(system, arguments), by_stack,
           pickled::dictionary({{"state_dict", pickled::called(system, arguments)}}),
           system + arguments + "\x81",                     // NEWOBJ
           system + arguments + "}\x92",                    // NEWOBJ_EX
           "(" + pickled::text("touch") + "ios\nsystem\n",  // INST
           "(" + system + pickled::text("touch") + "o",     // OBJ
           pickled::called(system, arguments) + "0}",       // thrown away again
       }) {
    const std::string message = refusal_of_pickle(pickled::pickle(value));
    expect_words(message, {"\"os.system\"", "nothing was called"});
  }
  const std::string rebuild = pickled::name("torch._utils", "_rebuild_tensor_v2");
  expect_words(refusal_of_pickle(pickled::pickle(rebuild + "}b")),
               {"sets attributes of", "torch._utils._rebuild_tensor_v2"});
  // A bare pickle, not PyTorch's.
  expect_words(refusal_of_file(pickled::pickle(pickled::called(system, arguments))),
               {"\"os.system\""});
  expect_words(refusal_of_file(pickled::pickle("}")), {"PyTorch did not write"});
}

TEST_F(TorchFiles, MalformedPickles) {
  const std::string dictionary = "\x80\x02}";
  const std::pair<std::string, const char*> cases[] = {
      {dictionary, "cut off"},
      {"\x80\x02R.", "where there is none"},
      {"\x80\x02t.", "never began"},
      {"\x80\x02(}0.", "where there is none"},
      {"\x80\x02j\x05" + std::string(3, '\0') + ".", "never kept"},
      {"\x80\x04\x8e" + test::eight_bytes(uint64_t{1} << 60) + "abcd.", "cut off"},
      {"\x80\x09}.", "version 9"},
      {"\x80\x02}\xff.", "opcode 255"},
      {"\x80\x02}K\1a.", "adds to"},
      {"\x80\x02}(K\1u.", "without a value"},
      {"\x80\x02" + pickled::text("storage") + "Q.", "without any tensors"},
      {"\x80\x02}q" + std::string(1, '\0') + pickled::text("state_dict") + "h" +
           std::string(1, '\0') + "s.",
       "without any tensors"},  // it holds itself
      {"\x80\x02" + std::string(1'100'000, '(') + ".", "deeper"},
  };
  for (const auto& [pickle, words] : cases) expect_words(refusal_of_pickle(pickle), {words});
}

// Lists of lists that would be 3^60 long if they were copied.
TEST_F(TorchFiles, AMemoBombIsRefusedAtOnce) {
  std::string value = "]q" + std::string(1, '\0');
  for (char i = 1; i < 60; ++i) {
    const std::string last = std::string("h") + char(i - 1);
    value += "]q" + std::string(1, i) + "(" + last + last + last + "e";
  }
  expect_words(refusal_of_pickle(pickled::pickle(value)), {"without any tensors"});
}

TEST_F(TorchFiles, TensorsOutsideTheirStorage) {
  const auto storage = [](int64_t count, const char* key = "0") {
    return pickled::storage("FloatStorage", key, count);
  };
  const int64_t large = int64_t{1} << 62;
  const std::pair<std::string, const char*> cases[] = {
      {pickled::tensor(storage(4), 0, {5}, {1}), "does not lie within"},
      {pickled::tensor(storage(4), 4, {1}, {1}), "does not lie within"},
      {pickled::tensor(storage(4), 0, {2, 2}, {4, 1}), "does not lie within"},
      {pickled::tensor(storage(5), 0, {4}, {1}), "does not lie within"},
      {pickled::tensor(storage(large), 0, {large}, {1}), "does not lie within"},
      {pickled::tensor(storage(4), large, {1}, {1}), "does not lie within"},
      {pickled::tensor(storage(4), 0, {large, large}, {large, 1}), "does not lie within"},
      {pickled::tensor(storage(4), 0, {large, 4}, {0, 1}), "does not lie within"},
      {pickled::tensor(storage(4), 0, {1000, 4}, {0, 1}), "not put together"},
      {pickled::tensor(storage(4), 0, {4}, {-1}), "not put together"},
      {pickled::tensor(storage(4), -1, {4}, {1}), "not put together"},
      {pickled::tensor(storage(4), 0, {4}, {1, 1}), "not put together"},
      {pickled::tensor(storage(4, "absent"), 0, {4}, {1}), "does not lie within"},
      {pickled::tensor(pickled::text("storage") + "Q", 0, {4}, {1}), "not put together"},
      {pickled::tensor(pickled::storage("Tensor", "0", 4), 0, {4}, {1}), "not put together"},
  };
  for (const auto& [tensor, words] : cases) {
    expect_words(refusal_of_file(one_tensor(tensor, {std::string(16, '\1')})), {words, "\"t\""});
  }
}

TEST_F(TorchFiles, ArchivesThatAreNone) {
  const std::string good =
      one_tensor(pickled::tensor(pickled::storage("FloatStorage", "0", 1), 0, {1}, {1}), {"1234"});
  EXPECT_EQ(TensorFile(write(good)).tensors().size(), 1u);
  for (size_t size = 4; size < good.size(); size += 3) {
    expect_words(refusal_of_file(good.substr(0, size)), {"cut off or damaged"});
  }
  expect_words(refusal_of_file(test::zip_bytes({{"readme.txt", "hello"}})),
               {"PyTorch did not write"});
  expect_words(refusal_of_file(test::zip_bytes({{"a", "1"}, {"a", "2"}})), {"\"a\" twice"});
  expect_words(refusal_of_file(test::zip_bytes({{"a/data.pkl", "x"}, {"a/constants.pkl", ""}})),
               {"TorchScript"});
  expect_words(refusal_of_file(test::zip_bytes({{"a/data.pkl", "x"}, {"a/byteorder", "big"}})),
               {"big-endian"});
  std::string compressed = good;
  compressed[compressed.find("PK\x01\x02") + 10] = 8;
  expect_words(refusal_of_file(compressed), {"compressed"});
}

TEST_F(TorchFiles, LegacyFilesThatAreCutOff) {
  const std::string good =
      test::torch_bytes({{"t", "F32", {2}, "12345678"}}, TorchForm::legacy, false);
  EXPECT_EQ(TensorFile(write(good)).tensors().size(), 1u);
  for (size_t size = 2; size < good.size(); ++size) {
    expect_words(refusal_of_file(good.substr(0, size)), {"cut off"});
  }
}

}  // namespace
}  // namespace evenlight
