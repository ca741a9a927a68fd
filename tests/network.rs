//! What stands between the program and a server: certificates of nobody, proxies that are not there or refuse. The program says
//! which, and what to do, and sends no text.
#![cfg(all(feature = "cli", feature = "firefox", feature = "remote"))]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// A port of this machine on which each connection is handled so; what it gives is kept.
struct Server {
    port: u16,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start(mut handle: impl FnMut(TcpStream) -> String + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&heard);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let said = handle(stream);
                log.lock().unwrap().push(said);
            }
        });
        Self { port, heard }
    }

    /// A server with a certificate that it has signed itself. It notes what it is told under TLS.
    fn self_signed() -> Self {
        let certified = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(certified.signing_key.serialize_der()));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certified.cert.der().clone()], key)
            .unwrap();
        let config = Arc::new(config);
        Self::start(move |stream| {
            let mut stream = StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), stream);
            let mut said = Vec::new();
            // The other side breaks off, which is an error here and the point of it.
            let _ = stream.read_to_end(&mut said);
            String::from_utf8_lossy(&said).into_owned()
        })
    }

    /// A server, or proxy, that answers the first line of a request with these bytes.
    fn answering(answer: &'static [u8]) -> Self {
        Self::start(move |mut stream| {
            let mut line = Vec::new();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let _ = reader.read_until(b'\n', &mut line);
            let _ = stream.write_all(answer);
            // A connection that is closed with something unread is reset, and the answer may be lost on the way.
            let _ = stream.shutdown(Shutdown::Write);
            let _ = stream.set_read_timeout(Some(Duration::from_secs(2)));
            let _ = std::io::copy(&mut reader, &mut std::io::sink());
            String::from_utf8_lossy(&line).into_owned()
        })
    }

    /// What it was told. The program may have ended before the server is done with its connection.
    fn heard(&self) -> String {
        let begun = Instant::now();
        while self.heard.lock().unwrap().is_empty() && begun.elapsed() < Duration::from_secs(5) {
            std::thread::sleep(Duration::from_millis(5));
        }
        self.heard.lock().unwrap().concat()
    }
}

/// A port on which nobody listens.
fn nobody() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Runs the program where it must not come through, and gives its message: once for installing a model and once for rendering.
fn messages(folder: &Path, address: &str, variables: &[(&str, &str)]) -> [String; 2] {
    std::fs::write(folder.join("a.txt"), "Das ist vertraulich.\n").unwrap();
    let registry = format!("{address}/db/models.json");
    let commands = [
        &["model", "install", "--registry", &registry][..],
        &["render", "a.txt", "--engine", "libretranslate", "--endpoint", address, "--no-cache"],
    ];
    commands.map(|arguments| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_umschrift"));
        command.current_dir(folder).env_clear().env("HOME", folder).env("UMSCHRIFT_MODELS", folder.join("models"));
        let output = command.args(arguments).envs(variables.iter().copied()).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        assert_eq!(stderr.lines().filter(|line| line.starts_with("error: ")).count(), 1, "{stderr}");
        let installed = std::fs::read_dir(folder.join("models")).into_iter().flatten().flatten();
        assert!(installed.into_iter().all(|entry| entry.file_name().to_string_lossy().starts_with('.')));
        stderr
    })
}

#[test]
fn a_certificate_of_nobody_is_not_accepted() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::self_signed();
    let [install, render] = messages(folder.path(), &format!("https://localhost:{}", server.port), &[]);
    let host = format!("localhost:{}", server.port);
    for message in [&install, &render] {
        assert!(message.contains(&host) && message.contains("certificate"), "{message}");
        assert!(message.contains("public authority"), "{message}");
    }
    assert!(install.contains("--from DIR"), "{install}");
    assert_eq!(server.heard(), "", "nothing is said to somebody unknown");
}

#[test]
fn a_server_that_speaks_no_tls_gets_no_text() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::answering(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    for message in messages(folder.path(), &format!("https://localhost:{}", server.port), &[]) {
        assert!(message.contains(&server.port.to_string()) && message.contains("no TLS connection"), "{message}");
    }
    assert!(!server.heard().contains("vertraulich"));
}

#[test]
fn a_proxy_that_is_not_there_is_named_and_its_password_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let (server, dead) = (Server::self_signed(), nobody());
    let address = format!("https://localhost:{}", server.port);
    let proxy = format!("http://user:pa55word@127.0.0.1:{dead}");
    for variable in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"] {
        for message in messages(folder.path(), &address, &[(variable, &proxy)]) {
            assert!(
                message.contains(&format!("proxy 127.0.0.1:{dead}")) && message.contains("HTTPS_PROXY"),
                "{message}"
            );
            assert!(!message.contains("pa55word"), "{message}");
        }
    }
    // A host that needs no proxy is reached without.
    for message in messages(folder.path(), &address, &[("HTTPS_PROXY", &proxy), ("NO_PROXY", "localhost")]) {
        assert!(message.contains("public authority") && !message.contains(&dead.to_string()), "{message}");
    }
}

#[test]
fn a_proxy_that_refuses_is_told_with_its_answer() {
    let folder = tempfile::tempdir().unwrap();
    let proxy = Server::answering(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
    let variables = [("HTTPS_PROXY", &*format!("http://127.0.0.1:{}", proxy.port))];
    for message in messages(folder.path(), "https://translate.test", &variables) {
        assert!(message.contains("407") && message.contains(&format!("127.0.0.1:{}", proxy.port)), "{message}");
    }
    assert!(proxy.heard().starts_with("CONNECT translate.test:443"), "{}", proxy.heard());
}
