package io.tidings.simulation;

import java.util.List;

/** Faults that are put into the service, each of which the simulation has to find. */
final class Mutations {
    private Mutations() {}

    static final List<Mutation> ALL = List.of(
            new Mutation(
                    "a subscription ignores prev",
                    "core/fanout/Subscription.java",
                    "entry.prev().equals(at) && frame != null",
                    "frame != null"),
            new Mutation(
                    "a feed compares offsets only",
                    "core/feed/Reading.java",
                    "Resume resume = Resume.of(head, page);",
                    "Resume resume = page.head().offset() == head.offset()"
                            + " ? new Resume.Complete(List.of()) : Resume.of(head, page);"),
            new Mutation(
                    "a feed does not hold what comes while it reads",
                    "core/feed/Feed.java",
                    "if (state == State.READING && reading != null) reading.hold(entry);",
                    ""),
            new Mutation(
                    "a feed drops what does not chain",
                    "core/feed/Feed.java",
                    "toReading(Telemetry.Repair.CHAIN, entry);",
                    ""),
            new Mutation(
                    "a feed stays live when its link is lost",
                    "core/feed/Feed.java",
                    "if (lost != generation) return;",
                    "if (lost != generation || state == State.LIVE) return;"),
            new Mutation(
                    "a feed does not read on from its old head when the link is back",
                    "core/feed/Feed.java",
                    "toReading(ring == null ? null : Telemetry.Repair.RELINK, null);",
                    "if (ring == null) toReading(null, null); else onReadDone();"),
            new Mutation(
                    "a page that was cut at its bounds ends the read",
                    "core/feed/Reading.java",
                    "settle(more);",
                    "settle(false);"),
            new Mutation(
                    "a lane is registered after the page was posted",
                    "core/feed/Joins.java",
                    "boolean last = sequence + slots.size() == ring.end();\n"
                            + "        post(join, ring.before(sequence), gap, slots, last ? feed.register(join) : null);",
                    "boolean last = sequence + slots.size() == ring.end();\n"
                            + "        io.tidings.model.Position start = ring.before(sequence);\n"
                            + "        context.lane.schedule(5, () ->"
                            + " post(join, start, gap, List.copyOf(slots), last ? feed.register(join) : null));"),
            new Mutation(
                    "a subscription is live before its last page",
                    "core/feed/Joins.java",
                    "boolean last = sequence + slots.size() == ring.end();",
                    "boolean last = true;"),
            new Mutation("a credit is forgotten", "core/fanout/Fanout.java", "directory.credit(mark);", ""),
            new Mutation(
                    "a log without entries is taken for nothing missed",
                    "core/feed/Resume.java",
                    "return new Gap(head.offset() > since.offset() ? Reason.EXPIRED : Reason.REWRITTEN, head, List.of());",
                    "return new Complete(List.of());"),
            new Mutation(
                    "a log that ends below its head is taken for nothing missed",
                    "core/feed/Resume.java",
                    "Position after = beyond.isEmpty() ? page.end() : beyond.get(0).prev();",
                    "Position after = beyond.isEmpty() ? null : beyond.get(0).prev();"),
            new Mutation(
                    "a hole is told where nothing is missing",
                    "core/feed/Resume.java",
                    "if (first.prev().equals(since)) return new Complete(chained(entries));",
                    ""),
            new Mutation(
                    "an answer says where it ends, not where it begins",
                    "core/fanout/Subscription.java",
                    "position = gap == null ? page.start() : gap.since();",
                    "position = page.start();"),
            new Mutation(
                    "an event's id may leave without its body",
                    "core/session/StreamSession.java",
                    "write(home.encoder().id(cursor.toString()), frame);",
                    "{ writeOwn(home.encoder().id(cursor.toString())); write(frame); }"),
            new Mutation("a page's frames are not released", "core/fanout/Fanout.java", "page.chunk().release();", ""),
            new Mutation(
                    "a feed is not told that a subscription has left",
                    "core/fanout/Subscription.java",
                    "if (mark != null) fanout.directory().leave(mark, format);",
                    ""),
            new Mutation(
                    "a poll's cursor runs ahead of its messages",
                    "core/session/PollSession.java",
                    "if (share.position() != null) cursor.move(share.subscription.channel(), share.position());",
                    "if (share.subscription.position() != null)"
                            + " cursor.move(share.subscription.channel(), share.subscription.position());"),
            new Mutation(
                    "a lane that was overrun is not told",
                    "core/feed/Marks.java",
                    "mark.listener.lane().execute(() -> mark.listener.onBehind(mark));",
                    ""),
            new Mutation(
                    "a lane that was overrun goes on with what the ring has",
                    "core/feed/Marks.java",
                    "if (mark.next < ring.start()) behind(mark);\n        else postFrom(mark, ring);",
                    "mark.next = Math.max(mark.next, ring.start());\n        postFrom(mark, ring);"),
            new Mutation(
                    "a hole is posted before the messages in front of it",
                    "core/feed/Marks.java",
                    "while (mark.next < ring.end()) postFrom(mark, ring);",
                    ""),
            new Mutation(
                    "a join that was taken back is served",
                    "core/fanout/Fanout.java",
                    "boolean awaited = subscription.awaits(page.join());",
                    "boolean awaited = !subscription.isLive();"),
            new Mutation(
                    "a page for nobody leaves its mark",
                    "core/fanout/Fanout.java",
                    "page.mark() != null && (!awaited || subscription.hasLeft())",
                    "page.mark() != null && awaited && subscription.hasLeft()"),
            new Mutation(
                    "a key is forgotten on the way",
                    "core/publish/Publisher.java",
                    "Fingerprint.idempotency(subject, publication)",
                    "null"),
            new Mutation(
                    "a key is one message, whoever uses it",
                    "core/publish/Fingerprint.java",
                    "new Fingerprint().add(subject).add(publication.key()).end();",
                    "new Fingerprint().add(publication.key()).end();"),
            new Mutation(
                    "another message with the same key is taken for a repeat",
                    "core/publish/Fingerprint.java",
                    "request.add(publication.payload()).end()",
                    "request.end()"),
            new Mutation(
                    "an append that perhaps happened is told as one that did not",
                    "core/publish/Publisher.java",
                    "telemetry.published(refusal.failure());\n                reply.fail(refusal);",
                    "reply.fail(refusal.failure() == io.tidings.model.Failure.PUBLISH_UNKNOWN"
                            + " ? new Refusal(io.tidings.model.Failure.BACKBONE_AWAY) : refusal);"),
            new Mutation(
                    "an answer runs ahead of the messages that are held for it",
                    "core/session/CommandSession.java",
                    "return group == null ? known.position() : group.startOf(known);",
                    "return known.position();"),
            new Mutation(
                    "a chain that breaks inside of a page is not looked at again",
                    "core/feed/Reading.java",
                    "return rest.get(rest.size() - 1).id().equals(page.end());",
                    "return !page.more();"),
            new Mutation("an audit finds nothing", "core/feed/Feed.java", "repair(Telemetry.Repair.AUDIT);", "{}"),
            new Mutation(
                    "a session's timer is left on the wheel",
                    "core/session/Sessions.java",
                    "wheel.cancel(session);",
                    ""),
            new Mutation(
                    "a stranger is counted for ever",
                    "core/session/Session.java",
                    "if (unknown) home.census().leaveUnknown();",
                    ""),
            new Mutation(
                    "sessions share where they are in a buffer",
                    "transport/lean/DirectFrame.java",
                    "return wire.retainedDuplicate();",
                    "return wire.retain();"),
            new Mutation(
                    "a write holds its buffer for ever",
                    "transport/lean/DirectFrame.java",
                    "return wire.retainedDuplicate();",
                    "return wire.retain().retainedDuplicate();"),
            new Mutation(
                    "what has come is not released",
                    "transport/lean/WebSocketConnection.java",
                    "in.release();",
                    "in.readableBytes();"),
            new Mutation(
                    "a frame that is half there is forgotten",
                    "transport/lean/WebSocketConnection.java",
                    "decoder = reading.isIdle() ? null : reading;",
                    "decoder = null;"),
            new Mutation(
                    "the mask begins anew with each piece",
                    "transport/lean/FrameDecoder.java",
                    "mask = Mask.apply(mask, into, from, count);",
                    "Mask.apply(mask, into, from, count);"),
            new Mutation(
                    "a session does not hear that there is room again",
                    "transport/lean/Connection.java",
                    "if (session != null && ctx.channel().isWritable()) session.onWritable();",
                    ""),
            new Mutation(
                    "a session does not hear that its client has gone",
                    "transport/lean/Connection.java",
                    "if (session != null) session.onClosed();",
                    ""),
            new Mutation(
                    "nothing is ever said to wait",
                    "transport/lean/Connection.java",
                    "return waiting == null ? 0 : waiting.totalPendingWriteBytes();",
                    "return 0;"),
            new Mutation(
                    "a client may stay after the end",
                    "transport/lean/Connection.java",
                    "ctx.executor().schedule(() -> ctx.close(), terms",
                    "ctx.executor().schedule(() -> {}, terms"),
            new Mutation(
                    "what a stream has gathered is lost",
                    "transport/lean/StreamConnection.java",
                    "if (before.gathered.length() > 0) write(Chunk.of(before.gathered.getBytes()));",
                    ""),
            new Mutation(
                    "a stream ends without the end of its body",
                    "transport/lean/StreamConnection.java",
                    "write(Chunk.end());",
                    ""));
}
