package dev.tenantry.shared.record;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A way to refer to something that can be deleted.
 *
 * @param table  that refers
 * @param column by which it does, beside the tenant's key
 * @param target the table that it refers to
 */
public record Link(String table, String column, String target, LinkRule rule) {

    /** The entity's property: {@code companyId} of {@code company_id}. */
    public String property() {
        return Pattern.compile("_([a-z])")
                .matcher(column)
                .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    }
}
