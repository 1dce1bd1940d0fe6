#include "app/common/recipe/recipe_file.h"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <iostream>

#include "app/common/files/stealth_text.h"
#include "app/common/recipe/a1111_text.h"
#include "app/common/recipe/foreign/comfy_recipe.h"
#include "app/common/recipe/foreign/foreign_recipes.h"
#include "app/common/recipe/foreign/other_recipes.h"
#include "app/common/recipe/recipe_fields.h"
#include "app/common/recipe/recipe_json.h"
#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/picture_kind.h"
#include "engine/base/small_file.h"

namespace evenlight {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t max_file_bytes = size_t(1) << 28;
constexpr size_t max_jobs_bytes = size_t(1) << 26;

// Without the mark that some editors put at the start of UTF-8.
std::string without_mark(std::string text) {
  constexpr std::string_view mark = "\xef\xbb\xbf";
  if (text.starts_with(mark)) text.erase(0, mark.size());
  return text;
}

std::string read_text(const std::string& path, size_t limit) {
  return without_mark(read_small_file(path, limit));
}

// What another program writes: "-", and what a shell makes of <(…).
bool is_stream(const std::string& path) {
  return path == "-" || path == "/dev/stdin" || path.starts_with("/dev/fd/") ||
         path.starts_with("/proc/self/fd/");
}

std::string read_stream(const std::string& path, const std::string& label, size_t limit) {
  std::ifstream opened;
  if (path != "-") opened.open(path, std::ios::binary);
  std::istream& stream = path == "-" ? std::cin : opened;
  if (!stream) throw Error(ErrorKind::input, say<"{0}: cannot be read.">(label));
  std::string text;
  std::array<char, size_t(1) << 16> block;
  while (stream.read(block.data(), block.size()), stream.gcount() > 0) {
    text.append(block.data(), size_t(stream.gcount()));
    if (text.size() > limit) {
      throw Error(ErrorKind::input,
                  say<"{0}: is larger than the {1} bytes that are read.">(label, limit));
    }
  }
  return without_mark(std::move(text));
}

// What is given elsewhere may be anything in the file. But what it says of pictures is compared
// with the ones that are given.
void erase_overridden(Json& json, const RecipeKeys& overridden) {
  for (const std::string& key : overridden) {
    const RecipeField* field = find_recipe_field(key);
    if (!field || !std::holds_alternative<PictureInput>(field->member)) json.erase(key);
  }
}

RecipeDocument recipe_of_json(std::string_view text, const std::string& label,
                              const RecipeKeys& overridden) {
  Json json = parse_json(text, label);
  if (json.is_object()) {
    erase_overridden(json, overridden);
  }
  return recipe_from_json(json, label);
}

Job job_from_json(Json json, const std::string& where, const RecipeKeys& overridden) {
  if (!json.is_object())
    throw Error(ErrorKind::input, say<"{0}: a job is a JSON object {{…}}.">(where));
  Job job;
  job.where = where;
  const auto output = json.find("output");
  if (output == json.end() || !output->is_string() || output->get<std::string>().empty()) {
    throw Error(ErrorKind::input, say<"{0}: output: expected the path of a picture.">(where));
  }
  job.output = output->get<std::string>();
  json.erase("output");
  erase_overridden(json, overridden);
  job.document = recipe_from_json(json, where);
  return job;
}

std::vector<Job> jobs_of_array(const std::string& text, const std::string& path,
                               const RecipeKeys& overridden) {
  std::vector<Job> jobs;
  for (Json& json : parse_json(text, path, {.bytes = max_jobs_bytes})) {
    jobs.push_back(job_from_json(std::move(json), fmt::format("{}: job {}", path, jobs.size() + 1),
                                 overridden));
  }
  return jobs;
}

// "{" or "{"prompt": "a"," alone, as JSON for people is written.
bool starts_object_of_lines(std::string_view row) {
  row = row.substr(0, row.find_last_not_of(" \t\r") + 1);
  return row.ends_with('{') || row.ends_with(',');
}

std::vector<Job> jobs_of_lines(std::string_view text, const std::string& path,
                               const RecipeKeys& overridden) {
  std::vector<Job> jobs;
  for (size_t line = 1; !text.empty(); ++line) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view row = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (row.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const std::string where = fmt::format("{}:{}", path, line);
    if (starts_object_of_lines(row)) {
      throw Error(ErrorKind::input, say<"{0}: an object does not end on its line; jobs are a JSON "
                                        "array, or one object a line.">(where));
    }
    jobs.push_back(job_from_json(parse_json(row, where), where, overridden));
  }
  return jobs;
}

}  // namespace

