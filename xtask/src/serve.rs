//! `cargo xtask serve [--port N] [--watch]`: builds the page for looking and serves it on this
//! machine only.
//!
//! The server is a few lines of std: GET and HEAD of files below one folder, correct types, no
//! caching. It is for looking at the page; any static host will do for the real thing.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant, UNIX_EPOCH};

use crate::shell::{Outcome, has, look, only, root, target, value, write};
use crate::{build, setup};

/// The port tried first.
const PORT: u16 = 8743;

/// With `--watch`: a page around the page, which asks for the newest build and reloads the one
/// inside. The page itself could not: it forbids itself every request.
const FRAME: &str = "<!DOCTYPE html><title>PemLens, reloading</title>\
    <style>html,body,iframe{margin:0;border:0;width:100%;height:100%;display:block}</style>\
    <iframe src=\"/index.html\"></iframe><script>let turn;setInterval(async()=>{try{\
    const now=await(await fetch('/watch/turn')).text();\
    if(turn!==undefined&&now!==turn)frames[0].location.reload();turn=now}catch{}},300)</script>";

/// How many builds there have been.
static TURN: AtomicU64 = AtomicU64::new(0);

/// Installs what building needs (no browser, no Node.js), builds and serves.
pub fn run(arguments: &[String]) -> Outcome {
    only(arguments, &["--watch"], &["--port"])?;
    let wanted = value(arguments, "--port")
        .map(|port| port.parse::<u16>().map_err(|_| format!("`{port}` is not a port number")))
        .transpose()?;
    setup::ensure(setup::Scope::Look)?;
    println!(
        "building the page for looking: larger and slower than what `cargo xtask build` makes\n\
         (about 2 minutes the first time on two cores, seconds when nothing changed)"
    );
    let seen = state();
    let mark = target().join("look-dist.seen");
    if !fs::read_to_string(&mark).is_ok_and(|it| it == seen.to_string()) {
        let _ = fs::remove_file(&mark);
        build::for_looking()?;
        write(&mark, seen.to_string().as_bytes())?;
    }
    let listener = listen(wanted)?;
    let address = listener.local_addr().map_err(|problem| problem.to_string())?;
    let watching = has(arguments, "--watch");
    let path = if watching { "watch" } else { "" };
    println!("\nPemLens is at http://{address}/{path}   (Ctrl+C stops it)");
    if watching {
        thread::spawn(move || watch(seen));
    }
    for stream in listener.incoming().flatten() {
        let folder = look();
        thread::spawn(move || {
            // A browser that goes away in the middle of an answer is no reason to stop.
            let _ = answer(&stream, &folder);
        });
    }
    Ok(())
}

/// Builds again whenever a file has changed.
fn watch(mut seen: u64) {
    loop {
        thread::sleep(Duration::from_millis(300));
        let now = state();
        if now == seen {
            continue;
        }
        seen = now;
        let started = Instant::now();
        match build::for_looking() {
            Ok(()) => {
                TURN.fetch_add(1, Ordering::Relaxed);
                println!("built again in {:.1} s", started.elapsed().as_secs_f64());
            }
            Err(problem) => eprintln!("{problem}\nthe page stays as it was"),
        }
    }
}

/// A number that changes when a file changes that the page is built from.
fn state() -> u64 {
    let mut folders = vec![root().join("src"), root().join("www")];
    let mut files: Vec<PathBuf> =
        ["index.html", "Trunk.toml", "Cargo.toml", "Cargo.lock"].map(|it| root().join(it)).into();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.iter().fold(files.len() as u64, |sum, file| {
        let changed = fs::metadata(file).and_then(|it| it.modified()).ok();
        let since = changed.and_then(|it| it.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
        sum.rotate_left(5) ^ (since.as_nanos() as u64)
    })
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
        ("GET", _) if target == "/watch" => ("200 OK", "text/html", FRAME.as_bytes().to_vec()),
        ("GET", _) if target == "/watch/turn" => {
            let turn = TURN.load(Ordering::Relaxed).to_string();
            ("200 OK", "text/plain", turn.into_bytes())
        }
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
