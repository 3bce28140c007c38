package dev.tenantry.crm.email.message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import jakarta.mail.internet.MimeUtility;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/**
 * What programs mean by the charset that they name: the labels of WHATWG's Encoding Standard, by which Windows' code pages go under the names of what
 * they extend, and the names that Java has besides.
 */
final class MailCharsets {

    /** Each with its labels, those of ASCII apart: what is called so is UTF-8 or Windows' own. */
    private static final Map<String, Charset> BY_LABEL = read();

    private MailCharsets() {}

    /** Null where nobody knows it. */
    static @Nullable Charset find(String label) {
        var name = label.strip().toLowerCase(Locale.ROOT);
        var known = BY_LABEL.get(name);
        if (known != null) {
            return known;
        }
        try {
            return Charset.forName(MimeUtility.javaCharset(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            return null;
        }
    }

    private static Map<String, Charset> read() {
        try {
            var all = new HashMap<String, Charset>();
            new ClassPathResource("dev/tenantry/crm/email/message/charsets.txt")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(" "))
                    .forEach(names -> {
                        for (var label = 1; label < names.length; label++) {
                            all.put(names[label], Charset.forName(names[0]));
                        }
                    });
            return Map.copyOf(all);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
