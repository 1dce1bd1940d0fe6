#include <fmt/format.h>
#include <sys/stat.h>

#include "app/cli/audit_setup.h"
#include "app/cli/command_words.h"
#include "app/cli/flags.h"
#include "app/cli/key_password.h"
#include "app/common/audit/bundle.h"
#include "app/common/files/atomic_file.h"

namespace evenlight::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

void write_text(const fs::path& path, const std::string& text) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  write_file_atomically(path, {bytes, text.size()}, Overwrite::refuse);
}

class AuditKeygen : public Command {
 public:
  void declare(CLI::App& app) override {
    text_flag(app, "--output", output_,
              "name of the two files: NAME.key, which you keep, and NAME.pub, which you give away",
              "NAME");
    app.add_flag("--no-password", no_password_,
                 "the key is not hidden by a password (default: by EVENLIGHT_KEY_PASSWORD, or what "
                 "is typed)");
  }

  int run(Console& console) override {
    if (output_.empty()) {
      throw Error(ErrorKind::usage, "audit keygen: name the key with --output NAME.");
    }
    const fs::path secret = output_ + ".key", open = output_ + ".pub";
    for (const fs::path& file : {secret, open}) {
      if (fs::exists(file)) {
        throw Error(ErrorKind::usage,
                    fmt::format("{} exists; a key is never overwritten.", file.string()));
      }
    }
    const std::string password =
        no_password_ ? "" : key_password("Password of the new key (empty: none): ");
    const SecretKey key = make_key();
    const mode_t before = umask(077);  // nobody else may ever read it
    try {
      write_text(secret, key.text(password));
    } catch (...) {
      umask(before);
      throw;
    }
    umask(before);
    const PublicKey public_key = key.public_key();
    write_text(open, public_key.text());
    if (common.json) {
      print_json(console, {{"secret_key", secret.string()},
                           {"public_key", open.string()},
                           {"key", public_key.name()}});
      return 0;
    }
    console.out << fmt::format(
        "{}\n{}\nKey {}; `evenlight audit report DIR --bundle FOLDER --sign "
        "{}` signs with it.\n",
        secret.string(), open.string(), public_key.name(), secret.string());
    return 0;
  }

 private:
  std::string output_;
  bool no_password_ = false;
};

const char* name_of(SignatureState state) {
  switch (state) {
    case SignatureState::none:
      return "none";
    case SignatureState::unchecked:
      return "unchecked";
    case SignatureState::good:
      return "good";
    case SignatureState::bad:
      return "bad";
  }
  return "";
}

class AuditVerify : public Command {
 public:
  void declare(CLI::App& app) override {
    app.add_option("bundle", bundle_, "the folder of a bundle")->type_name("BUNDLE");
    text_flag(app, "--key", key_, "the public key of who signed: a file or its line",
              "FILE.pub|KEY");
  }

  int run(Console& console) override {
    if (bundle_.empty())
      throw Error(ErrorKind::usage, "audit verify: name the folder of a bundle.");
    std::optional<PublicKey> key;
    if (!key_.empty()) key = read_public_key(key_);
    const BundleCheck check = check_bundle(bundle_, key);
    common.json ? print_json(console, json_of(check)) : print(console, check);
    if (check.is_as_it_was()) return 0;
    throw Error(ErrorKind::check, fmt::format("{}: is not as it was signed.", bundle_));
  }

 private:
  Json json_of(const BundleCheck& check) const {
    Json json = {{"bundle", bundle_},
                 {"as_it_was", check.is_as_it_was()},
                 {"files", check.files},
                 {"changed", check.changed},
                 {"missing", check.missing},
                 {"added", check.added},
                 {"signature", name_of(check.signature)}};
    if (!check.signed_by.empty()) json["key"] = check.signed_by;
    if (check.why_bad) json["why"] = in_command_words(*check.why_bad);
    return json;
  }

  static void print(Console& console, const BundleCheck& check) {
    struct Found {
      const char* what;
      const std::vector<std::string>& names;
    };
    for (const Found& found : {Found{"changed", check.changed}, Found{"missing", check.missing},
                               Found{"not in the manifest", check.added}}) {
      for (const std::string& name : found.names) {
        console.out << fmt::format("{}: {}\n", found.what, name);
      }
    }
    const size_t right = check.files.size() - check.changed.size() - check.missing.size();
    console.out << fmt::format("{} of {} files are as the manifest says.\n", right,
                               check.files.size());
    switch (check.signature) {
      case SignatureState::none:
        console.out << "The manifest is not signed: whoever changed a file could have changed it "
                       "too.\n";
        break;
      case SignatureState::unchecked:
        console.out << "The manifest is signed; --key FILE.pub says whether by whom you think.\n";
        break;
      case SignatureState::good:
        console.out << fmt::format("The manifest is signed by the key {}.\n", check.signed_by);
        break;
      case SignatureState::bad:
        console.out << in_command_words(*check.why_bad) << "\n";
        break;
    }
  }

  std::string bundle_, key_;
};

}  // namespace

std::unique_ptr<Command> make_audit_keygen() {
  return std::make_unique<AuditKeygen>();
}
std::unique_ptr<Command> make_audit_verify() {
  return std::make_unique<AuditVerify>();
}

}  // namespace evenlight::cli
