package dev.tenantry.shared.mail;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import jakarta.mail.internet.InternetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who a mail is from: an address, or a name with an address in angle brackets, {@code Tenantry <mail@example.com>}.
 *
 * @param name without quotes around it; null where there is none
 */
public record NamedAddress(@Nullable String name, EmailAddress address) {

    private static final Pattern NAMED = Pattern.compile("([^<>\\p{Cntrl}]*)<([^<>]*)>");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"\\\\]*)\"");

    /** @throws IllegalArgumentException with the reason, in words for whoever sent it */
    public static NamedAddress of(String text) {
        var named = NAMED.matcher(text.strip());
        if (!named.matches()) {
            return new NamedAddress(null, EmailAddress.of(text.strip()));
        }
        var name = named.group(1).strip();
        var quoted = QUOTED.matcher(name);
        var shown = quoted.matches() ? quoted.group(1).strip() : name;
        return new NamedAddress(shown.isEmpty() ? null : shown, EmailAddress.of(named.group(2).strip()));
    }

    /** For mail servers: the name encoded, the domain in its ASCII form. */
    InternetAddress deliverable() {
        try {
            return new InternetAddress(address.deliverable(), name, StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
