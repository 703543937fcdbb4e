//! A small static server for the built site: what `cargo xtask serve` shows and what the browser tests open.
//!
//! It answers GET and HEAD on the loopback address only, and sends the headers that the folder's own `_headers` file
//! asks for, so that what is tested is what a host following that file would send. Every request is written down; the
//! tests read the list to prove that nothing else was asked for.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

mod headers;
pub use headers::HeaderRules;

/// One request as it arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub method: String,
    /// Path and query, undecoded.
    pub path: String,
    /// The status it was answered with.
    pub status: u16,
}

/// A folder being served on 127.0.0.1. Dropping it stops the server.
#[derive(Debug)]
pub struct StaticServer {
    address: SocketAddr,
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    site: Mutex<Site>,
    log: Mutex<Vec<Request>>,
    /// The open connections, to be cut when the server stops.
    open: Mutex<Vec<(SocketAddr, TcpStream)>>,
    stopped: AtomicBool,
}

/// What is served.
#[derive(Debug, Clone)]
struct Site {
    root: PathBuf,
    /// The path the folder is served at, with a slash at both ends.
    base: String,
    rules: HeaderRules,
}

impl StaticServer {
    /// Serves `root` on `port`, or on a free port when it is 0.
    ///
    /// # Errors
    /// When the port is taken or `root` is not a folder.
    pub fn start(root: &Path, port: u16) -> io::Result<Self> {
        Self::start_below(root, port, "/")
    }

