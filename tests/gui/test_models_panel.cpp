// The models panel in the real window: every file is hostile, and each gets a sentence.
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <fstream>
#include <nlohmann/json.hpp>

#include "app/common/library/assets.h"
#include "app/common/library/models.h"
#include "app/common/recipe/recipe_file.h"
#include "app/gui/models/models_panel.h"
#include "app/gui/widgets/dialogs.h"
#include "app/gui/widgets/text.h"
#include "tests/gui/studio_fixture.h"

namespace evenlight::studio {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& file, const std::string& bytes) {
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << bytes;
}

// A sound safetensors file with one tensor of that name.
std::string safetensors(const std::string& tensor) {
  const nlohmann::json entry = {{"dtype", "F32"}, {"shape", {1}}, {"data_offsets", {0, 4}}};
  std::string header = nlohmann::json{{tensor, entry}}.dump();
  header.resize((header.size() + 7) / 8 * 8, ' ');
  const uint64_t size = header.size();
  return std::string(reinterpret_cast<const char*>(&size), 8) + header + std::string(4, '\0');
}

}  // namespace

class TestModelsPanel : public QObject, public StudioFixture {
  Q_OBJECT
 private slots:
  void init() {
    make_folder();
    start();
  }
  void cleanup() { end(); }
  void theBuiltInModelIsThere();
  void tellsWhyFilesCannotBeUsed();
  void usesAnotherModel();
  void theBuiltInModelKeepsItsName();
  void aRecipeOfAnotherModelOfThatNameIsTold();
  void hashes();
  void forgetsAndRemembersPlaces();
  void takesDroppedModels();

 private:
  QAbstractItemModel& models() { return *get<QListView>("models")->model(); }
  QString verdict() { return get<QLabel>("model_verdict")->text(); }
  int row_of(const QString& name) {
    for (int row = 0; row < models().rowCount(); ++row) {
      if (models().index(row, 0).data().toString().startsWith(name)) return row;
    }
    return -1;
  }
  void select(const QString& name) {
    get<QListView>("models")->setCurrentIndex(models().index(row_of(name), 0));
  }
  void add_folder(const QString& path) {
    dialogs::answer_next(path);
    click("model_add_folder");
  }
  // The built-in model under another name: a folder of links.
  QString other_model() {
    const fs::path folder = root() / "own models" / "second";
    fs::create_directories(folder.parent_path());
    fs::copy(list_models().front().path, folder, fs::copy_options::recursive);
    return path_text(folder.parent_path());
  }
};

void TestModelsPanel::theBuiltInModelIsThere() {
  trigger("action_go_models_dock");
  QVERIFY(row_of("built-in") == 0);
  QTRY_VERIFY(verdict().contains("is in use"));
  const auto facts = window().findChildren<QLabel*>("model_fact");
  QVERIFY(facts.size() >= 5);
  write_picture("models");
}

void TestModelsPanel::tellsWhyFilesCannotBeUsed() {
  trigger("action_go_models_dock");
  const fs::path folder = root() / "downloads";
  write(folder / "page.safetensors", "<!DOCTYPE html><html><body>404</body></html>");
  write(folder / "old.ckpt", "PK\x03\x04 a zip of pickles");
  write(folder / "quantised.gguf", "GGUF\x03");
  write(folder / "empty.safetensors", "");
  write(folder / "deep" / "style.safetensors", safetensors("lora_unet_down.alpha"));
  write(folder / "notes.txt", "not a model at all");
  add_folder(path_text(folder));
  QTRY_COMPARE(models().rowCount(), 6);
  const std::pair<const char*, const char*> expected[] = {{"page", "web page"},
                                                          {"old", "ckpt"},
                                                          {"quantised", "GGUF"},
                                                          {"empty", "empty"},
                                                          {"style", "LoRA"}};
  for (const auto& [name, word] : expected) {
    select(name);
    QVERIFY2(verdict().contains("can't be used") && verdict().contains(word, Qt::CaseInsensitive),
             qPrintable(verdict()));
    QVERIFY(!get<QAbstractButton>("model_use")->isEnabled());
    QVERIFY(get<QComboBox>("model_box")->findText(name) < 0);
  }
  write_picture("model_refused");
  // Nothing usable lies in an empty folder, and that is said.
  fs::create_directories(root() / "nothing");
  add_folder(file("nothing"));
  QTRY_VERIFY2(message().contains("nothing"), qPrintable(message()));
}

