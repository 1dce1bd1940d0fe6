// Everything that is read from audits' databases, or written but the pictures, on a thread beside
// the window's.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QThreadPool>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "app/gui/window/own_words.h"
#include "bias_audit/data/labels.h"
#include "bias_audit/report/charts/drawing.h"
#include "bias_audit/report/report.h"

namespace evenlight::studio {

// What an audit's shares are compared with, apart from parity.
struct AuditReferences {
  bool rows = true;      // of the workforce, as the prompt set names them
  bool baseline = true;  // the model's own "a person", if the audit has it
  std::optional<double> target;
  bool operator==(const AuditReferences&) const = default;
};

struct AuditPicture {
  size_t subject = 0;
  quint64 seed = 0;
  std::filesystem::path file;  // empty: the model gave no picture
  QString prompt;
  // By attribute, its class or what the picture counts as instead.
  std::vector<std::pair<QString, QString>> labels;
  QString label_of(const QString& attribute) const;
};

// One reading of an audit: nothing of it changes later.
struct AuditSnapshot {
  std::filesystem::path folder;
  audit::Report report;
  std::vector<Message> headline;
  std::vector<AuditPicture> pictures;
  qint64 made = 0, missing = 0;
  std::vector<std::vector<audit::Drawing>> overview;  // by family of the report's summary
  // Beside the report's groups; without shapes but for presentation.
  std::vector<audit::Drawing> prompts;
};
using AuditSnapshotPtr = std::shared_ptr<const AuditSnapshot>;

// Reads it here and now. Throws std::exception.
AuditSnapshotPtr read_audit(const std::filesystem::path& folder, const AuditReferences& references);

struct KnownAudit {
  std::filesystem::path folder;
  QString title;
};
// Folders of audits in a folder, the newest first. Their databases are not opened.
std::vector<KnownAudit> list_audits(const std::filesystem::path& folder);

// Of `audits`, those that are finished and have the prompts and seeds of `first`; titled with their
// variant, if they have a name for it. Opens every database.
std::vector<KnownAudit> comparable_audits(const std::filesystem::path& first,
                                          const std::vector<KnownAudit>& audits);
// Its title with the variant's name.
QString title_with_variant(const KnownAudit& audit);

class AuditReader : public QObject {
  Q_OBJECT
 public:
  explicit AuditReader(QObject* parent = nullptr);
  ~AuditReader() override;  // waits for what runs

  // `work` on the thread, then `then` with its result here; `failed` instead if it throws. One
  // after another, in this order.
  template <class Work, class Then>
  void ask(Work work, Then then) {
    pool_.start([this, work = std::move(work), then = std::move(then)] {
      try {
        auto result = std::make_shared<decltype(work())>(work());
        QMetaObject::invokeMethod(this, [then, result] { then(*result); });
      } catch (const std::exception& error) {
        const QString sentence = in_own_words(error);
        QMetaObject::invokeMethod(this, [this, sentence] { emit failed(sentence); });
      }
    });
  }

  // `read` follows. While one is read, and for as long again, later requests wait and become one.
  void read_soon(const std::filesystem::path& folder, const AuditReferences& references);
  void read_now(const std::filesystem::path& folder, const AuditReferences& references);

 signals:
  void read(std::shared_ptr<const evenlight::studio::AuditSnapshot> snapshot);
  void failed(const QString& sentence);

 private:
  struct Request {
    std::filesystem::path folder;
    AuditReferences references;
  };
  void start_reading();
  void reading_ended();

  QThreadPool pool_;
  std::optional<Request> request_;
  bool reading_ = false;
  bool resting_ = false;
  QElapsedTimer clock_;
};

}  // namespace evenlight::studio