    /// Serves `root` at the path `base`, which has a slash at both ends; nothing is found beside it.
    ///
    /// # Errors
    /// When the port is taken or `root` is not a folder.
    pub fn start_below(root: &Path, port: u16, base: &str) -> io::Result<Self> {
        let site = Site::read(root, base)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            site: Mutex::new(site),
            log: Mutex::default(),
            open: Mutex::default(),
            stopped: AtomicBool::new(false),
        });
        let accepting = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming() {
                if accepting.stopped.load(Ordering::Relaxed) {
                    return;
                }
                let Ok(stream) = stream else { continue };
                let shared = Arc::clone(&accepting);
                let (Ok(other), Ok(end)) = (stream.peer_addr(), stream.try_clone()) else { continue };
                lock(&shared.open).push((other, end));
                thread::spawn(move || {
                    // A broken connection is the client's business; the next one is served as ever.
                    let _ = converse(&stream, &shared);
                    let _ = stream.shutdown(Shutdown::Both);
                    lock(&shared.open).retain(|(open, _)| *open != other);
                });
            }
        });
        Ok(Self { address, shared })
    }

    /// The address of the folder, ending in a slash.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, lock(&self.shared.site).base)
    }

    /// Every request so far, in order of arrival.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.shared.log).clone()
    }

    /// Forgets the requests so far.
    pub fn forget_requests(&self) {
        lock(&self.shared.log).clear();
    }

    /// Serves another folder from now on, as a host does after an upload.
    ///
    /// # Errors
    /// When it is not a folder.
    pub fn serve_instead(&self, root: &Path) -> io::Result<()> {
        let mut site = lock(&self.shared.site);
        *site = Site::read(root, &site.base)?;
        Ok(())
    }

    /// Stops for good: the port is closed, and so is every open connection.
    pub fn stop(&self) {
        self.shared.stopped.store(true, Ordering::Relaxed);
        // The accepting thread sleeps in `accept`: one last connection wakes it.
        let _ = TcpStream::connect_timeout(&self.address, Duration::from_secs(1));
        for (_, stream) in lock(&self.shared.open).drain(..) {
            // One that the other side has closed already cannot be closed again.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

impl Drop for StaticServer {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Site {
    fn read(root: &Path, base: &str) -> io::Result<Self> {
        if !root.is_dir() {
            return Err(io::Error::new(io::ErrorKind::NotFound, format!("{} is not a folder", root.display())));
        }
        let rules = match fs::read_to_string(root.join("_headers")) {
            Ok(text) => HeaderRules::parse(&text),
            Err(_) => HeaderRules::default(),
        };
        Ok(Self { root: root.to_owned(), base: base.to_owned(), rules })
    }
}

const PLAIN: &str = "text/plain; charset=utf-8";

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Answers requests on one connection until the client closes it.
fn converse(stream: &TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let mut words = line.split_whitespace();
        let (Some(method), Some(target)) = (words.next(), words.next()) else { return Ok(()) };
        let (method, target) = (method.to_owned(), target.to_owned());
        let (mut keep, mut brotli) = (true, false);
        loop {
            let mut header = String::new();
            if reader.read_line(&mut header)? == 0 || header.trim().is_empty() {
                break;
            }
            let header = header.to_ascii_lowercase();
            keep &= !header.starts_with("connection: close");
            brotli |= header.starts_with("accept-encoding:") && header.contains("br");
        }
        let status = answer(stream, shared, &method, &target, brotli)?;
        lock(&shared.log).push(Request { method, path: target, status });
        if !keep || shared.stopped.load(Ordering::Relaxed) {
            return Ok(());
        }
    }
}

fn answer(mut stream: &TcpStream, shared: &Shared, method: &str, target: &str, brotli: bool) -> io::Result<u16> {
    let path = target.split(['?', '#']).next().unwrap_or("/");
    let site = lock(&shared.site).clone();
    let found = match method {
        "GET" | "HEAD" => path
            .strip_prefix(&site.base)
            .and_then(|inside| locate(&site.root, inside))
            .and_then(|file| contents(&file, brotli).map(|(body, packed)| (file, body, packed))),
        _ => None,
    };
    let (status, kind, body, packed) = match found {
        Some((file, body, packed)) => (200, content_type(&file), body, packed),
        None if method == "GET" || method == "HEAD" => (404, PLAIN, b"Not found\n".to_vec(), false),
        None => (405, PLAIN, b"Only GET\n".to_vec(), false),
    };
    let reason = match status {
        200 => "OK",
        404 => "Not Found",
        _ => "Method Not Allowed",
    };
    let mut head = format!("HTTP/1.1 {status} {reason}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n", body.len());
    if packed {
        head.push_str("Content-Encoding: br\r\n");
    }
    for (name, value) in site.rules.for_path(path) {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    if method != "HEAD" {
        stream.write_all(&body)?;
    }
    stream.flush()?;
    Ok(status)
}

/// A file as it is sent: its compressed twin, `name.br`, where there is one and the client takes it.
fn contents(file: &Path, brotli: bool) -> Option<(Vec<u8>, bool)> {
    let mut twin = file.as_os_str().to_owned();
    twin.push(".br");
    let packed = if brotli { fs::read(&twin).ok() } else { None };
    packed.map(|body| (body, true)).or_else(|| fs::read(file).ok().map(|body| (body, false)))
}

/// The file a request path names, or nothing when it names none or tries to climb out of the folder.
fn locate(root: &Path, path: &str) -> Option<PathBuf> {
    let relative = percent_decoded(path)?;
    let relative = Path::new(relative.trim_start_matches('/'));
    if relative.components().any(|part| !matches!(part, Component::Normal(_))) {
        return None;
    }
    let file = root.join(relative);
    if file.is_dir() { Some(file.join("index.html")) } else { Some(file) }
}

fn percent_decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => PLAIN,
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test says what went wrong by stopping")]
mod tests {
    use super::*;
    use std::io::Read;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("held-static-server-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn get(server: &StaticServer, path: &str) -> String {
        let mut stream = TcpStream::connect(server.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nConnection: close\r\n\r\n").unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn a_file_comes_with_its_type_and_the_headers_the_folder_asks_for() {
        let root = folder("types");
        fs::write(root.join("a.wasm"), "\0asm").unwrap();
        fs::write(root.join("_headers"), "/*\n  X-One: 1\n/*.html\n  X-Two: 2\n").unwrap();
        let server = StaticServer::start(&root, 0).unwrap();
        let answer = get(&server, "/a.wasm");
        assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
        assert!(answer.contains("Content-Type: application/wasm\r\n"), "{answer}");
        assert!(answer.contains("X-One: 1\r\n") && !answer.contains("X-Two"), "{answer}");
    }

    #[test]
    fn a_path_that_climbs_out_of_the_folder_finds_nothing() {
        let root = folder("climb");
        fs::create_dir_all(root.join("inside")).unwrap();
        fs::write(root.join("outside.txt"), "secret").unwrap();
        let server = StaticServer::start(&root.join("inside"), 0).unwrap();
        for path in ["/../outside.txt", "/%2e%2e/outside.txt", "//etc/passwd"] {
            let answer = get(&server, path);
            assert!(answer.starts_with("HTTP/1.1 404 "), "{path}: {answer}");
        }
    }

    #[test]
    fn a_folder_below_a_path_is_found_there_and_nowhere_else() {
        let root = folder("below");
        fs::write(root.join("index.html"), "<p>").unwrap();
        fs::write(root.join("_headers"), "/somewhere/*\n  X-One: 1\n").unwrap();
        let server = StaticServer::start_below(&root, 0, "/somewhere/").unwrap();
        assert!(server.url().ends_with("/somewhere/"));
        let answer = get(&server, "/somewhere/");
        assert!(answer.starts_with("HTTP/1.1 200 ") && answer.contains("X-One: 1\r\n"), "{answer}");
        for path in ["/", "/index.html", "/elsewhere/index.html"] {
            assert!(get(&server, path).starts_with("HTTP/1.1 404 "), "{path}");
        }
    }

    #[test]
    fn a_server_that_was_stopped_answers_nobody_not_even_on_an_open_connection() {
        let root = folder("stop");
        fs::write(root.join("index.html"), "<p>").unwrap();
        let server = StaticServer::start(&root, 0).unwrap();
        let mut open = TcpStream::connect(server.address).unwrap();
        write!(open, "GET / HTTP/1.1\r\n\r\n").unwrap();
        let mut first = [0; 12];
        open.read_exact(&mut first).unwrap();
        assert_eq!(&first, b"HTTP/1.1 200");
        server.stop();
        let mut rest = String::new();
        let _ = write!(open, "GET / HTTP/1.1\r\n\r\n");
        let _ = open.read_to_string(&mut rest);
        assert_eq!(rest.matches("HTTP/1.1").count(), 0, "{rest}");
        // The listener goes with the thread that held it.
        let closed = (0..100).any(|_| {
            thread::sleep(Duration::from_millis(10));
            TcpStream::connect(server.address).is_err()
        });
        assert!(closed, "the port is still open");
    }

    #[test]
    fn another_folder_can_be_served_at_the_same_address() {
        let (one, two) = (folder("one"), folder("two"));
        fs::write(one.join("a.txt"), "one").unwrap();
        fs::write(two.join("a.txt"), "two").unwrap();
        let server = StaticServer::start(&one, 0).unwrap();
        assert!(get(&server, "/a.txt").ends_with("one"));
        server.serve_instead(&two).unwrap();
        assert!(get(&server, "/a.txt").ends_with("two"));
    }

    #[test]
    fn every_request_is_written_down_also_one_that_finds_nothing() {
        let root = folder("log");
        fs::write(root.join("index.html"), "<p>").unwrap();
        let server = StaticServer::start(&root, 0).unwrap();
        get(&server, "/");
        get(&server, "/missing?x=1");
        // The log line follows the answer, so wait for it.
        for _ in 0..100 {
            if server.requests().len() == 2 {
                break;
            }
            thread::sleep(Duration::from_millis(10));
        }
        let seen: Vec<_> = server.requests().into_iter().map(|request| (request.path, request.status)).collect();
        assert_eq!(seen, [("/".to_owned(), 200), ("/missing?x=1".to_owned(), 404)]);
    }
}
