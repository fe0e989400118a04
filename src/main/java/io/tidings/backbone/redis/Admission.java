package io.tidings.backbone.redis;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Bounds what is under way, by count and by bytes. Safe from any thread. */
final class Admission {
    private final long maxCount;
    private final long maxBytes;
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    Admission(long maxCount, long maxBytes) {
        this.maxCount = maxCount;
        this.maxBytes = maxBytes;
    }

    /** What was let in; it leaves exactly once. */
    final class Ticket {
        private final int size;

        private Ticket(int size) {
            this.size = size;
        }

        void leave() {
            count.decrementAndGet();
            bytes.addAndGet(-size);
        }
    }

    /** Lets one more in; null when a bound would be exceeded. */
    @Nullable
    Ticket enter(int size) {
        Ticket ticket = new Ticket(size);
        boolean few = count.incrementAndGet() <= maxCount;
        boolean small = bytes.addAndGet(size) <= maxBytes;
        if (few && small) return ticket;
        ticket.leave();
        return null;
    }
}
