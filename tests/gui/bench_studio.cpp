// Measures what the studio promises, on this machine, now:
//   bench_studio start              from the program's start to the window on the screen
//   bench_studio render [pictures]  the longest gap of the event loop while pictures are made
//   bench_studio gallery [pictures] opening and scrolling a gallery (default: 20,000 pictures)
// Numbers, not a test: they depend on what else the machine does.
#include <unistd.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "app/common/files/png_file.h"
#include "app/common/recipe/recipe_json.h"
#include "app/gui/gallery/gallery_panel.h"
#include "app/gui/window/language.h"
#include "app/gui/window/main_window.h"

namespace evenlight::studio {
namespace {

namespace fs = std::filesystem;

// Since the kernel started this process, in hundredths of a second (proc(5): starttime).
double milliseconds_since_start() {
  std::ifstream stat("/proc/self/stat"), up("/proc/uptime");
  std::string line;
  std::getline(stat, line);
  std::istringstream fields(line.substr(line.rfind(')') + 2));
  std::string field;
  for (int i = 3; i <= 22; ++i) fields >> field;
  double seconds = 0;
  up >> seconds;
  return (seconds - std::stod(field) / double(sysconf(_SC_CLK_TCK))) * 1000;
}

Places places_in(const QTemporaryDir& folder) {
  const fs::path root = folder.path().toStdString();
  return {root / "pictures", root / "gallery.sqlite", root / "thumbnails",
          folder.filePath("studio.ini")};
}

struct Times {
  std::vector<double> ms;
  void print(const char* what) {
    std::ranges::sort(ms);
    const auto at = [&](double share) { return ms[size_t(share * double(ms.size() - 1))]; };
    std::printf("%s: %zu, median %.1f ms, 99 %% below %.1f ms, longest %.1f ms\n", what, ms.size(),
                at(0.5), at(0.99), ms.back());
  }
};

int bench_start(const Places& places) {
  QElapsedTimer clock;
  clock.start();
  MainWindow window(places);
  const qint64 built = clock.elapsed();
  window.show();
  if (!QTest::qWaitForWindowExposed(&window)) return 1;
  window.repaint();
  std::printf("window built in %lld ms; on the screen %.0f ms after the program's start\n",
              static_cast<long long>(built), milliseconds_since_start());
  return 0;
}

int bench_render(const Places& places, int pictures) {
  Session(places.settings).keep_hints_seen();
  MainWindow window(places);
  QSignalSpy ready(&window, &MainWindow::model_ready);
  window.resize(1400, 900);
  window.show();
  if (!ready.wait(60000)) return 1;
  QTest::qWait(500);
  window.findChild<QPlainTextEdit*>("prompt")->setPlainText("a portrait of a judge");
  window.findChild<QSpinBox*>("count")->setValue(pictures);
  Times gaps;
  QElapsedTimer clock, whole;
  QTimer beat;
  beat.setTimerType(Qt::PreciseTimer);
  QObject::connect(&beat, &QTimer::timeout,
                   [&] { gaps.ms.push_back(double(clock.nsecsElapsed()) / 1e6), clock.restart(); });
  clock.start();
  whole.start();
  beat.start(1);
  window.generate();
  while (window.queue().busy()) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
  std::printf("%d pictures in %.1f s\n", pictures, double(whole.elapsed()) / 1000);
  gaps.print("gaps between events");
  return 0;
}

void make_pictures(const fs::path& folder, int count) {
  fs::create_directories(folder);
  RecipeDocument document;
  document.recipe.width = document.recipe.height = 128;
  document.model_name = "bench";
  Image image{128, 128, std::vector<uint8_t>(128 * 128 * 3)};
  for (int i = 0; i < count; ++i) {
    document.recipe.seed = uint64_t(i);
    document.recipe.prompt = "picture number " + std::to_string(i) + " of a long afternoon";
    for (size_t k = 0; k < image.rgb.size(); ++k) image.rgb[k] = uint8_t(k / 3 * (i % 7 + 1) + i);
    const auto bytes = encode_png(image, {recipe_to_json(document).dump(), {}});
    std::ofstream out(folder / (std::to_string(i) + ".png"), std::ios::binary);
    out.write(reinterpret_cast<const char*>(bytes.data()), std::streamsize(bytes.size()));
  }
}

int bench_gallery(const Places& places, int count) {
  make_pictures(places.pictures, count);
  QElapsedTimer clock;
  clock.start();
  GalleryStore(places.gallery, places.pictures).rebuild();
  std::printf("the database of %d pictures made from the folder: %lld ms\n", count,
              static_cast<long long>(clock.elapsed()));
  clock.restart();
  GalleryPanel panel(places);
  panel.resize(600, 900);
  panel.show();
  if (!QTest::qWaitForWindowExposed(&panel)) return 1;
  auto& list = *panel.findChild<QListView*>("gallery");
  list.repaint();
  std::printf("opened with %d pictures: %lld ms\n", panel.count(),
              static_cast<long long>(clock.elapsed()));
  // A wheel turned all the way down: many small steps, then large ones; every frame is painted.
  QScrollBar& bar = *list.verticalScrollBar();
  Times frames;
  for (const int step : {40, 40, 400, 4000}) {
    for (int i = 0; i < 150; ++i) {
      clock.restart();
      bar.setValue((bar.value() + step) % std::max(1, bar.maximum()));
      list.viewport()->repaint();
      QCoreApplication::processEvents();
      frames.ms.push_back(double(clock.nsecsElapsed()) / 1e6);
      QTest::qWait(8);
    }
  }
  frames.print("frames while scrolling");
  fs::copy_file(places.pictures / "0.png", places.pictures / "new.png");
  clock.restart();
  panel.add(places.pictures / "new.png", QImage(128, 128, QImage::Format_RGB888));
  list.viewport()->repaint();
  std::printf("one more picture: %.1f ms\n", double(clock.nsecsElapsed()) / 1e6);
  clock.restart();
  auto& words = *panel.findChild<QLineEdit*>("gallery_words");
  words.setText("number 199");
  while (panel.count() > count) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
  std::printf("a search, with the pause of typing: %lld ms\n",
              static_cast<long long>(clock.elapsed()));
  return 0;
}

}  // namespace
}  // namespace evenlight::studio

int main(int count, char** words) {
  using namespace evenlight::studio;
  QApplication app(count, words);
  speak(app, QLocale());
  const QString what = count > 1 ? words[1] : "";
  const int number = count > 2 ? std::atoi(words[2]) : 0;
  QTemporaryDir folder;
  qputenv("XDG_DATA_HOME", folder.path().toUtf8());
  qputenv("XDG_CACHE_HOME", folder.path().toUtf8());
  const Places places = places_in(folder);
  if (what == "start") return bench_start(places);
  if (what == "render") return bench_render(places, number > 0 ? number : 8);
  if (what == "gallery") return bench_gallery(places, number > 0 ? number : 20000);
  std::fputs("bench_studio start | render [pictures] | gallery [pictures]\n", stderr);
  return 2;
}
