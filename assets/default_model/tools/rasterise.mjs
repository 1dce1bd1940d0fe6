// Renders a list of SVG jobs to premultiplied RGBA squares.
// Run as a child of rasterise.py: the renderer may abort the process on a bad picture, so the
// number of the job in hand is written to a progress file first and the parent skips it next time.
//   node rasterise.mjs NODE_MODULES JOBS.json SKIP.json OUT.bin PROGRESS SIZE
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const [modules, jobsFile, skipFile, outFile, progressFile, sizeText] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(modules), '..', 'package.json'));
const { Resvg } = require('@resvg/resvg-js');
const size = Number(sizeText);
const jobs = JSON.parse(fs.readFileSync(jobsFile, 'utf8'));
const skip = new Set(JSON.parse(fs.readFileSync(skipFile, 'utf8')));
const sets = new Map();

function iconSvg(set, name) {
  if (!sets.has(set)) sets.set(set, JSON.parse(fs.readFileSync(path.join(modules, set, 'icons.json'), 'utf8')));
  const data = sets.get(set);
  let icon = data.icons[name];
  if (!icon && data.aliases && data.aliases[name]) icon = data.icons[data.aliases[name].parent];
  if (!icon) return null;
  const w = icon.width ?? data.width ?? 16, h = icon.height ?? data.height ?? 16;
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ` +
    `viewBox="${icon.left ?? 0} ${icon.top ?? 0} ${w} ${h}" width="${w}" height="${h}">${icon.body}</svg>`;
}

const out = fs.openSync(outFile, 'a');
const bytes = size * size * 4;
for (let i = Math.floor(fs.fstatSync(out).size / bytes); i < jobs.length; i++) {
  fs.writeFileSync(progressFile, String(i));
  const pixels = Buffer.alloc(bytes);
  const svg = skip.has(i) ? null : (jobs[i].svg ?? iconSvg(jobs[i].set, jobs[i].name));
  if (svg) {
    const picture = new Resvg(svg, { fitTo: { mode: 'width', value: size }, font: { loadSystemFonts: false } }).render();
    if (picture.width === size && picture.height === size) Buffer.from(picture.pixels).copy(pixels);
  }
  fs.writeSync(out, pixels);
}
fs.closeSync(out);
