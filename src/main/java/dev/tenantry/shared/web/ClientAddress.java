package dev.tenantry.shared.web;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.network.IpAddress;

/** Network addresses as proxies write them: some with the port, IPv6 ones with brackets or without, or with the zone of the proxy's own network. */
final class ClientAddress {

    private static final Pattern WRITTEN = Pattern
            .compile(
                    "\\[(?<v6>[^\\[\\]]+)](?::\\d{1,5})?|(?<v4>[^\\[\\]:]+)(?::\\d{1,5})?|(?<bare>[^\\[\\]:]*+:[^\\[\\]:]*+:[^\\[\\]]*+)");
    /** A parameter of an element of {@code Forwarded} (RFC 7239), with what ends it. */
    private static final Pattern PARAMETER = Pattern
            .compile("\\G\\s*(?<name>[\\w-]+)=(?<value>\"(?:[^\"\\\\]|\\\\.)*+\"|[^\";\\s]*+)\\s*(?:;|$)");
    /** Nobody: what Tomcat, which reads addresses by itself, takes for none without looking up a name. */
    static final String NOBODY = "[unknown";
    /** Longer than any address with its zone and port. */
    private static final int MOST = 200;

    private ClientAddress() {}

    /** The address alone, without port and zone; null where the text has none. */
    static @Nullable IpAddress read(@Nullable String text) {
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
            return IpAddress.parse(v4 == null ? v6.split("%", 2)[0] : v4);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /** A list of them as {@code X-Forwarded-For} has it. What is no address is nobody's, in its place: it might be a trusted proxy's to whoever reads it otherwise. */
    static String normal(String list) {
        return Arrays.stream(list.split(",")).map(entry -> told(read(entry))).collect(Collectors.joining(", "));
    }

    /**
     * The same of a list as {@code Forwarded} has it, of whose elements some name nobody. Elements end at each comma: a
     * client that opens quotes and does not close them has none of what proxies add taken for its own text.
     */
    static String ofForwarded(List<String> elements) {
        return elements.stream()
                .map(element -> told(read(parameters(element).get("for"))))
                .collect(Collectors.joining(", "));
    }

    private static String told(@Nullable IpAddress address) {
        return address == null ? NOBODY : address.toString();
    }

    /** By which protocol the last proxy was asked; null where it does not say. */
    static @Nullable String protocol(List<String> elements) {
        return elements.isEmpty() ? null : parameters(elements.getLast()).get("proto");
    }

    /** None where the element is of another form, or says something twice. */
    private static Map<String, String> parameters(String element) {
        var found = new HashMap<String, String>();
        var parameter = PARAMETER.matcher(element);
        var end = 0;
        while (end < element.length() && parameter.find()) {
            if (found.put(parameter.group("name").toLowerCase(Locale.ROOT),
                    unquoted(parameter.group("value"))) != null) {
                return Map.of();
            }
            end = parameter.end();
        }
        return end == element.length() ? found : Map.of();
    }

    private static String unquoted(String text) {
        var isQuoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return isQuoted ? text.substring(1, text.length() - 1) : text;
    }
}
