package io.tidings.simulation;

import io.tidings.core.protocol.ServerFrame;
import io.tidings.core.session.Sessions;
import io.tidings.transport.lean.LeanSocket;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection of the engine {@code lean}, and its client, which reads any number of bytes at a time. */
abstract class WireLine implements Line {
    private static final int BYTES_OF_A_FRAME = 250;

    final WireEngine engine;
    final Random random;
    private final WireReader reader;
    private @Nullable Sessions home;
    private @Nullable LeanSocket socket;
    private @Nullable Consumer<Said> listener;
    /** The last words that were said. */
    private ServerFrame.@Nullable Bye bye;

    private boolean gone;

    WireLine(WireEngine engine, Random random, WireReader reader) {
        this.engine = engine;
        this.random = random;
        this.reader = reader;
    }

    /** Takes bytes apart that follow those before, and tells what is whole by {@link #hear}. */
    abstract void decode(byte[] bytes);

    /** Whether the client has read that the service ends the connection. */
    abstract boolean hasReadTheEnd();

    final LeanSocket connect(Sessions to) {
        LeanSocket opened = engine.socket(to);
        home = to;
        socket = opened;
        return opened;
    }

    final @Nullable LeanSocket socket() {
        return socket;
    }

    ServerFrame.@Nullable Bye bye() {
        return bye;
    }

    /** Does something on the session's lane, unless the client has gone by then. */
    final void later(Runnable task) {
        if (home == null) throw new IllegalStateException("there is no session yet");
        home.lane().execute(() -> {
            if (!gone) task.run();
        });
    }

    @Override
    public final boolean read(int frames, Consumer<Said> to) {
        if (socket == null) return false;
        byte[] some = socket.read(frames * (1 + random.nextInt(BYTES_OF_A_FRAME)));
        listener = to;
        decode(some);
        return some.length > 0;
    }

    final void hear(byte[] json, @Nullable String cursor) {
        if (listener == null || bye != null) throw new AssertionError("something is said behind the last words");
        Said said = reader.read(json, cursor);
        if (said.what() instanceof ServerFrame.Bye last) bye = last;
        listener.accept(said);
    }

    @Override
    public final boolean isOver() {
        if (socket == null) return false;
        if (hasReadTheEnd()) return true;
        if (!socket.hasEnded()) return false;
        // Who leaves what is written may be cut off.
        if (!socket.isSlow()) throw new AssertionError("the connection ended without a word");
        return true;
    }

    @Override
    public void onRead() {
        if (socket != null) socket.writeMore();
    }

    /** Most clients close their side; of the others the service has to let go by itself. */
    @Override
    public void end() {
        if (random.nextInt(4) > 0) later(this::onCut);
    }

    @Override
    public final void cut() {
        gone = true;
    }

    @Override
    public final void onCut() {
        gone = true;
        if (socket != null) socket.hangUp();
    }
}
