package dev.tenantry.shared.web;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** Network addresses as proxies write them: some with the port, IPv6 ones with brackets or without. */
final class ClientAddress {

    private static final Pattern WRITTEN = Pattern
            .compile(
                    "\\[(?<v6>[^\\[\\]]+)](?::\\d{1,5})?|(?<v4>\\d++(?:\\.\\d++){3})(?::\\d{1,5})?|(?<bare>[^\\[\\]:]*+:[^\\[\\]:]*+:[^\\[\\]]*+)");
    /** Longer than any address with its zone and port. */
    private static final int MOST = 200;

    private ClientAddress() {}

    /** The address alone, without port and zone; null where the text has none. */
    static @Nullable String read(@Nullable String text) {
        if (text == null || text.length() > MOST) {
            return null;
        }
        var written = WRITTEN.matcher(unquoted(text.strip()));
        if (!written.matches()) {
            return null;
        }
        var v4 = written.group("v4");
        var v6 = written.group("v6") == null ? written.group("bare") : written.group("v6");
        try {
            return InetAddress.ofLiteral(v4 == null ? v6.split("%", 2)[0] : v4).getHostAddress();
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /** A list of them as {@code X-Forwarded-For} has it. What is no address stays as it is, and in its place. */
    static String normal(String list) {
        return Arrays.stream(list.split(",")).map(entry -> {
            var address = read(entry);
            return address == null ? entry.strip() : address;
        }).collect(Collectors.joining(", "));
    }

    private static String unquoted(String text) {
        var isQuoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return isQuoted ? text.substring(1, text.length() - 1) : text;
    }
}
