//! Requests as data, and the one place where they leave the machine.
//!
//! A [`Request`] prints as what is sent, with its keys masked. [`Transport`] sends it; tests and other programs can put their
//! own in the place of [`Ureq`].

use std::fmt;
use std::time::Duration;

use serde_json::{Map, Value};

use super::RemoteError;
use crate::network::Obstacle;

/// A key. It prints masked.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps a key; white space around it, as copying leaves it, is dropped.
    pub fn new(key: impl AsRef<str>) -> Self {
        Self(key.as_ref().trim().to_owned())
    }

    /// The key itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("********")
    }
}

/// Where a key goes in a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Credential {
    /// Into the header `Authorization`, after a scheme such as `Bearer`.
    Header(&'static str, Secret),
    /// Into a field at the top of the JSON body.
    Field(&'static str, Secret),
}

/// One request.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// `POST`, `DELETE` …
    pub method: &'static str,
    /// The whole address.
    pub url: String,
    /// The key, if the endpoint wants one.
    pub credential: Option<Credential>,
    /// The JSON body; none if empty.
    pub body: Map<String, Value>,
}

impl Request {
    /// The host that it goes to.
    pub fn host(&self) -> &str {
        let rest = self.url.split_once("://").map_or(self.url.as_str(), |(_, rest)| rest);
        rest.split('/').next().unwrap_or(rest)
    }

    /// The key that it carries.
    pub(super) fn key(&self) -> Option<&str> {
        match self.credential.as_ref()? {
            Credential::Header(_, secret) | Credential::Field(_, secret) => Some(secret.reveal()),
        }
    }

    fn authorization(&self, key: impl FnOnce(&Secret) -> String) -> Option<String> {
        match &self.credential {
            Some(Credential::Header(scheme, secret)) => Some(format!("{scheme} {}", key(secret))),
            _ => None,
        }
    }

    fn json(&self, key: impl FnOnce(&Secret) -> String) -> Option<String> {
        let mut body = self.body.clone();
        if let Some(Credential::Field(field, secret)) = &self.credential {
            body.insert((*field).to_owned(), key(secret).into());
        }
        (!body.is_empty()).then(|| Value::Object(body).to_string())
    }
}

/// The request as it is sent, with the key masked.
impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let masked = |secret: &Secret| format!("{secret:?}");
        writeln!(f, "{} {}", self.method, self.url)?;
        if let Some(value) = self.authorization(masked) {
            writeln!(f, "Authorization: {value}")?;
        }
        writeln!(f, "User-Agent: {USER_AGENT}\nAccept: application/json")?;
        if let Some(body) = self.json(masked) {
            write!(f, "Content-Type: application/json\n\n{body}\n")?;
        }
        Ok(())
    }
}

const USER_AGENT: &str = concat!("umschrift/", env!("CARGO_PKG_VERSION"));

/// An answer.
#[derive(Clone, Debug, Default)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// The header `Retry-After`.
    pub retry_after: Option<String>,
    /// The body.
    pub body: Vec<u8>,
    /// The body was longer than the bound and is cut.
    pub cut: bool,
}

/// Why a request got no answer.
#[derive(Clone, Debug, thiserror::Error)]
pub enum TransportError {
    /// It may work another time: a time-out, a broken connection.
    #[error("{0}")]
    Passing(String),
    /// It will not: an unknown host, a bad certificate.
    #[error("{0}")]
    Lasting(String),
}

/// Sends requests.
pub trait Transport: Send + Sync {
    /// Sends one request and waits for the answer, whatever its status. Redirections are not followed.
    ///
    /// # Errors
    /// If there is no answer.
    fn send(&self, request: &Request) -> Result<Response, TransportError>;
}

/// HTTP through ureq, TLS through rustls.
pub struct Ureq {
    agent: ureq::Agent,
    limit: u64,
}

impl Ureq {
    /// An agent for one endpoint. Each request may take `timeout`; of an answer at most `limit` bytes are read.
    ///
    /// A proxy of the environment serves `https` only, which it cannot read; plain `http` goes straight to the host.
    pub fn new(endpoint: &str, timeout: Duration, limit: u64) -> Self {
        let proxy = if endpoint.starts_with("https:") { ureq::Proxy::try_from_env() } else { None };
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(timeout))
            .proxy(proxy)
            .user_agent(USER_AGENT)
            .build();
        Self { agent: config.into(), limit }
    }
}

