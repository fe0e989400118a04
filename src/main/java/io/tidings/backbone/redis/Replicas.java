package io.tidings.backbone.redis;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the answers to publications back until a replica has them: one WAIT behind each batch. Does nothing where no replica
 * is waited for. Confined to the loop.
 */
final class Replicas implements Call.Answer {
    private final long patience;
    private final List<Kept> kept = new ArrayList<>();
    private boolean wanted;
    private boolean asked;

    private record Kept(Call call, @Nullable Response reply) {}

    /** @param patience until a replica has confirmed; zero when none is waited for */
    Replicas(Duration patience) {
        this.patience = patience.toMillis();
    }

    void onSent(Call call) {
        if (patience > 0 && call.answer.isOfPublication()) wanted = true;
    }

    /** Whether something was sent that a WAIT is to follow. */
    boolean isWanted() {
        return wanted;
    }

    /** Whether a WAIT is under way: Redis keeps all that is sent behind it waiting, and the canary behind that. */
    boolean isAsked() {
        return asked;
    }

    /** The WAIT to send next. */
    Call ask() {
        wanted = false;
        asked = true;
        Call wait = new Call(Request.cmd(Command.WAIT).arg(1).arg(patience), this);
        wait.toSent();
        return wait;
    }

    /** Takes an answer to be given later; false when it is to be given now. */
    boolean keeps(Call call, @Nullable Response reply) {
        if (!asked || !call.answer.isOfPublication()) return false;
        return kept.add(new Kept(call, reply));
    }

    @Override
    public void onReply(@Nullable Response replicas) {
        boolean confirmed = replicas != null && replicas.toInteger() > 0;
        for (Kept each : takeKept()) {
            if (confirmed) each.call.answer.onReply(each.reply);
            else each.call.answer.onError(RedisError.UNCONFIRMED);
        }
    }

    @Override
    public void onError(RedisError error) {
        takeKept().forEach(each -> each.call.answer.onError(RedisError.UNCONFIRMED));
    }

    @Override
    public void onBroken(boolean sent) {
        takeKept().forEach(each -> each.call.onBroken());
    }

    private List<Kept> takeKept() {
        asked = false;
        List<Kept> all = List.copyOf(kept);
        kept.clear();
        return all;
    }
}
