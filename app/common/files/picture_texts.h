// What programs have written into a picture file, beside its pixels.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace evenlight {

// UTF-8. The key is a PNG's own ("parameters", "prompt"); of EXIF it is "UserComment",
// "ImageDescription", "Make", "Model" or "Software", of XMP the property's name with its usual
// prefix ("exif:UserComment"), of a JPEG's comment "comment".
struct PictureText {
  std::string key;
  std::string value;
};

class PictureTexts {
 public:
  PictureTexts() = default;
  explicit PictureTexts(std::vector<PictureText> texts) : texts_(std::move(texts)) {}

  bool empty() const { return texts_.empty(); }
  bool has(std::string_view key) const { return find(key) != nullptr; }
  // The last of that key; null if there is none.
  const std::string* find(std::string_view key) const;
  // The same, or nothing.
  std::string_view get(std::string_view key) const;
  void add(std::string key, std::string value);

 private:
  std::vector<PictureText> texts_;
};

// Of a PNG, JPEG or WebP file, from its head alone if the texts stand there. Sizes are bounded.
// Throws Error(input) "LABEL: …" for a PNG that is damaged before its pixels.
PictureTexts read_picture_texts(std::string_view bytes, const std::string& label);

}  // namespace evenlight
