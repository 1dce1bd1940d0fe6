// Recipes in other programs' pictures, each as its program writes it.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "app/common/files/picture_texts.h"
#include "app/common/recipe/foreign/foreign_prompts.h"
#include "app/common/recipe/foreign/foreign_recipes.h"
#include "engine/base/error.h"
#include "tests/app/made_pictures.h"

namespace evenlight {
namespace {

RecipeDocument read(const std::string& picture, std::string_view program,
                    const RecipeKeys& overridden = {}) {
  const PictureTexts texts = read_picture_texts(picture, "a");
  const ForeignRecipe* row = find_foreign_recipe(texts);
  EXPECT_TRUE(row && row->name == program) << (row ? row->name : "none");
  return row ? row->read(texts, "a", overridden) : RecipeDocument();
}

bool notes(const RecipeDocument& document, std::string_view part) {
  return std::ranges::any_of(document.notes, [&](const Message& message) {
    return worded(message).find(part) != std::string::npos;
  });
}

std::string png(const std::string& key, const std::string& value) {
  return test::png_with({{"tEXt", key, value}});
}

// A KSampler with all that belongs to it; `more` are further nodes, the seed may be any JSON.
std::string comfy_prompt(const std::string& more = "", const std::string& latent = R"(["5",0])") {
  return R"({"3":{"class_type":"KSampler","inputs":{"seed":42,"steps":12,"cfg":6.5,)"
         R"("sampler_name":"dpmpp_2m_sde_gpu","scheduler":"karras","denoise":1.0,)"
         R"("model":["10",0],"positive":["6",0],"negative":["7",0],"latent_image":)" +
         latent +
         R"(}},)"
         R"("4":{"class_type":"CheckpointLoaderSimple","inputs":{"ckpt_name":"sd15/base.safetensors"}},)"
         R"("5":{"class_type":"EmptyLatentImage","inputs":{"width":96,"height":64,"batch_size":1}},)"
         R"("6":{"class_type":"CLIPTextEncode","inputs":{"text":"a mill","clip":["11",0]}},)"
         R"("7":{"class_type":"CLIPTextEncode","inputs":{"text":"grainy","clip":["11",0]}},)"
         R"("8":{"class_type":"VAEDecode","inputs":{"samples":["3",0],"vae":["12",0]}},)"
         R"("9":{"class_type":"SaveImage","inputs":{"images":["8",0]},"is_changed":[NaN]},)"
         R"("10":{"class_type":"LoraLoader","inputs":{"lora_name":"ink.safetensors",)"
         R"("strength_model":0.8,"strength_clip":0.5,"model":["4",0],"clip":["4",1]}},)"
         R"("11":{"class_type":"CLIPSetLastLayer","inputs":{"stop_at_clip_layer":-2,"clip":["10",1]}},)"
         R"("12":{"class_type":"VAELoader","inputs":{"vae_name":"kl-f8.safetensors"}})" +
         more + "}";
}

void expect_comfy(const RecipeDocument& document) {
  const Recipe& recipe = document.recipe;
  EXPECT_EQ(recipe.prompt, "a mill");
  EXPECT_EQ(recipe.negative, "grainy");
  EXPECT_EQ(recipe.seed, 42u);
  EXPECT_EQ(recipe.steps, 12);
  EXPECT_EQ(recipe.cfg, 6.5);
  EXPECT_EQ(recipe.width, 96);
  EXPECT_EQ(recipe.height, 64);
  EXPECT_EQ(recipe.sampler, "dpmpp_2m_sde");
  EXPECT_EQ(recipe.schedule, "karras");
  EXPECT_EQ(recipe.like, "comfyui");
  EXPECT_EQ(recipe.rng, "torch");
  EXPECT_EQ(recipe.clip_skip, 2);
  EXPECT_EQ(document.model_name, "base");
  EXPECT_EQ(document.vae.name, "kl-f8");
  ASSERT_EQ(document.loras.size(), 1u);
  EXPECT_EQ(document.loras[0].file.name, "ink");
  EXPECT_EQ(document.loras[0].weight, 0.8);
  EXPECT_EQ(document.loras[0].text_weight, 0.5);
  EXPECT_TRUE(document.notes.empty());
}

TEST(ForeignRecipes, ComfyPromptInPngAndWebp) {
  expect_comfy(read(png("prompt", comfy_prompt()), "ComfyUI"));
  const std::string exif = test::exif_block({.first = {{0x0110, "prompt:" + comfy_prompt()}}});
  expect_comfy(read(test::webp_with(exif), "ComfyUI"));
}

// The same as the window keeps it: values in lists, links by number, a node that is bypassed and
// one that only passes on.
TEST(ForeignRecipes, ComfyWorkflow) {
  const std::string workflow = R"({"nodes":[
{"id":3,"type":"KSampler","mode":0,"inputs":[{"name":"model","link":1},{"name":"positive","link":2},
 {"name":"negative","link":3},{"name":"latent_image","link":4}],
 "widgets_values":[42,"randomize",12,6.5,"dpmpp_2m_sde_gpu","karras",1]},
{"id":4,"type":"CheckpointLoaderSimple","mode":0,"widgets_values":["sd15\\base.safetensors"]},
{"id":5,"type":"EmptyLatentImage","mode":0,"widgets_values":[96,64,1]},
{"id":6,"type":"CLIPTextEncode","mode":0,"inputs":[{"name":"clip","link":5}],"widgets_values":["a mill"]},
{"id":7,"type":"CLIPTextEncode","mode":0,"inputs":[{"name":"clip","link":6}],"widgets_values":["grainy"]},
{"id":8,"type":"VAEDecode","mode":0,"inputs":[{"name":"samples","link":7},{"name":"vae","link":8}]},
{"id":9,"type":"SaveImage","mode":0,"inputs":[{"name":"images","link":9}]},
{"id":10,"type":"LoraLoader","mode":0,"inputs":[{"name":"model","link":10},{"name":"clip","link":11}],
 "widgets_values":["ink.safetensors",0.8,0.5]},
{"id":11,"type":"CLIPSetLastLayer","mode":0,"inputs":[{"name":"clip","link":12}],"widgets_values":[-2]},
{"id":12,"type":"VAELoader","mode":0,"widgets_values":["kl-f8.safetensors"]},
{"id":13,"type":"FreeU_V2","mode":4,"inputs":[{"name":"model","type":"MODEL","link":13}],
 "outputs":[{"type":"MODEL"}],"widgets_values":[1.3,1.4,0.9,0.2]},
{"id":14,"type":"Reroute","mode":0,"inputs":[{"name":"","link":14}],"outputs":[{"type":"*"}]},
{"id":15,"type":"PreviewImage","mode":2,"inputs":[{"name":"images","link":9}]}],
"links":[[1,13,0,3,0,"MODEL"],[2,6,0,3,1,"CONDITIONING"],[3,7,0,3,2,"CONDITIONING"],
[4,5,0,3,3,"LATENT"],[5,11,0,6,0,"CLIP"],[6,11,0,7,0,"CLIP"],[7,3,0,8,0,"LATENT"],
[8,12,0,8,1,"VAE"],[9,8,0,9,0,"IMAGE"],[10,4,0,10,0,"MODEL"],[11,4,1,10,1,"CLIP"],
[12,14,0,11,0,"CLIP"],[13,10,0,13,0,"MODEL"],[14,10,1,14,0,"CLIP"]]})";
  expect_comfy(read(png("workflow", workflow), "ComfyUI"));
}

