package io.tidings.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The simulation is worth what it finds: each of these faults in the core is found within the seeds that every build runs. */
class MutationsTest {
    private static final int STEPS = 2_000;

    static final List<Mutation> MUTATIONS = List.of(
            new Mutation(
                    "a subscription ignores prev",
                    "fanout/Subscription.java",
                    "entry.prev().equals(at) && frame != null",
                    "frame != null"),
            new Mutation(
                    "a feed compares offsets only",
                    "feed/Reading.java",
                    "Resume resume = Resume.of(head, page.entries(), page.head());",
                    "Resume resume = page.head().offset() == head.offset()"
                            + " ? new Resume.Complete(List.of()) : Resume.of(head, page.entries(), page.head());"),
            new Mutation(
                    "a feed does not hold what comes while it reads",
                    "feed/Feed.java",
                    "if (state == State.READING && reading != null) reading.hold(entry);",
                    ""),
            new Mutation(
                    "a feed drops what does not chain",
                    "feed/Feed.java",
                    "toReading(Telemetry.Repair.CHAIN, entry);",
                    ""),
            new Mutation(
                    "a feed stays live when its link is lost",
                    "feed/Feed.java",
                    "if (lost != generation) return;",
                    "if (lost != generation || state == State.LIVE) return;"),
            new Mutation(
                    "a feed does not read on from its old head when the link is back",
                    "feed/Feed.java",
                    "toReading(ring == null ? null : Telemetry.Repair.RELINK, null);",
                    "if (ring == null) toReading(null, null); else onReadDone();"),
            new Mutation(
                    "a page that was cut at its bounds ends the read",
                    "feed/Reading.java",
                    "settle(page.more() && !repeated || !reachesEnd(rest, page));",
                    "settle(false);"),
            new Mutation(
                    "a lane is registered after the page was posted",
                    "feed/Joins.java",
                    "boolean last = sequence + slots.size() == ring.end();\n"
                            + "        post(join, ring.before(sequence), gap, slots, last ? feed.register(join) : null);",
                    "boolean last = sequence + slots.size() == ring.end();\n"
                            + "        io.tidings.model.Position start = ring.before(sequence);\n"
                            + "        context.lane.schedule(5, () ->"
                            + " post(join, start, gap, List.copyOf(slots), last ? feed.register(join) : null));"),
            new Mutation(
                    "a subscription is live before its last page",
                    "feed/Joins.java",
                    "boolean last = sequence + slots.size() == ring.end();",
                    "boolean last = true;"),
            new Mutation("a credit is forgotten", "fanout/Fanout.java", "directory.credit(mark);", ""),
            new Mutation(
                    "a log without entries is taken for nothing missed",
                    "feed/Resume.java",
                    "return new Gap(head.offset() > since.offset() ? Reason.EXPIRED : Reason.REWRITTEN, head, List.of());",
                    "return new Complete(List.of());"),
            new Mutation(
                    "a hole is told where nothing is missing",
                    "feed/Resume.java",
                    "if (first.prev().equals(since)) return new Complete(chained(entries));",
                    ""),
            new Mutation(
                    "an answer says where it ends, not where it begins",
                    "fanout/Subscription.java",
                    "position = gap == null ? page.start() : gap.since();",
                    "position = page.start();"),
            new Mutation(
                    "an event's id may leave without its body",
                    "session/StreamSession.java",
                    "write(home.encoder().id(cursor.toString()), frame);",
                    "{ writeOwn(home.encoder().id(cursor.toString())); write(frame); }"),
            new Mutation(
                    "a page's frames are not released",
                    "fanout/Fanout.java",
                    "telemetry.delivered(page.chunk().size());\n        page.chunk().release();",
                    "telemetry.delivered(page.chunk().size());"),
            new Mutation(
                    "a feed is not told that a subscription has left",
                    "fanout/Subscription.java",
                    "if (mark != null) fanout.directory().leave(mark, format);",
                    ""),
            new Mutation(
                    "a poll's cursor runs ahead of its messages",
                    "session/PollSession.java",
                    "if (share.position() != null) cursor.move(share.subscription.channel(), share.position());",
                    "if (share.subscription.position() != null)"
                            + " cursor.move(share.subscription.channel(), share.subscription.position());"));

    @ParameterizedTest
    @FieldSource("MUTATIONS")
    void theSimulationFinds(Mutation mutation) throws Exception {
        // Given
        MutatedCore core = new MutatedCore(mutation);
        // When
        long seed = 0;
        @Nullable Throwable found = null;
        while (found == null && seed < SimulationTest.SEEDS) found = core.run(++seed, STEPS);
        // Then
        System.out.printf("simulation: \"%s\" found by seed %d: %s%n", mutation.name(), seed, found);
        assertThat(found).as(mutation.name()).isNotNull();
    }
}
