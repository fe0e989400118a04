package io.tidings.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidings.core.protocol.ClientCommand;
import io.tidings.core.session.Sessions;
import io.tidings.model.Identity;
import io.tidings.transport.lean.ClientFrames;
import io.tidings.transport.lean.LeanSocket;
import io.tidings.transport.lean.SentFrames;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A WebSocket whose client sends its commands in fragments, and its bytes in pieces. */
final class WebSocketLine extends WireLine implements CommandLine {
    private static final int FIN = 0x80;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final byte[] HELLO = "hello".getBytes(UTF_8);

    private final SentFrames frames = new SentFrames(this::onFrame);
    private byte[] unsent = {};
    private int pongs;
    private boolean closed;

    WebSocketLine(WireEngine engine, Random random, WireReader reader) {
        super(engine, random, reader);
    }

    @Override
    public void open(Sessions home, @Nullable Identity identity) {
        connect(home).openCommands(home, identity);
    }

    @Override
    public void say(ClientCommand command) {
        byte[] text = CommandText.of(command).getBytes(UTF_8);
        int cut = random.nextInt(3) == 0 ? random.nextInt(text.length) : 0;
        ClientFrames said = new ClientFrames();
        if (cut > 0) said.frame(TEXT, Arrays.copyOf(text, cut));
        if (random.nextInt(3) == 0) said.frame(FIN | PING, HELLO);
        send(said.frame(cut > 0 ? FIN : FIN | TEXT, Arrays.copyOfRange(text, cut, text.length)));
    }

    private void send(ClientFrames said) {
        byte[] bytes = said.bytes();
        boolean idle = unsent.length == 0;
        int before = unsent.length;
        unsent = Arrays.copyOf(unsent, before + bytes.length);
        System.arraycopy(bytes, 0, unsent, before, bytes.length);
        if (idle) sendPiece();
    }

    private void sendPiece() {
        LeanSocket socket = socket();
        if (socket == null) return;
        int length = random.nextInt(3) > 0 ? unsent.length : 1 + random.nextInt(unsent.length);
        byte[] piece = Arrays.copyOf(unsent, length);
        unsent = Arrays.copyOfRange(unsent, length, unsent.length);
        socket.receive(piece);
        if (unsent.length > 0) later(this::sendPiece);
    }

    @Override
    void decode(byte[] bytes) {
        frames.read(bytes);
    }

    private void onFrame(byte[] payload, int opcode) {
        if (closed) throw new AssertionError("a frame behind the Close");
        switch (opcode) {
            case TEXT -> hear(payload, null);
            case PING -> pongs++;
            case PONG -> requirePong(payload);
            case CLOSE -> onClose(payload);
            default -> throw new AssertionError("a frame that nobody sends: " + opcode);
        }
    }

    private static void requirePong(byte[] payload) {
        if (!Arrays.equals(payload, HELLO)) throw new AssertionError("not what was said: " + Arrays.toString(payload));
    }

    private void onClose(byte[] payload) {
        closed = true;
        int code = ByteBuffer.wrap(payload).getShort() & 0xffff;
        if (bye() == null || bye().why().closeCode() != code)
            throw new AssertionError("closed by " + code + " after " + bye());
    }

    @Override
    boolean hasReadTheEnd() {
        return closed;
    }

    @Override
    public void onRead() {
        super.onRead();
        for (; pongs > 0; pongs--) send(new ClientFrames().frame(FIN | PONG));
    }

    /** Half of the clients answer the Close. */
    @Override
    public void end() {
        if (random.nextBoolean()) later(() -> send(new ClientFrames().frame(FIN | CLOSE)));
        super.end();
    }
}
