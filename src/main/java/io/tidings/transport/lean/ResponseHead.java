package io.tidings.transport.lean;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.AsciiString;
import java.util.Iterator;
import java.util.Map;

/** The head of an answer whose body we write ourselves. */
final class ResponseHead {
    private static final int USUAL_SIZE = 256;
    private static final int LINE_END = '\r' << 8 | '\n';

    private ResponseHead() {}

    /** Status line and headers as bytes, but for what Vert.x says of a body that it had for empty. */
    static ByteBuf encode(HttpResponse response) {
        ByteBuf head = PooledByteBufAllocator.DEFAULT.directBuffer(USUAL_SIZE);
        ascii(response.protocolVersion() + " " + response.status(), head);
        head.writeShort(LINE_END);
        Iterator<Map.Entry<CharSequence, CharSequence>> headers =
                response.headers().iteratorCharSequence();
        while (headers.hasNext()) {
            Map.Entry<CharSequence, CharSequence> header = headers.next();
            if (isOfTheBody(header.getKey())) continue;
            ascii(header.getKey(), head);
            ascii(": ", head);
            ascii(header.getValue(), head);
            head.writeShort(LINE_END);
        }
        return head.writeShort(LINE_END);
    }

    private static boolean isOfTheBody(CharSequence name) {
        return AsciiString.contentEqualsIgnoreCase(name, HttpHeaderNames.CONTENT_LENGTH)
                || AsciiString.contentEqualsIgnoreCase(name, HttpHeaderNames.CONTENT_ENCODING);
    }

    private static void ascii(CharSequence text, ByteBuf into) {
        ByteBufUtil.writeAscii(into, text);
    }
}