TEST(ForeignRecipes, ComfysSecondPassAndWhatIsNotKnown) {
  const std::string hires =
      R"(,"20":{"class_type":"LatentUpscaleBy","inputs":{"samples":["3",0],"upscale_method":"nearest-exact","scale_by":1.5}},)"
      R"("21":{"class_type":"KSampler","inputs":{"seed":42,"steps":10,"cfg":6.5,"sampler_name":"euler",)"
      R"("scheduler":"normal","denoise":0.5,"model":["10",0],"positive":["6",0],"negative":["7",0],"latent_image":["20",0]}},)"
      R"("22":{"class_type":"VAEDecode","inputs":{"samples":["21",0],"vae":["4",2]}},)"
      R"("23":{"class_type":"FancyFilter","inputs":{"image":["22",0]}},)"
      R"("24":{"class_type":"SaveImage","inputs":{"images":["23",0]}})";
  const RecipeDocument document = read(png("prompt", comfy_prompt(hires)), "ComfyUI");
  EXPECT_EQ(document.recipe.hires, (std::vector<double>{1.5, 20, 0.5}));
  EXPECT_EQ(document.recipe.steps, 12);
  EXPECT_TRUE(notes(document, "enlarged with nearest-exact"));
  EXPECT_TRUE(notes(document, "FancyFilter"));
}

