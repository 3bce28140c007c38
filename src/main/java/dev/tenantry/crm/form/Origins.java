package dev.tenantry.crm.form;

import java.util.Locale;
import java.util.regex.Pattern;

/** The origins of web pages, as browsers tell them: {@code https://example.com}, with a port where it is not the usual one. */
final class Origins {

    private static final Pattern FORM = Pattern.compile(
            "https://[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?::[0-9]{1,5})?|http://(?:localhost|127\\.0\\.0\\.1)(?::[0-9]{1,5})?");

    private Origins() {}

    /** Pages that do not come by https are those of whoever tries it out on the own machine. */
    static boolean isOrigin(String text) {
        return FORM.matcher(text.toLowerCase(Locale.ROOT)).matches();
    }

    static String canonical(String origin) {
        return origin.toLowerCase(Locale.ROOT)
                .replaceFirst("^(https://.*):443$", "$1")
                .replaceFirst("^(http://.*):80$", "$1");
    }
}
