//! What stands between this machine and a server: TLS and proxies. One reading of the HTTP client's errors for all that use the
//! network, with the remedy in the message.

use std::fmt;
use std::io;

use ureq::http::Uri;
use ureq::{Error, Proxy};

/// Why a server was not reached, in words for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Obstacle {
    kind: Kind,
    /// What the network said.
    reason: String,
    /// The proxy that stands between, as host and port: its address may hold a password.
    proxy: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The two sides did not come to speak TLS with each other.
    Tls,
    /// The proxy is not there, or refuses.
    Proxy,
    /// It may work another time.
    Passing,
    /// Anything else.
    Lasting,
}

impl Obstacle {
    /// Reads the error of a request to an address that an agent with this proxy has made.
    pub(crate) fn new(error: &Error, address: &str, proxy: Option<&Proxy>) -> Self {
        let bypassed = |proxy: &&Proxy| address.parse::<Uri>().is_ok_and(|uri| proxy.is_no_proxy(&uri));
        let proxy = proxy.filter(|proxy| !bypassed(proxy));
        let kind = match error {
            Error::Tls(_) | Error::Rustls(_) => Kind::Tls,
            // That is how the TLS library tells its own errors through a stream.
            Error::Io(error) if error.kind() == io::ErrorKind::InvalidData => Kind::Tls,
            Error::ConnectProxyFailed(_) | Error::InvalidProxyUrl => Kind::Proxy,
            // All connections are made to the proxy, if there is one.
            Error::Io(error) if error.kind() == io::ErrorKind::ConnectionRefused && proxy.is_some() => Kind::Proxy,
            Error::Timeout(_) | Error::Io(_) | Error::ConnectionFailed | Error::Protocol(_) => Kind::Passing,
            _ => Kind::Lasting,
        };
        let reason = error.to_string();
        let reason = reason.strip_prefix("io: ").unwrap_or(&reason).to_owned();
        Self { kind, reason, proxy: proxy.map(|proxy| format!("{}:{}", proxy.host(), proxy.port())) }
    }

    /// Whether the same request may work another time.
    #[cfg(feature = "remote")]
    pub(crate) fn is_passing(&self) -> bool {
        self.kind == Kind::Passing
    }

    /// Whether it says what to do about it.
    #[cfg(feature = "firefox")]
    pub(crate) fn has_remedy(&self) -> bool {
        matches!(self.kind, Kind::Tls | Kind::Proxy)
    }
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)?;
        let proxy = self.proxy.as_deref();
        match self.kind {
            Kind::Tls => {
                f.write_str(" (no TLS connection that can be trusted")?;
                if let Some(proxy) = proxy {
                    write!(f, ", through the proxy {proxy}")?;
                }
                f.write_str(
                    "; certificates must come from a public authority: those of a proxy that opens connections, or that a server has \
                     signed itself, are not accepted)",
                )
            }
            Kind::Proxy => {
                let proxy = proxy.unwrap_or("of the environment");
                write!(
                    f,
                    " (by the proxy {proxy}; check ALL_PROXY, HTTPS_PROXY and HTTP_PROXY, or name the host in NO_PROXY)"
                )
            }
            Kind::Passing | Kind::Lasting => proxy.map_or(Ok(()), |proxy| write!(f, " (through the proxy {proxy})")),
        }
    }
}

#[cfg(all(test, feature = "remote"))]
mod tests {
    use super::*;

    #[test]
    fn obstacles_are_told_apart_and_keep_secrets() {
        let io = |kind: io::ErrorKind| Error::Io(io::Error::new(kind, "so it is"));
        let proxy = Proxy::new("http://user:secret@proxy.test:3128").expect("an address");
        for (error, proxy, passing, said) in [
            (io(io::ErrorKind::InvalidData), None, false, "public authority"),
            (io(io::ErrorKind::InvalidData), Some(&proxy), false, "proxy.test:3128"),
            (io(io::ErrorKind::ConnectionRefused), Some(&proxy), false, "HTTPS_PROXY"),
            (io(io::ErrorKind::ConnectionRefused), None, true, "so it is"),
            (io(io::ErrorKind::ConnectionReset), Some(&proxy), true, "through the proxy"),
            (Error::ConnectProxyFailed("407".into()), Some(&proxy), false, "407"),
            (Error::HostNotFound, None, false, "host not found"),
        ] {
            let obstacle = Obstacle::new(&error, "https://host.test/", proxy);
            let text = obstacle.to_string();
            assert_eq!(obstacle.is_passing(), passing, "{text}");
            assert!(text.contains(said) && !text.contains("secret"), "{text}");
        }
    }
}