TEST(ForeignRecipes, ComfysRefinerAndTextsOfOtherNodes) {
  const std::string graph =
      R"({"1":{"class_type":"KSamplerAdvanced","inputs":{"add_noise":"enable","noise_seed":["9",0],"steps":20,"cfg":7,)"
      R"("sampler_name":"euler_ancestral","scheduler":"normal","start_at_step":0,"end_at_step":16,)"
      R"("model":["3",0],"positive":["4",0],"negative":["5",0],"latent_image":["6",0]}},)"
      R"("2":{"class_type":"KSamplerAdvanced","inputs":{"add_noise":"disable","noise_seed":7,"steps":20,"cfg":7,)"
      R"("sampler_name":"euler_ancestral","scheduler":"normal","start_at_step":16,"end_at_step":10000,)"
      R"("model":["7",0],"positive":["4",0],"negative":["5",0],"latent_image":["1",0]}},)"
      R"("3":{"class_type":"CheckpointLoaderSimple","inputs":{"ckpt_name":"xl.safetensors"}},)"
      R"("7":{"class_type":"CheckpointLoaderSimple","inputs":{"ckpt_name":"xl_refiner.safetensors"}},)"
      R"("4":{"class_type":"CLIPTextEncode","inputs":{"text":["8",0],"clip":["3",1]}},)"
      R"("5":{"class_type":"ConditioningZeroOut","inputs":{"conditioning":["4",0]}},)"
      R"("6":{"class_type":"EmptyLatentImage","inputs":{"width":1024,"height":1024}},)"
      R"("8":{"class_type":"PrimitiveString","inputs":{"value":"a lamp"}},)"
      R"("9":{"class_type":"PrimitiveInt","inputs":{"value":99}}})";
  const RecipeDocument document = read(png("prompt", graph), "ComfyUI");
  EXPECT_EQ(document.recipe.prompt, "a lamp");
  EXPECT_EQ(document.recipe.seed, 99u);
  EXPECT_EQ(document.recipe.empty_negative, "zeros");
  EXPECT_EQ(document.recipe.refiner_start, 0.8);
  EXPECT_EQ(document.refiner.name, "xl_refiner");
  EXPECT_FALSE(read(png("prompt", graph), "ComfyUI", {"refiner"}).refiner.is_given());
}

TEST(ForeignRecipes, ComfyGraphsThatCannotBeRead) {
  const std::string ring = R"(,"30":{"class_type":"LatentBlend","inputs":{"samples":["31",0]}},)"
                           R"("31":{"class_type":"LatentBlend","inputs":{"samples":["30",0]}})";
  const std::string loops = R"({"1":{"class_type":"CLIPTextEncode","inputs":{"text":["1",0]}}})";
  const std::string from_picture =
      R"(,"40":{"class_type":"VAEEncode","inputs":{"pixels":["41",0]}},)"
      R"("41":{"class_type":"LoadImage","inputs":{"image":"b.png"}})";
  for (const std::string& graph :
       {comfy_prompt(ring, R"(["30",0])"), loops, std::string("{\"class_type\":1}"),
        std::string("{\"class_type\""), std::string(2000, '{') + "\"class_type\"",
        comfy_prompt(from_picture, R"(["40",0])")}) {
    try {
      read(png("prompt", graph), "ComfyUI");
      FAIL() << graph.substr(0, 80);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::input) << error.what();
    }
  }
  // With a picture of one's own the rest is taken.
  EXPECT_EQ(read(png("prompt", comfy_prompt(from_picture, R"(["40",0])")), "ComfyUI", {"init"})
                .recipe.strength,
            1.0);
}

