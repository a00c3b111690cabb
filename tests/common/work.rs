//! How much a piece of work costs, whatever else the machine does.

use std::time::{Duration, Instant};

/// Work that has begun on this thread.
pub struct Work {
    begun: Duration,
    clock: Instant,
}

impl Work {
    /// Work begins here.
    pub fn begin() -> Self {
        Work { begun: processor_time().unwrap_or_default(), clock: Instant::now() }
    }

    /// The processor time that this thread has spent since; where the system does not tell (it is
    /// Linux that does), the time that went by.
    pub fn spent(&self) -> Duration {
        processor_time().map_or_else(|| self.clock.elapsed(), |now| now.saturating_sub(self.begun))
    }
}

fn processor_time() -> Option<Duration> {
    let line = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    line.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}
