//! The content security policy of each page. It is the promise that nothing is sent, in a form the browser enforces.

/// The policy of the site, as a `<meta>` in every page and as a header.
pub fn site() -> String {
    policy(&[
        ("script-src", "'self' 'wasm-unsafe-eval'"),
        ("style-src", "'self'"),
        ("img-src", "'self' data: blob:"),
        ("font-src", "'self'"),
        ("connect-src", "'self'"),
        ("worker-src", "'self'"),
        ("manifest-src", "'self'"),
    ])
}

/// The policy of the single file: only the scripts and styles it carries, by their hashes.
pub fn single(scripts: &[String], styles: &[String]) -> String {
    let quoted = |hashes: &[String]| hashes.iter().map(|hash| format!("'{hash}'")).collect::<Vec<_>>().join(" ");
    policy(&[
        ("script-src", &format!("{} 'wasm-unsafe-eval'", quoted(scripts))),
        ("style-src", &quoted(styles)),
        ("img-src", "data: blob:"),
        ("font-src", "data:"),
        ("connect-src", "'none'"),
        ("worker-src", "blob:"),
        ("manifest-src", "'none'"),
    ])
}

/// The file static hosts read headers from, for a site at this path.
pub fn headers_file(base: &str) -> String {
    format!(
        "{base}*\n  Content-Security-Policy: {}\n  X-Content-Type-Options: nosniff\n  X-Frame-Options: DENY\n  \
         Referrer-Policy: no-referrer\n\
         {base}\n  Cache-Control: no-store\n\
         {base}*.html\n  Cache-Control: no-store\n\
         {base}service-worker*.js\n  Cache-Control: no-cache\n\
         {base}held-*\n  Cache-Control: public, max-age=31536000, immutable\n",
        site()
    )
}

fn policy(own: &[(&str, &str)]) -> String {
    let own = own.iter().map(|(name, value)| format!("{name} {value}"));
    let fixed = [
        "base-uri 'none'",
        "form-action 'none'",
        "object-src 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types held",
    ];
    std::iter::once("default-src 'none'".to_owned())
        .chain(own)
        .chain(fixed.map(str::to_owned))
        .collect::<Vec<_>>()
        .join("; ")
}
