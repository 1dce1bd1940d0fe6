// Addresses of servers, and how long one waits for them.
#include <gtest/gtest.h>

#include "app/common/generator/generator_url.h"
#include "app/common/generator/request_pace.h"
#include "engine/base/error.h"

namespace evenlight {
namespace {

using std::chrono::milliseconds;

std::string complaint(const std::string& text) {
  try {
    parse_generator_url(text);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    return error.what();
  }
  return "";
}

TEST(GeneratorUrl, IsReadAndWrittenTheSameWay) {
  for (const char* text : {"http://127.0.0.1:7860", "https://api.openai.com/v1",
                           "http://[::1]:8080", "https://pictures.example:8443/a/b"}) {
    EXPECT_EQ(parse_generator_url(text).text(), text);
  }
  EXPECT_EQ(parse_generator_url("http://host:80/").text(), "http://host");
  EXPECT_EQ(parse_generator_url("https://HOST:443/v1///").text(), "https://host/v1");
}

TEST(GeneratorUrl, KnowsThisMachine) {
  for (const char* text :
       {"http://127.0.0.1", "http://127.9.9.9:1", "http://localhost:7860", "http://[::1]"}) {
    EXPECT_TRUE(parse_generator_url(text).is_loopback()) << text;
  }
  for (const char* text :
       {"http://127.example.org", "http://10.0.0.1", "http://localhost.example"}) {
    EXPECT_FALSE(parse_generator_url(text).is_loopback()) << text;
  }
}

TEST(GeneratorUrl, WhatIsNoneIsRefusedInASentence) {
  EXPECT_NE(complaint("file:///etc/passwd").find("by http or https"), std::string::npos);
  EXPECT_NE(complaint("ftp://host").find("by http or https"), std::string::npos);
  EXPECT_NE(complaint("http://user:secret@host").find("EVENLIGHT_GENERATOR_TOKEN"),
            std::string::npos);
  EXPECT_EQ(complaint("http://user:secret@host").find("secret"), std::string::npos);
  EXPECT_NE(complaint("https://host/v1?key=1").find("leave out"), std::string::npos);
  for (const char* text : {"", "host", "http://", "http://a b", "http://host:99999", "http:// "}) {
    EXPECT_NE(complaint(text), "") << text;
  }
}

TEST(RetryAfter, IsSecondsOrADate) {
  EXPECT_EQ(retry_after("3"), milliseconds(3000));
  EXPECT_EQ(retry_after("0.5"), milliseconds(500));
  EXPECT_EQ(retry_after("Wed, 21 Oct 2015 07:28:00 GMT"), milliseconds(0));
  EXPECT_GT(retry_after("Wed, 21 Oct 2099 07:28:00 GMT"), milliseconds(1'000'000));
  EXPECT_GT(retry_after("1e300"), milliseconds(1'000'000));
  for (const char* text : {"", "-1", "soon", "nan"}) EXPECT_FALSE(retry_after(text)) << text;
}

TEST(RequestPace, NeverAsksFasterThanItMay) {
  milliseconds slept{0};
  RequestPace pace(60, [&](milliseconds time) { slept += time; });
  pace.wait();
  EXPECT_EQ(slept, milliseconds(0));
  pace.wait();
  EXPECT_GT(slept, milliseconds(900));
  EXPECT_LE(slept, milliseconds(1001));
}

}  // namespace
}  // namespace evenlight
