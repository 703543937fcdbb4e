//! `cargo xtask pictures`: the icons and the pictures of the manifest, made anew from the drawing and the app itself.

use crate::build::{self, Plan};
use crate::options::Options;
use crate::shell::{Result, files_under, pipe, read, root, run as run_program, target, write};
use crate::test::scenarios;
use std::process::Command;

/// A picture of few colours, with each point as a number in a list of them: a quarter of what a browser writes. Where
/// there are more than fit the list, the rarest become the nearest of the others; in a flat drawing those are single
/// points of its edges. The format is that of the PNG specification, third edition, chapters 5 to 11.
const IN_FEW_COLOURS: &str = "\
const z = require('node:zlib'), png = require('node:fs').readFileSync(0);
const all = [], info = {};
for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
  const name = png.toString('latin1', at + 4, at + 8), data = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
  if (name === 'IDAT') all.push(data); else info[name] ??= data;
}
const [width, height] = [info.IHDR.readUInt32BE(0), info.IHDR.readUInt32BE(4)], size = { 2: 3, 6: 4 }[info.IHDR[9]];
const lines = z.inflateSync(Buffer.concat(all)), long = width * size, colours = new Map(), points = [];
let above = Buffer.alloc(long);
for (let y = 0; y < height; y++) {
  const filter = lines[y * (long + 1)], line = Buffer.from(lines.subarray(y * (long + 1) + 1, (y + 1) * (long + 1)));
  for (let x = 0; x < long; x++) {
    const a = x < size ? 0 : line[x - size], b = above[x], c = x < size ? 0 : above[x - size], p = a + b - c;
    const [pa, pb, pc] = [a, b, c].map((one) => Math.abs(p - one)), paeth = pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
    line[x] += [0, a, b, (a + b) >> 1, paeth][filter];
  }
  for (let x = 0; x < long; x += size) {
    const colour = [...line.subarray(x, x + 3), size === 4 ? line[x + 3] : 255].join();
    points.push(colour);
    colours.set(colour, (colours.get(colour) ?? 0) + 1);
  }
  above = line;
}
const parts = (colour) => colour.split(',').map(Number);
const list = [...colours].sort((one, other) => other[1] - one[1]).slice(0, 256).map(([colour]) => colour);
list.sort((one, other) => parts(one)[3] - parts(other)[3]);
const far = (one, other) => parts(one).reduce((sum, part, i) => sum + (part - parts(other)[i]) ** 2, 0);
const place = new Map([...colours.keys()].map((colour) => [colour, list.includes(colour) ? list.indexOf(colour)
  : list.reduce((best, _, i) => (far(colour, list[i]) < far(colour, list[best]) ? i : best), 0)]));
const out = Buffer.alloc((width + 1) * height);
points.forEach((colour, i) => { out[Math.floor(i / width) * (width + 1) + 1 + (i % width)] = place.get(colour); });
const crc = (bytes) => ~bytes.reduce((sum, byte) => {
  sum ^= byte;
  for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  return sum;
}, -1) >>> 0;
const chunk = (name, data) => {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]), [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, sum]);
};
const head = Buffer.from(info.IHDR);
head.set([8, 3], 8);
const clear = list.map((colour) => parts(colour)[3]).filter((alpha) => alpha < 255);
process.stdout.write(Buffer.concat([png.subarray(0, 8), chunk('IHDR', head),
  chunk('PLTE', Buffer.from(list.flatMap((colour) => parts(colour).slice(0, 3)))),
  ...(clear.length ? [chunk('tRNS', Buffer.from(clear))] : []),
  chunk('IDAT', z.deflateSync(out, { level: 9, memLevel: 9 })), chunk('IEND', Buffer.alloc(0))]));";

/// A PNG as a browser writes it, with at most 256 colours.
pub fn in_few_colours(png: &[u8]) -> Result<Vec<u8>> {
    pipe(Command::new("node").args(["-e", IN_FEW_COLOURS]), png)
}

pub fn run(mut options: Options) -> Result {
    let mut plan = Plan::release();
    plan.dev = options.flag("--dev");
    options.finish()?;
    build::build(&plan)?;
    let made = target().join("pictures");
    let chromium = ["--engine".to_owned(), "Chromium".to_owned()];
    run_program(scenarios(&plan.out, &chromium, "")?.arg("--pictures").arg("--screens").arg(&made))?;
    for file in files_under(&made) {
        let Ok(name) = file.strip_prefix(&made) else { continue };
        let mut bytes = read(&file)?;
        if file.extension().is_some_and(|extension| extension == "png") {
            bytes = in_few_colours(&bytes)?;
        }
        let kept = root().join("static").join(name);
        write(&kept, &bytes)?;
        println!("{} ({} bytes)", kept.display(), bytes.len());
    }
    Ok(())
}