TEST(ForeignRecipes, InvokeOfEveryAge) {
  const RecipeDocument now = read(
      png("invokeai_metadata",
          R"({"generation_mode":"txt2img","positive_prompt":"a (red mill)1.2 at dawn++",)"
          R"("negative_prompt":"grainy","width":64,"height":96,"seed":5,"rand_device":"cpu",)"
          R"("cfg_scale":7.5,"steps":9,"scheduler":"dpmpp_2m_k","clip_skip":1,)"
          R"("model":{"name":"dreams","hash":"blake3:12"},"loras":[{"model":{"name":"ink"},"weight":0.6}],)"
          R"("controlnets":[{"control_model":{"name":"canny"}}],"vae":{"name":"soft"}})"),
      "InvokeAI");
  EXPECT_EQ(now.recipe.prompt, "a (red mill:1.2) at (dawn:1.21)");
  EXPECT_EQ(now.recipe.negative, "grainy");
  EXPECT_EQ(now.recipe.seed, 5u);
  EXPECT_EQ(now.recipe.sampler, "dpmpp_2m");
  EXPECT_EQ(now.recipe.schedule, "karras");
  EXPECT_EQ(now.recipe.clip_skip, 2);
  EXPECT_EQ(now.recipe.like, "diffusers");
  EXPECT_EQ(now.model_name, "dreams");
  EXPECT_EQ(now.model_sha256, "");
  EXPECT_EQ(now.vae.name, "soft");
  ASSERT_EQ(now.loras.size(), 1u);
  EXPECT_EQ(now.loras[0].weight, 0.6);
  EXPECT_TRUE(notes(now, "a ControlNet canny"));

  const RecipeDocument old = read(
      png("sd-metadata",
          R"({"model_weights":"sd-1.5","model_hash":"CC6CB27103417325FF94F52B7A5D2DDE45A7515B25C255D8E396C90014281516",)"
          R"("image":{"prompt":[{"prompt":"a mill [grainy] at dawn [dark]","weight":1}],"steps":50,)"
          R"("cfg_scale":7.5,"height":64,"width":96,"seed":6,"type":"txt2img","sampler":"k_lms"}})"),
      "InvokeAI");
  EXPECT_EQ(old.recipe.prompt, "a mill  at dawn");
  EXPECT_EQ(old.recipe.negative, "grainy, dark");
  EXPECT_EQ(old.recipe.sampler, "lms");
  EXPECT_EQ(old.model_sha256.substr(0, 10), "cc6cb27103");

  const RecipeDocument dream = read(
      png("Dream", R"("a mill, \"old\" [grainy]" -s 50 -S 7 -W96 -H 64 -C7.5 -A k_euler_a -x)"),
      "InvokeAI");
  EXPECT_EQ(dream.recipe.steps, 50);
  EXPECT_EQ(dream.recipe.seed, 7u);
  EXPECT_EQ(dream.recipe.width, 96);
  EXPECT_EQ(dream.recipe.cfg, 7.5);
  EXPECT_EQ(dream.recipe.sampler, "euler_a");
  EXPECT_EQ(dream.recipe.negative, "grainy");
  EXPECT_TRUE(notes(dream, "-x"));
}

TEST(ForeignRecipes, Fooocus) {
  const std::string json =
      R"j({"prompt":"a mill","full_prompt":["a mill, in ink"],"negative_prompt":"","resolution":"(1152, 896)",)j"
      R"j("steps":30,"guidance_scale":4.0,"base_model":"juggernaut.safetensors","base_model_hash":"ab12",)j"
      R"j("refiner_model":"None","sampler":"dpmpp_2m_sde_gpu","scheduler":"karras","seed":"8","vae":"Default (model)",)j"
      R"j("loras":[["ink.safetensors",0.1,"CD34"]],"sharpness":2})j";
  const std::string exif =
      test::exif_block({.second = {{0x9286, test::unicode_comment(json, true)}}});
  for (const std::string& picture :
       {png("parameters", json), test::jpeg_with(exif), test::jpeg_with("", "", json)}) {
    const RecipeDocument document = read(picture, "Fooocus");
    EXPECT_EQ(document.recipe.prompt, "a mill, in ink");
    EXPECT_EQ(document.recipe.width, 1152);
    EXPECT_EQ(document.recipe.height, 896);
    EXPECT_EQ(document.recipe.seed, 8u);
    EXPECT_EQ(document.recipe.sampler, "dpmpp_2m_sde");
    EXPECT_EQ(document.model_name, "juggernaut");
    EXPECT_EQ(document.model_sha256, "ab12");
    EXPECT_FALSE(document.refiner.is_given());
    EXPECT_FALSE(document.vae.is_given());
    ASSERT_EQ(document.loras.size(), 1u);
    EXPECT_EQ(document.loras[0].file.sha256, "cd34");
    EXPECT_EQ(document.loras[0].weight, 0.1);
    EXPECT_TRUE(notes(document, "sharpness: 2"));
  }
}

