package dev.tenantry.shared.text;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names as Java has them, for where they are written otherwise. */
public final class CamelCase {

    private CamelCase() {}

    /** {@code webhookSecret} and {@code WebhookSecret} with {@code -} are {@code webhook-secret}. */
    public static String split(String name, String separator) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", separator).toLowerCase(Locale.ROOT);
    }

    /** {@code webhook-secret} with {@code -} is {@code webhookSecret}. */
    public static String join(String name, String separator) {
        return Pattern.compile(Pattern.quote(separator) + "(.)")
                .matcher(name)
                .replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    }
}
