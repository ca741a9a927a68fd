//! HTTP behind a trait, so that tests need none, and its one implementation.

use std::io::Read;
use std::time::Duration;

use crate::network::Obstacle;

/// An answer.
pub struct Body {
    /// Whether it begins at the offset asked for; otherwise it begins at the start.
    pub resumed: bool,
    /// Bytes still to come, if the server says so.
    pub length: Option<u64>,
    /// The bytes.
    pub reader: Box<dyn Read + Send>,
}

/// An address gave nothing.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FetchError {
    /// The server answered with an error.
    #[error("{address} answered with status {status}")]
    Status {
        /// The address.
        address: String,
        /// The HTTP status.
        status: u16,
    },
    /// No answer came.
    #[error("cannot reach {address}: {reason}{hint}")]
    Unreachable {
        /// The address.
        address: String,
        /// Why.
        reason: String,
        /// What may help.
        hint: &'static str,
    },
}

/// Gets what an address holds.
pub trait Fetch {
    /// Asks for the bytes from an offset on. A server may not grant that: see [`Body::resumed`].
    ///
    /// # Errors
    /// If no answer comes, or one with an error.
    fn get(&self, address: &str, offset: u64) -> Result<Body, FetchError>;
}

/// HTTP and HTTPS. Proxies are taken from the environment (`ALL_PROXY`, `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`).
pub struct Http(ureq::Agent);

impl Default for Http {
    fn default() -> Self {
        Self::with_patience(Duration::from_secs(30))
    }
}

impl Http {
    /// A client that waits so long for a connection, and for the beginning of an answer; four times as long for all of it, after which
    /// the rest must be asked for anew.
    pub fn with_patience(patience: Duration) -> Self {
        let config = ureq::Agent::config_builder()
            .timeout_connect(Some(patience))
            .timeout_recv_response(Some(patience))
            .timeout_recv_body(Some(patience * 4))
            .http_status_as_error(false)
            .user_agent(concat!("umschrift/", env!("CARGO_PKG_VERSION")));
        Self(config.build().new_agent())
    }

    fn unreachable(&self, address: &str, error: &ureq::Error) -> FetchError {
        let obstacle = Obstacle::new(error, address, self.0.config().proxy());
        let hint = match obstacle.has_remedy() {
            true => "; or fetch the files another way and install them with --from DIR",
            false => "; a machine without internet installs with --from DIR",
        };
        FetchError::Unreachable { address: address.to_owned(), reason: obstacle.to_string(), hint }
    }
}

impl Fetch for Http {
    fn get(&self, address: &str, offset: u64) -> Result<Body, FetchError> {
        // What is asked for over TLS is not taken from a server that redirects to another protocol.
        let tls = address.starts_with("https://");
        let mut request = self.0.get(address).config().https_only(tls).build().header("accept-encoding", "identity");
        if offset > 0 {
            request = request.header("range", format!("bytes={offset}-"));
        }
        let answer = request.call().map_err(|error| self.unreachable(address, &error))?;
        match answer.status().as_u16() {
            status @ (200 | 206) => {
                // An announced length counts the bytes as they travel, which a transparent compression makes others.
                let as_they_are = !answer.headers().contains_key("content-encoding");
                let body = answer.into_body();
                let length = body.content_length().filter(|_| as_they_are);
                Ok(Body { resumed: status == 206 && offset > 0, length, reader: Box::new(body.into_reader()) })
            }
            status => Err(FetchError::Status { address: address.to_owned(), status }),
        }
    }
}
