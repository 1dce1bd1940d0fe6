#include "app/common/generator/generator_url.h"

#include <curl/curl.h>

#include <memory>

#include "engine/base/error.h"
#include "engine/base/quoted.h"

namespace evenlight {
namespace {

struct CloseUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Url = std::unique_ptr<CURLU, CloseUrl>;

std::string part_of(const Url& url, CURLUPart part, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url.get(), part, &text, flags) != CURLUE_OK) return "";
  std::string value = text;
  curl_free(text);
  return value;
}

Url read_url(const std::string& text) {
  Url url(curl_url());
  if (text.size() > 8192 || !url ||
      curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) {
    throw Error(ErrorKind::usage,
                say<"\"{0}\" is no address of a server; write it like http://127.0.0.1:7860.">(
                    shown(text)));
  }
  if (const std::string scheme = part_of(url, CURLUPART_SCHEME);
      scheme != "http" && scheme != "https") {
    throw Error(ErrorKind::usage, say<"\"{0}\": a server is asked by http or https, not by {1}.">(
                                      shown(text), shown(scheme)));
  }
  const bool has_secret =
      !part_of(url, CURLUPART_USER).empty() || !part_of(url, CURLUPART_PASSWORD).empty();
  if (has_secret) {
    throw Error(ErrorKind::usage,
                say<"An address with a user or password in it would be stored with the audit; put "
                    "them into the environment variable EVENLIGHT_GENERATOR_TOKEN.">());
  }
  return url;
}

GeneratorUrl parts_of(const Url& url) {
  GeneratorUrl parts;
  parts.scheme = part_of(url, CURLUPART_SCHEME);
  parts.host = part_of(url, CURLUPART_HOST);
  for (char& c : parts.host) {
    if (c >= 'A' && c <= 'Z') c = char(c - 'A' + 'a');  // one host, however it is written
  }
  if (parts.host.starts_with('[') && parts.host.ends_with(']')) {
    parts.host = parts.host.substr(1, parts.host.size() - 2);
  }
  parts.port = std::stoi("0" + part_of(url, CURLUPART_PORT, CURLU_DEFAULT_PORT));
  parts.path = part_of(url, CURLUPART_PATH);
  while (parts.path.ends_with('/')) parts.path.pop_back();
  return parts;
}

}  // namespace

std::string GeneratorUrl::text() const {
  const bool is_usual = port == (scheme == "https" ? 443 : 80);
  const std::string name = host.find(':') == std::string::npos ? host : "[" + host + "]";
  return scheme + "://" + name + (is_usual ? "" : ":" + std::to_string(port)) + path;
}

bool GeneratorUrl::is_loopback() const {
  const bool is_address = host.find_first_not_of("0123456789.") == std::string::npos;
  return host == "localhost" || host == "::1" || (is_address && host.starts_with("127."));
}

bool GeneratorUrl::has_origin_of(const GeneratorUrl& other) const {
  return scheme == other.scheme && host == other.host && port == other.port;
}

GeneratorUrl parse_generator_url(const std::string& text) {
  const Url url = read_url(text);
  if (!part_of(url, CURLUPART_QUERY).empty() || !part_of(url, CURLUPART_FRAGMENT).empty()) {
    throw Error(ErrorKind::usage,
                say<"\"{0}\": leave out what begins with ? or #; the interface's own path is put "
                    "behind the address.">(shown(text)));
  }
  return parts_of(url);
}

PictureUrl parse_picture_url(const std::string& text) {
  const Url url = read_url(text);
  return {parts_of(url), part_of(url, CURLUPART_URL)};
}

}  // namespace evenlight
