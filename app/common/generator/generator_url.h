// Where a server that makes pictures is asked.
#pragma once

#include <string>

namespace evenlight {

struct GeneratorUrl {
  std::string scheme;  // http, https
  std::string host;    // a name or an address, without brackets
  int port = 0;        // never 0 once parsed
  std::string path;    // "" or "/v1": before the interface's own; no '/' at its end

  std::string text() const;                             // nothing in it is secret
  bool is_loopback() const;                             // localhost, 127.0.0.0/8, ::1
  bool has_origin_of(const GeneratorUrl& other) const;  // the same scheme, host and port
};

// Throws Error(usage): no address, another scheme than http and https, a user or password in it (a
// token belongs into the environment), a query or fragment.
GeneratorUrl parse_generator_url(const std::string& text);

// An address that a server's answer names, path and query with it; throws like the above, but a
// query is accepted. `where` keeps the whole.
struct PictureUrl {
  GeneratorUrl origin;
  std::string where;
};
PictureUrl parse_picture_url(const std::string& text);

}  // namespace evenlight