TEST(ForeignRecipes, NovelAi) {
  const RecipeDocument document = read(
      test::png_with(
          {{"tEXt", "Software", "NovelAI"},
           {"tEXt", "Source", "Stable Diffusion 1D44365E"},
           {"tEXt", "Description", "{mill}, [old] (x)"},
           {"tEXt", "Comment",
            R"({"steps":28,"sampler":"k_euler_ancestral","seed":9,"scale":11,"uc":"1.5::grainy::, dark",)"
            R"("width":64,"height":96,"noise_schedule":"native","sm":true})"}}),
      "NovelAI");
  EXPECT_EQ(document.recipe.prompt, "(mill:1.05), (old:0.9524) \\(x\\)");
  EXPECT_EQ(document.recipe.negative, "(grainy:1.5), dark");
  EXPECT_EQ(document.recipe.sampler, "euler_a");
  EXPECT_EQ(document.recipe.schedule, "normal");
  EXPECT_EQ(document.recipe.cfg, 11);
  EXPECT_TRUE(notes(document, "sm"));
}

TEST(ForeignRecipes, DrawThings) {
  const std::string xmp =
      R"(<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">)"
      R"(<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/"><exif:UserComment><rdf:Alt>)"
      R"(<rdf:li xml:lang="x-default">{"c":"a mill","uc":"grainy","steps":8,"scale":4.5,"seed":10,)"
      R"("size":"64x96","sampler":"DPM++ 2M Karras","model":"base_f16.ckpt","strength":1,)"
      R"("seed_mode":"Scale Alike","lora":[{"model":"ink.ckpt","weight":0.4}]}</rdf:li>)"
      R"(</rdf:Alt></exif:UserComment></rdf:Description></rdf:RDF></x:xmpmeta>)";
  const RecipeDocument document =
      read(test::png_with({{"iTXt", "XML:com.adobe.xmp", xmp}}), "Draw Things");
  EXPECT_EQ(document.recipe.prompt, "a mill");
  EXPECT_EQ(document.recipe.negative, "grainy");
  EXPECT_EQ(document.recipe.height, 96);
  EXPECT_EQ(document.recipe.sampler, "dpmpp_2m");
  EXPECT_EQ(document.recipe.schedule, "karras");
  EXPECT_EQ(document.model_name, "base_f16");
  ASSERT_EQ(document.loras.size(), 1u);
  EXPECT_EQ(document.loras[0].weight, 0.4);
  EXPECT_TRUE(notes(document, "noise from Draw Things"));
}

TEST(ForeignRecipes, A1111TextInEveryPicture) {
  const std::string text =
      "a salt marsh\nNegative prompt: grainy\nSteps: 4, Sampler: Euler a, CFG scale: 5, Seed: 11, "
      "Size: 64x64";
  const std::string exif =
      test::exif_block({.big = false, .second = {{0x9286, test::unicode_comment(text, true)}}});
  for (const std::string& picture :
       {png("parameters", text), test::jpeg_with(exif), test::webp_with(exif)}) {
    EXPECT_EQ(read(picture, "A1111, Forge, SD.Next").recipe.negative, "grainy");
  }
  const std::string next = text + ", App: SD.Next, Version: 5ab7f21";
  EXPECT_EQ(read(png("parameters", next), "A1111, Forge, SD.Next").recipe.like, "diffusers");
}

TEST(ForeignRecipes, WeightsOfOtherGrammars) {
  EXPECT_EQ(prompt_of_novelai("{{a}} b"), "((a:1.05):1.05) b");
  EXPECT_EQ(prompt_of_novelai("{a"), "{a");
  EXPECT_EQ(prompt_of_novelai("-2::a, b::c"), "(a, b:-2)c");
  EXPECT_EQ(prompt_of_novelai("1.2::a"), "(a:1.2)");
  EXPECT_EQ(prompt_of_novelai("10:30"), "10:30");
  EXPECT_EQ(prompt_of_compel("a (b (c)+)0.5"), "a (b (c:1.1):0.5)");
  EXPECT_EQ(prompt_of_compel("well-lit mill--"), "well-lit (mill:0.81)");
  EXPECT_EQ(prompt_of_compel("(plain) [x] ("), "plain \\[x\\] \\(");
  EXPECT_EQ(prompt_of_compel("a\\(b\\)"), "a\\(b\\)");
  prompt_of_compel(std::string(100000, '('));
}

}  // namespace
}  // namespace evenlight
