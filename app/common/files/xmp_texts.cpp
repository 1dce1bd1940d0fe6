#include "app/common/files/xmp_texts.h"

#include <expat.h>

#include <algorithm>
#include <memory>
#include <string>

#include "engine/base/json.h"

namespace evenlight {
namespace {

// Names come as "NAMESPACE|NAME".
constexpr char separator = '|';

struct Prefix {
  std::string_view space;
  std::string_view prefix;
};
constexpr Prefix prefixes[] = {{"http://purl.org/dc/elements/1.1/", "dc:"},
                               {"http://ns.adobe.com/exif/1.0/", "exif:"},
                               {"http://ns.adobe.com/xap/1.0/", "xmp:"},
                               {"http://ns.adobe.com/tiff/1.0/", "tiff:"},
                               {"http://ns.adobe.com/photoshop/1.0/", "photoshop:"}};
constexpr std::string_view rdf_space = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

// With its usual prefix; empty for a name of another namespace.
std::string usual_name(std::string_view name) {
  const size_t bar = name.find(separator);
  if (bar == std::string_view::npos) return {};
  const auto row = std::ranges::find(prefixes, name.substr(0, bar), &Prefix::space);
  if (row == std::end(prefixes)) return {};
  return std::string(row->prefix) + std::string(name.substr(bar + 1));
}

class Handler {
 public:
  explicit Handler(XML_Parser parser) : parser_(parser) {
    XML_SetUserData(parser, this);
    XML_SetElementHandler(
        parser,
        [](void* self, const char* name, const char** attributes) {
          static_cast<Handler*>(self)->start(name, attributes);
        },
        [](void* self, const char* name) { static_cast<Handler*>(self)->end(name); });
    XML_SetCharacterDataHandler(parser, [](void* self, const char* text, int size) {
      static_cast<Handler*>(self)->add(std::string_view(text, size_t(size)));
    });
    XML_SetEntityDeclHandler(parser, [](void* self, const char*, int, const char*, int, const char*,
                                        const char*, const char*, const char*) {
      XML_StopParser(static_cast<Handler*>(self)->parser_, XML_FALSE);
    });
  }

  std::vector<PictureText> take() { return std::move(texts_); }

 private:
  static constexpr int max_depth = 64;
  static constexpr size_t max_texts = 200;

  void start(std::string_view name, const char** attributes) {
    if (++depth_ > max_depth) XML_StopParser(parser_, XML_FALSE);
    if (property_.empty()) {
      property_ = usual_name(name);
      property_depth_ = depth_;
      text_.clear();
      done_ = false;
    }
    // A property may also be an attribute of its description.
    if (name == std::string(rdf_space) + separator + "Description") {
      for (; attributes[0]; attributes += 2) keep(usual_name(attributes[0]), attributes[1]);
    }
  }

  void end(std::string_view name) {
    const bool item = name == std::string(rdf_space) + separator + "li";
    if (!property_.empty() && (item || depth_ == property_depth_)) {
      // Of an item, what stands inside it; of the property, what stands there if it has no item.
      if (!done_) keep(property_, text_);
      done_ = true;
    }
    if (depth_ == property_depth_) property_.clear();
    --depth_;
  }

  // Blanks between elements are none of an item's text.
  void add(std::string_view text) {
    const bool blank = text.find_first_not_of(" \t\r\n") == std::string_view::npos;
    if (!property_.empty() && !(blank && text_.empty())) text_ += text;
  }

  void keep(std::string key, std::string value) {
    if (!key.empty() && texts_.size() < max_texts) {
      texts_.push_back({std::move(key), std::move(value)});
    }
  }

  XML_Parser parser_;
  int depth_ = 0;
  std::string property_;  // that is open, or empty
  int property_depth_ = 0;
  std::string text_;
  bool done_ = false;  // the property's first text is kept
  std::vector<PictureText> texts_;
};

}  // namespace

std::vector<PictureText> xmp_texts(std::string_view xml) {
  if (xml.empty() || xml.size() > max_json_bytes) return {};
  const std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&XML_ParserFree)> parser(
      XML_ParserCreateNS("UTF-8", separator), XML_ParserFree);
  if (!parser) return {};
  Handler handler(parser.get());
  XML_Parse(parser.get(), xml.data(), int(xml.size()), XML_TRUE);
  return handler.take();
}

}  // namespace evenlight