impl Transport for Ureq {
    fn send(&self, request: &Request) -> Result<Response, TransportError> {
        let reveal = |secret: &Secret| secret.reveal().to_owned();
        let mut builder = ureq::http::Request::builder()
            .method(request.method)
            .uri(&request.url)
            .header("Accept", "application/json");
        if let Some(value) = request.authorization(reveal) {
            builder = builder.header("Authorization", value);
        }
        let lasting = |error: ureq::http::Error| TransportError::Lasting(error.to_string());
        let answer = match request.json(reveal) {
            Some(body) => {
                let whole = builder.header("Content-Type", "application/json").body(body).map_err(lasting)?;
                self.agent.run(whole)
            }
            None => self.agent.run(builder.body(()).map_err(lasting)?),
        };
        let mut answer = answer.map_err(|error| {
            let obstacle = Obstacle::new(&error, &request.url, self.agent.config().proxy());
            let kind = if obstacle.is_passing() { TransportError::Passing } else { TransportError::Lasting };
            kind(obstacle.to_string())
        })?;
        let status = answer.status().as_u16();
        let header = answer.headers().get("retry-after").and_then(|value| value.to_str().ok());
        let retry_after = header.map(str::to_owned);
        let mut body = Vec::new();
        let reader = answer.body_mut().with_config().limit(u64::MAX).reader();
        std::io::Read::read_to_end(&mut std::io::Read::take(reader, self.limit + 1), &mut body)
            .map_err(|error| TransportError::Passing(format!("the answer broke off: {error}")))?;
        let cut = body.len() as u64 > self.limit;
        Ok(Response { status, retry_after, body, cut })
    }
}

/// Checks the address of an endpoint, and gives it without a slash at its end. Text in clear may go no farther than the own network: `http` is
/// for this machine, private addresses and names without a dot.
///
/// # Errors
/// [`RemoteError::Address`].
pub fn endpoint(address: &str) -> Result<String, RemoteError> {
    let refuse = |reason: &str| RemoteError::Address { address: address.to_owned(), reason: reason.to_owned() };
    let trimmed = address.trim().trim_end_matches('/');
    let uri: ureq::http::Uri =
        trimmed.parse().map_err(|_| refuse("it is no address; write it like https://host/path"))?;
    let host = uri.host().filter(|host| !host.is_empty()).ok_or_else(|| refuse("it names no host"))?;
    if uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
        return Err(refuse("it holds a user or a password; keys are read from the environment"));
    }
    if uri.query().is_some() {
        return Err(refuse("it holds a query; name the base address alone"));
    }
    match uri.scheme_str() {
        Some("https") => Ok(trimmed.to_owned()),
        Some("http") if is_near(host) => Ok(trimmed.to_owned()),
        Some("http") => Err(refuse("plain http would send the text in clear over the internet; use https")),
        _ => Err(refuse("it must begin with https:// (or http:// for this machine and the own network)")),
    }
}

fn is_near(host: &str) -> bool {
    let host = host.trim_matches(['[', ']']);
    match host.parse::<std::net::IpAddr>() {
        Ok(std::net::IpAddr::V4(ip)) => ip.is_loopback() || ip.is_private() || ip.is_link_local(),
        Ok(std::net::IpAddr::V6(ip)) => ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local(),
        Err(_) => !host.contains('.') || host.ends_with(".localhost") || host.ends_with(".local"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_is_safe_or_refused() {
        for address in [
            "https://api.deepl.com",
            "http://localhost:5000/",
            "http://127.0.0.1:8080/v1",
            "http://[::1]:8080",
            "http://192.168.1.7:11434/v1",
            "http://translator:5000",
        ] {
            assert_eq!(endpoint(address).unwrap(), address.trim_end_matches('/'), "{address}");
        }
        for address in [
            "",
            "api.deepl.com",
            "http://example.org",
            "http://8.8.8.8",
            "ftp://host/x",
            "https://",
            "https://user:key@host/",
            "https://host/?key=1",
            "https://a b",
        ] {
            assert!(endpoint(address).is_err(), "{address}");
        }
    }

    #[test]
    fn a_printed_request_shows_everything_but_the_key() {
        let body = Map::from_iter([("q".to_owned(), Value::from("Kim\nJong Un"))]);
        let key = Secret::new(" topsecret\n");
        for credential in [Credential::Header("Bearer", key.clone()), Credential::Field("api_key", key.clone())] {
            let request =
                Request { method: "POST", url: "https://h/x".into(), credential: Some(credential), body: body.clone() };
            let shown = request.to_string();
            assert!(shown.starts_with("POST https://h/x\n") && shown.contains(r#""q":"Kim\nJong Un""#), "{shown}");
            assert!(!shown.contains("topsecret") && shown.contains("********"), "{shown}");
            assert!(!format!("{request:?}").contains("topsecret"));
            assert_eq!(request.host(), "h");
        }
    }
}