RecipeDocument recipe_of_texts(const PictureTexts& texts, const std::string& label,
                               const RecipeKeys& overridden) {
  if (const std::string* own = texts.find("evenlight"); own && !own->empty()) {
    return recipe_of_json(*own, label, overridden);
  }
  if (const ForeignRecipe* program = find_foreign_recipe(texts)) {
    RecipeDocument document = program->read(texts, label, overridden);
    if (document.app.starts_with(own_version)) {
      document.notes.push_back(say<"Evenlight's own recipe in it is lost or damaged; A1111's text "
                                   "beside it is used, which does not hold everything.">());
    }
    return document;
  }
  throw Error(ErrorKind::input,
              say<"{0}: has no recipe inside that is known; Evenlight's pictures have one, and "
                  "those of {1}, unless a program that edited the picture removed it.">(
                  label, names_of_foreign_recipes()));
}

namespace {

// Of the picture's texts, or of what its pixels hide.
RecipeDocument recipe_of_picture(std::string_view bytes, const std::string& label,
                                 const RecipeKeys& overridden) {
  const PictureTexts texts = read_picture_texts(bytes, label);
  if (!texts.has("evenlight") && !find_foreign_recipe(texts)) {
    const PictureTexts hidden = read_stealth_texts(bytes, label);
    if (!hidden.empty()) return recipe_of_texts(hidden, label, overridden);
  }
  return recipe_of_texts(texts, label, overridden);
}

// A file of JSON that is no recipe of ours but another program's, as ComfyUI saves its graphs.
PictureTexts texts_of_json(const std::string& bytes) {
  const std::pair<const char*, bool (*)(const PictureTexts&)> programs[] = {
      {"prompt", is_comfy_recipe},
      {"workflow", is_comfy_recipe},
      {"parameters", is_fooocus_recipe}};
  for (const auto& [key, recognises] : programs) {
    PictureTexts texts;
    texts.add(key, bytes);
    if (recognises(texts)) return texts;
  }
  return {};
}

bool has_texts(std::string_view kind) {
  return kind == "PNG" || kind == "JPEG" || kind == "WebP";
}

RecipeDocument recipe_of_file(const std::string& path, const RecipeKeys& overridden) {
  const std::string bytes = read_text(path, max_file_bytes);
  const std::string_view kind = picture_kind(bytes);
  if (has_texts(kind)) {
    return recipe_of_picture(bytes, path, overridden);
  }
  const size_t first = bytes.find_first_not_of(" \t\r\n");
  if (first != std::string::npos && bytes[first] == '{') {
    const PictureTexts foreign = texts_of_json(bytes);
    return foreign.empty() ? recipe_of_json(bytes, path, overridden)
                           : recipe_of_texts(foreign, path, overridden);
  }
  if (bytes.size() <= max_json_bytes && looks_like_a1111_text(bytes)) {
    return read_a1111_text(bytes, path, overridden);
  }
  if (!kind.empty()) {
    throw Error(
        ErrorKind::input,
        say<"{0}: is a {1} picture; recipes are read from PNG, JPEG and WebP pictures, "
            "JSON and A1111's text. Write the picture's parameters into a text file.">(path, kind));
  }
  throw Error(
      ErrorKind::input,
      say<"{0}: is no recipe: expected JSON, a picture with a recipe inside, or A1111's text.">(
          path));
}

}  // namespace

RecipeDocument read_recipe_file(const std::string& path, const RecipeKeys& overridden) {
  RecipeDocument document = recipe_of_file(path, overridden);
  document.folder = std::filesystem::path(path).parent_path();
  return document;
}

std::vector<Job> read_jobs_file(const std::string& path, const RecipeKeys& overridden) {
  const bool stream = is_stream(path);
  const std::string label = path == "-" ? "standard input" : path;
  const std::string text =
      stream ? read_stream(path, label, max_jobs_bytes) : read_text(path, max_jobs_bytes);
  const size_t first = text.find_first_not_of(" \t\r\n");
  const bool array = first != std::string::npos && text[first] == '[';
  std::vector<Job> jobs =
      array ? jobs_of_array(text, label, overridden) : jobs_of_lines(text, label, overridden);
  if (jobs.empty()) throw Error(ErrorKind::input, say<"{0}: has no jobs.">(label));
  if (!stream) {
    for (Job& job : jobs) job.document.folder = std::filesystem::path(path).parent_path();
  }
  return jobs;
}

}  // namespace evenlight
