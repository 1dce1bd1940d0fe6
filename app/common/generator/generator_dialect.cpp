#include "app/common/generator/generator_dialect.h"

#include <algorithm>

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/quoted.h"

namespace evenlight {
namespace {

using Json = nlohmann::ordered_json;

std::string text_in(const Json& object, const char* key) {
  const auto found = object.is_object() ? object.find(key) : object.end();
  return object.is_object() && found != object.end() && found->is_string()
             ? found->get<std::string>()
             : std::string();
}

const Json* member(const Json& object, const char* key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

[[noreturn]] void refuse_answer(Message what) {
  throw Error(ErrorKind::failed, std::move(what));
}

void keep_text(const Json& from, const char* key, Json& told) {
  if (const std::string text = text_in(from, key); !text.empty()) told[key] = text;
}

// --- Stable Diffusion web UI ---------------------------------------------------------------------

std::string a1111_address(const GeneratorUrl& server) {
  return server.text() + "/sdapi/v1/txt2img";
}

std::string a1111_about_address(const GeneratorUrl& server) {
  return server.text() + "/sdapi/v1/options";
}

Json a1111_request(const Json& settings, const std::string& model, const std::string& prompt,
                   uint64_t seed) {
  Json request = settings;
  request["prompt"] = prompt;
  request["seed"] = seed;
  request["batch_size"] = 1;
  request["n_iter"] = 1;
  request["send_images"] = true;
  request["save_images"] = false;
  if (!model.empty()) request["override_settings"]["sd_model_checkpoint"] = model;
  return request;
}

void a1111_about(const Json& options, std::string& model, std::string& version) {
  model = text_in(options, "sd_model_checkpoint");
  version = text_in(options, "sd_checkpoint_hash");
}

DialectAnswer a1111_read(const Json& answer) {
  DialectAnswer read;
  const Json* images = member(answer, "images");
  if (!images || !images->is_array() || images->empty() || !images->front().is_string()) {
    refuse_answer(say<"it sent no picture">());
  }
  read.base64 = images->front().get<std::string>();
  if (const size_t comma = read.base64.find(','); read.base64.starts_with("data:")) {
    if (comma != std::string::npos) read.base64.erase(0, comma + 1);
  }
  // JSON in a text, as that interface has it.
  const std::string text = text_in(answer, "info");
  if (text.empty()) return read;
  const Json info = parse_json(text, "info", {size_t(1) << 20, 16});
  read.model = text_in(info, "sd_model_name");
  read.version = text_in(info, "sd_model_hash");
  if (const Json* seed = member(info, "seed"); seed && seed->is_number_integer()) {
    read.seed = seed->get<uint64_t>();
  }
  for (const char* key : {"sampler_name", "version", "job_timestamp"}) {
    keep_text(info, key, read.told);
  }
  return read;
}

// --- OpenAI --------------------------------------------------------------------------------------

std::string openai_address(const GeneratorUrl& server) {
  return server.text() + (server.path.ends_with("/v1") ? "" : "/v1") + "/images/generations";
}

// GPT-image always answers with the picture and refuses to be told so.
bool takes_a_format(const std::string& model) {
  return !model.starts_with("gpt-image") && !model.starts_with("chatgpt-image");
}

Json openai_request(const Json& settings, const std::string& model, const std::string& prompt,
                    uint64_t) {
  Json request = settings;
  if (request.contains("width") || request.contains("height")) {
    const int width = request.value("width", request.value("height", 0));
    const int height = request.value("height", width);
    request.erase("width");
    request.erase("height");
    request["size"] = std::to_string(width) + "x" + std::to_string(height);
  }
  request["model"] = model;
  request["prompt"] = prompt;
  request["n"] = 1;
  if (takes_a_format(model) && !request.contains("response_format")) {
    request["response_format"] = "b64_json";
  }
  return request;
}

DialectAnswer openai_read(const Json& answer) {
  DialectAnswer read;
  const Json* data = member(answer, "data");
  if (!data || !data->is_array() || data->empty() || !data->front().is_object()) {
    refuse_answer(say<"it sent no picture">());
  }
  const Json& first = data->front();
  if (const auto why = refusal_in(first)) {
    read.refused = *why;
    return read;
  }
  read.base64 = text_in(first, "b64_json");
  if (read.base64.empty()) read.url = text_in(first, "url");
  if (read.base64.empty() && read.url.empty()) refuse_answer(say<"it sent no picture">());
  read.model = text_in(answer, "model");
  keep_text(first, "revised_prompt", read.told);
  for (const char* key : {"size", "quality", "background", "output_format", "system_fingerprint"}) {
    keep_text(answer, key, read.told);
  }
  if (const Json* created = member(answer, "created"); created && created->is_number_integer()) {
    read.told["created"] = *created;
  }
  return read;
}

// -------------------------------------------------------------------------------------------------

// Codes of content filters: OpenAI's, Azure's, Stability's and those of servers that follow them.
constexpr const char* refusal_codes[] = {"content_policy_violation",
                                         "content_policy",
                                         "moderation_blocked",
                                         "content_filter",
                                         "contentfilter",
                                         "content_filtered",
                                         "content_moderation",
                                         "responsibleaipolicyviolation",
                                         "safety_violation",
                                         "safety",
                                         "nsfw",
                                         "nsfw_content_detected",
                                         "image_generation_user_error"};

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
  return text;
}

}  // namespace

std::optional<std::string> refusal_in(const Json& answer) {
  const Json* error = member(answer, "error");
  const Json& from = error && error->is_object() ? *error : answer;
  const Json* inner = member(from, "innererror");
  if (!inner) inner = member(from, "inner_error");
  for (const Json* place : {&from, inner}) {
    if (!place) continue;
    for (const char* key : {"code", "type", "finish_reason", "finishReason"}) {
      const std::string code = text_in(*place, key);
      if (std::ranges::find(refusal_codes, lower(code)) != std::end(refusal_codes)) return code;
    }
  }
  return std::nullopt;
}

std::string complaint_in(const Json& answer) {
  const Json* error = member(answer, "error");
  std::string text = error && error->is_object() ? text_in(*error, "message") : "";
  for (const char* key : {"error", "message", "detail", "errors"}) {
    if (text.empty()) text = text_in(answer, key);
  }
  constexpr size_t most = 200;
  std::string told;
  for (size_t at = 0; at < text.size() && told.size() < most; at += 40) {
    told += shown(std::string_view(text).substr(at, 40));
  }
  return told;
}

const std::vector<Dialect>& dialects() {
  static const std::vector<Dialect> rows = {
      {"a1111",
       true,
       false,
       {{"negative", "negative_prompt"},
        {"steps", "steps"},
        {"cfg", "cfg_scale"},
        {"width", "width"},
        {"height", "height"}},
       {"prompt", "seed", "batch_size", "n_iter", "send_images", "save_images"},
       a1111_address,
       a1111_request,
       a1111_read,
       a1111_about_address,
       a1111_about},
      {"openai",
       false,
       true,
       {{"width", "width"}, {"height", "height"}},
       {"prompt", "model", "n", "stream"},
       openai_address,
       openai_request,
       openai_read,
       nullptr,
       nullptr}};
  return rows;
}

const Dialect& find_dialect(const std::string& id) {
  std::vector<std::string> names;
  for (const Dialect& row : dialects()) {
    if (id == row.id) return row;
    names.emplace_back(row.id);
  }
  throw Error(ErrorKind::usage,
              say<"\"{0}\" is no interface that this program speaks; there are {1}.">(
                  shown(id), as_list(names)));
}

}  // namespace evenlight
