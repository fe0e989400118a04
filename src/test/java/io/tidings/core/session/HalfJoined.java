package io.tidings.core.session;

import static io.tidings.core.session.SessionBench.NEWS;
import static io.tidings.core.session.SessionBench.ORDERS;

import io.tidings.core.port.ScriptedBackbone;
import io.tidings.core.port.WrittenLog;
import io.tidings.core.protocol.ClientCommand;
import io.tidings.model.Channel;
import java.util.List;

/** A WebSocket whose first three joins are not all resolved: two channels are live, the third waits. */
final class HalfJoined {
    static final String REF = "first";
    static final Channel WAITING = new Channel("orders.waiting");

    final CommandSession session;
    private final SessionBench bench;
    private final ScriptedBackbone backbone;

    HalfJoined(SessionBench bench, ScriptedBackbone backbone) {
        this.bench = bench;
        this.backbone = backbone;
        session = bench.sessions.openCommands(bench.sink, SessionBench.alice());
        session.onCommand(new ClientCommand.Connect(
                REF,
                null,
                List.of(SessionBench.latest(ORDERS), SessionBench.latest(NEWS), SessionBench.latest(WAITING))));
        bench.run();
    }

    /** Makes a channel live, in an own log. */
    WrittenLog live(Channel channel) {
        WrittenLog log = new WrittenLog();
        bench.feeds.watched(channel, backbone.generation(channel));
        backbone.position().answer(log.head());
        bench.run();
        return log;
    }

    /** Tells messages of a channel. */
    void tell(Channel channel, WrittenLog log, int count, int bytes) {
        for (int i = 0; i < count; i++) {
            bench.feeds.messages(channel, List.of(log.append(bytes)));
            bench.run();
        }
    }
}
