#include "app/gui/models/model_words.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QFileInfo>
#include <QLocale>

#include "app/gui/widgets/text.h"

namespace evenlight::studio {
namespace {

QString say(const char* text) {
  return QCoreApplication::translate("ModelWords", text);
}

QString family_text(Family family) {
  switch (family) {
    case Family::sd1:
      return "Stable Diffusion 1";
    case Family::sd2:
      return "Stable Diffusion 2";
    case Family::sdxl:
      return "Stable Diffusion XL";
    case Family::sdxl_refiner:
      return say(QT_TRANSLATE_NOOP("ModelWords", "Stable Diffusion XL refiner"));
    case Family::sd3:
      return "Stable Diffusion 3";
    case Family::flux:
      return "Flux";
    case Family::unknown:
      break;
  }
  return say(QT_TRANSLATE_NOOP("ModelWords", "unknown kind"));
}

QString part_text(const std::string& part) {
  if (part == "text") return say(QT_TRANSLATE_NOOP("ModelWords", "text encoder"));
  if (part == "text_2") return say(QT_TRANSLATE_NOOP("ModelWords", "second text encoder"));
  if (part == "unet") return "UNet";
  return part == "vae" ? QString("VAE") : to_qt(part);
}

QString prediction_text(const ModelSummary& summary) {
  if (summary.prediction == Prediction::unknown) {
    return say(QT_TRANSLATE_NOOP("ModelWords", "something unknown"));
  }
  const QString what = summary.prediction == Prediction::v
                           ? say(QT_TRANSLATE_NOOP("ModelWords", "velocity (v)"))
                           : say(QT_TRANSLATE_NOOP("ModelWords", "noise (epsilon)"));
  if (!summary.zero_terminal_snr) return what;
  return say(QT_TRANSLATE_NOOP("ModelWords", "%1, from pure noise (zero terminal SNR)")).arg(what);
}

// "text encoder 123.1 million, UNet 859.5 million"
QString parts_text(const ModelSummary& summary) {
  QStringList parts;
  for (const auto& [name, part] : summary.parts) {
    parts << say(QT_TRANSLATE_NOOP("ModelWords", "%1 %2 million"))
                 .arg(part_text(name), QLocale().toString(double(part.parameters) / 1e6, 'f', 1));
  }
  return parts.join(", ");
}

qint64 bytes_of(const QString& path) {
  if (!QFileInfo(path).isDir()) return QFileInfo(path).size();
  qint64 bytes = 0;
  QDirIterator files(path, QDir::Files, QDirIterator::Subdirectories);
  while (files.hasNext()) {
    files.next();
    bytes += files.fileInfo().size();
  }
  return bytes;
}

}  // namespace

std::vector<std::pair<QString, QString>> describe(const ShelfModel& model) {
  std::vector<std::pair<QString, QString>> rows;
  if (model.summary) {
    const ModelSummary& summary = *model.summary;
    rows.emplace_back(say(QT_TRANSLATE_NOOP("ModelWords", "Kind")), family_text(summary.family));
    if (!summary.parts.empty()) {
      rows.emplace_back(say(QT_TRANSLATE_NOOP("ModelWords", "Prediction type")),
                        prediction_text(summary));
      rows.emplace_back(say(QT_TRANSLATE_NOOP("ModelWords", "Parameters")), parts_text(summary));
    }
    const QString format = summary.format == "single file"
                               ? say(QT_TRANSLATE_NOOP("ModelWords", "single file"))
                               : say(QT_TRANSLATE_NOOP("ModelWords", "diffusers folder"));
    rows.emplace_back(say(QT_TRANSLATE_NOOP("ModelWords", "Format")),
                      format + ", " + to_qt(summary.dtype));
  }
  const QString path = path_text(model.model.path);
  rows.emplace_back(say(QT_TRANSLATE_NOOP("ModelWords", "Size")),
                    QLocale().formattedDataSize(bytes_of(path)));
  rows.emplace_back(say(QT_TRANSLATE_NOOP("ModelWords", "Location")), path);
  return rows;
}

}  // namespace evenlight::studio
