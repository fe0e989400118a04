package io.tidings.telemetry;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A message of Protocol Buffers, read without its schema: bytes and numbers by the number of their field. */
final class ProtoMessage {
    private final Map<Integer, List<byte[]>> bytes = new HashMap<>();
    private final Map<Integer, Long> numbers = new HashMap<>();

    private ProtoMessage() {}

    static ProtoMessage read(byte[] message) {
        ProtoMessage read = new ProtoMessage();
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long tag = varint(in);
            read.field((int) (tag >>> 3), (int) tag & 7, in);
        }
        return read;
    }

    private void field(int number, int wireType, ByteBuffer in) {
        switch (wireType) {
            case 0 -> numbers.put(number, varint(in));
            case 1 -> numbers.put(number, in.getLong());
            case 2 -> {
                byte[] value = new byte[(int) varint(in)];
                in.get(value);
                bytes.computeIfAbsent(number, first -> new ArrayList<>()).add(value);
            }
            case 5 -> numbers.put(number, (long) in.getInt());
            default -> throw new IllegalArgumentException("wire type " + wireType);
        }
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) return value;
        }
    }

    List<ProtoMessage> messages(int field) {
        return bytes.getOrDefault(field, List.of()).stream()
                .map(ProtoMessage::read)
                .toList();
    }

    String hex(int field) {
        return HexFormat.of().formatHex(only(field));
    }

    String text(int field) {
        return new String(only(field), StandardCharsets.UTF_8);
    }

    /** Empty when it is not there. */
    private byte[] only(int field) {
        return bytes.getOrDefault(field, List.of(new byte[0])).get(0);
    }

    long number(int field) {
        return numbers.getOrDefault(field, 0L);
    }
}
