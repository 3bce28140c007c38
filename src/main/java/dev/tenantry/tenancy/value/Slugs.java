package dev.tenantry.tenancy.value;

import java.text.Normalizer;
import java.util.Locale;

/** Names as addresses spell them. */
public final class Slugs {

    /** Lower-case letters and digits, with single hyphens between. */
    public static final String PATTERN = "[a-z0-9]+(-[a-z0-9]+)*";
    private static final int LONGEST = 60;

    private Slugs() {}

    /** The name in the form of a slug; what cannot be spelled so becomes the other one. */
    public static String of(String name, String otherwise) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replaceAll("[^a-z0-9]+", "-");
        var slug = plain.substring(0, Math.min(plain.length(), LONGEST)).replaceAll("^-|-$", "");
        return slug.isEmpty() ? otherwise : slug;
    }
}
