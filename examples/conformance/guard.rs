//! Runs one row so that a panic or an endless loop in it is a result, not the end of the run.
//!
//! `catch_unwind` would not do: the release profile aborts on panic. Instead each row has its own
//! thread, and the panic hook, which runs before the abort, reports the panic and never returns.

use std::cell::RefCell;
use std::panic;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// No row needs a hundredth of this.
const LIMIT: Duration = Duration::from_secs(20);

type Tell = Box<dyn Fn(String)>;

thread_local! {
    /// How a guarded thread reports that it panicked.
    static TELL: RefCell<Option<Tell>> = const { RefCell::new(None) };
}

/// To be called once, before [`run`].
pub fn install() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let tell = TELL.with(|tell| tell.borrow_mut().take());
        if let Some(tell) = tell {
            tell(info.to_string().replace('\n', " "));
            loop {
                thread::park();
            }
        }
        usual(info);
    }));
}

/// The result of `work`, or how it ended without one.
pub fn run<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, String> {
    let (send, receive) = mpsc::channel::<Result<T, String>>();
    let started = thread::Builder::new().name("row".into()).spawn(move || {
        let on_panic = send.clone();
        TELL.with(|tell| {
            *tell.borrow_mut() = Some(Box::new(move |message| drop(on_panic.send(Err(message)))));
        });
        let done = work();
        // The receiver is gone where the limit has passed.
        drop(send.send(Ok(done)));
    });
    match started {
        Err(error) => Err(format!("no thread could be started: {error}")),
        Ok(_) => receive
            .recv_timeout(LIMIT)
            .unwrap_or_else(|_| Err(format!("no result within {} seconds", LIMIT.as_secs()))),
    }
}
