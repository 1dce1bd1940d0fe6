// A server of the test's own speaks both interfaces, and every fault that one can have.
#include <gtest/gtest.h>

#include <numeric>

#include "app/common/generator/generator_client.h"
#include "engine/base/base64.h"
#include "engine/base/error.h"
#include "tests/support/loopback_server.h"

namespace evenlight {
namespace {

using Json = nlohmann::ordered_json;
using std::chrono::milliseconds;

std::string encoded(const std::string& bytes) {
  return base64({reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});
}

std::string a1111_answer(uint64_t seed, const std::string& picture = "a picture") {
  const Json info = {{"seed", seed}, {"sd_model_name", "tiny"}, {"sd_model_hash", "0123456789"}};
  return Json{{"images", {encoded(picture)}}, {"parameters", Json::object()}, {"info", info.dump()}}
      .dump();
}

std::string error_answer(const char* code, const char* message) {
  return Json{{"error", {{"code", code}, {"message", message}}}}.dump();
}

class GeneratorTest : public testing::Test {
 protected:
  GeneratorClient client(const LoopbackServer& server, const char* api, std::string token = "") {
    GeneratorManners manners;
    manners.limits.body = 1 << 20;
    manners.limits.seconds = 2;
    manners.sleep = [this](milliseconds time) { slept_.push_back(time); };
    return {{parse_generator_url(server.url()), &find_dialect(api), "painter", std::move(token)},
            manners,
            {}};
  }
  // What a server that answers so is told off with.
  std::string complaint(const ServerReply& reply, const char* api = "a1111", uint64_t seed = 7) {
    const LoopbackServer server([&](const AskedOfServer&) { return reply; });
    try {
      client(server, api, "s3cret-token").make(Json::object(), "a dog", seed);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::failed);
      EXPECT_EQ(std::string(error.what()).find("s3cret"), std::string::npos) << error.what();
      EXPECT_EQ(std::string(error.what()).find(server.url()), 0U) << error.what();
      requests_ = server.asked().size();
      return error.what();
    }
    ADD_FAILURE() << "nothing was wrong";
    return "";
  }
  std::vector<milliseconds> slept_;
  size_t requests_ = 0;
};

bool has(const std::string& text, const char* part) {
  return text.find(part) != std::string::npos;
}

TEST_F(GeneratorTest, TheWebUisInterfaceGivesAPictureByItsSeed) {
  const LoopbackServer server(
      [](const AskedOfServer&) { return reply_with(200, a1111_answer(7, "bytes\xFF")); });
  const GeneratedPicture made =
      client(server, "a1111").make({{"steps", 4}, {"width", 64}}, "a dog", 7);
  EXPECT_EQ(made.bytes, "bytes\xFF");
  EXPECT_EQ(made.model, "tiny");
  EXPECT_EQ(made.version, "0123456789");
  ASSERT_EQ(server.asked().size(), 1U);
  const AskedOfServer asked = server.asked().front();
  EXPECT_EQ(asked.method + " " + asked.path, "POST /sdapi/v1/txt2img");
  const Json sent = Json::parse(asked.body);
  EXPECT_EQ(sent.at("prompt"), "a dog");
  EXPECT_EQ(sent.at("seed"), 7);
  EXPECT_EQ(sent.at("steps"), 4);
  EXPECT_EQ(sent.at("override_settings").at("sd_model_checkpoint"), "painter");
  EXPECT_FALSE(asked.headers.contains("authorization"));
  EXPECT_FALSE(made.request.contains("prompt"));
  EXPECT_EQ(made.request.at("width"), 64);
}

TEST_F(GeneratorTest, OpenAisInterfaceGivesAPictureInTheAnswerOrByAnAddress) {
  std::string place;
  const LoopbackServer server([&](const AskedOfServer& asked) {
    if (asked.path == "/picture.png?sig=1") return reply_with(200, "by address", "", "image/png");
    const bool by_url = Json::parse(asked.body).value("response_format", "") == "url";
    const Json data = by_url
                          ? Json{{"url", place}}
                          : Json{{"b64_json", encoded("in it")}, {"revised_prompt", "a big dog"}};
    return reply_with(200, Json{{"created", 5}, {"data", {data}}}.dump());
  });
  place = server.url() + "/picture.png?sig=1";
  GeneratorClient asks = client(server, "openai", "abc");
  const GeneratedPicture made = asks.make({{"width", 64}, {"height", 32}}, "a dog", 7);
  EXPECT_EQ(made.bytes, "in it");
  EXPECT_EQ(made.told.at("revised_prompt"), "a big dog");
  EXPECT_EQ(made.told.at("created"), 5);
  const AskedOfServer asked = server.asked().front();
  EXPECT_EQ(asked.path, "/v1/images/generations");
  EXPECT_EQ(asked.headers.at("authorization"), "Bearer abc");
  const Json sent = Json::parse(asked.body);
  EXPECT_EQ(sent.at("size"), "64x32");
  EXPECT_EQ(sent.at("model"), "painter");
  EXPECT_EQ(sent.at("response_format"), "b64_json");
  EXPECT_FALSE(sent.contains("seed"));
  EXPECT_EQ(asks.make({{"response_format", "url"}}, "a dog", 8).bytes, "by address");
}

TEST_F(GeneratorTest, APasswordIsSentAsOne) {
  const LoopbackServer server(
      [](const AskedOfServer&) { return reply_with(200, a1111_answer(7)); });
  client(server, "a1111", "me:word").make(Json::object(), "a dog", 7);
  EXPECT_EQ(server.asked().front().headers.at("authorization"), "Basic bWU6d29yZA==");
}

TEST_F(GeneratorTest, ARefusalIsNoFault) {
  for (const char* code : {"content_policy_violation", "moderation_blocked", "contentFilter"}) {
    const LoopbackServer server(
        [&](const AskedOfServer&) { return reply_with(400, error_answer(code, "not allowed")); });
    const GeneratedPicture made = client(server, "openai").make(Json::object(), "a dog", 7);
    EXPECT_EQ(made.refused, code);
    EXPECT_EQ(made.told.at("message"), "not allowed");
    EXPECT_TRUE(made.bytes.empty());
    EXPECT_EQ(server.asked().size(), 1U);
  }
  EXPECT_TRUE(
      has(complaint(reply_with(400, error_answer("invalid_size", "no such size")), "openai"),
          "400: no such size"));
}

TEST_F(GeneratorTest, WhatPassesIsTriedAgainAndWhatTheServerAsksForIsWaited) {
  int answers = 0;
  const LoopbackServer server([&](const AskedOfServer&) {
    ++answers;
    if (answers == 1) return reply_with(503, "{}");
    if (answers == 2) return reply_with(429, "{}", "Retry-After: 9\r\n");
    if (answers == 3) return ServerReply{"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"};
    return reply_with(200, a1111_answer(7));
  });
  EXPECT_EQ(client(server, "a1111").make(Json::object(), "a dog", 7).bytes, "a picture");
  EXPECT_EQ(slept_, (std::vector{milliseconds(1000), milliseconds(9000), milliseconds(4000)}));
}

TEST_F(GeneratorTest, PatienceEnds) {
  EXPECT_TRUE(
      has(complaint(reply_with(500, R"({"detail":"out of memory"})")), "500: out of memory"));
  EXPECT_EQ(requests_, 6U);
  EXPECT_EQ(std::accumulate(slept_.begin(), slept_.end(), milliseconds(0)), milliseconds(31000));
  EXPECT_TRUE(
      has(complaint(reply_with(429, "{}", "Retry-After: 86400\r\n")), "wait 86400 seconds"));
  EXPECT_EQ(requests_, 1U);
  complaint(reply_with(429, error_answer("insufficient_quota", "pay first")));
  EXPECT_EQ(requests_, 1U);
  GeneratorManners manners;
  manners.sleep = [](milliseconds) {};
  GeneratorClient nobody(
      {parse_generator_url("http://127.0.0.1:1"), &find_dialect("a1111"), "", ""}, manners, {});
  EXPECT_THROW(nobody.make(Json::object(), "a dog", 7), Error);
}

TEST_F(GeneratorTest, AHostileServerGetsASentence) {
  const std::string head = "HTTP/1.1 200 OK\r\n";
  const std::string elsewhere = "Location: http://evil.example/\r\n";
  const std::string other_host = Json{{"data", {{{"url", "http://evil.example/a.png"}}}}}.dump();
  struct Case {
    ServerReply reply;
    const char* told;
    const char* api = "a1111";
  };
  const Case cases[] = {
      {{head + "Content-Length: 99999999999\r\n\r\n", [] { return std::string(65536, 'x'); }},
       "larger than 1 MiB"},
      {{head + "Transfer-Encoding: chunked\r\n\r\n",
        [] { return "4000\r\n" + std::string(0x4000, 'x') + "\r\n"; }},
       "larger than 1 MiB"},
      {{head, [] { return "X-" + std::string(1000, 'a') + ": b\r\n"; }}, "64 KiB of headers"},
      {reply_with(302, "", elsewhere), "sends on to http://evil.example/"},
      {reply_with(401, "{}"), "EVENLIGHT_GENERATOR_TOKEN"},
      {reply_with(404, "{}"), "no interface \"a1111\""},
      {reply_with(400, R"({"detail":"your s3cret-token is bad"})"), "your … is bad"},
      {reply_with(200, "<html>"), "no JSON object"},
      {reply_with(200, "[1]"), "no JSON object"},
      {reply_with(200, std::string(5000, '[')), "no JSON object"},
      {reply_with(200, "{}"), "no picture"},
      {reply_with(200, R"({"images":[]})"), "no picture"},
      {reply_with(200, R"({"images":[7]})"), "no picture"},
      {reply_with(200, R"({"images":["%%%%"]})"), "no base64"},
      {reply_with(200, R"({"images":["AAAA"],"info":"{"})"), "info"},
      {reply_with(200, a1111_answer(8)), "seed 8 where 7"},
      {reply_with(200, "{}"), "no picture", "openai"},
      {reply_with(200, R"({"data":[{}]})"), "no picture", "openai"},
      {reply_with(200, other_host), "another host, evil.example", "openai"},
      {reply_with(200, R"({"data":[{"url":"file:///etc/passwd"}]})"), "no address", "openai"}};
  for (const Case& each : cases) {
    const std::string told = complaint(each.reply, each.api);
    EXPECT_TRUE(has(told, each.told)) << each.told << "\n" << told;
    EXPECT_LT(told.size(), 400U) << told;
  }
}

TEST_F(GeneratorTest, ATrickleEndsWithTheTimeThatAnAnswerMayTake) {
  const ServerReply trickle = {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", [] {
                                 std::this_thread::sleep_for(milliseconds(50));
                                 return std::string("1\r\nx\r\n");
                               }};
  const LoopbackServer server([&](const AskedOfServer&) { return trickle; });
  GeneratorManners manners;
  manners.limits.seconds = 1;
  manners.patience.tries = 1;
  GeneratorClient client({parse_generator_url(server.url()), &find_dialect("a1111"), "", ""},
                         manners, {});
  try {
    client.make(Json::object(), "a dog", 7);
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_TRUE(has(error.what(), "within 1 s")) << error.what();
  }
}

TEST_F(GeneratorTest, WhoeverStopsIsHeardWhileOneWaits) {
  const LoopbackServer server([](const AskedOfServer&) {
    std::this_thread::sleep_for(milliseconds(1500));
    return reply_with(200, a1111_answer(7));
  });
  const auto stop = [] { throw Error(ErrorKind::interrupted, std::string("stopped")); };
  GeneratorClient client({parse_generator_url(server.url()), &find_dialect("a1111"), "", ""}, {},
                         stop);
  try {
    client.make(Json::object(), "a dog", 7);
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::interrupted);
  }
}

TEST_F(GeneratorTest, ATokenIsNotSentInTheClear) {
  const auto complaint_about = [](const char* url, const char* token) {
    try {
      GeneratorClient client({parse_generator_url(url), &find_dialect("a1111"), "", token}, {}, {});
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::usage);
      return std::string(error.what());
    }
    return std::string();
  };
  EXPECT_TRUE(has(complaint_about("http://pictures.example", "abc"), "readable on its way"));
  EXPECT_EQ(complaint_about("https://pictures.example", "abc"), "");
  EXPECT_EQ(complaint_about("http://pictures.example", ""), "");
  EXPECT_EQ(complaint_about("http://127.0.0.1", "abc"), "");
  EXPECT_TRUE(has(complaint_about("https://pictures.example", "a\r\nX: b"), "blanks or signs"));
}

TEST_F(GeneratorTest, TheServerIsAskedForItsModel) {
  const LoopbackServer server([](const AskedOfServer& asked) {
    EXPECT_EQ(asked.method + " " + asked.path, "GET /sdapi/v1/options");
    return reply_with(200,
                      R"({"sd_model_checkpoint":"tiny.safetensors","sd_checkpoint_hash":"0f"})");
  });
  std::string model, version;
  client(server, "a1111").ask_model(model, version);
  EXPECT_EQ(model + " " + version, "tiny.safetensors 0f");
}

}  // namespace
}  // namespace evenlight
