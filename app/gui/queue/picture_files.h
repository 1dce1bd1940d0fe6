// What the studio adds to a session of pictures: names of files, pictures for Qt, and what the
// window needs of a model.
#pragma once

#include <QImage>
#include <filesystem>

#include "app/common/session/picture_session.h"
#include "app/gui/queue/job.h"

namespace evenlight::studio {

// A file's name below the folder of pictures, without ".png", where {prompt}, {seed}, {date},
// {time} and {model} stand for what they say; a "/" makes a folder.
inline const QString usual_file_name = "{date}/{prompt}-{seed}";

struct NamedPicture {
  const Recipe& recipe;
  QString model;
};
// What it comes to; parts that would leave the folder ("..", a leading "/") are refused: empty.
QString picture_file_name(const QString& pattern, const NamedPicture& picture);

// A path below `folder` (made if missing) that no file has yet: 2026-11-24/a_portrait-42.png.
// Throws Error(failed) if the folder cannot be made.
std::filesystem::path path_for(const std::filesystem::path& folder, const QString& pattern,
                               const NamedPicture& picture);

QImage to_qimage(const Image& image);  // a copy

// Writes a picture of the studio with its recipe, replacing what lies there: a person chose the
// name. Throws Error(failed).
void write_as(const std::filesystem::path& path, const SavedPicture& picture);

// Of the model that is open.
ModelFacts facts_of(const PictureSession& session);

// Latents along the sides of the recipe's pictures.
QSize latent_size(const PictureSession& session, const Recipe& recipe);

}  // namespace evenlight::studio
