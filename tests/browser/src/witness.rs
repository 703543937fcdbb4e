//! Somewhere else: a server on an address that is none of the site's, which writes down what arrives there, and answers
//! so that whoever asked has no reason to stop asking.

use crate::failure::Result;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// What arrived is named by the path of its request; a connection to the quiet address, or a datagram, by what the
/// witness was told it means.
#[derive(Debug)]
pub struct Witness {
    address: SocketAddr,
    quiet: SocketAddr,
    udp: SocketAddr,
    arrived: Arc<Mutex<BTreeSet<String>>>,
    stopped: Arc<AtomicBool>,
}

impl Witness {
    /// Listens on free ports of this machine. A connection to the quiet address is noted as `connection`, a datagram as
    /// `datagram`.
    ///
    /// # Errors
    /// When no port is free.
    pub fn start(connection: &'static str, datagram: &'static str) -> Result<Self> {
        let (loud, quiet) =
            (TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?, TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?);
        let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
        let witness = Self {
            address: loud.local_addr()?,
            quiet: quiet.local_addr()?,
            udp: socket.local_addr()?,
            arrived: Arc::default(),
            stopped: Arc::default(),
        };
        witness.accept(loud, None);
        witness.accept(quiet, Some(connection));
        let (arrived, stopped) = (Arc::clone(&witness.arrived), Arc::clone(&witness.stopped));
        socket.set_read_timeout(Some(Duration::from_millis(100)))?;
        thread::spawn(move || {
            while !stopped.load(Ordering::Relaxed) {
                if socket.recv_from(&mut [0; 2048]).is_ok() {
                    note(&arrived, datagram);
                }
            }
        });
        Ok(witness)
    }

    /// `to=…&quiet=…&udp=…`, as the page of channels wants it.
    #[must_use]
    pub fn query(&self) -> String {
        format!("to=http://{}&quiet=http://{}&udp={}", self.address, self.quiet, self.udp.port())
    }

    /// The address that requests are noted at, without a slash.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The names of all that arrived since it was asked to forget.
    #[must_use]
    pub fn arrived(&self) -> BTreeSet<String> {
        self.arrived.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Forgets all that arrived.
    pub fn forget(&self) {
        self.arrived.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn accept(&self, listener: TcpListener, name: Option<&'static str>) {
        let (arrived, stopped) = (Arc::clone(&self.arrived), Arc::clone(&self.stopped));
        thread::spawn(move || {
            for stream in listener.incoming() {
                if stopped.load(Ordering::Relaxed) {
                    return;
                }
                let Ok(stream) = stream else { continue };
                if let Some(name) = name {
                    note(&arrived, name);
                    continue;
                }
                let arrived = Arc::clone(&arrived);
                thread::spawn(move || {
                    // A connection that breaks off said all it had to say.
                    let _ = listen(&stream, &arrived);
                });
            }
        });
    }
}

impl Drop for Witness {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
        // Both accepting threads sleep until someone comes.
        for address in [self.address, self.quiet] {
            let _ = TcpStream::connect_timeout(&address, Duration::from_secs(1));
        }
    }
}

/// Notes the path of one request and answers it.
fn listen(mut stream: &TcpStream, arrived: &Mutex<BTreeSet<String>>) -> Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut lines = BufReader::new(stream).lines();
    let line = lines.next().transpose()?.unwrap_or_default();
    let mut words = line.split(' ');
    if let (Some(method), Some(path)) = (words.next(), words.next()) {
        // A question whether one may ask says as much to whoever it is put to.
        let name = path.trim_start_matches('/').replace("%20", " ").replace("%40", "@");
        if !method.is_empty() && !name.is_empty() {
            note(arrived, &name);
        }
    }
    for header in lines {
        if header?.is_empty() {
            break;
        }
    }
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 0\r\nAccess-Control-Allow-Origin: *\r\n\
                Access-Control-Allow-Headers: *\r\nConnection: close\r\n\r\n";
    Ok(stream.write_all(head.as_bytes())?)
}

fn note(arrived: &Mutex<BTreeSet<String>>, name: &str) {
    arrived.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned());
}
