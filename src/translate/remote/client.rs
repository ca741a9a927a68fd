//! Sending with patience: retries with back-off, `Retry-After`, and an end to both.

use std::time::{Duration, Instant, SystemTime};

use super::RemoteError;
use super::http::{Request, Response, Transport, TransportError};
use crate::translate::Watch;

/// How patient a client is.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// How often a request is sent at most.
    pub attempts: u32,
    /// The pause after the first failure; it doubles with each further one.
    pub first_pause: Duration,
    /// The longest pause, also where the server asks for one.
    pub longest_pause: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { attempts: 6, first_pause: Duration::from_secs(1), longest_pause: Duration::from_secs(90) }
    }
}

/// Sends requests until they are answered or it is clear that they will not be.
pub struct Client {
    transport: Box<dyn Transport>,
    patience: Patience,
}

impl Client {
    /// A client on a transport.
    pub fn new(transport: Box<dyn Transport>, patience: Patience) -> Self {
        Self { transport, patience }
    }

    /// The body of the answer to a request.
    ///
    /// # Errors
    /// If there is no answer, or none with a status of success, or one that is too long or not UTF-8.
    pub fn send(&self, request: &Request, watch: &dyn Watch) -> Result<String, RemoteError> {
        let host = || request.host().to_owned();
        let mut attempt = 1;
        loop {
            if watch.cancelled() {
                return Err(RemoteError::Cancelled);
            }
            let last = attempt >= self.patience.attempts.max(1);
            let asked = match self.transport.send(request) {
                Ok(response) if (200..300).contains(&response.status) => return text(request, response),
                Ok(response) if is_passing(response.status) => {
                    let asked = response.retry_after.as_deref().and_then(|value| pause(value, SystemTime::now()));
                    if last || asked.is_some_and(|asked| asked > self.patience.longest_pause) {
                        return Err(RemoteError::Busy { host: host(), status: response.status });
                    }
                    asked
                }
                Ok(response) => return Err(refused(request, &response)),
                Err(TransportError::Passing(_)) if !last => None,
                Err(TransportError::Passing(reason) | TransportError::Lasting(reason)) => {
                    return Err(RemoteError::Unreached { host: host(), reason, attempts: attempt });
                }
            };
            let backed_off = self.patience.first_pause.saturating_mul(1 << (attempt - 1).min(16));
            rest(asked.unwrap_or(backed_off).min(self.patience.longest_pause), watch);
            attempt += 1;
        }
    }

    /// Sends a request once, and does not mind what becomes of it.
    pub fn tell(&self, request: &Request) {
        let _ = self.transport.send(request);
    }
}

/// Statuses after which the same request may succeed: time-out, too early, too many requests, server errors that are not for good.
/// 529 is what some APIs, DeepL's among them, say when overloaded.
fn is_passing(status: u16) -> bool {
    matches!(status, 408 | 425 | 429 | 500 | 502 | 503 | 504 | 529)
}

fn text(request: &Request, response: Response) -> Result<String, RemoteError> {
    let bad = |reason: &str| RemoteError::Answer { host: request.host().to_owned(), reason: reason.to_owned() };
    if response.cut {
        return Err(bad("it is far longer than a translation can be"));
    }
    String::from_utf8(response.body).map_err(|_| bad("it is not UTF-8"))
}

/// What a refusal says: the message in the JSON if there is one, else the beginning of the text.
fn refused(request: &Request, response: &Response) -> RemoteError {
    const LONGEST: usize = 200;
    let body = String::from_utf8_lossy(&response.body);
    let json: serde_json::Value = serde_json::from_str(&body).unwrap_or_default();
    let message = ["/message", "/error/message", "/error", "/detail"]
        .iter()
        .find_map(|place| json.pointer(place)?.as_str())
        .unwrap_or_else(|| if body.trim_start().starts_with('<') { "(an HTML page)" } else { &body });
    let mut message: String = super::batch::one_line(message).chars().take(LONGEST).collect();
    if message.is_empty() {
        message.push_str("(no reason given)");
    }
    // A server may repeat what it was sent; a key must not reach the screen by that way.
    if let Some(key) = request.key().filter(|key| !key.is_empty()) {
        message = message.replace(key, "********");
    }
    message.push_str(match response.status {
        300..=399 => " (a redirection: text goes to the named address only; name the new one)",
        401 | 403 => " (check the key and the endpoint)",
        404 => " (check the endpoint's address)",
        456 => " (the quota of the account is used up)",
        _ => "",
    });
    RemoteError::Refused { host: request.host().to_owned(), status: response.status, message }
}

/// A `Retry-After`: seconds, or a date.
fn pause(value: &str, now: SystemTime) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    httpdate::parse_http_date(value).ok().map(|date| date.duration_since(now).unwrap_or_default())
}

/// Sleeps, but not longer than the watch wants to go on.
fn rest(pause: Duration, watch: &dyn Watch) {
    let until = Instant::now() + pause;
    while !watch.cancelled() {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            break;
        }
        std::thread::sleep(left.min(Duration::from_millis(100)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_is_asked_for_in_seconds_or_by_date() {
        let now = httpdate::parse_http_date("Sun, 06 Nov 1994 08:49:00 GMT").unwrap();
        for (value, seconds) in [
            ("3", Some(3)),
            (" 0 ", Some(0)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(37)),
            ("Sun, 06 Nov 1994 08:00:00 GMT", Some(0)),
            ("soon", None),
            ("-1", None),
        ] {
            assert_eq!(pause(value, now), seconds.map(Duration::from_secs), "{value}");
        }
    }
}
