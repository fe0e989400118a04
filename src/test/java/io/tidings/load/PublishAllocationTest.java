package io.tidings.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tidings.core.SteppedLanes;
import io.tidings.core.port.Append;
import io.tidings.core.port.Lane;
import io.tidings.core.port.Reply;
import io.tidings.core.port.ScriptedBackbone;
import io.tidings.core.port.Telemetry;
import io.tidings.core.publish.PublishLimits;
import io.tidings.core.publish.Publisher;
import io.tidings.model.ChannelPattern;
import io.tidings.model.Grants;
import io.tidings.model.Identity;
import io.tidings.model.Position;
import io.tidings.model.Publication;
import io.tidings.model.Refusal;
import io.tidings.model.Retention;
import io.tidings.wire.BatchItem;
import io.tidings.wire.Batches;
import io.tidings.wire.JsonScanner;
import io.tidings.wire.ResultWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a publication allocates from the bytes of its line to the bytes of its result, without the backbone. */
class PublishAllocationTest {
    private static final int LINES = 1_000;
    private static final int DATA = 200;
    /** Of which the least counts: what the compiler has not come to yet, on a busy machine, allocates more. */
    private static final int RUNS = 200;

    private static final Retention RETENTION = new Retention(1_000, Duration.ofHours(1));
    private static final Position ID = new Position(123_456, 193_847_561_234_567L);

    private final Lane lane = new SteppedLanes(1, 1).lanes().all().get(0);
    private final Identity identity = new Identity(
            "alice",
            new Grants(List.of(), List.of(ChannelPattern.parse("**", "alice")), List.of(), false),
            Identity.NEVER);
    private final Batches batches = new Batches(new JsonScanner(64), LINES);
    private final Publisher publisher = new Publisher(
            new ScriptedBackbone() {
                @Override
                public void append(Append append, Lane lane, Reply<Position> reply) {
                    stored += append.message().json().length;
                    reply.succeed(ID);
                }
            },
            channel -> RETENTION,
            new PublishLimits(64 * 1024, LINES),
            new Telemetry() {});
    private long stored;
    private long answered;

    @Test
    void aLineAllocatesAFewTimesItsMessage() {
        // Given
        String line = "{\"channel\":\"orders.42\",\"data\":\"" + "x".repeat(DATA - 2) + "\"}\n";
        byte[] body = line.repeat(LINES).getBytes(UTF_8);
        long allocated = Long.MAX_VALUE;
        // When
        for (int i = 0; i < RUNS; i++) allocated = Math.min(allocated, allocated(body) / LINES);
        // Then
        System.out.printf(
                "publish: a line of %d bytes allocates %d bytes, of which %d are its message and %d its result%n",
                line.length(), allocated, stored / LINES, answered / LINES);
        assertThat(stored / LINES).isBetween((long) DATA, DATA + 60L);
        assertThat(allocated).isLessThan(4L * DATA + 400);
    }

    private long allocated(byte[] body) {
        stored = 0;
        answered = 0;
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        publish(body);
        return thread.getCurrentThreadAllocatedBytes() - before;
    }

    private void publish(byte[] body) {
        for (BatchItem item : batches.lines(body))
            for (Publication each : ((BatchItem.Publications) item).all())
                publisher.publish(identity, each, lane, new Answer(each));
    }

    private final class Answer implements Reply<Position> {
        private final Publication publication;

        Answer(Publication publication) {
            this.publication = publication;
        }

        @Override
        public void succeed(Position id) {
            answered += ResultWriter.published(publication.channel(), id).length;
        }

        @Override
        public void fail(Refusal refusal) {
            throw refusal;
        }
    }
}
