//! The rules, each from text to what offends it.

use super::css::{bare, parse};

const COLOUR_FUNCTIONS: &str = "rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark";
const COLOUR_NAMES: &str = "aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue \
    blueviolet brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan \
    darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon \
    darkseagreen darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey \
    dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey \
    honeydew hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral \
    lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue \
    lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue \
    mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue \
    mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen \
    paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple rebeccapurple red rosybrown royalblue \
    saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray slategrey snow springgreen \
    steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow yellowgreen \
    accentcolor accentcolortext activetext buttonborder buttonface buttontext canvas canvastext field fieldtext graytext \
    highlight highlighttext linktext mark marktext selecteditem selecteditemtext visitedtext";
const SIDES: [&str; 4] = ["left", "right", "top", "bottom"];
const SIZES: [&str; 6] = ["width", "height", "min-width", "min-height", "max-width", "max-height"];

/// The words of a value: runs of letters, digits, `-`, `_` and `#`.
fn words(value: &str) -> impl Iterator<Item = &str> {
    value.split(|c: char| !(c.is_alphanumeric() || "-_#".contains(c))).filter(|word| !word.is_empty())
}

pub fn colours(text: &str) -> Vec<String> {
    let literal = |word: &str| {
        let word = word.to_ascii_lowercase();
        word.starts_with('#')
            || COLOUR_NAMES.split_whitespace().any(|name| name == word)
            || COLOUR_FUNCTIONS.split_whitespace().any(|name| name == word)
    };
    parse(text)
        .0
        .iter()
        // `color` and `mark` are also ordinary words of properties like `transition`; as values here they are not used.
        .filter(|declaration| words(&declaration.value).any(literal))
        .map(|declaration| format!("{}: {}", declaration.property, declaration.value))
        .collect()
}

pub fn unnamed_meanings(text: &str) -> Vec<String> {
    let early = |word: &&str| word.starts_with("--raw-") || word.ends_with("-day") || word.ends_with("-night");
    parse(text).0.iter().flat_map(|d| words(&d.value).filter(early).map(str::to_owned).collect::<Vec<_>>()).collect()
}

pub fn physical(text: &str) -> Vec<String> {
    let sided = |property: &str| property.split('-').any(|part| SIDES.contains(&part));
    let overflow = |property: &str| property.ends_with("-x") || property.ends_with("-y");
    parse(text)
        .0
        .iter()
        .filter(|d| !d.property.starts_with("--"))
        .filter(|d| {
            sided(&d.property)
                || overflow(&d.property)
                || SIZES.contains(&d.property.as_str())
                || (["text-align", "float", "clear"].contains(&d.property.as_str())
                    && SIDES.contains(&d.value.as_str()))
        })
        .map(|d| format!("{}: {}", d.property, d.value))
        .collect()
}

pub fn motion(text: &str) -> Vec<String> {
    let (declarations, preludes) = parse(text);
    let moving = declarations.iter().filter(|d| {
        d.property.starts_with("transition")
            || d.property.starts_with("animation")
            || (d.property == "scroll-behavior" && d.value == "smooth")
    });
    let unasked = moving
        .filter(|d| !d.under.iter().any(|prelude| prelude.contains("prefers-reduced-motion: no-preference")))
        .map(|d| format!("{}: {}", d.property, d.value));
    // Keyframes hold no motion until an animation names them, but nobody writes them for any other reason.
    let keyframes = preludes.iter().filter(|p| p.starts_with("@keyframes") && !text.contains("no-preference")).cloned();
    unasked.chain(keyframes).collect()
}

pub fn important(text: &str) -> Vec<String> {
    parse(text).0.iter().filter(|d| d.value.contains("!important")).map(|d| d.property.clone()).collect()
}

/// Variables read somewhere and defined nowhere in the text.
pub fn undefined(text: &str) -> Vec<String> {
    let (declarations, _) = parse(text);
    let defined: Vec<&str> = declarations.iter().map(|d| d.property.as_str()).filter(|p| p.starts_with("--")).collect();
    let read = declarations.iter().flat_map(|d| d.value.split("var(").skip(1)).filter_map(|rest| words(rest).next());
    let mut missing: Vec<String> = read.filter(|name| !defined.contains(name)).map(str::to_owned).collect();
    missing.sort();
    missing.dedup();
    missing
}

/// Inline styles, scripts and handlers in a page.
pub fn inline(page: &str) -> Vec<String> {
    let page = page
        .split("<!--")
        .enumerate()
        .map(|(i, part)| if i == 0 { part } else { part.split_once("-->").map_or("", |(_, after)| after) });
    let page = page.collect::<String>().to_ascii_lowercase();
    let tags = page.split('<').skip(1).filter_map(|tag| tag.split_once('>'));
    let handler = |tag: &str| tag.split_whitespace().skip(1).any(|part| part.starts_with("on") && part.contains('='));
    tags.filter(|(tag, after)| {
        tag.contains(" style=")
            || tag.starts_with("style")
            || (tag.starts_with("script") && (!tag.contains(" src=") || !after.trim().is_empty()))
            || tag.contains("javascript:")
            || handler(tag)
    })
    .map(|(tag, _)| bare(tag))
    .collect()
}
