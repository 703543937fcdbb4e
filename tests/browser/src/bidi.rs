//! WebDriver BiDi, as far as the tests need it: commands with their answers, and every event so far.

use crate::failure::{Failure, Result};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Message;

/// A connection to one browser. It ends with the value, or with the browser.
#[derive(Debug)]
pub(crate) struct Bidi {
    out: mpsc::UnboundedSender<String>,
    shared: Arc<Mutex<Shared>>,
}

#[derive(Debug, Default)]
struct Shared {
    asked: u64,
    waiting: HashMap<u64, oneshot::Sender<Value>>,
    events: Vec<Value>,
}

impl Bidi {
    /// Connects to the address that the browser named, and has these events sent.
    pub(crate) async fn connect(url: &str, events: &[&str]) -> Result<Self> {
        let (socket, _) = connect_async(url).await?;
        let (mut sink, mut stream) = socket.split();
        let (out, mut to_send) = mpsc::unbounded_channel::<String>();
        tokio::spawn(async move {
            while let Some(text) = to_send.recv().await {
                if sink.send(Message::Text(text.into())).await.is_err() {
                    return;
                }
            }
            let _ = sink.close().await;
        });
        let shared = Arc::new(Mutex::new(Shared::default()));
        let heard = Arc::clone(&shared);
        tokio::spawn(async move {
            while let Some(Ok(message)) = stream.next().await {
                let Ok(value) = serde_json::from_str::<Value>(message.to_text().unwrap_or_default()) else { continue };
                lock(&heard).take_in(value);
            }
            // Nobody waits for an answer that cannot come.
            lock(&heard).waiting.clear();
        });
        let bidi = Self { out, shared };
        bidi.command("session.subscribe", json!({ "events": events })).await?;
        Ok(bidi)
    }

    /// Sends a command and waits for its answer.
    pub(crate) async fn command(&self, method: &str, parameters: Value) -> Result<Value> {
        let (answer, answered) = oneshot::channel();
        let id = {
            let mut shared = lock(&self.shared);
            shared.asked += 1;
            let id = shared.asked;
            shared.waiting.insert(id, answer);
            id
        };
        let gone = || Failure::new(format!("Firefox does not answer {method}."));
        let text = json!({ "id": id, "method": method, "params": parameters }).to_string();
        self.out.send(text).map_err(|_| gone())?;
        let answer = tokio::time::timeout(Duration::from_secs(20), answered).await.map_err(|_| gone())?;
        let answer = answer.map_err(|_| gone())?;
        if answer["type"] == "error" {
            return Err(Failure::new(format!("Firefox refuses {method}: {}", answer["message"])));
        }
        Ok(answer["result"].clone())
    }

    /// The events since the last call, in order. What had happened before the call is among them.
    pub(crate) async fn events(&self) -> Result<Vec<Value>> {
        // Answers come after the events before them.
        self.command("session.status", json!({})).await?;
        Ok(std::mem::take(&mut lock(&self.shared).events))
    }
}

impl Shared {
    fn take_in(&mut self, message: Value) {
        match message["id"].as_u64().and_then(|id| self.waiting.remove(&id)) {
            Some(waiting) => drop(waiting.send(message)),
            None => self.events.push(message),
        }
    }
}

fn lock(shared: &Mutex<Shared>) -> MutexGuard<'_, Shared> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
