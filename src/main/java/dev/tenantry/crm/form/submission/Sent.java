package dev.tenantry.crm.form.submission;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a visitor sends, as it came.
 *
 * @param values    by the fields' names, and those that no field has
 * @param consents  the places of those that were ticked
 * @param origin    where the visitor came from: utm_source and the like, the page, and what led there
 * @param trap      what was written where nobody sees a field
 * @param proof     what the browser has computed
 * @param isTyped   whether people have typed the values, and so numbers as the form's language writes them
 */
public record Sent(
        Map<String, List<String>> values,
        Set<Integer> consents,
        Map<String, String> origin,
        String trap,
        String proof,
        boolean isTyped) {

    /** What else is told of it than the fields. */
    public record From(@Nullable String address, @Nullable String userAgent) {}
}
