package io.tidings.backbone.redis;

import io.tidings.core.port.Tracing;
import io.tidings.model.Channel;
import java.util.HashMap;
import java.util.Map;

/** The channels that have messages on their way. Confined to the loop. */
final class Appends {
    private final PublishScript publish;
    private final Tracing tracing;
    private final Map<Channel, AppendLine> lines = new HashMap<>();

    Appends(PublishScript publish, Tracing tracing) {
        this.publish = publish;
        this.tracing = tracing;
    }

    Tracing tracing() {
        return tracing;
    }

    /** Takes one more. @return the batch that it leaves with */
    AppendBatch add(AppendOperation operation, CommandConnection connection) {
        AppendLine line = lines.get(operation.channel);
        if (line == null || !line.isOver(connection)) {
            // what is on its way over another connection has its answers from there
            line = new AppendLine(operation.channel, connection, publish, this);
            lines.put(operation.channel, line);
        }
        return line.add(operation);
    }

    void onIdle(AppendLine line) {
        lines.remove(line.channel(), line);
    }
}
