//! Contrast as WCAG 2.2 defines it, from colours written in OKLCH.
//!
//! OKLab to linear sRGB: B. Ottosson, "A perceptual color space for image processing" (2020), the matrices of CSS Color 4.
//! Relative luminance and contrast ratio: WCAG 2.2, definitions.

/// A colour as painted: 8 bits for red, green and blue.
pub type Rgb = [u8; 3];

/// The painted colour of a raw or named token: `oklch(l c h)`, or `var(--other)`.
pub fn painted(tokens: &str, name: &str) -> Rgb {
    let text = super::css::bare(tokens);
    let (_, after) = text.split_once(&format!("{name}:")).unwrap_or_else(|| panic!("{name} is not defined"));
    let value = after.split(';').next().unwrap_or_default().trim();
    if let Some(other) = value.strip_prefix("var(").and_then(|rest| rest.strip_suffix(')')) {
        return painted(tokens, other);
    }
    let numbers = value.strip_prefix("oklch(").and_then(|rest| rest.strip_suffix(')')).expect("a colour in OKLCH");
    let numbers: Vec<f64> = numbers.split_whitespace().map(|n| n.parse().expect("a number")).collect();
    from_oklch(numbers[0], numbers[1], numbers[2])
}

pub fn ratio(one: Rgb, other: Rgb) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

pub fn hex([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn from_oklch(lightness: f64, chroma: f64, hue: f64) -> Rgb {
    let (sin, cos) = hue.to_radians().sin_cos();
    let (a, b) = (chroma * cos, chroma * sin);
    let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
    [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
    ]
    .map(|linear| {
        let linear = linear.clamp(0.0, 1.0);
        let encoded = if linear <= 0.003_130_8 { 12.92 * linear } else { 1.055 * linear.powf(1.0 / 2.4) - 0.055 };
        (encoded * 255.0).round() as u8
    })
}

fn luminance(colour: Rgb) -> f64 {
    let [red, green, blue] = colour.map(|channel| {
        let encoded = f64::from(channel) / 255.0;
        if encoded <= 0.040_45 { encoded / 12.92 } else { ((encoded + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[test]
fn contrast_agrees_with_published_figures() {
    // Black on white is 21 by definition; #767676 is the well-known lightest grey that reaches 4.5 on white.
    assert!((ratio([0, 0, 0], [255, 255, 255]) - 21.0).abs() < 1e-9);
    assert!(ratio([0x76; 3], [255; 3]) >= 4.5 && ratio([0x77; 3], [255; 3]) < 4.5);
    // CSS Color 4 gives one colour in several notations: oklch(40.101% 0.12332 21.555) is rgb(49.06% 13.87% 15.9%).
    assert_eq!(from_oklch(0.401_01, 0.123_32, 21.555), [125, 35, 41]);
}
