// The measures, one file each.
#pragma once

#include "engine/base/message.h"
#include "engine/pipeline/image.h"

namespace evenlight {

double blank(const Image& image);
Message blank_sentence(double value);

double grey(const Image& image);
Message grey_sentence(double value);

double flat(const Image& image);
Message flat_sentence(double value);

double clipped(const Image& image);
Message clipped_sentence(double value);

double burnt(const Image& image);
Message burnt_sentence(double value);

double banded(const Image& image);
Message banded_sentence(double value);

double tiled(const Image& image);
Message tiled_sentence(double value);

}  // namespace evenlight
