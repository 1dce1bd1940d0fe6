// The gallery's database: what it finds, and that losing it loses nothing.
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <fstream>

#include "app/common/files/png_file.h"
#include "app/common/recipe/recipe_json.h"
#include "app/gui/gallery/gallery_store.h"
#include "app/gui/widgets/text.h"

namespace evenlight::studio {
namespace {

namespace fs = std::filesystem;

void make(const fs::path& file, const std::string& prompt, const std::string& model,
          const QDateTime& time) {
  RecipeDocument document;
  document.recipe.prompt = prompt;
  document.model_name = model;
  document.recipe.width = document.recipe.height = 8;
  fs::create_directories(file.parent_path());
  save_png(file, {8, 8, std::vector<uint8_t>(192, 77)}, {recipe_to_json(document).dump(), {}},
           Overwrite::allow);
  QFile handle(path_text(file));
  QVERIFY(handle.open(QIODevice::ReadWrite));
  QVERIFY(handle.setFileTime(time, QFileDevice::FileModificationTime));
}

GallerySearch with_words(const QString& words, int rating = 0) {
  GallerySearch search;
  search.words = words;
  search.rating = rating;
  return search;
}

}  // namespace

class TestGalleryStore : public QObject {
  Q_OBJECT
 private slots:
  void init();
  void findsByWordsModelDateAndRating();
  void agreesWithTheFolder();
  void startsAnewWhenItIsDamaged();
  void refusesRatingsThatAreNone();
  void setsDamagedPagesAside();
  void livesInMemoryWhereNothingCanBeWritten();

