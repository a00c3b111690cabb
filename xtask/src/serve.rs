//! `cargo xtask serve [--port N]`: builds the page and serves it on this machine only.
//!
//! The server is a few lines of std: GET and HEAD of files below one folder, correct types, no
//! caching. It is for looking at the page; any static host will do for the real thing.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::shell::{Outcome, dist, only, value};
use crate::{build, setup};

/// The port tried first.
const PORT: u16 = 8743;

/// Installs what building needs (no browser), builds and serves.
pub fn run(arguments: &[String]) -> Outcome {
    only(arguments, &[], &["--port"])?;
    let wanted = value(arguments, "--port")
        .map(|port| port.parse::<u16>().map_err(|_| format!("`{port}` is not a port number")))
        .transpose()?;
    setup::ensure(setup::Scope::Build)?;
    build::release()?;
    let listener = listen(wanted)?;
    let address = listener.local_addr().map_err(|problem| problem.to_string())?;
    println!("\nPemLens is at http://{address}/   (Ctrl+C stops it)");
    for stream in listener.incoming().flatten() {
        let folder = dist();
        thread::spawn(move || {
            // A browser that goes away in the middle of an answer is no reason to stop.
            let _ = answer(&stream, &folder);
        });
    }
    Ok(())
}

/// The wanted port, or the usual one, or any free one.
fn listen(wanted: Option<u16>) -> Result<TcpListener, String> {
    let bind = |port: u16| TcpListener::bind(("127.0.0.1", port));
    match wanted {
        Some(port) => bind(port).map_err(|problem| format!("port {port}: {problem}")),
        None => bind(PORT).or_else(|_| bind(0)).map_err(|problem| problem.to_string()),
    }
}

/// Reads one request and answers it.
fn answer(mut stream: &TcpStream, folder: &Path) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut lines = BufReader::new(stream.take(16_384));
    let mut request = String::new();
    lines.read_line(&mut request)?;
    let mut header = String::new();
    while lines.read_line(&mut header)? > 2 {
        header.clear();
    }
    let mut words = request.split_whitespace();
    let method = words.next().unwrap_or_default();
    let target = words.next().unwrap_or_default();
    let (status, kind, body) = match (method, file(folder, target)) {
        ("GET" | "HEAD", Some(path)) => match fs::read(&path) {
            Ok(body) => ("200 OK", media_type(&path), body),
            Err(_) => ("404 Not Found", "text/plain", b"not found\n".to_vec()),
        },
        ("GET" | "HEAD", None) => ("404 Not Found", "text/plain", b"not found\n".to_vec()),
        _ => ("405 Method Not Allowed", "text/plain", b"only GET\n".to_vec()),
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
         Cache-Control: no-store\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    if method != "HEAD" {
        stream.write_all(&body)?;
    }
    stream.flush()
}

/// The file a request means; never one outside the folder.
fn file(folder: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let relative = Path::new(path);
    if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
        return None;
    }
    let file = folder.join(relative);
    Some(if file.is_dir() { file.join("index.html") } else { file })
}

/// The media type by extension; WebAssembly must have its own to be compiled while it arrives.
fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_stay_in_the_folder() {
        let folder = Path::new("dist");
        assert_eq!(file(folder, "/a/b.js?x=1"), Some(folder.join("a/b.js")));
        assert_eq!(file(folder, "/../Cargo.toml"), None);
        assert_eq!(file(folder, "//etc/passwd"), None);
        assert_eq!(file(folder, "a.js"), None);
    }
}
