package dev.tenantry.keycloak;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** Where a browser is, and what it sees. */
record Page(URI address, int status, String text, @Nullable URI next) {

    private static final Pattern FORM = Pattern.compile("(?is)<form[^>]*?action=\"([^\"]+)\"");
    private static final Pattern FIELD = Pattern.compile("(?is)<input[^>]*?type=\"hidden\"[^>]*>");
    private static final Pattern NAME = Pattern.compile("(?i)name=\"([^\"]*)\"");
    private static final Pattern VALUE = Pattern.compile("(?i)value=\"([^\"]*)\"");

    URI formAction() {
        var form = FORM.matcher(text);
        if (!form.find()) {
            throw new IllegalStateException("no form at " + address + ", status " + status + ":\n" + text);
        }
        return address.resolve(plain(form.group(1)));
    }

    Map<String, String> hiddenFields() {
        var fields = new LinkedHashMap<String, String>();
        FIELD.matcher(text).results().map(found -> found.group()).forEach(input -> {
            var name = NAME.matcher(input);
            var value = VALUE.matcher(input);
            if (name.find()) {
                fields.put(name.group(1), value.find() ? plain(value.group(1)) : "");
            }
        });
        return fields;
    }

    /** What the fragment of an address says. */
    static Map<String, String> fragment(URI address) {
        var values = new LinkedHashMap<String, String>();
        if (address.getRawFragment() != null) {
            Arrays.stream(address.getRawFragment().split("&"))
                    .map(pair -> pair.split("=", 2))
                    .forEach(
                            pair -> values.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        }
        return values;
    }

    private static String plain(String text) {
        return text.replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#x2b;", "+")
                .replace("&#x3d;", "=")
                .replace("&#43;", "+")
                .replace("&#61;", "=")
                .replace("&amp;", "&");
    }
}
