// The looks a person chose, worn from the first paint on: light or dark, and the size of text. They stand in the clear
// part of what is kept (nothing else of it is read here), because the lock screen wears them too. Before anything was
// kept there are none, and the device's own are followed.
//
// The clear part lies packed in localStorage, fifteen bits a unit, behind four bytes of checksum; the looks are its
// bytes 56 and 57. Where it is missing or is something else, the app finds the looks when it opens.
(() => {
  "use strict";

  const COPIES = ["h1.k0", "h1.k1"];
  const MAGIC = [0xb5, 0x68, 0x64, 0x72];
  const CHECKSUM = 4;
  const LOOKS = CHECKSUM + 56;
  const THEMES = [undefined, "light", "dark"];
  const TEXTS = [undefined, "large", "larger", "largest"];

  const root = document.documentElement;
  const bars = [...document.querySelectorAll('meta[name="theme-color"]')];
  const [day, night] = bars.map((bar) => bar.content);

  // A byte of a packed text: the highest bit first, after the quote the text begins with.
  function byteAt(packed, index) {
    let byte = 0;
    for (let bit = index * 8; bit < index * 8 + 8; bit++) {
      const unit = packed.charCodeAt(1 + Math.floor(bit / 15)) - 0x3400;
      byte = byte * 2 + ((unit >> (14 - (bit % 15))) & 1);
    }
    return byte;
  }

  function kept() {
    try {
      const copies = COPIES.map((key) => localStorage.getItem(key) ?? "");
      const copy = copies.find((packed) => MAGIC.every((byte, at) => byteAt(packed, CHECKSUM + at) === byte));
      return copy ? [byteAt(copy, LOOKS), byteAt(copy, LOOKS + 1)] : [0, 0];
    } catch {
      // No storage: nothing was kept.
      return [0, 0];
    }
  }

  function set(name, value) {
    if (value === undefined) delete root.dataset[name];
    else root.dataset[name] = value;
  }

  function wear(theme, text, sans) {
    set("theme", THEMES[theme]);
    set("text", TEXTS[text]);
    set("face", sans ? "sans" : undefined);
    bars.forEach((bar, at) => {
      bar.content = [[day, night][at], day, night][theme] ?? [day, night][at];
    });
  }

  wear(...kept(), false);

  Object.defineProperty(globalThis, "heldLooks", { value: Object.freeze({ wear }) });
})();