void TestModelsPanel::usesAnotherModel() {
  trigger("action_go_models_dock");
  add_folder(other_model());
  QTRY_VERIFY(row_of("second") > 0);
  QTRY_VERIFY(verdict().contains("second can be used"));
  QSignalSpy ready(&window(), &MainWindow::model_ready);
  click("model_use");
  QTRY_VERIFY_WITH_TIMEOUT(ready.count() == 1, long_wait);
  QCOMPARE(get<QComboBox>("model_box")->currentText(), QString("second"));
  QVERIFY(verdict().contains("is in use"));
  // It is opened again at the next start.
  close();
  start();
  QCOMPARE(get<QComboBox>("model_box")->currentText(), QString("second"));
}

// The second start opens the model by its path.
void TestModelsPanel::theBuiltInModelKeepsItsName() {
  quick("a judge");
  generate();
  const std::string first = read_recipe_file(picture(0).string()).model_name;
  close();
  start();
  quick("a nurse");
  generate();
  QCOMPARE(read_recipe_file(picture(0).string()).model_name, first);
  QCOMPARE(first, std::string("built-in"));
}

void TestModelsPanel::aRecipeOfAnotherModelOfThatNameIsTold() {
  trigger("action_go_models_dock");
  add_folder(other_model());
  QTRY_VERIFY(row_of("second") > 0);
  QTRY_VERIFY(verdict().contains("second can be used"));
  const nlohmann::json recipe = {{"prompt", "a judge"},
                                 {"seed", 7},
                                 {"model", {{"name", "second"}, {"sha256", std::string(64, '0')}}}};
  write(root() / "recipe.json", recipe.dump());
  // Its hash is not known yet: it is read while the person looks on.
  drop(file("recipe.json"));
  QTRY_VERIFY_WITH_TIMEOUT(message().contains("its hash differs"), long_wait);
  QCOMPARE(get<QComboBox>("model_box")->currentText(), QString("second"));
  // From then on it is known, and the model in use stays.
  get<QComboBox>("model_box")->setCurrentIndex(0);
  emit get<QComboBox>("model_box")->activated(0);
  QCOMPARE(get<QComboBox>("model_box")->currentText(), QString("built-in"));
  drop(file("recipe.json"));
  QVERIFY2(message().contains("the one in use stays"), qPrintable(message()));
  QCOMPARE(get<QComboBox>("model_box")->currentText(), QString("built-in"));
}

void TestModelsPanel::hashes() {
  trigger("action_go_models_dock");
  QTRY_VERIFY(verdict().contains("is in use"));
  click("model_hash");
  auto* hash = get<QLineEdit>("model_sha256");
  QTRY_COMPARE_WITH_TIMEOUT(hash->text().size(), 64, long_wait);
  QVERIFY(hash->isReadOnly() && hash->isVisible());
}

void TestModelsPanel::forgetsAndRemembersPlaces() {
  trigger("action_go_models_dock");
  add_folder(other_model());
  QTRY_VERIFY(row_of("second") > 0);
  close();
  start();
  QTRY_VERIFY(row_of("second") > 0);
  trigger("action_go_models_dock");
  select("second");
  QTest::keyClick(get<QListView>("models"), Qt::Key_Delete);
  QTRY_VERIFY(row_of("second") < 0);
  QVERIFY(fs::exists(root() / "own models" / "second"));
  // What comes with the program stays.
  select("built-in");
  QVERIFY(!get<QAbstractButton>("model_forget")->isEnabled());
}

void TestModelsPanel::takesDroppedModels() {
  const fs::path file = root() / "style.safetensors";
  write(file, safetensors("lora_unet_down.alpha"));
  drop(path_text(file));
  QTRY_VERIFY(get<QWidget>("models_panel")->isVisible());
  QTRY_VERIFY2(verdict().contains("LoRA"), qPrintable(verdict()));
}

}  // namespace evenlight::studio

EVENLIGHT_STUDIO_TEST(TestModelsPanel)
#include "test_models_panel.moc"
