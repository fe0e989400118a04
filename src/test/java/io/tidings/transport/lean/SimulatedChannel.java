package io.tidings.transport.lean;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DuplexChannel;
import io.tidings.core.port.Lane;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A socket whose kernel holds little, takes some of what is written now and the rest later, and whose event loop is a lane: its tasks
 * and timers run in the lane's time. Confined to the lane, but for what the client does.
 */
final class SimulatedChannel extends EmbeddedChannel implements DuplexChannel {
    private static final int LEAST_ROOM = 300;
    private static final int MORE_ROOM = 3_000;
    private static final int LATE_MILLIS = 30;

    private final Lane lane;
    private final Random random;
    private final byte[] kernel;
    private int held;
    private boolean outputEnded;
    private boolean tasksPosted;
    private boolean timerSet;
    private boolean writeSet;
    private long clock;
    /** Whether the kernel has not taken all. */
    private boolean waiting;

    private @Nullable String broken;

    SimulatedChannel(Lane lane, Random random) {
        super(false, false);
        this.lane = lane;
        this.random = random;
        this.kernel = new byte[LEAST_ROOM + random.nextInt(MORE_ROOM)];
        this.clock = lane.now();
        freezeTime();
        try {
            register();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What the event loop has to do comes later, as other tasks of the lane do. */
    @Override
    public void runPendingTasks() {
        if (tasksPosted) return;
        tasksPosted = true;
        lane.execute(() -> {
            tasksPosted = false;
            runTasks();
        });
    }

    private void runTasks() {
        advanceTimeBy(lane.now() - clock, TimeUnit.MILLISECONDS);
        clock = lane.now();
        super.runPendingTasks();
        long nanos = runScheduledPendingTasks();
        if (nanos < 0 || timerSet) return;
        timerSet = true;
        lane.schedule(TimeUnit.NANOSECONDS.toMillis(nanos) + 1, () -> {
            timerSet = false;
            runTasks();
        });
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer out) {
        int most = kernel.length - held;
        if (random.nextInt(3) == 0) most = random.nextInt(most + 1);
        ByteBuf next = (ByteBuf) out.current();
        while (next != null) {
            int count = Math.min(most, next.readableBytes());
            take(next, count);
            most -= count;
            boolean whole = count == next.readableBytes();
            out.removeBytes(count);
            next = whole ? (ByteBuf) out.current() : null;
        }
        waiting = !out.isEmpty();
        if (waiting && held < kernel.length) writeLater();
    }

    private void take(ByteBuf from, int count) {
        if (count > 0 && outputEnded) broken = "something is written behind the end";
        from.getBytes(from.readerIndex(), kernel, held, count);
        held += count;
    }

    private void writeLater() {
        if (writeSet) return;
        writeSet = true;
        lane.schedule(random.nextInt(LATE_MILLIS), () -> {
            writeSet = false;
            writeMore();
        });
    }

    /** The kernel has room again. */
    void writeMore() {
        ChannelOutboundBuffer out = unsafe().outboundBuffer();
        if (isActive() && out != null && !out.isEmpty()) doWrite(out);
    }

    /** The client reads, at most so many bytes. */
    byte[] read(int most) {
        byte[] read = new byte[Math.min(most, held)];
        System.arraycopy(kernel, 0, read, 0, read.length);
        held -= read.length;
        System.arraycopy(kernel, read.length, kernel, 0, held);
        return read;
    }

    /** Whether nothing more comes for the client. */
    boolean hasEnded() {
        return held == 0 && (outputEnded || !isOpen());
    }

    /** Whether the client has left something that was written in the service's memory. */
    boolean isSlow() {
        return waiting;
    }

    /** @throws AssertionError when something happened that must not */
    void check() {
        checkException();
        if (broken != null) throw new AssertionError(broken);
    }

    @Override
    public ChannelFuture shutdownOutput() {
        outputEnded = true;
        return newSucceededFuture();
    }

    @Override
    public boolean isOutputShutdown() {
        return outputEnded;
    }

    @Override
    public boolean isInputShutdown() {
        return false;
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public ChannelFuture shutdownOutput(ChannelPromise promise) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ChannelFuture shutdownInput() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ChannelFuture shutdownInput(ChannelPromise promise) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ChannelFuture shutdown() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ChannelFuture shutdown(ChannelPromise promise) {
        throw new UnsupportedOperationException();
    }
}