 private:
  fs::path pictures() const { return to_std(folder_->filePath("pictures")); }
  fs::path database() const { return to_std(folder_->filePath("gallery.sqlite")); }
  static QStringList files(const GalleryStore& store, const GallerySearch& search) {
    QStringList found;
    for (const GalleryEntry& entry : store.find(search)) found << entry.file;
    return found;
  }
  std::unique_ptr<QTemporaryDir> folder_;
};

void TestGalleryStore::init() {
  folder_ = std::make_unique<QTemporaryDir>();
  make(pictures() / "one.png", "a red_fox, 100% wild", "alpha", QDateTime({2026, 1, 5}, {12, 0}));
  make(pictures() / "sub/two.png", "a red panda", "beta", QDateTime({2026, 1, 6}, {23, 59}));
  make(pictures() / "three.png", "Ein grüner Bär", "beta", QDateTime({2026, 1, 7}, {0, 0}));
}

void TestGalleryStore::findsByWordsModelDateAndRating() {
  GalleryStore store(database(), pictures());
  QCOMPARE(store.rebuild().added, 3);
  QCOMPARE(files(store, {}), QStringList({"three.png", "sub/two.png", "one.png"}));
  QCOMPARE(files(store, with_words("RED a")), QStringList({"sub/two.png", "one.png"}));
  QCOMPARE(files(store, with_words("red_fox")), QStringList({"one.png"}));
  QCOMPARE(files(store, with_words("100%")), QStringList({"one.png"}));
  QCOMPARE(files(store, with_words("d_f")), QStringList({"one.png"}));
  QCOMPARE(files(store, with_words("d_p")), QStringList());  // no wildcard
  QCOMPARE(files(store, with_words("two")), QStringList({"sub/two.png"}));
  QCOMPARE(files(store, with_words("' OR 1=1 --")), QStringList());
  GallerySearch of_model, of_day;
  of_model.model = "beta";
  of_day.from = of_day.to = QDate(2026, 1, 6);
  QCOMPARE(files(store, of_model), QStringList({"three.png", "sub/two.png"}));
  QCOMPARE(files(store, of_day), QStringList({"sub/two.png"}));
  QCOMPARE(store.models(), QStringList({"alpha", "beta"}));
  store.rate(store.find(with_words("panda")).front().id, 4);
  QCOMPARE(files(store, with_words({}, 4)), QStringList({"sub/two.png"}));
  QCOMPARE(files(store, with_words({}, 5)), QStringList());
}

void TestGalleryStore::agreesWithTheFolder() {
  {
    GalleryStore store(database(), pictures());
    store.rebuild();
    store.rate(store.find(with_words("panda")).front().id, 3);
    store.rate(store.find(with_words("fox")).front().id, 5);
    fs::remove(pictures() / "one.png");
    make(pictures() / "sub/two.png", "a blue panda", "beta", QDateTime({2026, 2, 1}, {1, 0}));
    std::ofstream(pictures() / "broken.png") << "no picture";
    const RebuildResult changes = store.rebuild();
    QCOMPARE(changes.added, 2);
    QCOMPARE(changes.removed, 1);
    QCOMPARE(store.find({}).size(), size_t(3));
    QCOMPARE(files(store, with_words("blue", 3)), QStringList({"sub/two.png"}));
    QCOMPARE(store.rebuild().added, 0);
  }
  for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(database().string() + suffix);
  GalleryStore store(database(), pictures());
  QCOMPARE(store.rebuild().added, 3);
  QCOMPARE(files(store, with_words({}, 1)), QStringList({"sub/two.png"}));
}

void TestGalleryStore::startsAnewWhenItIsDamaged() {
  std::ofstream(database()) << std::string(8192, 'x');
  GalleryStore store(database(), pictures());
  QCOMPARE(store.rebuild().added, 3);
  QCOMPARE(store.find({}).size(), size_t(3));
}

void TestGalleryStore::refusesRatingsThatAreNone() {
  std::ofstream(pictures() / "ratings.json") << R"({"one.png": 9})";
  GalleryStore store(database(), pictures());
  QVERIFY_EXCEPTION_THROWN(store.rebuild(), std::exception);
}

// The header is sound, the pages behind it are not: as after a power cut or on a bad disk.
void TestGalleryStore::setsDamagedPagesAside() {
  { QCOMPARE(GalleryStore(database(), pictures()).rebuild().added, 3); }
  QFile file(path_text(database()));
  QVERIFY(file.open(QIODevice::ReadWrite));
  QVERIFY(file.size() > 8192);
  const QByteArray damaged = file.read(4096) + QByteArray(file.size() - 4096, char(0xa5));
  QVERIFY(file.seek(0) && file.write(damaged) == damaged.size());
  file.close();
  for (const char* log : {"-wal", "-shm"}) QFile::remove(path_text(database()) + log);
  GalleryStore store(database(), pictures());
  QVERIFY2(store.warning().contains("damaged"), qPrintable(store.warning()));
  QCOMPARE(store.rebuild().added, 3);
  QCOMPARE(files(store, with_words("panda")), QStringList({"sub/two.png"}));
  const QStringList aside = QDir(folder_->path()).entryList({"gallery-damaged-*.sqlite"});
  QCOMPARE(aside.size(), 1);
  QCOMPARE(QFileInfo(folder_->filePath(aside.front())).size(), damaged.size());
  QVERIFY(GalleryStore(database(), pictures()).warning().isEmpty());
}

void TestGalleryStore::livesInMemoryWhereNothingCanBeWritten() {
  std::ofstream(folder_->filePath("no_folder").toStdString()) << "a file";
  GalleryStore store(to_std(folder_->filePath("no_folder/gallery.sqlite")), pictures());
  QVERIFY(store.in_memory());
  QVERIFY2(store.warning().contains("no_folder"), qPrintable(store.warning()));
  QCOMPARE(store.rebuild().added, 3);
  QCOMPARE(files(store, with_words("panda")), QStringList({"sub/two.png"}));
}

}  // namespace evenlight::studio

QTEST_GUILESS_MAIN(evenlight::studio::TestGalleryStore)
#include "test_gallery_store.moc"
