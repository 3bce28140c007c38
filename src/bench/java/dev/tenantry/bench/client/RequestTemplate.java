package dev.tenantry.bench.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One HTTP/1.1 request as the bytes that go on the wire. Wherever {@link #SERIAL} stands in the text, each sending
 * writes a number that no other sending of the run has, so that idempotency keys and e-mails never repeat.
 */
public final class RequestTemplate {
    /** As long as the hexadecimal number that takes its place. */
    public static final String SERIAL = "{--- serial ---}";

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final int[] serials;

    private RequestTemplate(String text) {
        bytes = text.getBytes(StandardCharsets.UTF_8);
        serials = positions(bytes, SERIAL.getBytes(StandardCharsets.US_ASCII));
    }

    /** A request without a body. The headers are whole lines, without their line ends. */
    public static RequestTemplate get(String path, List<String> headers) {
        return new RequestTemplate(head("GET", path, headers) + "\r\n");
    }

    /** A request with a JSON body. */
    public static RequestTemplate post(String path, List<String> headers, String json) {
        return post(path, headers, "application/json", json);
    }

    public static RequestTemplate post(String path, List<String> headers, String contentType, String body) {
        var length = body.getBytes(StandardCharsets.UTF_8).length;
        return new RequestTemplate(head("POST", path, headers)
                + "Content-Type: " + contentType + "\r\nContent-Length: " + length + "\r\n\r\n" + body);
    }

    /** The bytes to send; a copy only where a serial has to be written into them. */
    byte[] bytes(long serial) {
        if (serials.length == 0) {
            return bytes;
        }
        var copy = bytes.clone();
        for (var position : serials) {
            for (var digit = 0; digit < SERIAL.length(); digit++) {
                copy[position + digit] = HEX[(int) (serial >>> (60 - 4 * digit)) & 15];
            }
        }
        return copy;
    }

    private static String head(String method, String path, List<String> headers) {
        var head = new StringBuilder(
                method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        return head.toString();
    }

    private static int[] positions(byte[] text, byte[] word) {
        var found = new ArrayList<Integer>();
        for (var start = 0; start <= text.length - word.length; start++) {
            if (Arrays.equals(text, start, start + word.length, word, 0, word.length)) {
                found.add(start);
            }
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }
}
