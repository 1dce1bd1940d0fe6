#pragma once

namespace evenlight {

// Fields that other programs have no common name for; the text has them where they are used.
struct OwnSetting {
  const char* name;
  const char* key;
};

inline constexpr OwnSetting own_settings[] = {
    {"CFG Zero*", "cfg_zero_star"},
    {"PAG scale", "pag"},
    {"SEG scale", "seg"},
    {"APG", "apg"},
    {"Dynamic threshold", "dynamic_threshold"},
    {"Perp-neg", "perp_neg"},
    {"FreeU weights", "freeu"},
    {"Second pass", "hires"},
    {"Second pass filter", "hires_filter"},
    {"Init fit", "fit"},
    {"Mask area", "mask_area"},
    {"Mask padding", "mask_padding"},
    {"Mask grow", "mask_grow"},
    {"Mask soft", "mask_soft"},
    {"Mask keep", "mask_keep"},
    {"Outpaint", "outpaint"},
    {"Picture guidance", "picture_guidance"},
    {"Sigmas", "sigmas"},
    {"SDE noise", "sde_noise"},
    {"Like", "like"},
};

}  // namespace evenlight
